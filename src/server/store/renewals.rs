//! Stored intentions to renew. While one lives it holds a lock on each of its resources, so that
//! no resource is renewed twice at once.

use super::Store;
use super::audit::Completion;
use super::db::{Row, Tx};
use super::error::StoreError;
use super::payments::{Opened, TRIES};
use super::scope::{Scope, Where};
use super::sql::{Sql, Value};
use crate::model::audit::AuditEntry;
use crate::model::error::PartnerFailure;
use crate::model::ids::{AuditId, CustomerId, OrderId, RenewalId, ResourceId};
use crate::model::money::{Currency, Money};
use crate::model::renewal::{Renewal, RenewalState, ResourceFailure};
use jiff::Timestamp;
use std::collections::BTreeSet;

/// What changes with a renewal's state.
#[derive(Clone, Debug)]
pub struct RenewalChange {
    /// Orders it made; empty keeps what stands.
    pub orders: Vec<OrderId>,
    /// Resources that the partner left out; empty keeps what stands.
    pub failures: Vec<ResourceFailure>,
    /// What the partner said; `None` keeps what stands.
    pub failure: Option<PartnerFailure>,
    /// Now.
    pub at: Timestamp,
}

impl RenewalChange {
    /// Nothing but the instant.
    pub fn at(at: Timestamp) -> Self {
        Self { orders: Vec::new(), failures: Vec::new(), failure: None, at }
    }
}

const COLUMNS: &str = "n.id, n.customer_id, n.resources, n.period, n.amount, n.currency, n.state, n.orders,
    n.failures, n.failure, n.created_by, n.created_at, n.changed_at, n.audit_id";

fn decode(row: &Row) -> Result<Renewal, StoreError> {
    let currency = row.code("currency", |code| Currency::parse(code).ok())?;
    Ok(Renewal {
        id: row.need("id")?,
        customer: row.need("customer_id")?,
        resources: row.json("resources")?,
        period: row.json("period")?,
        agreed: Money::new(row.need("amount")?, currency),
        state: row.code("state", RenewalState::from_code)?,
        orders: row.json("orders")?,
        failures: row.json("failures")?,
        failure: row.maybe_json("failure")?,
        created_by: row.need_text("created_by")?,
        created_at: row.need_instant("created_at")?,
        changed_at: row.need_instant("changed_at")?,
    })
}

fn select(rest: Sql) -> Sql {
    Sql::new("SELECT ").push(COLUMNS).push(" FROM renewals n").append(rest)
}

impl Store {
    /// Stores an intention to renew, locks its resources and opens its audit entry: all or
    /// nothing. When one of the resources is locked, nothing is stored and the id of the
    /// renewal that locks it is told.
    ///
    /// # Errors
    /// [`StoreError::Database`], also when an id is in use; [`StoreError::Contended`].
    pub async fn open_renewal(
        &self,
        renewal: &Renewal,
        entry: &AuditEntry,
    ) -> Result<Opened<RenewalId>, StoreError> {
        // One order for everybody, so that two renewals cannot wait for each other's locks.
        let resources: BTreeSet<&ResourceId> = renewal.resources.iter().collect();
        for _ in 0..TRIES {
            let mut tx = self.db.begin().await?;
            tx.run(&insert(renewal, entry)?).await?;
            if !renewal.state.is_live() || lock(&mut tx, &renewal.id, &resources).await? {
                tx.open_entry(entry).await?;
                tx.commit().await?;
                return Ok(Opened::Done);
            }
            tx.rollback().await?;
            if let Some(holder) = self.live_renewal(&renewal.resources).await? {
                return Ok(Opened::UnderWay(holder));
            }
        }
        Err(StoreError::Contended)
    }

    /// The renewal that locks one of these resources, whoever may see it: for the rule, not for a page.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn live_renewal(&self, resources: &[ResourceId]) -> Result<Option<RenewalId>, StoreError> {
        let sql = Sql::new("SELECT renewal_id FROM renewal_locks WHERE resource_id IN ").list(resources);
        let row = self.db.one(&sql.push(" ORDER BY resource_id")).await?;
        row.map(|row| row.need("renewal_id")).transpose()
    }

    /// One renewal in scope.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn renewal(&self, scope: &Scope, id: &RenewalId) -> Result<Option<Renewal>, StoreError> {
        let filter = Where::new(scope, "n.customer_id").and(Sql::new("n.id = ?").with(id));
        self.db.one(&select(filter.sql())).await?.as_ref().map(decode).transpose()
    }

    /// The latest renewals of one customer in scope, newest first.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn renewals_of(
        &self,
        scope: &Scope,
        customer: &CustomerId,
        limit: u32,
    ) -> Result<Vec<Renewal>, StoreError> {
        let filter = Where::new(scope, "n.customer_id").and(Sql::new("n.customer_id = ?").with(customer));
        let sql = select(filter.sql()).push(" ORDER BY n.created_at DESC, n.key DESC LIMIT ?").with(limit);
        self.db.all(&sql).await?.iter().map(decode).collect()
    }

    /// The renewals in scope whose outcome is not known, oldest first.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn unknown_renewals(&self, scope: &Scope, limit: u32) -> Result<Vec<Renewal>, StoreError> {
        let filter = Where::new(scope, "n.customer_id").and(Sql::new("n.state = 'unknown'"));
        let sql = select(filter.sql()).push(" ORDER BY n.created_at, n.key LIMIT ?").with(limit);
        self.db.all(&sql).await?.iter().map(decode).collect()
    }

    /// Renewals that live, with their audit entries, longest unchanged first: for the janitor.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn open_renewals(&self, limit: u32) -> Result<Vec<(Renewal, AuditId)>, StoreError> {
        let sql = Sql::new(
            " WHERE n.state IN ('confirmed', 'sent', 'unknown') ORDER BY n.changed_at, n.key LIMIT ?",
        );
        let rows = self.db.all(&select(sql.with(limit))).await?;
        rows.iter().map(|row| Ok((decode(row)?, row.need("audit_id")?))).collect()
    }

    /// Moves a renewal to a state if it is in one of `from`, completes the audit entry in the
    /// same transaction, and frees its resources when the new state is not a live one. False,
    /// and nothing is changed, when it is in another state by now. What has ended never lives
    /// again, since its locks are gone.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn move_renewal(
        &self,
        id: &RenewalId,
        from: &[RenewalState],
        to: RenewalState,
        change: &RenewalChange,
        audit: Option<Completion<'_>>,
    ) -> Result<bool, StoreError> {
        let mut tx = self.db.begin().await?;
        if tx.run(&moved(id, from, to, change)?).await? == 0 {
            tx.rollback().await?;
            return Ok(false);
        }
        if !to.is_live() {
            tx.run(&Sql::new("DELETE FROM renewal_locks WHERE renewal_id = ?").with(id)).await?;
        }
        if let Some(end) = audit {
            tx.complete_entry(&end, change.at).await?;
        }
        tx.commit().await?;
        Ok(true)
    }
}

/// Locks every resource for a renewal; false when one is locked already.
async fn lock(tx: &mut Tx, id: &RenewalId, resources: &BTreeSet<&ResourceId>) -> Result<bool, StoreError> {
    if resources.is_empty() {
        return Ok(true);
    }
    let rows = resources.iter().map(|resource| vec![Value::from(*resource), id.into()]);
    let sql = Sql::new("INSERT INTO renewal_locks (resource_id, renewal_id) VALUES ")
        .rows(rows)
        .push(" ON CONFLICT (resource_id) DO NOTHING");
    let locked = tx.run(&sql).await?;
    Ok(usize::try_from(locked).is_ok_and(|locked| locked == resources.len()))
}

fn insert(renewal: &Renewal, entry: &AuditEntry) -> Result<Sql, StoreError> {
    let failure = renewal.failure.as_ref().map(serde_json::to_string).transpose()?;
    Ok(Sql::new(
        "INSERT INTO renewals (id, customer_id, resources, period, amount, currency, state, orders, failures,
         failure, created_by, created_at, changed_at, audit_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )
    .with(&renewal.id)
    .with(&renewal.customer)
    .with(serde_json::to_string(&renewal.resources)?)
    .with(serde_json::to_string(&renewal.period)?)
    .with(renewal.agreed.amount.to_string())
    .with(renewal.agreed.currency.code())
    .with(renewal.state.code())
    .with(serde_json::to_string(&renewal.orders)?)
    .with(serde_json::to_string(&renewal.failures)?)
    .with(failure)
    .with(renewal.created_by.as_str())
    .with(renewal.created_at)
    .with(renewal.changed_at)
    .with(&entry.id))
}

fn moved(
    id: &RenewalId,
    from: &[RenewalState],
    to: RenewalState,
    change: &RenewalChange,
) -> Result<Sql, StoreError> {
    let orders = Some(&change.orders).filter(|orders| !orders.is_empty());
    let failures = Some(&change.failures).filter(|failures| !failures.is_empty());
    let sql = Sql::new(
        "UPDATE renewals SET state = ?, orders = COALESCE(?, orders), failures = COALESCE(?, failures),
         failure = COALESCE(?, failure), changed_at = ? WHERE id = ? AND state IN ",
    )
    .with(to.code())
    .with(orders.map(serde_json::to_string).transpose()?)
    .with(failures.map(serde_json::to_string).transpose()?)
    .with(change.failure.as_ref().map(serde_json::to_string).transpose()?)
    .with(change.at)
    .with(id);
    let from = from.iter().filter(|state| state.is_live() || !to.is_live());
    Ok(sql.list(from.map(|state| state.code())))
}
