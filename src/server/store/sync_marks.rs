//! The state of the sync, per list: last attempt, last success, and the cursor.

use super::Store;
use super::db::Row;
use super::error::StoreError;
use crate::server::store::db::sql::Sql;
use jiff::Timestamp;
use model::error::PartnerFailure;
use model::mirror::Reading;
use std::collections::BTreeMap;

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
    /// What the partner API answered then; `None` where this desk itself failed.
    pub failure: Option<PartnerFailure>,
    /// Failures in a row.
    pub times: u32,
}

impl Mark {
    /// The same as a reading.
    pub fn reading(&self) -> Reading {
        match (self.failing, self.tried_at, self.ok_at) {
            (true, Some(at), last) => {
                Reading::Failed { failure: self.failure.clone().map(Box::new), at, last }
            }
            (_, _, Some(at)) => Reading::At(at),
            (_, _, None) => Reading::Never,
        }
    }

    fn read(row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            ok_at: row.instant("ok_at")?,
            tried_at: row.instant("tried_at")?,
            failing: row.yes("failing")?,
            code: row.text("code")?,
            failure: row.maybe_json("failure")?,
            times: u32::try_from(row.need_int("times")?).unwrap_or(u32::MAX),
        })
    }
}

const COLUMNS: &str = "key, ok_at, tried_at, failing, code, failure, times";

impl Store {
    /// Records that `key` (such as `customers`) was read completely.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn mark_ok(&self, key: &str, at: Timestamp) -> Result<(), StoreError> {
        let sql = Sql::new(
            "INSERT INTO sync_marks (key, tried_at, ok_at) VALUES (?, ?, ?)
             ON CONFLICT (key) DO UPDATE SET tried_at = excluded.tried_at,
             ok_at = excluded.ok_at, failing = 0, code = NULL,
             failure = NULL, times = 0",
        );
        self.db.run(&sql.with(key).with(at).with(at)).await.map(|_| ())
    }

    /// Records that reading failed, with the error code of the partner API or our own, and what the partner
    /// API answered.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn mark_failed(
        &self,
        key: &str,
        at: Timestamp,
        code: &str,
        failure: Option<&PartnerFailure>,
    ) -> Result<(), StoreError> {
        let failure = failure.map(serde_json::to_string).transpose()?;
        let sql = Sql::new(
            "INSERT INTO sync_marks (key, tried_at, failing, code, failure, times) VALUES (?, ?, 1, ?, ?, 1)
             ON CONFLICT (key) DO UPDATE SET tried_at = excluded.tried_at, failing = 1, code = excluded.code,
             failure = excluded.failure, times = sync_marks.times + 1",
        );
        self.db.run(&sql.with(key).with(at).with(code).with(failure)).await.map(|_| ())
    }

    /// How the reading of `key` goes; all absent when it was never tried.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn mark(&self, key: &str) -> Result<Mark, StoreError> {
        let sql = Sql::new("SELECT ").push(COLUMNS).push(" FROM sync_marks WHERE key = ?").with(key);
        self.db.one(&sql).await?.map_or(Ok(Mark::default()), |row| Mark::read(&row))
    }

    /// Every mark, by key.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub(super) async fn marks(&self) -> Result<BTreeMap<String, Mark>, StoreError> {
        let rows = self.db.all(&Sql::new("SELECT ").push(COLUMNS).push(" FROM sync_marks")).await?;
        rows.iter().map(|row| Ok((row.need_text("key")?, Mark::read(row)?))).collect()
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
