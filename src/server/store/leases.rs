//! Leases: of several desks on one database, one at a time does a job.

use super::Store;
use super::error::StoreError;
use crate::server::store::db::sql::Sql;
use jiff::Timestamp;

impl Store {
    /// Takes or extends the lease of a job for `holder` until `seconds` from `now`. False when
    /// another holds it. Holders' clocks must agree better than a lease lasts.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn take_lease(
        &self,
        name: &str,
        holder: &str,
        now: Timestamp,
        seconds: u32,
    ) -> Result<bool, StoreError> {
        let sql = Sql::new(
            "INSERT INTO leases (name, holder, until) VALUES (?, ?, ?)
             ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, until = excluded.until
             WHERE leases.holder = excluded.holder OR leases.until <= ?",
        );
        let until = now.as_second().saturating_add(i64::from(seconds));
        let taken = self.db.run(&sql.with(name).with(holder).with(until).with(now)).await?;
        Ok(taken > 0)
    }

    /// Gives a lease back early. Nothing happens when another holds it.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn release_lease(&self, name: &str, holder: &str) -> Result<(), StoreError> {
        let sql = Sql::new("DELETE FROM leases WHERE name = ? AND holder = ?");
        self.db.run(&sql.with(name).with(holder)).await.map(|_| ())
    }
}
