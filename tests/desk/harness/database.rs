//! A fresh database for one test.

use sqlx::{Connection, Executor, PgConnection};
use std::path::Path;

/// A database; dropped with its files.
pub struct Database {
    /// Its address.
    pub url: String,
    /// Address of the PostgreSQL server, and the name on it.
    on_server: Option<(String, String)>,
}

/// A file in the test's own folder, or a new database on the PostgreSQL server.
pub async fn fresh(dir: &Path) -> Database {
    let Ok(server) = std::env::var("PARTNERDESK_TEST_POSTGRES") else {
        return Database { url: format!("sqlite://{}", dir.join("desk.db").display()), on_server: None };
    };
    // The test's folder has a random name, which is used for the database too.
    let own = dir.file_name().unwrap().to_string_lossy().to_lowercase();
    let name = format!("desk_{}", own.replace(|c: char| !c.is_ascii_alphanumeric(), "_"));
    run(&server, format!("CREATE DATABASE \"{name}\"")).await;
    let base = server.rsplit_once('/').unwrap().0;
    Database { url: format!("{base}/{name}"), on_server: Some((server.clone(), name)) }
}

async fn run(server: &str, statement: String) {
    let mut connection = PgConnection::connect(server).await.unwrap();
    connection.execute(sqlx::raw_sql(sqlx::AssertSqlSafe(statement))).await.unwrap();
}

/// Hundreds of tests would fill gigabytes. A runtime of its own: that of the test may have ended.
impl Drop for Database {
    fn drop(&mut self) {
        let Some((server, name)) = self.on_server.take() else { return };
        let dropped = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(run(&server, format!("DROP DATABASE IF EXISTS \"{name}\" WITH (FORCE)")));
        });
        // A test that has failed says why by itself.
        dropped.join().ok();
    }
}
