//! The mirror of the customers' orders.

use super::Store;
use super::customers::BATCH;
use super::db::{Row, Tx};
use super::error::StoreError;
use super::lists::{Batch, Blank, Condition, Fetch, Label, ListContext, Page, Stored, Table};
use super::payability::{PAY_STATE, add_intents, pay_state, payability};
use super::scope::{Scope, Where};
use crate::server::store::db::dialect::Searched;
use crate::server::store::db::sql::{Sql, Value};
use crate::server::store::sort_keys::{FIRST, LAST, amount_key, order_key, seconds};
use jiff::Timestamp;
use model::ids::{CustomerId, OrderId};
use model::lists::{OrderFilter, OrderRow};
use model::money::{Currency, Money};
use model::orders::{OWN_WORD_SECONDS, Order, OrderStatus, PAYMENT_DAYS};
use model::payability::PayState;
use model::time::DAY_SECONDS;
use rust_decimal::Decimal;
use std::collections::{BTreeMap, HashMap};

fn decode(row: &Row) -> Result<Order, StoreError> {
    let order: Order = row.json("body")?;
    Ok(Order { pay_until: row.instant("pay_until")?, paid_here: row.instant("paid_here")?, ..order })
}

/// What a row of the list is made of.
const ORDER_ROW: &str = concat!(
    "o.body, o.pay_until, o.paid_here, o.details_read_at, c.display_name, c.id, c.budget_read_at, c.budget_amount,
     c.budget_used, c.budget_currency, c.budget_kind, ",
    pay_state!(),
    " AS pay_state"
);
const OF_CUSTOMER: &str = " JOIN customers c ON c.id = o.customer_id";

/// The status comes first: of the orders that wait there are few.
fn has_pay_state(state: PayState) -> Sql {
    Sql::new("o.status = 6 AND ").push(PAY_STATE).push(" = ?").with(state.rank())
}

impl Stored for OrderFilter {
    const TABLE: Table<Self> = Table {
        columns: ORDER_ROW,
        from: |_| Sql::new("orders o"),
        id: "o.id",
        joins: OF_CUSTOMER,
        scope: |asked| Where::new(asked.scope, "o.customer_id"),
        search: Some(|db, _, typed| db.holds_or_whose(Searched::ORDERS, "o.customer_id", typed)),
        filters: &[
            ("status", Condition::Is("o.status")),
            ("type", Condition::Is("o.kind")),
            ("created-from", Condition::From("o.created_key")),
            ("created-until", Condition::Until("o.created_key")),
            ("deadline-from", Condition::From("o.deadline_key")),
            ("deadline-until", Condition::Until("o.deadline_key")),
            ("customer", Condition::OneOf("o.customer_id", Some(Label::Customer))),
            ("pay", Condition::When(|filter, _| filter.pay.map(has_pay_state))),
        ],
        sorts: &[
            ("created", &["o.created_key", "o.id"]),
            ("amount", &["o.amount_key", "o.id"]),
            ("deadline", &["o.deadline_key", "o.id"]),
            ("pay", &[PAY_STATE, "o.deadline_key", "o.id"]),
            ("customer", &["o.customer_name", "o.customer_id", "o.id"]),
        ],
        blanks: &[
            ("o.created_key", Blank::First),
            ("o.amount_key", Blank::First),
            ("o.deadline_key", Blank::Last),
            (PAY_STATE, Blank::Last),
        ],
    };

    fn row(row: &Row) -> Result<OrderRow, StoreError> {
        let order = decode(row)?;
        Ok(OrderRow {
            pay: payability(row, &order)?,
            details_read_at: row.instant("details_read_at")?,
            customer_name: row.need_text("display_name")?,
            order,
        })
    }

    async fn complete(store: &Store, _scope: &Scope, rows: &mut [OrderRow]) -> Result<(), StoreError> {
        add_intents(store, rows).await
    }
}

impl Store {
    /// Stores orders that were read at `at`. Orders of customers that the mirror does not have are
    /// ignored. A known payment deadline is kept: only the details of an order have it, the list does
    /// not.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn upsert_orders(&self, orders: &[Order], at: Timestamp) -> Result<(), StoreError> {
        let latest: BTreeMap<String, &Order> = orders.iter().map(|o| (order_key(&o.id), o)).collect();
        let latest: Vec<(String, &Order)> = latest.into_iter().collect();
        for batch in latest.chunks(BATCH) {
            let mut tx = self.db.begin().await?;
            write_orders(&mut tx, batch, at).await?;
            tx.commit().await?;
        }
        Ok(())
    }

    /// One page of the orders in scope.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn list_orders(
        &self,
        scope: &Scope,
        filter: &OrderFilter,
    ) -> Result<Page<OrderRow>, StoreError> {
        self.page(&ListContext::of(scope), filter).await
    }

    /// Some of the orders in scope, uncounted.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn take_orders(
        &self,
        scope: &Scope,
        filter: &OrderFilter,
        fetch: Fetch<'_>,
    ) -> Result<Batch<OrderRow>, StoreError> {
        self.fetch(&ListContext::of(scope), filter, fetch).await
    }

    /// How many orders in scope match.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn order_count(&self, scope: &Scope, filter: &OrderFilter) -> Result<u64, StoreError> {
        self.count(&ListContext::of(scope), filter).await
    }

    /// One order in scope; the case of its id does not matter.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn order(&self, scope: &Scope, id: &OrderId) -> Result<Option<Order>, StoreError> {
        let filter = Where::new(scope, "o.customer_id").and(Sql::new("o.id = ?").with(order_key(id)));
        let sql = Sql::new("SELECT o.body, o.pay_until, o.paid_here FROM orders o").append(filter.sql());
        self.db.one(&sql).await?.as_ref().map(decode).transpose()
    }

    /// One order in scope as the list shows it, with whether it can be paid.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn order_row(&self, scope: &Scope, id: &OrderId) -> Result<Option<OrderRow>, StoreError> {
        let filter = Where::new(scope, "o.customer_id").and(Sql::new("o.id = ?").with(order_key(id)));
        let sql = Sql::new("SELECT ").push(ORDER_ROW).push(" FROM orders o").push(OF_CUSTOMER);
        let found = self.db.one(&sql.append(filter.sql())).await?;
        let mut rows: Vec<OrderRow> = found.iter().map(OrderFilter::row).collect::<Result<_, _>>()?;
        OrderFilter::complete(self, scope, &mut rows).await?;
        Ok(rows.pop())
    }

    /// Stores that this desk paid an order that is listed as waiting for payment: from now on it counts as
    /// being processed, until a reading agrees or too long has passed ([`OWN_WORD_SECONDS`]).
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn set_paid_here(&self, id: &OrderId, at: Timestamp) -> Result<(), StoreError> {
        let waiting = OrderStatus::PendingPayment.code();
        let mut tx = self.db.begin().await?;
        let key = order_key(id);
        let whose = Sql::new("SELECT customer_id FROM orders WHERE id = ? AND status = ?");
        let rows = tx.all(&whose.with(key.as_str()).with(waiting)).await?;
        let Some(row) = rows.first() else { return tx.rollback().await };
        let customer: CustomerId = row.need("customer_id")?;
        tx.hold_customers([&customer]).await?;
        let sql = Sql::new("UPDATE orders SET paid_here = ?, status = ? WHERE id = ? AND status = ?");
        let processing = OrderStatus::Processing.code();
        tx.run(&sql.with(at).with(processing).with(key.as_str()).with(waiting)).await?;
        count_waiting(&mut tx, [&customer].into_iter()).await?;
        tx.commit().await
    }

    /// What waits for payment in scope: per currency the sum and the number of orders, by
    /// currency code. An order without an amount counts in no sum.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`], the latter also for a sum that leaves
    /// the range of a decimal.
    pub async fn waiting_sums(&self, scope: &Scope) -> Result<Vec<(Money, u64)>, StoreError> {
        let filter =
            Where::new(scope, "o.customer_id").and(Sql::new("o.status = 6 AND o.amount IS NOT NULL"));
        let sql = Sql::new("SELECT o.currency, o.amount, COUNT(*) AS n FROM orders o")
            .append(filter.sql())
            .push(" GROUP BY o.currency, o.amount");
        let mut sums: BTreeMap<Currency, (Decimal, u64)> = BTreeMap::new();
        for row in self.db.all(&sql).await? {
            let currency = row.code("currency", |code| Currency::parse(code).ok())?;
            let (amount, count) = (row.need::<Decimal>("amount")?, row.count("n")?);
            let (sum, orders) = sums.entry(currency).or_default();
            let more = amount.checked_mul(Decimal::from(count)).and_then(|more| sum.checked_add(more));
            *sum = more.ok_or(StoreError::Corrupt("amount"))?;
            *orders += count;
        }
        Ok(sums.into_iter().map(|(currency, (sum, orders))| (Money::new(sum, currency), orders)).collect())
    }

    /// Orders that will still change by themselves (waiting for payment, or being provisioned),
    /// by id after one of them: to be read again.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn open_order_ids(
        &self,
        limit: u32,
        after: Option<&OrderId>,
    ) -> Result<Vec<(OrderId, CustomerId)>, StoreError> {
        let sql = Sql::new(
            "SELECT o.wire_id, o.customer_id FROM orders o WHERE o.status IN (3, 6) AND o.id > ?
             ORDER BY o.id LIMIT ?",
        );
        let rows = self.db.all(&sql.with(after.map_or(String::new(), order_key)).with(limit)).await?;
        rows.iter().map(|row| Ok((row.need("wire_id")?, row.need("customer_id")?))).collect()
    }
}

async fn write_orders(tx: &mut Tx, batch: &[(String, &Order)], at: Timestamp) -> Result<(), StoreError> {
    let known = tx.hold_customers(batch.iter().map(|(_, o)| &o.customer)).await?;
    let own = batch.iter().filter_map(|(key, order)| Some((key, *order, known.get(&order.customer)?)));
    let batch: Vec<(&String, &Order, &String)> = own.collect();
    let stored = Sql::new("SELECT id, body, paid_here FROM orders WHERE id IN ")
        .list(batch.iter().map(|(key, _, _)| key.as_str()));
    let mut stored_rows: HashMap<String, (String, Option<Timestamp>)> = HashMap::new();
    for row in tx.all(&stored).await? {
        stored_rows.insert(row.need_text("id")?, (row.need_text("body")?, row.instant("paid_here")?));
    }
    let (mut same, mut changed) = (Vec::new(), Vec::new());
    for (key, order, customer_name) in batch {
        let body = serde_json::to_string(&Order { paid_here: None, ..order.clone() })?;
        let (old, paid_here) = stored_rows.get(key).map_or((None, None), |(old, paid)| (Some(old), *paid));
        let stands = paid_here.filter(|paid| own_word_stands(order, *paid, at));
        if old == Some(&body) && stands == paid_here {
            same.push(key.as_str());
        } else {
            changed.push(order_row(key, order, customer_name, body, (at, stands)));
        }
    }
    if !same.is_empty() {
        tx.run(&Sql::new("UPDATE orders SET seen_at = ? WHERE id IN ").with(at).list(same)).await?;
    }
    if !changed.is_empty() {
        tx.run(&Sql::new(INSERT_ORDERS).rows(changed).push(OR_UPDATE_ORDERS)).await?;
        count_waiting(tx, known.keys()).await?;
    }
    Ok(())
}

/// Whether what this desk did stands before what was read of an order: it lists the order as unpaid, not
/// long after this desk paid it.
fn own_word_stands(read: &Order, paid_here: Timestamp, at: Timestamp) -> bool {
    read.status == OrderStatus::PendingPayment
        && at.as_second().saturating_sub(paid_here.as_second()) < OWN_WORD_SECONDS
}

const INSERT_ORDERS: &str = "INSERT INTO orders (id, wire_id, customer_id, customer_name, status, kind, currency, amount, \
    amount_key, created_key, deadline_key, pay_until, body, seen_at, paid_here) VALUES ";

const OR_UPDATE_ORDERS: &str = " ON CONFLICT (id) DO UPDATE SET wire_id = excluded.wire_id, \
    customer_id = excluded.customer_id, customer_name = excluded.customer_name, status = excluded.status, kind = excluded.kind, \
    currency = excluded.currency, amount = excluded.amount, amount_key = excluded.amount_key, \
    created_key = excluded.created_key, \
    deadline_key = CASE WHEN excluded.status = 6 THEN COALESCE(excluded.pay_until, orders.pay_until, excluded.deadline_key) \
    ELSE excluded.deadline_key END, \
    pay_until = COALESCE(excluded.pay_until, orders.pay_until), \
    body = excluded.body, seen_at = excluded.seen_at, paid_here = excluded.paid_here";

fn order_row(
    key: &str,
    order: &Order,
    customer_name: &str,
    body: String,
    (at, paid_here): (Timestamp, Option<Timestamp>),
) -> Vec<Value> {
    let status = if paid_here.is_some() { OrderStatus::Processing } else { order.status };
    let waiting = status == OrderStatus::PendingPayment;
    let usual = order.created_at.map(|at| seconds(at).saturating_add(PAYMENT_DAYS * DAY_SECONDS));
    vec![
        Value::from(key),
        (&order.id).into(),
        (&order.customer).into(),
        customer_name.into(),
        status.code().into(),
        order.kind.code().into(),
        order.amount.as_ref().map(|money| money.currency.code()).into(),
        order.amount.as_ref().map(|money| money.amount.to_string()).into(),
        order.amount.as_ref().map_or(FIRST, |money| amount_key(money.amount)).into(),
        order.created_at.map_or(FIRST, seconds).into(),
        // What does not wait for payment shows no deadline, and is sorted by none.
        order.pay_until.map(seconds).or(usual).filter(|_| waiting).unwrap_or(LAST).into(),
        order.pay_until.into(),
        body.into(),
        at.into(),
        paid_here.into(),
    ]
}

/// Counts the waiting orders of customers anew, in the column that the list of customers shows.
async fn count_waiting(tx: &mut Tx, customers: impl Iterator<Item = &CustomerId>) -> Result<(), StoreError> {
    let waiting = OrderStatus::PendingPayment.code();
    // The plus keeps SQLite from going through the waiting orders of everybody for each customer.
    let sql = Sql::new(
        "UPDATE customers SET waiting_orders = (SELECT COUNT(*) FROM orders o
         WHERE o.customer_id = customers.id AND +o.status = ?) WHERE id IN ",
    );
    tx.run(&sql.with(waiting).list(customers)).await.map(|_| ())
}
