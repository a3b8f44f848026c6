//! From a dry run to a job, with one confirmation or an approval. A job is undone by one other at a
//! time: a unique index decides, so that it holds for several desks on one database.

use crate::server::store::Store;
use crate::server::store::bulk::rows::{Closing, cancel_rows, close};
use crate::server::store::bulk::{job, select_job};
use crate::server::store::commitments::{Commitment, Committed};
use crate::server::store::db::sql::Sql;
use crate::server::store::error::StoreError;
use crate::server::store::scope::{Scope, Where};
use jiff::Timestamp;
use model::audit::{AuditEntry, AuditOutcome};
use model::bulk::{Bulk, BulkState};
use model::ids::{BulkId, UserId};

/// Attempts to start, when the conflicting job ends at the same moment.
const TRIES: u32 = 5;

/// Whether a dry run became a job.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Started {
    /// It is one: running, or waiting for another person.
    Done,
    /// It was no dry run any more: somebody confirmed it before.
    Before,
    /// Another job undoes the same one just now.
    UnderWay(BulkId),
    /// The user's sum of the day would pass what was allowed; nothing was changed.
    OverLimit,
}

/// The confirmation of a dry run.
#[derive(Clone, Copy, Debug)]
pub struct Confirmation<'a> {
    /// Running, or waiting for another person.
    pub to: BulkState,
    /// Why, for the person who approves it.
    pub reason: Option<&'a str>,
    /// What its raises commit, of a user.
    pub commitment: Option<&'a Commitment>,
}

impl Store {
    /// Makes a dry run a job that runs, or waits for another person, commits what it raises, and opens its
    /// audit entry: all or nothing. Who acts in the entry confirmed it. Of two jobs that undo the same
    /// one, the first one is started.
    ///
    /// # Errors
    /// [`StoreError::Database`]; [`StoreError::Contended`].
    pub async fn start_bulk(
        &self,
        id: &BulkId,
        confirmation: Confirmation<'_>,
        entry: &AuditEntry,
        at: Timestamp,
    ) -> Result<Started, StoreError> {
        let sql = Sql::new(
            "UPDATE bulk_jobs SET state = ?, confirmed_at = ?, confirmed_by = ?, confirmed_by_id = ?, audit_id = ?, reason = ?
             WHERE id = ? AND state = 'draft'",
        );
        let Confirmation { to, reason, commitment } = confirmation;
        let sql = sql.with(to.code()).with(at).with(entry.actor.as_str()).with(entry.actor_id.as_ref());
        let sql = sql.with(&entry.id).with(reason).with(id);
        for _ in 0..TRIES {
            let mut tx = self.db.begin().await?;
            if let Some(commitment) = commitment {
                tx.take_turn(commitment).await?;
            }
            match tx.run(&sql).await {
                Ok(0) => {
                    tx.rollback().await?;
                    return Ok(Started::Before);
                }
                Ok(_) => {
                    if let Some(commitment) = commitment
                        && tx.commit_amounts(id.as_str(), commitment).await? == Committed::OverLimit
                    {
                        tx.rollback().await?;
                        return Ok(Started::OverLimit);
                    }
                    tx.open_entry(entry).await?;
                    tx.commit().await?;
                    return Ok(Started::Done);
                }
                Err(error) if error.is_duplicate() => tx.rollback().await?,
                Err(error) => return Err(error),
            }
            if let Some(rival) = self.rival(id).await? {
                return Ok(Started::UnderWay(rival));
            }
        }
        Err(StoreError::Contended)
    }

    /// The job that undoes just now what this one would undo.
    async fn rival(&self, id: &BulkId) -> Result<Option<BulkId>, StoreError> {
        let sql = Sql::new(
            "SELECT j.id FROM bulk_jobs j JOIN bulk_jobs mine ON mine.undoes = j.undoes
             WHERE mine.id = ? AND j.id <> mine.id AND j.state IN ('waiting', 'running', 'paused')",
        );
        self.db.one(&sql.with(id)).await?.map(|row| row.need("id")).transpose()
    }

    /// The jobs that wait for another person, oldest first: those of any user when the caller may see all
    /// customers, else the caller's own.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn waiting_bulks(&self, scope: &Scope, limit: u32) -> Result<Vec<Bulk>, StoreError> {
        let filter = Where::of_maker(scope, "j.user_id").and(Sql::new("j.state = 'waiting'"));
        let sql = select_job(filter.sql()).push(" ORDER BY j.key LIMIT ?").with(limit);
        self.db.all(&sql).await?.iter().map(job).collect()
    }

    /// The jobs that a user confirmed and that another person decided since an instant, or nobody in
    /// time, newest first.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn decided_bulks(
        &self,
        scope: &Scope,
        user: Option<&UserId>,
        since: Timestamp,
        limit: u32,
    ) -> Result<Vec<Bulk>, StoreError> {
        let decided = Sql::new(
            "j.confirmed_by_id = ? AND j.decided_at >= ?
             AND (j.decided_by_id IS NULL OR j.decided_by_id <> j.confirmed_by_id)",
        );
        let decided = decided.with(user).with(since);
        let filter = Where::of_maker(scope, "j.user_id").and(decided);
        let sql = select_job(filter.sql()).push(" ORDER BY j.decided_at DESC, j.key DESC LIMIT ?");
        self.db.all(&sql.with(limit)).await?.iter().map(job).collect()
    }

    /// Another person agrees: the job runs. False, and nothing is changed, when it does not wait
    /// any more.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn approve_bulk(
        &self,
        id: &BulkId,
        entry: &AuditEntry,
        at: Timestamp,
    ) -> Result<bool, StoreError> {
        let sql = Sql::new(
            "UPDATE bulk_jobs SET state = 'running', decided_at = ?, decided_by = ?, decided_by_id = ?
             WHERE id = ? AND state = 'waiting'",
        );
        let mut tx = self.db.begin().await?;
        let by = entry.actor_id.as_ref();
        if tx.run(&sql.with(at).with(entry.actor.as_str()).with(by).with(id)).await? == 0 {
            tx.rollback().await?;
            return Ok(false);
        }
        tx.open_entry(entry).await?;
        tx.commit().await?;
        Ok(true)
    }

    /// Declines or withdraws a waiting job, or abandons it when there is no audit entry of a person. Its
    /// rows are never sent. False when it does not wait any more.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn decline_bulk(
        &self,
        id: &BulkId,
        entry: Option<&AuditEntry>,
        at: Timestamp,
    ) -> Result<bool, StoreError> {
        let sql = Sql::new(
            "UPDATE bulk_jobs SET state = 'declined', decided_at = ?, decided_by = ?, decided_by_id = ?, ended_at = ?
             WHERE id = ? AND state = 'waiting'",
        );
        let by = entry.map(|entry| entry.actor.as_str());
        let by_id = entry.and_then(|entry| entry.actor_id.as_ref());
        let mut tx = self.db.begin().await?;
        if tx.run(&sql.with(at).with(by).with(by_id).with(at).with(id)).await? == 0 {
            tx.rollback().await?;
            return Ok(false);
        }
        cancel_rows(&mut tx, id, at).await?;
        let code = if entry.is_some() { "declined" } else { "abandoned" };
        close(&mut tx, id, Closing { outcome: AuditOutcome::Failed, code: Some(code) }, at).await?;
        if let Some(entry) = entry {
            tx.open_entry(entry).await?;
        }
        tx.commit().await?;
        Ok(true)
    }
}
