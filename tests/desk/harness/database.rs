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
    copied(dir, None).await
}

/// The same as a copy of another one: of a file by its path, of a database on the server by its name.
pub async fn copied(dir: &Path, template: Option<&str>) -> Database {
    let Some(server) = server() else {
        let file = dir.join("desk.db");
        template.map(|template| std::fs::copy(template, &file).unwrap());
        return Database { url: format!("sqlite://{}", file.display()), on_server: None };
    };
    // The test's folder has a random name, which is used for the database too.
    let own = dir.file_name().unwrap().to_string_lossy().to_lowercase();
    let name = format!("desk_{}", own.replace(|c: char| !c.is_ascii_alphanumeric(), "_"));
    let like = template.map(|template| format!(" TEMPLATE \"{template}\"")).unwrap_or_default();
    run(&server, format!("CREATE DATABASE \"{name}\"{like}")).await;
    Database { url: on(&server, &name), on_server: Some((server, name)) }
}

/// The PostgreSQL server to run on, by the address of a database on it.
pub fn server() -> Option<String> {
    std::env::var("PARTNERDESK_TEST_POSTGRES").ok()
}

/// The address of another database on a server.
pub fn on(server: &str, name: &str) -> String {
    format!("{}/{name}", server.rsplit_once('/').unwrap().0)
}

/// Runs a statement on a server.
pub async fn run(server: &str, statement: String) {
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
