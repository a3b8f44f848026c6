//! Stored intentions to pay. At most one of an order lives at a time: a unique index over the
//! live states decides, so that it holds across desks and across crashes.

use super::Store;
use super::audit::Completion;
use super::db::Row;
use super::error::StoreError;
use super::keys::order_key;
use super::scope::{Scope, Where};
use super::sql::Sql;
use crate::model::audit::AuditEntry;
use crate::model::error::PartnerFailure;
use crate::model::ids::{AuditId, OrderId, PaymentId};
use crate::model::money::{Currency, Money};
use crate::model::order::OrderStatus;
use crate::model::payment::{Payment, PaymentState};
use jiff::Timestamp;

/// Whether an intention was stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Opened<Id> {
    /// Stored, together with its entry in the audit log.
    Done,
    /// Another one of the same thing lives; nothing was stored.
    UnderWay(Id),
}

/// What changes with a payment's state.
#[derive(Clone, Debug)]
pub struct PaymentChange {
    /// What the partner said; `None` keeps what stands.
    pub failure: Option<PartnerFailure>,
    /// The order's status where it was read just now; `None` keeps what stands.
    pub order_status: Option<OrderStatus>,
    /// Now: the instant of sending, of checking or of settling, as the new state says.
    pub at: Timestamp,
}

impl PaymentChange {
    /// Nothing but the instant.
    pub fn at(at: Timestamp) -> Self {
        Self { failure: None, order_status: None, at }
    }
}

/// How often storing is tried again when the one in the way ends at the same moment.
pub(super) const TRIES: u32 = 5;

const COLUMNS: &str =
    "p.id, p.order_id, p.customer_id, p.amount, p.currency, p.state, p.order_status, p.failure,
    p.created_by, p.created_at, p.sent_at, p.checked_at, p.settled_at, p.audit_id";

/// The live states as [`PaymentState::is_live`] has them; the unique index names the same.
const LIVE: &str = "p.state IN ('confirmed', 'sent', 'unknown')";

fn decode(row: &Row) -> Result<Payment, StoreError> {
    let currency = row.code("currency", |code| Currency::parse(code).ok())?;
    Ok(Payment {
        id: row.need("id")?,
        order: row.need("order_id")?,
        customer: row.need("customer_id")?,
        amount: Money::new(row.need("amount")?, currency),
        state: row.code("state", PaymentState::from_code)?,
        order_status: row.int("order_status")?.map(OrderStatus::from),
        failure: row.maybe_json("failure")?,
        created_by: row.need_text("created_by")?,
        created_at: row.need_instant("created_at")?,
        sent_at: row.instant("sent_at")?,
        checked_at: row.instant("checked_at")?,
        settled_at: row.instant("settled_at")?,
    })
}

fn select(rest: Sql) -> Sql {
    Sql::new("SELECT ").push(COLUMNS).push(" FROM payments p").append(rest)
}

impl Store {
    /// Stores an intention to pay and opens its audit entry, both or neither. When a payment of
    /// the same order lives or has paid it, nothing is stored and its id is told: an order is
    /// paid once.
    ///
    /// # Errors
    /// [`StoreError::Database`], also when an id is in use; [`StoreError::Contended`].
    pub async fn open_payment(
        &self,
        payment: &Payment,
        entry: &AuditEntry,
    ) -> Result<Opened<PaymentId>, StoreError> {
        for _ in 0..TRIES {
            let mut tx = self.db.begin().await?;
            if tx.run(&insert(payment, entry)?).await? > 0 {
                tx.open_entry(entry).await?;
                tx.commit().await?;
                return Ok(Opened::Done);
            }
            tx.rollback().await?;
            if let Some(other) = self.standing_payment(&payment.order).await? {
                return Ok(Opened::UnderWay(other));
            }
        }
        Err(StoreError::Contended)
    }

    /// One payment in scope.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn payment(&self, scope: &Scope, id: &PaymentId) -> Result<Option<Payment>, StoreError> {
        let filter = Where::new(scope, "p.customer_id").and(Sql::new("p.id = ?").with(id));
        self.db.one(&select(filter.sql())).await?.as_ref().map(decode).transpose()
    }

    /// The payments of one order in scope, newest first.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn payments_of_order(
        &self,
        scope: &Scope,
        order: &OrderId,
    ) -> Result<Vec<Payment>, StoreError> {
        let filter =
            Where::new(scope, "p.customer_id").and(Sql::new("p.order_key = ?").with(order_key(order)));
        let sql = select(filter.sql()).push(" ORDER BY p.created_at DESC, p.key DESC");
        self.db.all(&sql).await?.iter().map(decode).collect()
    }

    /// The payments in scope whose outcome is not known, oldest first.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn unknown_payments(&self, scope: &Scope, limit: u32) -> Result<Vec<Payment>, StoreError> {
        let filter = Where::new(scope, "p.customer_id").and(Sql::new("p.state = 'unknown'"));
        let sql = select(filter.sql()).push(" ORDER BY p.created_at, p.key LIMIT ?").with(limit);
        self.db.all(&sql).await?.iter().map(decode).collect()
    }

    /// The payment of an order that lives, whoever may see it: for the rule, not for a page.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn live_payment(&self, order: &OrderId) -> Result<Option<Payment>, StoreError> {
        let sql = Sql::new(" WHERE ").push(LIVE).push(" AND p.order_key = ?").with(order_key(order));
        self.db.one(&select(sql)).await?.as_ref().map(decode).transpose()
    }

    /// The payment of an order that lives or has paid it.
    async fn standing_payment(&self, order: &OrderId) -> Result<Option<PaymentId>, StoreError> {
        let sql = Sql::new(" WHERE p.order_key = ? AND p.state IN ('confirmed', 'sent', 'unknown', 'paid')");
        let row = self.db.one(&select(sql.with(order_key(order)))).await?;
        row.map(|row| row.need("id")).transpose()
    }

    /// Payments that live, with their audit entries, least lately checked first: for the janitor.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn open_payments(&self, limit: u32) -> Result<Vec<(Payment, AuditId)>, StoreError> {
        let sql = Sql::new(" WHERE ").push(LIVE);
        let sql =
            sql.push(" ORDER BY COALESCE(p.checked_at, p.sent_at, p.created_at), p.key LIMIT ?").with(limit);
        let rows = self.db.all(&select(sql)).await?;
        rows.iter().map(|row| Ok((decode(row)?, row.need("audit_id")?))).collect()
    }

    /// Moves a payment to a state if it is in one of `from`, and completes the audit entry in
    /// the same transaction. False, and nothing is changed, when it is in another state by now.
    ///
    /// # Errors
    /// [`StoreError::Database`], also when the new state is a live one and another payment of
    /// the order lives.
    pub async fn move_payment(
        &self,
        id: &PaymentId,
        from: &[PaymentState],
        to: PaymentState,
        change: &PaymentChange,
        audit: Option<Completion<'_>>,
    ) -> Result<bool, StoreError> {
        let mut tx = self.db.begin().await?;
        if tx.run(&moved(id, from, to, change)?).await? == 0 {
            tx.rollback().await?;
            return Ok(false);
        }
        if let Some(end) = audit {
            tx.complete_entry(&end, change.at).await?;
        }
        tx.commit().await?;
        Ok(true)
    }

    /// Notes that the order was read and its state says nothing final.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn checked_payment(
        &self,
        id: &PaymentId,
        order_status: OrderStatus,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        let sql = Sql::new("UPDATE payments SET order_status = ?, checked_at = ? WHERE id = ?");
        self.db.run(&sql.with(order_status.code()).with(at).with(id)).await.map(|_| ())
    }
}

fn insert(payment: &Payment, entry: &AuditEntry) -> Result<Sql, StoreError> {
    let failure = payment.failure.as_ref().map(serde_json::to_string).transpose()?;
    Ok(Sql::new(
        "INSERT INTO payments (id, order_id, order_key, customer_id, amount, currency, state, order_status,
         failure, created_by, created_at, sent_at, checked_at, settled_at, audit_id)
         SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ? WHERE NOT EXISTS (SELECT 1 FROM payments
         WHERE order_key = ? AND state IN ('confirmed', 'sent', 'unknown', 'paid'))
         ON CONFLICT (order_key) WHERE state IN ('confirmed', 'sent', 'unknown') DO NOTHING",
    )
    .with(&payment.id)
    .with(&payment.order)
    .with(order_key(&payment.order))
    .with(&payment.customer)
    .with(payment.amount.amount.to_string())
    .with(payment.amount.currency.code())
    .with(payment.state.code())
    .with(payment.order_status.map(OrderStatus::code))
    .with(failure)
    .with(payment.created_by.as_str())
    .with(payment.created_at)
    .with(payment.sent_at)
    .with(payment.checked_at)
    .with(payment.settled_at)
    .with(&entry.id)
    .with(order_key(&payment.order)))
}

fn moved(
    id: &PaymentId,
    from: &[PaymentState],
    to: PaymentState,
    change: &PaymentChange,
) -> Result<Sql, StoreError> {
    let failure = change.failure.as_ref().map(serde_json::to_string).transpose()?;
    let read = change.order_status.map(|_| change.at);
    let sent = (to == PaymentState::Sent).then_some(change.at);
    let settled = (!to.is_live()).then_some(change.at);
    let sql = Sql::new(
        "UPDATE payments SET state = ?, failure = COALESCE(?, failure), order_status = COALESCE(?, order_status),
         checked_at = COALESCE(?, checked_at), sent_at = COALESCE(?, sent_at), settled_at = ?
         WHERE id = ? AND state IN ",
    );
    let sql = sql.with(to.code()).with(failure).with(change.order_status.map(OrderStatus::code));
    let sql = sql.with(read).with(sent).with(settled).with(id);
    Ok(sql.list(from.iter().map(|state| state.code())))
}
