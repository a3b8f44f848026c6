//! A fresh database for one test, and what stands in it.

use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection, Row, SqliteConnection};
use std::collections::BTreeMap;
use std::path::Path;

/// A file in the test's own folder, or a new database on the PostgreSQL server.
pub async fn fresh(dir: &Path) -> String {
    let Ok(server) = std::env::var("PARTNERDESK_TEST_POSTGRES") else {
        return format!("sqlite://{}", dir.join("desk.db").display());
    };
    // The test's folder has a random name: so has its database.
    let own = dir.file_name().unwrap().to_string_lossy().to_lowercase();
    let name = format!("desk_{}", own.replace(|c: char| !c.is_ascii_alphanumeric(), "_"));
    let mut connection = PgConnection::connect(&server).await.unwrap();
    let statement = sqlx::AssertSqlSafe(format!("CREATE DATABASE \"{name}\""));
    connection.execute(sqlx::raw_sql(statement)).await.unwrap();
    let base = server.rsplit_once('/').unwrap().0;
    format!("{base}/{name}")
}

/// What a table holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Held {
    /// Rows.
    pub rows: i64,
    /// Bytes of all values as text, without what the database itself adds to a row.
    pub bytes: i64,
}

/// What stands in each table, those behind SQLite's search included.
pub async fn stored(url: &str) -> BTreeMap<String, Held> {
    if url.starts_with("sqlite:") { in_sqlite(url).await } else { in_postgres(url).await }
}

const SQLITE_TABLES: &str =
    "SELECT t.name, group_concat('coalesce(length(CAST(\"' || c.name || '\" AS BLOB)), 0)', ' + ')
    FROM sqlite_master t, pragma_table_info(t.name) c WHERE t.type = 'table' GROUP BY t.name";

async fn in_sqlite(url: &str) -> BTreeMap<String, Held> {
    let mut connection = SqliteConnection::connect(url).await.unwrap();
    let tables = sqlx::query(SQLITE_TABLES).fetch_all(&mut connection).await.unwrap();
    let mut found = BTreeMap::new();
    for table in tables {
        let (name, size): (String, String) = (table.get(0), table.get(1));
        let sql = format!("SELECT count(*), coalesce(sum({size}), 0) FROM \"{name}\"");
        let row = sqlx::query(AssertSqlSafe(sql)).fetch_one(&mut connection).await.unwrap();
        found.insert(name, Held { rows: row.get(0), bytes: row.get(1) });
    }
    found
}

const POSTGRES_TABLES: &str = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()";

async fn in_postgres(url: &str) -> BTreeMap<String, Held> {
    let mut connection = PgConnection::connect(url).await.unwrap();
    let tables = sqlx::query(POSTGRES_TABLES).fetch_all(&mut connection).await.unwrap();
    let mut found = BTreeMap::new();
    for table in tables {
        let name: String = table.get(0);
        let sql =
            format!("SELECT count(*), coalesce(sum(octet_length(t::text)), 0)::bigint FROM \"{name}\" AS t");
        let row = sqlx::query(AssertSqlSafe(sql)).fetch_one(&mut connection).await.unwrap();
        found.insert(name, Held { rows: row.get(0), bytes: row.get(1) });
    }
    found
}
