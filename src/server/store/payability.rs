//! Whether an order that waits for payment can be paid: computed by the database, so that it can be
//! filtered and sorted by, and nowhere else.

use super::Store;
use super::budgets::maybe_budget;
use super::db::Row;
use super::error::StoreError;
use super::intents::list::intent_ref;
use super::scope::{Scope, Where};
use crate::server::store::db::sql::Sql;
use crate::server::store::sort_keys::LAST;
use model::intents::{IntentRef, ResourceLock};
use model::lists::OrderRow;
use model::orders::Order;
use model::payability::{NOT_WAITING, PayState, Payability};
use std::collections::HashMap;

/// The rank of the [`PayState`] of an order `o`, the reasons in the order in which the partner API refuses
/// by them. An order that does not wait is looked up no further.
///
/// Amount and budget are compared in 1/10000 of their unit, both rounded down: who is short by that is
/// short by the exact amounts too.
macro_rules! pay_state {
    () => {
        "CASE WHEN o.status <> 6 THEN 9223372036854775807
         WHEN EXISTS (SELECT 1 FROM intent_things t JOIN intents i ON i.id = t.intent_id
             WHERE t.thing = 'order:' || o.id AND t.held = 1 AND i.stage = 'waiting') THEN 5
         WHEN EXISTS (SELECT 1 FROM intent_things t WHERE t.thing = 'order:' || o.id AND t.held = 1) THEN 6
         ELSE (SELECT CASE WHEN p.has_agency = 0 THEN 4
             WHEN p.frozen > 0 THEN 3
             WHEN o.amount IS NULL THEN 7
             WHEN p.resale = 0 THEN 0
             WHEN p.budget_read_at IS NULL THEN 7
             WHEN p.budget_level = 'unset' THEN 2
             WHEN p.budget_currency <> o.currency THEN 7
             WHEN p.left_key < o.amount_key THEN 1
             WHEN p.frozen IS NULL THEN 7
             ELSE 0 END FROM customers p WHERE p.id = o.customer_id) END"
    };
}
pub(super) use pay_state;

/// As [`pay_state`].
pub(super) const PAY_STATE: &str = pay_state!();

// The numbers in the statement are ranks.
const _: () = assert!(
    NOT_WAITING == LAST
        && PayState::Payable as i64 == 0
        && PayState::Short as i64 == 1
        && PayState::NoBudget as i64 == 2
        && PayState::Frozen as i64 == 3
        && PayState::NoAgency as i64 == 4
        && PayState::AwaitingApproval as i64 == 5
        && PayState::InProgress as i64 == 6
        && PayState::Unknown as i64 == 7
);

/// Whether the order of a row can be paid, without the intents of [`add_intents`].
pub(super) fn payability(row: &Row, order: &Order) -> Result<Option<Payability>, StoreError> {
    let Some(state) = PayState::from_rank(row.need_int("pay_state")?) else { return Ok(None) };
    let short_by = match (state, maybe_budget(row)?, &order.amount) {
        (PayState::Short, Some(budget), Some(amount)) => {
            budget.remaining().and_then(|left| amount.checked_sub(&left))
        }
        _ => None,
    };
    Ok(Some(Payability { state, short_by, intent: None }))
}

/// Adds to orders the payment or cancellation that stands in their way.
pub(super) async fn add_intents(store: &Store, rows: &mut [OrderRow]) -> Result<(), StoreError> {
    let held = |row: &OrderRow| {
        row.pay
            .as_ref()
            .is_some_and(|pay| matches!(pay.state, PayState::AwaitingApproval | PayState::InProgress))
    };
    let lock = |row: &OrderRow| ResourceLock::Order(row.order.id.clone()).key();
    let locks: Vec<String> = rows.iter().filter(|row| held(row)).map(lock).collect();
    if locks.is_empty() {
        return Ok(());
    }
    let sql = Sql::new(
        "SELECT t.thing, i.id, i.kind, i.stage FROM intent_things t JOIN intents i ON i.id = t.intent_id
         WHERE t.held = 1 AND t.thing IN ",
    );
    let mut found: HashMap<String, IntentRef> = HashMap::new();
    for row in store.db.all(&sql.list(locks)).await? {
        found.insert(row.need_text("thing")?, intent_ref(&row)?);
    }
    for row in rows {
        let intent = found.remove(&lock(row));
        if let (Some(pay), Some(_)) = (&mut row.pay, &intent) {
            pay.intent = intent;
        }
    }
    Ok(())
}

impl Store {
    /// How many orders in scope can be paid, and how many cannot for which reason; every reason once.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn pay_states(&self, scope: &Scope) -> Result<Vec<(PayState, u64)>, StoreError> {
        let waiting = Where::new(scope, "o.customer_id").and(Sql::new("o.status = 6"));
        let sql = Sql::new("SELECT ").push(PAY_STATE).push(" AS pay_state, COUNT(*) AS n FROM orders o");
        let mut counts: HashMap<PayState, u64> = HashMap::new();
        for row in self.db.all(&sql.append(waiting.sql()).push(" GROUP BY 1")).await? {
            let state = PayState::from_rank(row.need_int("pay_state")?);
            counts.insert(state.ok_or(StoreError::Corrupt("pay_state"))?, row.count("n")?);
        }
        let count = |state| (state, counts.get(&state).copied().unwrap_or(0));
        Ok(PayState::ALL.into_iter().map(count).collect())
    }
}
