//! A fresh database for one test.

use sqlx::{Connection, Executor, PgConnection};
use std::path::Path;

/// A file in the test's own folder, or a new database on the PostgreSQL server.
pub async fn fresh(dir: &Path) -> String {
    let Ok(server) = std::env::var("PARTNERDESK_TEST_POSTGRES") else {
        return format!("sqlite://{}", dir.join("desk.db").display());
    };
    // The test's folder has a random name, which is used for the database too.
    let own = dir.file_name().unwrap().to_string_lossy().to_lowercase();
    let name = format!("desk_{}", own.replace(|c: char| !c.is_ascii_alphanumeric(), "_"));
    let mut connection = PgConnection::connect(&server).await.unwrap();
    let statement = sqlx::AssertSqlSafe(format!("CREATE DATABASE \"{name}\""));
    connection.execute(sqlx::raw_sql(statement)).await.unwrap();
    let base = server.rsplit_once('/').unwrap().0;
    format!("{base}/{name}")
}
