//! Retiring the oldest part of the audit log: after it was written to a file its rows are deleted, and the checkpoint at
//! its end stands for them. Triggers let rows go in no other way.

use super::rows;
use super::seal::number;
use crate::server::store::Store;
use crate::server::store::db::Tx;
use crate::server::store::db::sql::Sql;
use crate::server::store::error::StoreError;
use chain::{Checkpoint, Retirement, Table};
use jiff::Timestamp;
use model::audit::AuditEntry;
use model::bulk::{BulkState, RowState};
use model::intents::Stage;

impl Store {
    /// The last checkpoint through which the log can be retired: every row up to it is dated before `before`, no row
    /// after it belongs to an entry up to it, and nothing is open that may still write to one. At most about `most`
    /// rows. `None` when there is no such checkpoint.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn retirable(&self, before: Timestamp, most: u64) -> Result<Option<Checkpoint>, StoreError> {
        self.db.snapshot().await?.retirable(before, most).await
    }

    /// Deletes what is sealed through a checkpoint, and records that with an entry, in one transaction. False when that
    /// part can no longer be retired, or another retirement came first: then nothing was changed.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn retire(
        &self,
        through: &Checkpoint,
        retirement: &Retirement,
        entry: &AuditEntry,
        before: Timestamp,
    ) -> Result<bool, StoreError> {
        let mut tx = self.db.begin().await?;
        // What was written between the file and this transaction may belong to it.
        let last = tx.retirable(before, u64::MAX).await?;
        if last.is_none_or(|last| last.number < through.number) || tx.first_held(through).await?.is_some() {
            return Ok(false);
        }
        let sql = Sql::new(
            "INSERT INTO audit_retirements (checkpoint, last_position, hash, file, row_count, retired_at, entry_id)
             VALUES (?, ?, ?, ?, ?, ?, ?)",
        )
        .with(number(through.number))
        .with(number(through.last))
        .with(through.hash.to_string())
        .with(retirement.file.to_string())
        .with(number(retirement.rows))
        .with(retirement.retired_at)
        .with(&entry.id);
        tx.run(&sql).await?;
        tx.open_entry(entry).await?;
        tx.delete_through(through).await?;
        tx.commit().await?;
        Ok(true)
    }
}

impl Tx {
    async fn retirable(&mut self, before: Timestamp, most: u64) -> Result<Option<Checkpoint>, StoreError> {
        let begins = self.first_position().await?;
        let mut end = begins.saturating_add(number(most));
        for table in Table::ALL {
            if let Some(position) = self.first_dated_from(table, before).await? {
                end = end.min(position);
            }
        }
        loop {
            let Some(through) = self.checkpoint_ending_before(begins, end).await? else { return Ok(None) };
            match self.first_held(&through).await? {
                Some(position) => end = position,
                None => return Ok(Some(through)),
            }
        }
    }

    /// The first position that is not retired.
    async fn first_position(&mut self) -> Result<i64, StoreError> {
        let sql = Sql::new("SELECT COALESCE(MAX(last_position), 0) + 1 AS n FROM audit_retirements");
        Ok(self.position(&sql).await?.unwrap_or(1))
    }

    async fn first_dated_from(&mut self, table: Table, from: Timestamp) -> Result<Option<i64>, StoreError> {
        let sql = Sql::new(match table {
            Table::Entries => {
                "SELECT MIN(s.position) AS n FROM audit_seals s JOIN audit_entries x ON x.key = s.row_key
                 WHERE s.part = 1 AND x.opened_at >= ?"
            }
            Table::Completions => {
                "SELECT MIN(s.position) AS n FROM audit_seals s JOIN audit_completions x ON x.key = s.row_key
                 WHERE s.part = 2 AND x.completed_at >= ?"
            }
            Table::Calls => {
                "SELECT MIN(s.position) AS n FROM audit_seals s JOIN audit_calls x ON x.key = s.row_key
                 WHERE s.part = 3 AND x.at >= ?"
            }
        });
        self.position(&sql.with(from)).await
    }

    async fn checkpoint_ending_before(
        &mut self,
        begins: i64,
        end: i64,
    ) -> Result<Option<Checkpoint>, StoreError> {
        let sql = Sql::new(rows::CHECKPOINT)
            .push(" WHERE last_position >= ? AND last_position < ? ORDER BY number DESC LIMIT 1")
            .with(begins)
            .with(end);
        self.all(&sql).await?.first().map(rows::checkpoint).transpose()
    }

    /// The position of the first entry up to a checkpoint that must stay: a row after the checkpoint belongs
    /// to it, or something is open that may still add one.
    async fn first_held(&mut self, through: &Checkpoint) -> Result<Option<i64>, StoreError> {
        let last = number(through.last);
        let live = Stage::ALL.into_iter().filter(|stage| stage.is_live()).map(Stage::code);
        let jobs = BulkState::ALL.into_iter().filter(|state| state.is_live()).map(BulkState::code);
        let open = RowState::ALL.into_iter().filter(|state| state.is_open()).map(RowState::code);
        let sql = Sql::new(
            "SELECT MIN(s.position) AS n FROM audit_seals s JOIN audit_entries e ON e.key = s.row_key
             WHERE s.part = 1 AND s.position <= ? AND (
               e.id IN (SELECT c.entry_id FROM audit_completions c LEFT JOIN audit_seals t
                 ON t.part = 2 AND t.row_key = c.key WHERE t.position IS NULL OR t.position > ?)
               OR e.id IN (SELECT a.entry_id FROM audit_calls a LEFT JOIN audit_seals t
                 ON t.part = 3 AND t.row_key = a.key WHERE t.position IS NULL OR t.position > ?)
               OR e.id IN (SELECT i.audit_id FROM intents i WHERE i.stage IN ",
        )
        .with(last)
        .with(last)
        .with(last)
        .list(live)
        .push(") OR e.id IN (SELECT j.audit_id FROM bulk_jobs j WHERE j.audit_id IS NOT NULL AND j.state IN ")
        .list(jobs)
        .push(") OR e.id IN (SELECT w.audit_id FROM bulk_rows w WHERE w.audit_id IS NOT NULL AND w.state IN ")
        .list(open)
        .push("))");
        self.position(&sql).await
    }

    async fn position(&mut self, sql: &Sql) -> Result<Option<i64>, StoreError> {
        self.all(sql).await?.first().map(|row| row.int("n")).transpose().map(Option::flatten)
    }

    /// Deletes the rows, then their seals, then the checkpoints before the last one.
    async fn delete_through(&mut self, through: &Checkpoint) -> Result<(), StoreError> {
        let last = number(through.last);
        for sql in [
            "DELETE FROM audit_calls WHERE key IN (SELECT row_key FROM audit_seals WHERE part = 3 AND position <= ?)",
            "DELETE FROM audit_completions WHERE key IN
             (SELECT row_key FROM audit_seals WHERE part = 2 AND position <= ?)",
            "DELETE FROM audit_entries WHERE key IN (SELECT row_key FROM audit_seals WHERE part = 1 AND position <= ?)",
            "DELETE FROM audit_seals WHERE position <= ?",
        ] {
            self.run(&Sql::new(sql).with(last)).await?;
        }
        let sql = Sql::new("DELETE FROM audit_checkpoints WHERE number < ?").with(number(through.number));
        self.run(&sql).await.map(|_| ())
    }
}
