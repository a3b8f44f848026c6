//! Browsers in which a user has signed in before.

use crate::server::store::Store;
use crate::server::store::db::sql::Sql;
use crate::server::store::error::StoreError;
use jiff::Timestamp;
use model::ids::UserId;

/// Browsers remembered for one user; the ones that were used longest ago are forgotten.
const MOST: u32 = 20;

impl Store {
    /// Whether this user has signed in from the browser with that token, by the token's hash.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn is_known_browser(&self, token_hash: &str, user: &UserId) -> Result<bool, StoreError> {
        let sql = Sql::new("SELECT 1 AS n FROM known_browsers WHERE token_hash = ? AND user_id = ?");
        Ok(self.db.one(&sql.with(token_hash).with(user)).await?.is_some())
    }

    /// Whether anybody has signed in from it: people may share a browser.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn is_anybodys_browser(&self, token_hash: &str) -> Result<bool, StoreError> {
        let sql = Sql::new("SELECT 1 AS n FROM known_browsers WHERE token_hash = ? LIMIT 1");
        Ok(self.db.one(&sql.with(token_hash)).await?.is_some())
    }

    /// Remembers that this user signed in from it.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn remember_browser(
        &self,
        token_hash: &str,
        user: &UserId,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        let sql = Sql::new(
            "INSERT INTO known_browsers (token_hash, user_id, seen_at) VALUES (?, ?, ?)
             ON CONFLICT (token_hash, user_id) DO UPDATE SET seen_at = excluded.seen_at",
        );
        let surplus = Sql::new(
            "DELETE FROM known_browsers WHERE user_id = ? AND token_hash NOT IN
             (SELECT token_hash FROM known_browsers WHERE user_id = ? ORDER BY seen_at DESC, token_hash LIMIT ?)",
        );
        let mut tx = self.db.begin().await?;
        tx.run(&sql.with(token_hash).with(user).with(at)).await?;
        tx.run(&surplus.with(user).with(user).with(MOST)).await?;
        tx.commit().await
    }

    /// Forgets browsers that were not used since an instant; how many.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn delete_browsers_before(&self, before: Timestamp) -> Result<u64, StoreError> {
        self.db.run(&Sql::new("DELETE FROM known_browsers WHERE seen_at < ?").with(before)).await
    }
}
