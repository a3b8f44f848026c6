//! The mirror of customers.

pub(crate) mod list;
pub(crate) mod names;

use super::Store;
use super::db::{Row, Tx};
use super::error::StoreError;
use super::scope::{Scope, Where};
use crate::server::store::db::sql::{Sql, Value};
use crate::server::store::sort_keys::{FIRST, customer_search, folded, seconds};
use jiff::Timestamp;
use model::customers::{Customer, Frozen};
use model::ids::{CustomerId, ResellerId};
use std::collections::{BTreeMap, HashMap};

/// Rows written by one statement in one transaction: long enough to be quick, short enough that a
/// payment does not wait behind a sync.
pub(super) const BATCH: usize = 200;
const BATCH_ROWS: u32 = 200;

/// A customer as stored. The freeze has a column of its own, since it also changes by itself.
pub(super) fn decode(row: &Row) -> Result<Customer, StoreError> {
    let customer: Customer = row.json("body")?;
    Ok(Customer { frozen: row.int("frozen")?.map(Frozen::from), ..customer })
}

impl Store {
    /// Stores customers that were read at `at`. Their budget, orders and resources in the mirror are
    /// kept.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn upsert_customers(&self, customers: &[Customer], at: Timestamp) -> Result<(), StoreError> {
        let latest: BTreeMap<&CustomerId, &Customer> = customers.iter().map(|c| (&c.id, c)).collect();
        let latest: Vec<&Customer> = latest.into_values().collect();
        for batch in latest.chunks(BATCH) {
            let mut tx = self.db.begin().await?;
            write_customers(&mut tx, batch, at).await?;
            tx.commit().await?;
        }
        Ok(())
    }

    /// Forgets the customers of one reseller (`None`: the partner's own) that no list has named
    /// since an instant: their association ended. Budget, orders and resources go with them;
    /// payments, renewals, assignments and the audit log stay. How many were forgotten.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn forget_customers(
        &self,
        reseller: Option<&ResellerId>,
        not_seen_since: Timestamp,
    ) -> Result<u64, StoreError> {
        let unseen = Sql::new("seen_at < ? AND ").with(not_seen_since).append(match reseller {
            Some(reseller) => Sql::new("reseller_id = ?").with(reseller),
            None => Sql::new("reseller_id IS NULL"),
        });
        let next = Sql::new("SELECT id FROM customers WHERE ").append(unseen.clone());
        let next = next.push(" ORDER BY id LIMIT ?").with(BATCH_ROWS);
        let mut forgotten = 0;
        loop {
            let mut tx = self.db.begin().await?;
            let rows = tx.all(&next).await?;
            let ids: Vec<CustomerId> = rows.iter().map(|row| row.need("id")).collect::<Result<_, _>>()?;
            if ids.is_empty() {
                tx.rollback().await?;
                return Ok(forgotten);
            }
            tx.hold_customers(&ids).await?;
            let sql = Sql::new("DELETE FROM customers WHERE id IN ").list(&ids).push(" AND ");
            forgotten += tx.run(&sql.append(unseen.clone())).await?;
            tx.commit().await?;
        }
    }

    /// One customer in scope.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn customer(&self, scope: &Scope, id: &CustomerId) -> Result<Option<Customer>, StoreError> {
        let filter = Where::new(scope, "c.id").and(Sql::new("c.id = ?").with(id));
        let sql = Sql::new("SELECT c.body, c.frozen FROM customers c").append(filter.sql());
        self.db.one(&sql).await?.as_ref().map(decode).transpose()
    }

    /// How many customers are in scope.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn customer_count(&self, scope: &Scope) -> Result<u64, StoreError> {
        let filter = Where::new(scope, "c.id");
        self.db.count(&Sql::new("SELECT COUNT(*) AS n FROM customers c").append(filter.sql())).await
    }

    /// Customers by id, after one of them: for jobs that go through all. Id, reseller, and
    /// whether it is a resale customer.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn customer_keys(
        &self,
        after: Option<&CustomerId>,
        limit: u32,
    ) -> Result<Vec<(CustomerId, Option<ResellerId>, bool)>, StoreError> {
        let sql = Sql::new("SELECT id, reseller_id, resale FROM customers WHERE id > ? ORDER BY id LIMIT ?")
            .with(after.map_or("", CustomerId::as_str))
            .with(limit);
        let rows = self.db.all(&sql).await?;
        rows.iter().map(|row| Ok((row.need("id")?, row.parse("reseller_id")?, row.yes("resale")?))).collect()
    }

    /// Stores a freeze that this desk set or lifted, before the next sync reads it.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn set_frozen(&self, customer: &CustomerId, frozen: Frozen) -> Result<(), StoreError> {
        let sql = Sql::new("UPDATE customers SET frozen = ? WHERE id = ?").with(frozen.code()).with(customer);
        self.db.run(&sql).await.map(|_| ())
    }

    /// Stores whether we may act for a customer by its agency.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn set_agency(&self, customer: &CustomerId, has: bool) -> Result<(), StoreError> {
        let sql =
            Sql::new("UPDATE customers SET has_agency = ? WHERE id = ? AND has_agency IS DISTINCT FROM ?");
        self.db.run(&sql.with(has).with(customer).with(has)).await.map(|_| ())
    }

    /// Whether we may act for a customer by its agency; `None` when that was never tried.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn has_agency(&self, customer: &CustomerId) -> Result<Option<bool>, StoreError> {
        let sql = Sql::new("SELECT has_agency FROM customers WHERE id = ?").with(customer);
        let row = self.db.one(&sql).await?;
        Ok(row.map(|row| row.int("has_agency")).transpose()?.flatten().map(|has| has == 1))
    }

    /// Customers whose resources were read longest ago, and before an instant; never read first.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn stalest_customers(
        &self,
        limit: u32,
        before: Timestamp,
    ) -> Result<Vec<CustomerId>, StoreError> {
        let sql = Sql::new(
            "SELECT id FROM customers WHERE resources_read_at < ? ORDER BY resources_read_at, id LIMIT ?",
        );
        let rows = self.db.all(&sql.with(before).with(limit)).await?;
        rows.iter().map(|row| row.need("id")).collect()
    }

    /// Records a failed attempt to read a customer's resources, so that the next attempt waits for its
    /// turn. The mirrored resources are kept.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn record_resources_attempt(
        &self,
        customer: &CustomerId,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        let sql = Sql::new("UPDATE customers SET resources_read_at = ? WHERE id = ?").with(at).with(customer);
        self.db.run(&sql).await.map(|_| ())
    }
}

/// Writes a batch of customers, sorted by id. Most of them are as they were the last time: for
/// those only the instant changes, and no index is touched.
async fn write_customers(tx: &mut Tx, batch: &[&Customer], at: Timestamp) -> Result<(), StoreError> {
    let names = tx.hold_customers(batch.iter().map(|c| &c.id)).await?;
    let known =
        Sql::new("SELECT id, body, frozen FROM customers WHERE id IN ").list(batch.iter().map(|c| &c.id));
    let mut bodies: HashMap<String, (String, Option<i64>)> = HashMap::new();
    for row in tx.all(&known).await? {
        bodies.insert(row.need_text("id")?, (row.need_text("body")?, row.int("frozen")?));
    }
    let mut same: Vec<&CustomerId> = Vec::new();
    let mut changed = Vec::new();
    for customer in batch {
        let body = serde_json::to_string(customer)?;
        let frozen = customer.frozen.map(Frozen::code);
        match bodies.get(customer.id.as_str()) {
            Some((old, state)) if *old == body && *state == frozen => same.push(&customer.id),
            _ => changed.push(customer_row(customer, body, at)),
        }
    }
    if !same.is_empty() {
        tx.run(&Sql::new("UPDATE customers SET seen_at = ? WHERE id IN ").with(at).list(same)).await?;
    }
    if !changed.is_empty() {
        tx.run(&Sql::new(INSERT_CUSTOMERS).rows(changed).push(OR_UPDATE_CUSTOMERS)).await?;
    }
    for customer in batch {
        let name = folded(customer.display_name());
        if names.get(&customer.id).is_some_and(|old| *old != name) {
            rename(tx, &customer.id, &name).await?;
        }
    }
    Ok(())
}

/// Orders and resources are sorted by their customer's name, which they keep for that.
async fn rename(tx: &mut Tx, customer: &CustomerId, name: &str) -> Result<(), StoreError> {
    let orders = Sql::new("UPDATE orders SET customer_name = ? WHERE customer_id = ?");
    tx.run(&orders.with(name).with(customer)).await?;
    let resources = Sql::new("UPDATE resources SET customer_name = ? WHERE customer_id = ?");
    tx.run(&resources.with(name).with(customer)).await.map(|_| ())
}

const INSERT_CUSTOMERS: &str = "INSERT INTO customers (id, reseller_id, resale, frozen, account_manager, \
    display_name, sort_name, search, associated_key, body, seen_at) VALUES ";

const OR_UPDATE_CUSTOMERS: &str = " ON CONFLICT (id) DO UPDATE SET reseller_id = excluded.reseller_id, \
    resale = excluded.resale, frozen = excluded.frozen, account_manager = excluded.account_manager, \
    display_name = excluded.display_name, sort_name = excluded.sort_name, search = excluded.search, \
    associated_key = excluded.associated_key, body = excluded.body, seen_at = excluded.seen_at";

fn customer_row(customer: &Customer, body: String, at: Timestamp) -> Vec<Value> {
    vec![
        Value::from(&customer.id),
        customer.reseller.as_ref().into(),
        customer.is_resale().into(),
        customer.frozen.map(Frozen::code).into(),
        customer.account_manager.as_deref().map(folded).into(),
        customer.display_name().into(),
        folded(customer.display_name()).into(),
        customer_search(customer).into(),
        customer.associated_at.map_or(FIRST, seconds).into(),
        body.into(),
        at.into(),
    ]
}
