//! Opening the database.

use super::postgres::Pg;
use super::sql::Sql;
use crate::server::store::Store;
use crate::server::store::db::Db;
use crate::server::store::error::StoreError;
use sqlx::Connection;
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous,
};
use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

/// Connections that read a SQLite file at the same time.
const SQLITE_READERS: u32 = 8;
/// Timeout for getting a connection.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long a statement waits for another process that has the file locked.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

impl Store {
    /// Opens the database at `sqlite://path/to/file` (made with its folders where missing) or
    /// `postgres://…`. Tables are made by [`Store::migrate`].
    ///
    /// # Errors
    /// [`StoreError::Address`] for any other address, SQLite in memory included: its readers
    /// would each see a database of their own. [`StoreError::Folder`],
    /// [`StoreError::NoServer`] and [`StoreError::Database`] when it cannot be opened.
    pub async fn open(url: &str) -> Result<Self, StoreError> {
        let db = if let Some(path) = url.strip_prefix("sqlite:") {
            sqlite(path.strip_prefix("//").unwrap_or(path)).await?
        } else if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            Db::Postgres(Pg::open(url).await?)
        } else {
            return Err(StoreError::Address);
        };
        Ok(Self { db, name: Arc::default() })
    }

    /// Asks the database for a sign of life.
    ///
    /// # Errors
    /// [`StoreError::Database`] when there is none.
    pub async fn ping(&self) -> Result<(), StoreError> {
        self.db.one(&Sql::new("SELECT 1 AS n")).await.map(|_| ())
    }

    /// Ends all connections, after the statements that run. Further calls fail.
    pub async fn close(&self) {
        match &self.db {
            Db::Sqlite { read, write } => {
                read.close().await;
                write.close().await;
            }
            Db::Postgres(pg) => pg.pool().close().await,
        }
    }
}

async fn sqlite(path: &str) -> Result<Db, StoreError> {
    let file = path.split('?').next().unwrap_or_default();
    if file.is_empty() || file.contains(":memory:") || path.contains("mode=memory") {
        return Err(StoreError::Address);
    }
    if let Some(folder) = std::path::Path::new(file).parent() {
        std::fs::create_dir_all(folder)?;
    }
    make_private(file)?;
    let options = SqliteConnectOptions::from_str(&format!("sqlite://{path}"))?
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Normal)
        .foreign_keys(true)
        // Without this, INSERT OR REPLACE would delete rows past the triggers that forbid it.
        .pragma("recursive_triggers", "ON")
        .busy_timeout(BUSY_TIMEOUT);
    // SQLite needs no ping before each use, which would be a round trip to the worker thread.
    let pool = SqlitePoolOptions::new().acquire_timeout(PATIENCE).test_before_acquire(false);
    let write =
        pool.clone().max_connections(1).before_acquire(|connection, _| Box::pin(is_usable(connection)));
    let write = write.connect_with(options.clone().optimize_on_close(true, 1_000)).await?;
    let read = pool.max_connections(SQLITE_READERS);
    let read = read.connect_with(options.pragma("query_only", "ON")).await?;
    Ok(Db::Sqlite { read, write })
}

/// Whether a connection is out of its last transaction. Where the disk is full, SQLite takes a transaction
/// back by itself, and the driver counts it as open for ever: such a connection is closed, and the next
/// one works as soon as there is room.
async fn is_usable(connection: &mut SqliteConnection) -> Result<bool, sqlx::Error> {
    if !connection.is_in_transaction() {
        return Ok(true);
    }
    // Taking back a transaction that was dropped may still be under way.
    connection.ping().await?;
    Ok(!connection.is_in_transaction())
}

/// Makes the file where it is missing, readable by its owner alone: it holds password hashes and
/// customers' data. The other files of SQLite get the same permissions.
fn make_private(file: &str) -> std::io::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(file) {
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => Ok(()),
        other => other.map(|_| ()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_full_disk_is_forgotten_as_soon_as_there_is_room() {
        let folder = tempfile::tempdir().unwrap();
        let store =
            Store::open(&format!("sqlite://{}", folder.path().join("desk.db").display())).await.unwrap();
        let db = &store.db;
        db.run(&Sql::new("CREATE TABLE notes (text TEXT)")).await.unwrap();
        let fill = || Sql::new("INSERT INTO notes (text) VALUES (?)").with("x".repeat(100_000).as_str());
        // The limit is the connection's own, as the room on a disk is everybody's.
        db.run(&Sql::new("PRAGMA max_page_count = 10")).await.unwrap();
        let mut tx = db.begin().await.unwrap();
        let full = tx.run(&fill()).await.unwrap_err();
        assert!(full.is_busy(), "{full}");
        drop(tx);
        let mut tx = db.begin().await.unwrap();
        tx.run(&fill()).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(db.count(&Sql::new("SELECT COUNT(*) AS n FROM notes")).await.unwrap(), 1);
    }
}
