//! Reading the audit log.

use crate::server::store::Store;
use crate::server::store::db::Row;
use crate::server::store::db::dialect::Searched;
use crate::server::store::db::sql::Sql;
use crate::server::store::error::StoreError;
use crate::server::store::intents::list::intent_ref;
use crate::server::store::lists::{Batch, Condition, Fetch, Label, ListContext, Page, Stored, Table};
use crate::server::store::scope::{Own, Scope, Where};
use model::audit::{ApiCall, AuditAction, AuditEntry, AuditOutcome};
use model::ids::AuditId;
use model::intents::IntentRef;
use model::lists::{ActivityFilter, ActivityRow};
use model::views::ActivityView;
use std::collections::HashMap;

const COLUMNS: &str =
    "e.id, e.actor, e.actor_id, e.deed, e.customer_id, e.subject, e.facts, e.request, e.opened_at,
    d.outcome, d.code, d.completed_at, c.display_name";

/// The last completion of each entry, and the customer where the mirror still has it.
const JOINS: &str = " LEFT JOIN audit_completions d
    ON d.key = (SELECT MAX(l.key) FROM audit_completions l WHERE l.entry_id = e.id)
    LEFT JOIN customers c ON c.id = e.customer_id";

impl Stored for ActivityFilter {
    const TABLE: Table<Self> = Table {
        columns: COLUMNS,
        from: |_| Sql::new("audit_entries e"),
        id: "e.key",
        joins: JOINS,
        scope: |asked| Where::or_own(asked.scope, "e.customer_id", asked.own),
        search: Some(|db, _, typed| db.holds_or_whose(Searched::AUDIT, "e.customer_id", typed)),
        filters: &[
            ("deed", Condition::Is("e.deed")),
            ("outcome", Condition::When(|filter, _| filter.outcome.map(ended))),
            ("person", Condition::OneOf("e.actor", None)),
            ("from", Condition::From("e.opened_at")),
            ("until", Condition::Until("e.opened_at")),
            ("code", Condition::When(|filter, _| filter.code.as_deref().map(met))),
            ("request", Condition::When(|filter, _| filter.request.as_deref().map(of_request))),
            ("customer", Condition::OneOf("e.customer_id", Some(Label::Customer))),
        ],
        sorts: &[("opened", &["e.opened_at", "e.key"])],
        blanks: &[],
    };

    fn row(row: &Row) -> Result<ActivityRow, StoreError> {
        activity_row(row)
    }

    async fn complete(store: &Store, scope: &Scope, rows: &mut [ActivityRow]) -> Result<(), StoreError> {
        store.add_to_rows(scope, rows).await
    }
}

impl Store {
    /// One page of the log, newest first: entries about customers in scope, and what a user did themselves.
    /// Entries without a customer are for [`Scope::All`] and for that user.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn list_entries(
        &self,
        scope: &Scope,
        own: Option<Own<'_>>,
        filter: &ActivityFilter,
    ) -> Result<Page<ActivityRow>, StoreError> {
        self.page(&ListContext { own, ..ListContext::of(scope) }, filter).await
    }

    /// Some of the log, newest first and uncounted, under the same rule.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn take_entries(
        &self,
        scope: &Scope,
        own: Option<Own<'_>>,
        filter: &ActivityFilter,
        fetch: Fetch<'_>,
    ) -> Result<Batch<ActivityRow>, StoreError> {
        self.fetch(&ListContext { own, ..ListContext::of(scope) }, filter, fetch).await
    }

    /// Adds what is stored in other tables: later facts, and the intent of an entry.
    async fn add_to_rows(&self, scope: &Scope, rows: &mut [ActivityRow]) -> Result<(), StoreError> {
        let ids: Vec<AuditId> = rows.iter().map(|row| row.entry.id.clone()).collect();
        let mut later = self.later_facts(&ids).await?;
        let intents = self.intents_of_entries(scope, rows.iter().map(|row| &row.entry)).await?;
        for (row, intent) in rows.iter_mut().zip(intents) {
            row.entry.facts.extend(later.remove(&row.entry.id).unwrap_or_default());
            row.intent = intent;
        }
        Ok(())
    }

    /// For each entry the intent in scope that it was opened with, else the one that its
    /// subject names.
    async fn intents_of_entries<'a>(
        &self,
        scope: &Scope,
        entries: impl Iterator<Item = &'a AuditEntry> + Clone,
    ) -> Result<Vec<Option<IntentRef>>, StoreError> {
        let either = Sql::new("(i.audit_id IN ")
            .list(entries.clone().map(|entry| &entry.id))
            .push(" OR i.id IN ")
            .list(entries.clone().filter_map(|entry| entry.subject.as_deref()))
            .push(")");
        let filter = Where::new(scope, "i.customer_id").and(either);
        let sql = Sql::new("SELECT i.id, i.kind, i.stage, i.audit_id FROM intents i").append(filter.sql());
        let rows = self.db.all(&sql).await?;
        let found = rows.iter().map(|row| Ok((row.need::<AuditId>("audit_id")?, intent_ref(row)?)));
        let found = found.collect::<Result<Vec<_>, StoreError>>()?;
        let of = |entry: &AuditEntry| {
            let opened = found.iter().find(|(opened, _)| *opened == entry.id);
            let named = || found.iter().find(|(_, held)| entry.subject.as_deref() == Some(held.id.as_str()));
            opened.or_else(named).map(|(_, held)| held.clone())
        };
        Ok(entries.map(of).collect())
    }

    /// One entry with its calls, under the same rule as in the list.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn entry(
        &self,
        scope: &Scope,
        own: Option<Own<'_>>,
        id: &AuditId,
    ) -> Result<Option<ActivityView>, StoreError> {
        let filter = Where::or_own(scope, "e.customer_id", own).and(Sql::new("e.id = ?").with(id));
        let sql =
            Sql::new("SELECT ").push(COLUMNS).push(" FROM audit_entries e").push(JOINS).append(filter.sql());
        let Some(row) = self.db.one(&sql).await? else { return Ok(None) };
        let mut row = activity_row(&row)?;
        self.add_to_rows(scope, std::slice::from_mut(&mut row)).await?;
        let ActivityRow { entry, customer_name, intent } = row;
        Ok(Some(ActivityView { entry, customer_name, intent, calls: self.calls_of(id).await? }))
    }

    /// The calls of an entry, oldest first.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn calls_of(&self, id: &AuditId) -> Result<Vec<ApiCall>, StoreError> {
        let sql = Sql::new(
            "SELECT operation, method, path, status, request_id, code, millis, at FROM audit_calls
             WHERE entry_id = ? ORDER BY key",
        );
        self.db.all(&sql.with(id)).await?.iter().map(call).collect()
    }

    /// What the completions of these entries added, oldest first.
    async fn later_facts(&self, ids: &[AuditId]) -> Result<HashMap<AuditId, Facts>, StoreError> {
        let mut facts: HashMap<AuditId, Facts> = HashMap::new();
        let sql = Sql::new("SELECT entry_id, facts FROM audit_completions WHERE entry_id IN ").list(ids);
        for row in self.db.all(&sql.push(" ORDER BY key")).await? {
            facts.entry(row.need("entry_id")?).or_default().extend(row.json::<Facts>("facts")?);
        }
        Ok(facts)
    }
}

type Facts = Vec<(String, String)>;

/// The condition that an entry ended so; the last completion counts.
fn ended(outcome: AuditOutcome) -> Sql {
    match outcome {
        AuditOutcome::Open => {
            Sql::new("NOT EXISTS (SELECT 1 FROM audit_completions x WHERE x.entry_id = e.id)")
        }
        AuditOutcome::Done | AuditOutcome::Failed | AuditOutcome::Unknown => Sql::new(
            "e.id IN (SELECT x.entry_id FROM audit_completions x WHERE x.outcome = ?
             AND x.key = (SELECT MAX(l.key) FROM audit_completions l WHERE l.entry_id = x.entry_id))",
        )
        .with(outcome.code()),
    }
}

/// The condition that an action, or one of its calls, met an error code.
fn met(code: &str) -> Sql {
    let codes = written_codes(code);
    let codes = || codes.iter().map(String::as_str);
    Sql::new("(e.id IN (SELECT x.entry_id FROM audit_completions x WHERE x.code IN ")
        .list(codes())
        .push(") OR e.id IN (SELECT x.entry_id FROM audit_calls x WHERE x.code IN ")
        .list(codes())
        .push("))")
}

/// A code as it may be stored: the case of ours and of the vendor's, and both prefixes of its gateway.
fn written_codes(code: &str) -> Vec<String> {
    let (lower, upper) = (code.to_lowercase(), code.to_uppercase());
    let other = match upper.split_once('.') {
        Some(("APIG", number)) => Some(format!("APIGW.{number}")),
        Some(("APIGW", number)) => Some(format!("APIG.{number}")),
        _ => None,
    };
    [code.to_owned(), lower, upper].into_iter().chain(other).collect()
}

/// The condition that a request to this desk, or one of the requests to HUAWEI CLOUD made for it, has an id.
fn of_request(id: &str) -> Sql {
    Sql::new("(e.request = ? OR e.id IN (SELECT x.entry_id FROM audit_calls x WHERE x.request_id = ?))")
        .with(id)
        .with(id)
}

fn activity_row(row: &Row) -> Result<ActivityRow, StoreError> {
    let outcome = match row.text("outcome")? {
        Some(code) => AuditOutcome::from_code(&code).ok_or(StoreError::Corrupt("outcome"))?,
        None => AuditOutcome::Open,
    };
    let entry = AuditEntry {
        id: row.need("id")?,
        actor: row.need_text("actor")?,
        actor_id: row.parse("actor_id")?,
        action: row.code("deed", AuditAction::from_code)?,
        customer: row.parse("customer_id")?,
        subject: row.text("subject")?,
        facts: row.json("facts")?,
        outcome,
        code: row.text("code")?,
        request: row.need("request")?,
        opened_at: row.need_instant("opened_at")?,
        completed_at: row.instant("completed_at")?,
    };
    Ok(ActivityRow { entry, customer_name: row.text("display_name")?, intent: None })
}

fn call(row: &Row) -> Result<ApiCall, StoreError> {
    let status = row.int("status")?.map(u16::try_from).transpose();
    Ok(ApiCall {
        operation: row.need_text("operation")?,
        method: row.need_text("method")?,
        path: row.need_text("path")?,
        status: status.map_err(|_| StoreError::Corrupt("status"))?,
        request_id: row.text("request_id")?,
        code: row.text("code")?,
        millis: row.need_int("millis")?,
        at: row.need_instant("at")?,
    })
}
