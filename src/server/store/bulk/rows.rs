//! Stores the progress of a running job's rows. Each step is stored with the audit entry it belongs
//! to, in one transaction: before a call is sent, and after its answer.

use crate::server::store::Store;
use crate::server::store::audit::Completion;
use crate::server::store::bulk::{ROW_COLUMNS, bulk_row, job, select_job};
use crate::server::store::db::Tx;
use crate::server::store::db::sql::Sql;
use crate::server::store::error::StoreError;
use jiff::Timestamp;
use model::audit::{ApiCall, AuditEntry, AuditOutcome};
use model::bulk::{Bulk, BulkRow, BulkState, RowState, Target, Task};
use model::error::PartnerFailure;
use model::ids::{AuditId, BulkId};
use model::money::{Currency, Money};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// What changes with a row's state.
#[derive(Clone, Debug)]
pub struct RowChange {
    /// The error of the partner API; `None` keeps the stored one.
    pub failure: Option<PartnerFailure>,
    /// The actual budget, where it is not the one shown.
    pub actual: Option<Target>,
    /// What it does, where that changed; `None` keeps the stored one.
    pub task: Option<Task>,
    /// Now.
    pub at: Timestamp,
}

impl RowChange {
    /// Nothing but the instant.
    pub fn at(at: Timestamp) -> Self {
        Self { failure: None, actual: None, task: None, at }
    }
}

/// What a row's step writes into the audit log.
#[derive(Clone, Copy, Debug)]
pub enum RowEntry<'a> {
    /// A completed entry of its own, with its calls.
    Ended(&'a AuditEntry, &'a [ApiCall]),
    /// The end of the entry that was opened when the row was sent.
    Completed(Completion<'a>),
    /// The entry of the intent that does the row, which writes it.
    OfIntent(Option<&'a AuditId>),
}

/// Whether an attempt that sent nothing is one of the few that a row has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counted {
    /// Something could not be read.
    Yes,
    /// Nothing was asked.
    No,
}

impl Store {
    /// Jobs whose rows are to be sent, oldest first.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn running_bulks(&self) -> Result<Vec<Bulk>, StoreError> {
        let rows = self.db.all(&select_job(Sql::new(" WHERE j.state = 'running' ORDER BY j.key"))).await?;
        rows.iter().map(job).collect()
    }

    /// Rows of a job that wait, the ones tried least first.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn waiting_rows(&self, id: &BulkId, limit: u32) -> Result<Vec<BulkRow>, StoreError> {
        let sql = Sql::new("SELECT ").push(ROW_COLUMNS).push(
            " FROM bulk_rows r WHERE r.job_id = ? AND r.state = 'waiting' ORDER BY r.tries, r.line LIMIT ?",
        );
        self.db.all(&sql.with(id).with(limit)).await?.iter().map(bulk_row).collect()
    }

    /// Stores that a row is about to be sent, with its audit entry. False, and nothing is stored, when it
    /// no longer waits or its job is not running.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn send_row(&self, row: &BulkRow, entry: &AuditEntry) -> Result<bool, StoreError> {
        let sql = Sql::new(
            "UPDATE bulk_rows SET state = 'sent', sent_at = ?, audit_id = ?
             WHERE job_id = ? AND line = ? AND state = 'waiting'
             AND EXISTS (SELECT 1 FROM bulk_jobs j WHERE j.id = bulk_rows.job_id AND j.state = 'running')",
        );
        let sql = sql.with(entry.opened_at).with(&entry.id).with(&row.job).with(row.line);
        let mut tx = self.db.begin().await?;
        if tx.run(&sql).await? == 0 {
            tx.rollback().await?;
            return Ok(false);
        }
        tx.open_entry(entry).await?;
        tx.commit().await?;
        Ok(true)
    }

    /// Claims a waiting row for the intent that does it. False, and nothing is stored, when it no longer
    /// waits or its job is not running.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn claim_row(&self, row: &BulkRow, at: Timestamp) -> Result<bool, StoreError> {
        let sql = Sql::new(
            "UPDATE bulk_rows SET state = 'sent', sent_at = ? WHERE job_id = ? AND line = ? AND state = 'waiting'
             AND EXISTS (SELECT 1 FROM bulk_jobs j WHERE j.id = bulk_rows.job_id AND j.state = 'running')",
        );
        Ok(self.db.run(&sql.with(at).with(&row.job).with(row.line)).await? > 0)
    }

    /// Lets a row wait again whose intent certainly sent nothing, with another intent; in a job that was
    /// canceled meanwhile it is canceled. False when it is in another state or has another intent by now.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn retry_row(
        &self,
        row: &BulkRow,
        task: &Task,
        counted: Counted,
        at: Timestamp,
    ) -> Result<bool, StoreError> {
        let was = row.task.as_ref().map(serde_json::to_string).transpose()?;
        let sql = Sql::new(
            "UPDATE bulk_rows SET task = ?, tries = tries + ?, sent_at = NULL, state = CASE WHEN EXISTS
             (SELECT 1 FROM bulk_jobs j WHERE j.id = bulk_rows.job_id AND j.state IN ('running', 'paused'))
             THEN 'waiting' ELSE 'cancelled' END, checked_at = ?
             WHERE job_id = ? AND line = ? AND task = ? AND state IN ('sent', 'unknown')",
        );
        let tries = u32::from(counted == Counted::Yes);
        let sql = sql
            .with(serde_json::to_string(task)?)
            .with(tries)
            .with(at)
            .with(&row.job)
            .with(row.line)
            .with(was);
        Ok(self.db.run(&sql).await? > 0)
    }

    /// Updates the send time of a row that is about to be sent. False when it is no longer in the state
    /// `sent`.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn update_row_sent_at(&self, row: &BulkRow, at: Timestamp) -> Result<bool, StoreError> {
        let sql =
            Sql::new("UPDATE bulk_rows SET sent_at = ? WHERE job_id = ? AND line = ? AND state = 'sent'");
        Ok(self.db.run(&sql.with(at).with(&row.job).with(row.line)).await? > 0)
    }

    /// Counts a failed attempt to read a waiting row's budget.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn count_failed_read(&self, row: &BulkRow) -> Result<(), StoreError> {
        let sql = Sql::new(
            "UPDATE bulk_rows SET tries = tries + 1 WHERE job_id = ? AND line = ? AND state = 'waiting'",
        );
        self.db.run(&sql.with(&row.job).with(row.line)).await.map(|_| ())
    }

    /// Moves a row to a state if it is in one of `from`, with its audit entry. False, and
    /// nothing is changed, when it is in another state by now.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn move_row(
        &self,
        row: &BulkRow,
        from: &[RowState],
        to: RowState,
        change: &RowChange,
        entry: RowEntry<'_>,
    ) -> Result<bool, StoreError> {
        let mut tx = self.db.begin().await?;
        if tx.run(&moved(row, from, to, change, entry)?).await? == 0 {
            tx.rollback().await?;
            return Ok(false);
        }
        match entry {
            RowEntry::Ended(entry, calls) => {
                tx.open_entry(entry).await?;
                tx.add_calls(&entry.id, calls).await?;
            }
            RowEntry::Completed(end) => tx.complete_entry(&end, change.at).await?,
            RowEntry::OfIntent(_) => {}
        }
        tx.commit().await?;
        Ok(true)
    }

    /// Rows that were being sent when the process that did so ended: marks their outcome as unknown.
    /// Called while no row is being sent. Returns how many.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn mark_orphaned_rows(&self) -> Result<u64, StoreError> {
        let sql = Sql::new("UPDATE bulk_rows SET state = 'unknown' WHERE state = 'sent'");
        self.db.run(&sql).await
    }

    /// Rows whose outcome is not known and that were not checked since an instant, of jobs in any state.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn unknown_rows(&self, not_since: Timestamp, limit: u32) -> Result<Vec<BulkRow>, StoreError> {
        let sql = Sql::new("SELECT ").push(ROW_COLUMNS).push(
            " FROM bulk_rows r WHERE r.state = 'unknown' AND (r.checked_at IS NULL OR r.checked_at <= ?)
             ORDER BY COALESCE(r.checked_at, 0), r.key LIMIT ?",
        );
        self.db.all(&sql.with(not_since).with(limit)).await?.iter().map(bulk_row).collect()
    }

    /// Records a check of a row's budget that was not conclusive, with the calls made.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn record_row_check(
        &self,
        row: &BulkRow,
        calls: &[ApiCall],
        at: Timestamp,
    ) -> Result<(), StoreError> {
        let mut tx = self.db.begin().await?;
        let sql = Sql::new("UPDATE bulk_rows SET checked_at = ? WHERE job_id = ? AND line = ?");
        tx.run(&sql.with(at).with(&row.job).with(row.line)).await?;
        if let Some(audit) = &row.audit {
            tx.add_calls(audit, calls).await?;
        }
        tx.commit().await
    }

    /// Moves a job to a state if it is in one of `from`, with an audit entry where a person did it.
    /// Cancelling ends the rows that wait. False when it is in another state.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn move_bulk(
        &self,
        id: &BulkId,
        from: &[BulkState],
        to: BulkState,
        entry: Option<&AuditEntry>,
        at: Timestamp,
    ) -> Result<bool, StoreError> {
        let ended = (to == BulkState::Cancelled).then_some(at);
        let sql = Sql::new("UPDATE bulk_jobs SET state = ?, ended_at = ? WHERE id = ? AND state IN ");
        let sql = sql.with(to.code()).with(ended).with(id).list(from.iter().map(|state| state.code()));
        let mut tx = self.db.begin().await?;
        if tx.run(&sql).await? == 0 {
            tx.rollback().await?;
            return Ok(false);
        }
        if to == BulkState::Cancelled {
            cancel_rows(&mut tx, id, at).await?;
            close(&mut tx, id, Closing { outcome: AuditOutcome::Done, code: Some("cancelled") }, at).await?;
        }
        if let Some(entry) = entry {
            tx.open_entry(entry).await?;
        }
        tx.commit().await?;
        Ok(true)
    }

    /// Ends a job none of whose rows is open, and completes its audit entry. Whether it did.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn complete_bulk(&self, id: &BulkId, at: Timestamp) -> Result<bool, StoreError> {
        let sql = Sql::new(
            "UPDATE bulk_jobs SET state = 'done', ended_at = ? WHERE id = ? AND state IN ('running', 'paused')
             AND NOT EXISTS (SELECT 1 FROM bulk_rows r WHERE r.job_id = bulk_jobs.id
             AND r.state IN ('waiting', 'sent', 'unknown'))",
        );
        let mut tx = self.db.begin().await?;
        if tx.run(&sql.with(at).with(id)).await? == 0 {
            tx.rollback().await?;
            return Ok(false);
        }
        close(&mut tx, id, Closing { outcome: AuditOutcome::Done, code: None }, at).await?;
        tx.commit().await?;
        Ok(true)
    }
}

fn moved(
    row: &BulkRow,
    from: &[RowState],
    to: RowState,
    change: &RowChange,
    entry: RowEntry<'_>,
) -> Result<Sql, StoreError> {
    let failure = change.failure.as_ref().map(serde_json::to_string).transpose()?;
    let actual = change.actual.as_ref().map(serde_json::to_string).transpose()?;
    let ended = (!to.is_open()).then_some(change.at);
    let audit = match &entry {
        RowEntry::Ended(entry, _) => Some(&entry.id),
        RowEntry::Completed(_) => None,
        RowEntry::OfIntent(id) => *id,
    };
    let sql = Sql::new(
        "UPDATE bulk_rows SET state = ?, failure = COALESCE(?, failure), stands = COALESCE(?, stands), task = COALESCE(?, task),
         audit_id = COALESCE(?, audit_id), checked_at = ?, ended_at = ?
         WHERE job_id = ? AND line = ? AND state IN ",
    );
    let task = change.task.as_ref().map(serde_json::to_string).transpose()?;
    let sql =
        sql.with(to.code()).with(failure).with(actual).with(task).with(audit).with(change.at).with(ended);
    Ok(sql.with(&row.job).with(row.line).list(from.iter().map(|state| state.code())))
}

/// What the rows of a job commit, per currency, unless they are known to have failed.
async fn commits_left(tx: &mut Tx, id: &BulkId) -> Result<Vec<Money>, StoreError> {
    let sql =
        Sql::new("SELECT ").push(ROW_COLUMNS).push(" FROM bulk_rows r WHERE r.job_id = ? AND r.state IN ");
    let states = [RowState::Waiting, RowState::Sent, RowState::Unknown, RowState::Done];
    let sql = sql.with(id).list(states.map(RowState::code));
    let mut raises: BTreeMap<Currency, Decimal> = BTreeMap::new();
    for row in tx.all(&sql).await?.iter().map(bulk_row) {
        if let Some(Money { amount, currency }) = row?.commits() {
            *raises.entry(currency).or_default() += amount;
        }
    }
    let raises = raises.into_iter().filter(|(_, raise)| !raise.is_zero());
    Ok(raises.map(|(currency, raise)| Money::new(raise, currency)).collect())
}

/// Ends the rows of a job that wait.
pub(crate) async fn cancel_rows(tx: &mut Tx, id: &BulkId, at: Timestamp) -> Result<(), StoreError> {
    let rows = Sql::new(
        "UPDATE bulk_rows SET state = 'cancelled', ended_at = ? WHERE job_id = ? AND state = 'waiting'",
    );
    tx.run(&rows.with(at).with(id)).await.map(|_| ())
}

/// How the audit entry of a job ends.
pub(crate) struct Closing {
    pub outcome: AuditOutcome,
    pub code: Option<&'static str>,
}

/// Completes the audit entry of a job with how many rows ended how. What it commits stays committed but
/// for the rows that are known to have failed.
pub(crate) async fn close(
    tx: &mut Tx,
    id: &BulkId,
    closing: Closing,
    at: Timestamp,
) -> Result<(), StoreError> {
    let raises = commits_left(tx, id).await?;
    tx.keep_committed(id.as_str(), &raises).await?;
    let entry = Sql::new("SELECT audit_id FROM bulk_jobs WHERE id = ? AND audit_id IS NOT NULL").with(id);
    let Some(entry) = tx.all(&entry).await?.first().map(|row| row.need::<AuditId>("audit_id")).transpose()?
    else {
        return Ok(());
    };
    let tally =
        Sql::new("SELECT state, COUNT(*) AS n FROM bulk_rows WHERE job_id = ? GROUP BY state ORDER BY state");
    let mut facts = Vec::new();
    for row in tx.all(&tally.with(id)).await? {
        facts.push((format!("rows-{}", row.need_text("state")?), row.count("n")?.to_string()));
    }
    let Closing { outcome, code } = closing;
    let end = Completion { id: &entry, outcome, code, facts: &facts, calls: &[] };
    tx.complete_entry(&end, at).await
}
