//! Writing stored intents. At most one of them has a lock: a unique index guarantees it, across
//! desks and across crashes.

pub(crate) mod list;
mod requests;

use super::Store;
use super::audit::Completion;
use super::commitments::{Commitment, Committed};
use super::db::Tx;
use super::error::StoreError;
use crate::server::store::db::sql::{Sql, Value};
use jiff::Timestamp;
use model::audit::{ApiCall, AuditEntry};
use model::error::PartnerFailure;
use model::ids::{AuditId, IntentId, UserId};
use model::intents::{Actor, Intent, IntentPayload, IntentRef, ResourceLock, Stage};
use std::collections::BTreeSet;

/// Whether an intent was stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Opened {
    /// Stored, together with its entry in the audit log.
    Done,
    /// Another intent has one of its locks or its id; nothing was stored.
    UnderWay(IntentRef),
    /// The user's sum of the day would pass what was allowed; nothing was stored.
    OverLimit,
}

/// One or more stage changes that are stored together.
#[derive(Clone, Debug)]
pub struct Move<'a, T> {
    /// Of which intent.
    pub id: &'a IntentId,
    /// The stages it may be in now; those from which the move is not allowed are ignored.
    pub from: &'a [Stage],
    /// The revision that must be unchanged, for a move that is based on a reading; `None` for the request
    /// that started it.
    pub revision: Option<u32>,
    /// The stages it moves through; the last one is stored.
    pub through: &'a [Stage],
    /// Who changes it.
    pub by: Actor,
    /// Login name, or "janitor".
    pub actor: &'a str,
    /// Id of that user; `None` for the desk itself.
    pub actor_id: Option<&'a UserId>,
    /// Now.
    pub at: Timestamp,
    /// What is known now; `None` keeps the stored value.
    pub what: Option<&'a T>,
    /// The error of the partner API; `None` keeps the stored one.
    pub failure: Option<&'a PartnerFailure>,
    /// Its outcome was just checked.
    pub checked: bool,
    /// When it is checked next, UTC; `None`: never.
    pub next_check_at: Option<Timestamp>,
    /// An audit entry of the move itself.
    pub entry: Option<&'a AuditEntry>,
    /// How audit entries end with it.
    pub completions: &'a [Completion<'a>],
}

/// Attempts to store, when the conflicting intent ends at the same moment.
const TRIES: u32 = 5;

impl Store {
    /// Stores a draft that commits no money, or of nobody with limits: [`Store::open_intent_within`].
    ///
    /// # Errors
    /// [`StoreError::Database`]; [`StoreError::Contended`].
    pub async fn open_intent<T: IntentPayload>(
        &self,
        intent: &Intent<T>,
        entry: &AuditEntry,
    ) -> Result<Opened, StoreError> {
        self.open_intent_within(intent, entry, None).await
    }

    /// Stores a draft, acquires its locks, commits its money and opens its audit entry: all or nothing.
    /// When another intent has one of the locks or the same id, nothing is stored and that intent is
    /// returned; nor is anything when the user's sum of the day would pass what the commitment allows.
    ///
    /// # Errors
    /// [`StoreError::Database`]; [`StoreError::Contended`].
    pub async fn open_intent_within<T: IntentPayload>(
        &self,
        intent: &Intent<T>,
        entry: &AuditEntry,
        commitment: Option<&Commitment>,
    ) -> Result<Opened, StoreError> {
        // Always in the same order, so that two intents cannot deadlock.
        let locks: BTreeSet<ResourceLock> = intent.what.locks().into_iter().collect();
        for _ in 0..TRIES {
            let mut tx = self.db.begin().await?;
            if let Some(commitment) = commitment {
                tx.take_turn(commitment).await?;
            }
            let is_new = tx.run(&insert(intent, entry)?).await? > 0;
            if is_new && acquire(&mut tx, &intent.id, &locks).await? {
                if let Some(commitment) = commitment
                    && tx.commit_amounts(intent.id.as_str(), commitment).await? == Committed::OverLimit
                {
                    tx.rollback().await?;
                    return Ok(Opened::OverLimit);
                }
                tx.open_entry(entry).await?;
                let by = (Actor::Service, intent.created_by.as_str(), intent.created_by_id.as_ref());
                tx.insert_steps(&intent.id, &[intent.stage], by, intent.created_at).await?;
                tx.commit().await?;
                return Ok(Opened::Done);
            }
            tx.rollback().await?;
            let other = if is_new { self.holder(&locks).await? } else { self.stored_as(&intent.id).await? };
            if let Some(other) = other {
                return Ok(Opened::UnderWay(other));
            }
        }
        Err(StoreError::Contended)
    }

    /// Moves an intent if it is in one of the stages named, with its history and its part of the audit
    /// log in the same transaction, and releases its locks when it has ended, except those that it keeps
    /// or takes. False, and nothing is changed, when it is in another stage or revision by now, the move
    /// is not allowed, or another intent has a lock that it would take ([`IntentPayload::takes`]).
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn move_intent<T: IntentPayload>(&self, step: &Move<'_, T>) -> Result<bool, StoreError> {
        let Some(&to) = step.through.last() else { return Ok(false) };
        let mut tx = self.db.begin().await?;
        if tx.run(&moved(step, to)?).await? == 0 {
            tx.rollback().await?;
            return Ok(false);
        }
        tx.insert_steps(step.id, step.through, (step.by, step.actor, step.actor_id), step.at).await?;
        if !to.is_live() {
            if T::MAY_COMMIT {
                tx.settle_committed(step, to).await?;
            }
            let kept = step.what.map(|what| what.keeps(to)).unwrap_or_default();
            tx.release(step.id, &kept).await?;
            let taken = step.what.map(|what| what.takes(to)).unwrap_or_default().into_iter().collect();
            if !acquire(&mut tx, step.id, &taken).await? && step.by != Actor::Service {
                tx.rollback().await?;
                return Ok(false);
            }
        }
        if let Some(entry) = step.entry {
            tx.open_entry(entry).await?;
        }
        for end in step.completions {
            tx.complete_entry(end, step.at).await?;
        }
        tx.commit().await?;
        Ok(true)
    }

    /// Records a check that was not conclusive. Nothing is changed when the intent is in another stage or
    /// another revision by now.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn record_check<T: IntentPayload>(
        &self,
        intent: &Intent<T>,
        what: &T,
        at: Timestamp,
        next: Timestamp,
    ) -> Result<(), StoreError> {
        let sql = Sql::new(
            "UPDATE intents SET what = ?, checked_at = ?, checks = checks + 1, next_check_at = ?,
             revision = revision + 1 WHERE id = ? AND stage = ? AND revision = ?",
        )
        .with(serde_json::to_string(what)?)
        .with(at)
        .with(next)
        .with(&intent.id)
        .with(intent.stage.code())
        .with(intent.revision);
        self.db.run(&sql).await.map(|_| ())
    }

    /// Stores an intent right before one of its calls is sent, `at`. False when it is no longer in the
    /// stage `sent`: then nothing further may be sent.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn save_sent_intent<T: IntentPayload>(
        &self,
        intent: &Intent<T>,
        at: Timestamp,
        next_check_at: Timestamp,
    ) -> Result<bool, StoreError> {
        let sql = Sql::new(
            "UPDATE intents SET what = ?, sent_at = ?, next_check_at = ?, revision = revision + 1
             WHERE id = ? AND stage = ?",
        )
        .with(serde_json::to_string(&intent.what)?)
        .with(at)
        .with(next_check_at)
        .with(&intent.id)
        .with(Stage::Sent.code());
        Ok(self.db.run(&sql).await? > 0)
    }

    /// Adds calls to the audit entry that an intent was opened with.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn add_intent_calls(&self, id: &IntentId, calls: &[ApiCall]) -> Result<(), StoreError> {
        match self.entry_of_intent(id).await? {
            Some(entry) if !calls.is_empty() => self.add_calls(&entry, calls).await,
            _ => Ok(()),
        }
    }

    /// Releases every lock that an ended intent still has, and checks it no more.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn release_intent(&self, id: &IntentId) -> Result<(), StoreError> {
        let mut tx = self.db.begin().await?;
        tx.release(id, &[]).await?;
        tx.run(
            &Sql::new("UPDATE intents SET next_check_at = NULL, revision = revision + 1 WHERE id = ?")
                .with(id),
        )
        .await?;
        tx.commit().await
    }

    /// The audit entry that an intent was opened with.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn entry_of_intent(&self, id: &IntentId) -> Result<Option<AuditId>, StoreError> {
        let sql = Sql::new("SELECT audit_id FROM intents WHERE id = ?").with(id);
        self.db.one(&sql).await?.map(|row| row.need("audit_id")).transpose()
    }
}

impl Tx {
    async fn insert_steps(
        &mut self,
        id: &IntentId,
        stages: &[Stage],
        (by, actor, actor_id): (Actor, &str, Option<&UserId>),
        at: Timestamp,
    ) -> Result<(), StoreError> {
        let rows = stages.iter().map(|stage| {
            vec![
                Value::from(id),
                stage.code().into(),
                by.code().into(),
                actor.into(),
                actor_id.into(),
                at.into(),
            ]
        });
        let sql = Sql::new("INSERT INTO intent_steps (intent_id, stage, mover, actor, actor_id, at) VALUES ")
            .rows(rows);
        self.run(&sql).await.map(|_| ())
    }

    /// What an intent committed and is not known to have failed stays committed.
    async fn settle_committed<T: IntentPayload>(
        &mut self,
        step: &Move<'_, T>,
        to: Stage,
    ) -> Result<(), StoreError> {
        let left = match step.what {
            Some(what) => what.commits(to),
            None if to.has_failed() => None,
            None => return Ok(()),
        };
        self.keep_committed(step.id.as_str(), left.as_slice()).await
    }

    async fn release(&mut self, id: &IntentId, kept: &[ResourceLock]) -> Result<(), StoreError> {
        let sql = Sql::new("UPDATE intent_things SET held = 0 WHERE intent_id = ? AND held = 1").with(id);
        let sql = if kept.is_empty() {
            sql
        } else {
            sql.push(" AND thing NOT IN ").list(kept.iter().map(ResourceLock::key))
        };
        self.run(&sql).await.map(|_| ())
    }
}

/// Acquires locks for an intent; false when another intent has one of them.
async fn acquire(tx: &mut Tx, id: &IntentId, locks: &BTreeSet<ResourceLock>) -> Result<bool, StoreError> {
    if locks.is_empty() {
        return Ok(true);
    }
    let rows = locks.iter().map(|lock| vec![Value::from(lock.key()), id.into(), 1_i64.into()]);
    let sql = Sql::new("INSERT INTO intent_things (thing, intent_id, held) VALUES ")
        .rows(rows)
        .push(" ON CONFLICT (thing) WHERE held = 1 DO NOTHING");
    let inserted = tx.run(&sql).await?;
    Ok(usize::try_from(inserted).is_ok_and(|inserted| inserted == locks.len()))
}

fn insert<T: IntentPayload>(intent: &Intent<T>, entry: &AuditEntry) -> Result<Sql, StoreError> {
    let failure = intent.failure.as_ref().map(serde_json::to_string).transpose()?;
    Ok(Sql::new(
        "INSERT INTO intents (id, kind, customer_id, what, stage, failure, created_by, created_by_id, created_at, quoted_at,
         sent_at, checked_at, checks, next_check_at, settled_at, audit_id)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING",
    )
    .with(&intent.id)
    .with(intent.what.kind().code())
    .with(&intent.customer)
    .with(serde_json::to_string(&intent.what)?)
    .with(intent.stage.code())
    .with(failure)
    .with(intent.created_by.as_str())
    .with(intent.created_by_id.as_ref())
    .with(intent.created_at)
    .with(intent.quoted_at)
    .with(intent.sent_at)
    .with(intent.checked_at)
    .with(intent.checks)
    .with(intent.next_check_at)
    .with(intent.settled_at)
    .with(&entry.id))
}

/// The stages that an intent may be in for this move: those named from which the first step is
/// allowed, if each step allows the next.
fn sources<T>(step: &Move<'_, T>) -> Vec<Stage> {
    let goes_on = step.through.windows(2).all(|pair| match pair {
        [one, next] => one.may_become(*next, step.by),
        _ => true,
    });
    let first = step.through.first().filter(|_| goes_on);
    let Some(first) = first else { return Vec::new() };
    step.from.iter().copied().filter(|stage| stage.may_become(*first, step.by)).collect()
}

fn moved<T: IntentPayload>(step: &Move<'_, T>, to: Stage) -> Result<Sql, StoreError> {
    let reached = |stage: Stage| step.through.contains(&stage).then_some(step.at);
    let sql = Sql::new(
        "UPDATE intents SET stage = ?, what = COALESCE(?, what), failure = COALESCE(?, failure),
         quoted_at = COALESCE(?, quoted_at), sent_at = COALESCE(?, sent_at), checked_at = COALESCE(?, checked_at),
         checks = checks + ?, next_check_at = ?, settled_at = ?, revision = revision + 1
         WHERE id = ? AND kind IN ",
    )
    .with(to.code())
    .with(step.what.map(serde_json::to_string).transpose()?)
    .with(step.failure.map(serde_json::to_string).transpose()?)
    .with(reached(Stage::Quoted))
    .with(reached(Stage::Sent))
    .with(step.checked.then_some(step.at))
    .with(i64::from(step.checked))
    .with(step.next_check_at)
    .with((!to.is_live()).then_some(step.at))
    .with(step.id)
    .list(T::KINDS.iter().map(|kind| kind.code()))
    .push(" AND stage IN ")
    .list(sources(step).iter().map(|stage| stage.code()));
    Ok(match step.revision {
        Some(revision) => sql.push(" AND revision = ?").with(revision),
        None => sql,
    })
}
