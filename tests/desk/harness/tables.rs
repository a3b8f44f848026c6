//! Size of the database, per table.

use sqlx::{AssertSqlSafe, Connection, PgConnection, Row, SqliteConnection};
use std::collections::BTreeMap;

/// Size of a table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TableSize {
    /// Rows.
    pub rows: i64,
    /// Bytes of all values as text, without overhead of the database.
    pub bytes: i64,
}

/// The size of each table, including those of SQLite's search index.
pub async fn stored(url: &str) -> BTreeMap<String, TableSize> {
    if url.starts_with("sqlite:") { in_sqlite(url).await } else { in_postgres(url).await }
}

/// Carries out one statement, as another program on the same database would.
pub async fn run_sql(url: &str, sql: &str) {
    let sql = AssertSqlSafe(sql.to_owned());
    if url.starts_with("sqlite:") {
        let mut connection = SqliteConnection::connect(url).await.unwrap();
        sqlx::raw_sql(sql).execute(&mut connection).await.unwrap();
    } else {
        let mut connection = PgConnection::connect(url).await.unwrap();
        sqlx::raw_sql(sql).execute(&mut connection).await.unwrap();
    }
}

const SQLITE_TABLES: &str =
    "SELECT t.name, group_concat('coalesce(length(CAST(\"' || c.name || '\" AS BLOB)), 0)', ' + ')
    FROM sqlite_master t, pragma_table_info(t.name) c WHERE t.type = 'table' GROUP BY t.name";

async fn in_sqlite(url: &str) -> BTreeMap<String, TableSize> {
    let mut connection = SqliteConnection::connect(url).await.unwrap();
    let tables = sqlx::query(SQLITE_TABLES).fetch_all(&mut connection).await.unwrap();
    let mut found = BTreeMap::new();
    for table in tables {
        let (name, size): (String, String) = (table.get(0), table.get(1));
        let sql = format!("SELECT count(*), coalesce(sum({size}), 0) FROM \"{name}\"");
        let row = sqlx::query(AssertSqlSafe(sql)).fetch_one(&mut connection).await.unwrap();
        found.insert(name, TableSize { rows: row.get(0), bytes: row.get(1) });
    }
    found
}

const POSTGRES_TABLES: &str = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()";

async fn in_postgres(url: &str) -> BTreeMap<String, TableSize> {
    let mut connection = PgConnection::connect(url).await.unwrap();
    let tables = sqlx::query(POSTGRES_TABLES).fetch_all(&mut connection).await.unwrap();
    let mut found = BTreeMap::new();
    for table in tables {
        let name: String = table.get(0);
        let sql =
            format!("SELECT count(*), coalesce(sum(octet_length(t::text)), 0)::bigint FROM \"{name}\" AS t");
        let row = sqlx::query(AssertSqlSafe(sql)).fetch_one(&mut connection).await.unwrap();
        found.insert(name, TableSize { rows: row.get(0), bytes: row.get(1) });
    }
    found
}
