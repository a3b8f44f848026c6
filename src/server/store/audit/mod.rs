//! Writing the audit log. An entry is opened before an action and completed after it; both, and the
//! calls, are rows that are only inserted: triggers forbid updates and deletes, and `seal` puts every row
//! into a chain of hashes.

mod confirmed;
pub(crate) mod list;
mod proof;
mod retire;
mod rows;
mod seal;

pub use proof::{AuditReader, Piece};
pub use seal::{SealState, Sealing};

use super::Store;
use super::db::Tx;
use super::error::StoreError;
use crate::server::store::db::sql::{Sql, Value};
use crate::server::store::sort_keys::audit_search;
use jiff::Timestamp;
use model::audit::{ApiCall, AuditEntry, AuditOutcome};
use model::ids::{AuditId, CustomerId};

/// How an action ended, to be written together with what it changed.
#[derive(Clone, Copy, Debug)]
pub struct Completion<'a> {
    /// Of which entry.
    pub id: &'a AuditId,
    /// How it ended.
    pub outcome: AuditOutcome,
    /// Code of the failure.
    pub code: Option<&'a str>,
    /// Facts to add to the ones it was opened with.
    pub facts: &'a [(String, String)],
    /// Calls to the partner API to add.
    pub calls: &'a [ApiCall],
}

impl Store {
    /// Opens an entry; one that has ended already is completed at once.
    ///
    /// # Errors
    /// [`StoreError::Database`], also when the id is in use.
    pub async fn open_entry(&self, entry: &AuditEntry) -> Result<(), StoreError> {
        let mut tx = self.db.begin().await?;
        tx.open_entry(entry).await?;
        tx.commit().await
    }

    /// Completes an entry. Completed more than once (first as unknown, later as done), the last
    /// one counts and all facts are shown.
    ///
    /// # Errors
    /// [`StoreError::Database`], also when there is no such entry.
    pub async fn complete_entry(
        &self,
        id: &AuditId,
        outcome: AuditOutcome,
        code: Option<&str>,
        facts: &[(String, String)],
        calls: &[ApiCall],
        at: Timestamp,
    ) -> Result<(), StoreError> {
        let mut tx = self.db.begin().await?;
        tx.complete_entry(&Completion { id, outcome, code, facts, calls }, at).await?;
        tx.commit().await
    }

    /// Adds calls to an entry.
    ///
    /// # Errors
    /// [`StoreError::Database`], also when there is no such entry.
    pub async fn add_calls(&self, id: &AuditId, calls: &[ApiCall]) -> Result<(), StoreError> {
        let mut tx = self.db.begin().await?;
        tx.add_calls(id, calls).await?;
        tx.commit().await
    }
}

impl Tx {
    /// Opens an entry within this transaction.
    pub async fn open_entry(&mut self, entry: &AuditEntry) -> Result<(), StoreError> {
        let customer = entry.customer.as_ref().map(CustomerId::as_str);
        let sql = Sql::new(
            "INSERT INTO audit_entries (id, actor, actor_id, deed, customer_id, subject, facts, request, opened_at,
             search) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        )
        .with(&entry.id)
        .with(entry.actor.as_str())
        .with(entry.actor_id.as_ref())
        .with(entry.action.code())
        .with(customer)
        .with(entry.subject.as_deref())
        .with(serde_json::to_string(&entry.facts)?)
        .with(&entry.request)
        .with(entry.opened_at)
        .with(audit_search(&entry.actor, entry.subject.as_deref(), customer));
        self.run(&sql).await?;
        if entry.outcome == AuditOutcome::Open {
            return Ok(());
        }
        let (id, outcome, code) = (&entry.id, entry.outcome, entry.code.as_deref());
        let completion = Completion { id, outcome, code, facts: &[], calls: &[] };
        self.complete_entry(&completion, entry.completed_at.unwrap_or(entry.opened_at)).await
    }

    /// Completes an entry within this transaction.
    pub async fn complete_entry(&mut self, end: &Completion<'_>, at: Timestamp) -> Result<(), StoreError> {
        self.add_calls(end.id, end.calls).await?;
        let sql = Sql::new(
            "INSERT INTO audit_completions (entry_id, outcome, code, facts, completed_at) VALUES (?, ?, ?, ?, ?)",
        );
        let facts = serde_json::to_string(end.facts)?;
        let sql = sql.with(end.id).with(end.outcome.code()).with(end.code).with(facts).with(at);
        self.run(&sql).await.map(|_| ())
    }

    /// Adds calls within this transaction.
    pub async fn add_calls(&mut self, id: &AuditId, calls: &[ApiCall]) -> Result<(), StoreError> {
        if calls.is_empty() {
            return Ok(());
        }
        let rows = calls.iter().map(|call| {
            vec![
                Value::from(id),
                call.operation.as_str().into(),
                call.method.as_str().into(),
                call.path.as_str().into(),
                call.status.map(i64::from).into(),
                call.request_id.as_deref().into(),
                call.code.as_deref().into(),
                call.millis.into(),
                call.at.into(),
            ]
        });
        let sql = Sql::new(
            "INSERT INTO audit_calls (entry_id, operation, method, path, status, request_id, code, millis, at)
             VALUES ",
        );
        self.run(&sql.rows(rows)).await.map(|_| ())
    }
}
