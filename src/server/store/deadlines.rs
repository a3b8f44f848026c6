//! When the details of orders that wait for payment are read: only they have the payment deadline.

use super::Store;
use super::error::StoreError;
use crate::server::store::db::sql::Sql;
use crate::server::store::sort_keys::order_key;
use jiff::Timestamp;
use model::ids::{OrderId, ResellerId};
use model::orders::Order;

impl Store {
    /// Orders that wait for payment and whose details have to be read by now, with the reseller of their
    /// customer: those never read first, by the deadline as far as it is known.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn orders_due(
        &self,
        now: Timestamp,
        limit: u32,
    ) -> Result<Vec<(OrderId, Option<ResellerId>)>, StoreError> {
        let sql = Sql::new(
            "SELECT o.wire_id, c.reseller_id FROM orders o JOIN customers c ON c.id = o.customer_id
             WHERE o.status = 6 AND o.details_due_at <= ?
             ORDER BY o.details_due_at, o.deadline_key, o.id LIMIT ?",
        );
        let rows = self.db.all(&sql.with(now).with(limit)).await?;
        rows.iter().map(|row| Ok((row.need("wire_id")?, row.parse("reseller_id")?))).collect()
    }

    /// Stores an order whose details were read at `at`, and when they are read next.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn upsert_order_details(
        &self,
        order: &Order,
        at: Timestamp,
        next: Timestamp,
    ) -> Result<(), StoreError> {
        self.upsert_orders(std::slice::from_ref(order), at).await?;
        let sql = Sql::new("UPDATE orders SET details_read_at = ?, details_due_at = ? WHERE id = ?");
        self.db.run(&sql.with(at).with(next).with(order_key(&order.id))).await.map(|_| ())
    }

    /// Puts the next reading of an order off whose details could not be read.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn put_order_off(&self, order: &OrderId, next: Timestamp) -> Result<(), StoreError> {
        let sql = Sql::new("UPDATE orders SET details_due_at = ? WHERE id = ?");
        self.db.run(&sql.with(next).with(order_key(order))).await.map(|_| ())
    }
}
