//! The state of the sync, per list: last attempt, last success, and the cursor.

use super::Store;
use super::error::StoreError;
use crate::server::store::db::sql::Sql;
use jiff::Timestamp;

/// How the reading of one list goes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mark {
    /// Last time that it worked, UTC: the age of what the mirror holds.
    pub ok_at: Option<Timestamp>,
    /// Last time that it was tried, UTC.
    pub tried_at: Option<Timestamp>,
    /// True when the last try failed.
    pub failing: bool,
    /// Code of that failure.
    pub code: Option<String>,
}

impl Store {
    /// Records that reading `key` (such as `customers`) begins.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn mark_tried(&self, key: &str, at: Timestamp) -> Result<(), StoreError> {
        let sql = Sql::new(
            "INSERT INTO sync_marks (key, tried_at) VALUES (?, ?)
             ON CONFLICT (key) DO UPDATE SET tried_at = excluded.tried_at",
        );
        self.db.run(&sql.with(key).with(at)).await.map(|_| ())
    }

    /// Records that the list was read completely.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn mark_ok(&self, key: &str, at: Timestamp) -> Result<(), StoreError> {
        let sql = Sql::new(
            "INSERT INTO sync_marks (key, tried_at, ok_at) VALUES (?, ?, ?)
             ON CONFLICT (key) DO UPDATE SET ok_at = excluded.ok_at, failing = 0, code = NULL",
        );
        self.db.run(&sql.with(key).with(at).with(at)).await.map(|_| ())
    }

    /// Records that reading failed, with the error code of the partner API or our own.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn mark_failed(&self, key: &str, at: Timestamp, code: &str) -> Result<(), StoreError> {
        let sql = Sql::new(
            "INSERT INTO sync_marks (key, tried_at, failing, code) VALUES (?, ?, 1, ?)
             ON CONFLICT (key) DO UPDATE SET tried_at = excluded.tried_at, failing = 1, code = excluded.code",
        );
        self.db.run(&sql.with(key).with(at).with(code)).await.map(|_| ())
    }

    /// How the reading of `key` goes; all absent when it was never tried.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn mark(&self, key: &str) -> Result<Mark, StoreError> {
        let sql = Sql::new("SELECT ok_at, tried_at, failing, code FROM sync_marks WHERE key = ?").with(key);
        let Some(row) = self.db.one(&sql).await? else { return Ok(Mark::default()) };
        Ok(Mark {
            ok_at: row.instant("ok_at")?,
            tried_at: row.instant("tried_at")?,
            failing: row.yes("failing")?,
            code: row.text("code")?,
        })
    }

    /// Where a job left off.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn cursor(&self, key: &str) -> Result<Option<String>, StoreError> {
        let sql = Sql::new("SELECT value FROM sync_cursors WHERE key = ?").with(key);
        self.db.one(&sql).await?.map(|row| row.need_text("value")).transpose()
    }

    /// Stores the cursor of a job.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn set_cursor(&self, key: &str, value: &str) -> Result<(), StoreError> {
        let sql = Sql::new(
            "INSERT INTO sync_cursors (key, value) VALUES (?, ?)
             ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        );
        self.db.run(&sql.with(key).with(value)).await.map(|_| ())
    }
}
