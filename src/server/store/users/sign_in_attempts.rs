//! Failed sign-ins, counted to slow guessing down. The key says where
//! they are counted together.

use crate::server::store::Store;
use crate::server::store::db::sql::Sql;
use crate::server::store::error::StoreError;
use jiff::Timestamp;

impl Store {
    /// Records one failed attempt.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn record_attempt(&self, key: &str, at: Timestamp) -> Result<(), StoreError> {
        let sql = Sql::new("INSERT INTO sign_in_attempts (key, at) VALUES (?, ?)");
        self.db.run(&sql.with(key).with(at)).await.map(|_| ())
    }

    /// How many attempts were recorded at `since` or later.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn attempts_since(&self, key: &str, since: Timestamp) -> Result<u32, StoreError> {
        let sql = Sql::new("SELECT COUNT(*) AS n FROM sign_in_attempts WHERE key = ? AND at >= ?");
        let count = self.db.count(&sql.with(key).with(since)).await?;
        Ok(u32::try_from(count).unwrap_or(u32::MAX))
    }

    /// Forgets the attempts of a key: the sign-in worked.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn clear_attempts(&self, key: &str) -> Result<(), StoreError> {
        self.db.run(&Sql::new("DELETE FROM sign_in_attempts WHERE key = ?").with(key)).await.map(|_| ())
    }

    /// Forgets attempts before an instant; how many.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn delete_attempts_before(&self, before: Timestamp) -> Result<u64, StoreError> {
        self.db.run(&Sql::new("DELETE FROM sign_in_attempts WHERE at < ?").with(before)).await
    }
}
