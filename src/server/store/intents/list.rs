//! Reading stored intents.

use crate::server::store::Store;
use crate::server::store::db::Row;
use crate::server::store::db::sql::Sql;
use crate::server::store::error::StoreError;
use crate::server::store::scope::{Scope, Where};
use jiff::Timestamp;
use model::audit::AuditAction;
use model::changes::Change;
use model::error::PartnerFailure;
use model::ids::{AuditId, CustomerId, IntentId};
use model::intents::{Actor, Intent, IntentKind, IntentPayload, IntentRef, ResourceLock, Stage, Step};
use model::lists::IntentRow;
use model::payments::PayOrder;

const COLUMNS: &str =
    "i.id, i.customer_id, i.what, i.stage, i.failure, i.created_by, i.created_by_id, i.created_at, i.quoted_at,
    i.sent_at, i.checked_at, i.checks, i.next_check_at, i.settled_at, i.revision";

fn decode<T: IntentPayload>(row: &Row) -> Result<Intent<T>, StoreError> {
    let number = |column| u32::try_from(row.need_int(column)?).map_err(|_| StoreError::Corrupt(column));
    Ok(Intent {
        id: row.need("id")?,
        customer: row.need("customer_id")?,
        what: row.json("what")?,
        stage: row.code("stage", Stage::from_code)?,
        failure: row.maybe_json("failure")?,
        created_by: row.need_text("created_by")?,
        created_by_id: row.parse("created_by_id")?,
        created_at: row.need_instant("created_at")?,
        quoted_at: row.instant("quoted_at")?,
        sent_at: row.instant("sent_at")?,
        checked_at: row.instant("checked_at")?,
        checks: number("checks")?,
        next_check_at: row.instant("next_check_at")?,
        settled_at: row.instant("settled_at")?,
        revision: number("revision")?,
    })
}

pub(crate) fn intent_ref(row: &Row) -> Result<IntentRef, StoreError> {
    Ok(IntentRef {
        id: row.need("id")?,
        kind: row.code("kind", IntentKind::from_code)?,
        stage: row.code("stage", Stage::from_code)?,
    })
}

fn select<T: IntentPayload>(filter: Where) -> Sql {
    let filter = filter.and(Sql::new("i.kind IN ").list(T::KINDS.iter().map(|kind| kind.code())));
    Sql::new("SELECT ").push(COLUMNS).push(" FROM intents i").append(filter.sql())
}

fn row_of_all(row: &Row) -> Result<IntentRow, StoreError> {
    let intent = intent_ref(row)?;
    let (action, subject) = match row.text("deed")? {
        Some(_) => (row.code("deed", AuditAction::from_code)?, row.text("subject")?),
        None => in_its_own_words(row, intent.kind)?,
    };
    let subject = subject.filter(|subject| subject != intent.id.as_str());
    Ok(IntentRow {
        action,
        created_by: row.need_text("created_by")?,
        created_at: row.need_instant("created_at")?,
        held: intent,
        subject,
    })
}

/// What an intent does and to what, where the entry of the log that says so was retired.
fn in_its_own_words(row: &Row, kind: IntentKind) -> Result<(AuditAction, Option<String>), StoreError> {
    Ok(match kind {
        IntentKind::Pay => (AuditAction::Pay, Some(row.json::<PayOrder>("what")?.order.to_string())),
        IntentKind::Renew => (AuditAction::Renew, None),
        IntentKind::Cancel | IntentKind::Unsubscribe | IntentKind::AutoRenew | IntentKind::ToOnDemand => {
            (row.json::<Change>("what")?.act.action(), None)
        }
    })
}

/// How far an intent is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Its id, kind and stage.
    pub held: IntentRef,
    /// The error of the partner API.
    pub failure: Option<PartnerFailure>,
    /// The audit entry that it was opened with.
    pub audit: AuditId,
}

impl Store {
    /// Intents of all kinds of one customer in scope: live ones first, then the latest.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn all_intents_of(
        &self,
        scope: &Scope,
        customer: &CustomerId,
        limit: u32,
    ) -> Result<Vec<IntentRow>, StoreError> {
        self.of_all_kinds(scope, Sql::new("i.customer_id = ?").with(customer), limit).await
    }

    /// Intents of all kinds in scope with one of these locks, except the intent `id`: live ones first,
    /// then the latest.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn related_intents(
        &self,
        scope: &Scope,
        id: &IntentId,
        locks: &[ResourceLock],
        limit: u32,
    ) -> Result<Vec<IntentRow>, StoreError> {
        let about =
            Sql::new("i.id <> ? AND i.id IN (SELECT t.intent_id FROM intent_things t WHERE t.thing IN ")
                .with(id)
                .list(locks.iter().map(ResourceLock::key))
                .push(")");
        self.of_all_kinds(scope, about, limit).await
    }

    async fn of_all_kinds(
        &self,
        scope: &Scope,
        which: Sql,
        limit: u32,
    ) -> Result<Vec<IntentRow>, StoreError> {
        let live = Stage::ALL.into_iter().filter(|stage| stage.is_live()).map(Stage::code);
        let sql = Sql::new(
            "SELECT i.id, i.kind, i.stage, i.what, i.created_by, i.created_at, e.deed, e.subject
             FROM intents i LEFT JOIN audit_entries e ON e.id = i.audit_id",
        )
        .append(Where::new(scope, "i.customer_id").and(which).sql())
        .push(" ORDER BY CASE WHEN i.stage IN ")
        .list(live)
        .push(" THEN 0 ELSE 1 END, i.created_at DESC, i.key DESC LIMIT ?")
        .with(limit);
        self.db.all(&sql).await?.iter().map(row_of_all).collect()
    }

    /// One intent in scope, if it is of this kind.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn intent<T: IntentPayload>(
        &self,
        scope: &Scope,
        id: &IntentId,
    ) -> Result<Option<Intent<T>>, StoreError> {
        let filter = Where::new(scope, "i.customer_id").and(Sql::new("i.id = ?").with(id));
        self.db.one(&select::<T>(filter)).await?.as_ref().map(decode).transpose()
    }

    /// The intents of this kind in scope that have or had this lock, newest first.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn intents_about<T: IntentPayload>(
        &self,
        scope: &Scope,
        lock: &ResourceLock,
    ) -> Result<Vec<Intent<T>>, StoreError> {
        let about = Sql::new("i.id IN (SELECT t.intent_id FROM intent_things t WHERE t.thing = ?)");
        let filter = Where::new(scope, "i.customer_id").and(about.with(lock.key()));
        let sql = select::<T>(filter).push(" ORDER BY i.created_at DESC, i.key DESC");
        self.db.all(&sql).await?.iter().map(decode).collect()
    }

    /// The latest intents of this kind of one customer in scope, newest first.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn intents_of<T: IntentPayload>(
        &self,
        scope: &Scope,
        customer: &CustomerId,
        limit: u32,
    ) -> Result<Vec<Intent<T>>, StoreError> {
        let filter = Where::new(scope, "i.customer_id").and(Sql::new("i.customer_id = ?").with(customer));
        let sql = select::<T>(filter).push(" ORDER BY i.created_at DESC, i.key DESC LIMIT ?").with(limit);
        self.db.all(&sql).await?.iter().map(decode).collect()
    }

    /// The intents of this kind in scope that are in one of these stages, oldest first.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn intents_in<T: IntentPayload>(
        &self,
        scope: &Scope,
        stages: &[Stage],
        limit: u32,
    ) -> Result<Vec<Intent<T>>, StoreError> {
        let stages = Sql::new("i.stage IN ").list(stages.iter().map(|stage| stage.code()));
        let filter = Where::new(scope, "i.customer_id").and(stages);
        let sql = select::<T>(filter).push(" ORDER BY i.created_at, i.key LIMIT ?").with(limit);
        self.db.all(&sql).await?.iter().map(decode).collect()
    }

    /// The intents that are due for a check, longest due first: for the janitor.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn due_intents(&self, now: Timestamp, limit: u32) -> Result<Vec<IntentRef>, StoreError> {
        let sql = Sql::new(
            "SELECT i.id, i.kind, i.stage FROM intents i WHERE i.next_check_at <= ?
             ORDER BY i.next_check_at, i.key LIMIT ?",
        );
        self.db.all(&sql.with(now).with(limit)).await?.iter().map(intent_ref).collect()
    }

    /// The intent that has one of these locks, regardless of scope: for checks, never for a page.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn holder<'a>(
        &self,
        locks: impl IntoIterator<Item = &'a ResourceLock>,
    ) -> Result<Option<IntentRef>, StoreError> {
        let sql = Sql::new(
            "SELECT i.id, i.kind, i.stage FROM intent_things t JOIN intents i ON i.id = t.intent_id
             WHERE t.held = 1 AND t.thing IN ",
        );
        let sql = sql.list(locks.into_iter().map(ResourceLock::key)).push(" ORDER BY t.thing LIMIT 1");
        self.db.one(&sql).await?.as_ref().map(intent_ref).transpose()
    }

    /// The intent with this id, regardless of scope: for checks, never for a page.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn stored_as(&self, id: &IntentId) -> Result<Option<IntentRef>, StoreError> {
        let sql = Sql::new("SELECT id, kind, stage FROM intents WHERE id = ?").with(id);
        self.db.one(&sql).await?.as_ref().map(intent_ref).transpose()
    }

    /// How far the intent with this id is, with its error and its audit entry, regardless of scope: for the
    /// job that it belongs to.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn progress(&self, id: &IntentId) -> Result<Option<Progress>, StoreError> {
        let sql = Sql::new("SELECT id, kind, stage, failure, audit_id FROM intents WHERE id = ?").with(id);
        let Some(row) = self.db.one(&sql).await? else { return Ok(None) };
        let (held, failure) = (intent_ref(&row)?, row.maybe_json("failure")?);
        Ok(Some(Progress { held, failure, audit: row.need("audit_id")? }))
    }

    /// An intent's history, oldest first.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn steps_of(&self, id: &IntentId) -> Result<Vec<Step>, StoreError> {
        let sql =
            Sql::new("SELECT stage, mover, actor, at FROM intent_steps WHERE intent_id = ? ORDER BY key");
        let rows = self.db.all(&sql.with(id)).await?;
        let steps = rows.iter().map(|row| {
            Ok(Step {
                stage: row.code("stage", Stage::from_code)?,
                by: row.code("mover", Actor::from_code)?,
                actor: row.need_text("actor")?,
                at: row.need_instant("at")?,
            })
        });
        steps.collect()
    }
}
