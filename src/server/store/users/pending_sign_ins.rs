//! Sign-ins after a right password that wait for a code. Only a hash of what the browser holds is stored.

use super::second_factors::{Proof, Used};
use super::sessions::hashed;
use crate::server::store::Store;
use crate::server::store::db::Row;
use crate::server::store::db::sql::Sql;
use crate::server::store::error::StoreError;
use jiff::Timestamp;
use model::ids::UserId;

/// Sign-ins of one user that wait at once; the oldest make room.
const MOST: u32 = 5;

/// A sign-in that waits for a code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PendingSignIn {
    /// Whose.
    pub user: UserId,
    /// A path of this desk to go to afterwards.
    pub next: String,
    /// A form that arrived after its session had ended, as the sign-in form carried it; else empty.
    pub unsent: String,
    /// From where the password came; empty where that is not known.
    pub address: String,
    /// When it ends, UTC.
    pub expires_at: Timestamp,
}

/// What became of the second step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SecondStep {
    /// The code was used, and the sign-in does not wait any more.
    Done,
    /// The code was used before.
    UsedBefore,
    /// There is no such code.
    Unknown,
    /// The time is over, the user was switched off, or the password was changed meanwhile; nothing was used.
    Over,
}

/// What [`read`] reads.
macro_rules! columns {
    () => {
        "user_id, next, unsent, address, expires_at"
    };
}

fn read(row: &Row) -> Result<PendingSignIn, StoreError> {
    Ok(PendingSignIn {
        user: row.need("user_id")?,
        next: row.need_text("next")?,
        unsent: row.need_text("unsent")?,
        address: row.need_text("address")?,
        expires_at: row.need_instant("expires_at")?,
    })
}

/// The statement that ends one sign-in that waits.
fn ending(token_hash: &str) -> Sql {
    Sql::new("DELETE FROM pending_sign_ins WHERE token_hash = ?").with(token_hash)
}

impl Store {
    /// Stores a sign-in that waits, after the password with that hash was right.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn add_pending_sign_in(
        &self,
        token_hash: &str,
        pending: &PendingSignIn,
        password_hash: &str,
    ) -> Result<(), StoreError> {
        let PendingSignIn { user, next, unsent, address, expires_at } = pending;
        let sql = Sql::new(
            "INSERT INTO pending_sign_ins (token_hash, user_id, password_mark, next, unsent, address, expires_at)
             VALUES (?, ?, ?, ?, ?, ?, ?)",
        );
        let sql = sql.with(token_hash).with(user).with(hashed(password_hash)).with(next.as_str());
        let sql = sql.with(unsent.as_str()).with(address.as_str()).with(*expires_at);
        let surplus = Sql::new(
            "DELETE FROM pending_sign_ins WHERE user_id = ? AND token_hash <> ? AND token_hash NOT IN
             (SELECT token_hash FROM pending_sign_ins WHERE user_id = ? AND token_hash <> ?
              ORDER BY expires_at DESC, token_hash LIMIT ?)",
        );
        let surplus = surplus.with(user).with(token_hash).with(user).with(token_hash).with(MOST - 1);
        let mut tx = self.db.begin().await?;
        tx.run(&sql).await?;
        tx.run(&surplus).await?;
        tx.commit().await
    }

    /// Forgets one sign-in that waits; false when there is none.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn end_pending_sign_in(&self, token_hash: &str) -> Result<bool, StoreError> {
        Ok(self.db.run(&ending(token_hash)).await? > 0)
    }

    /// The sign-in of a browser, also one whose time is over, as long as it is kept.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn pending_sign_in(&self, token_hash: &str) -> Result<Option<PendingSignIn>, StoreError> {
        let sql = Sql::new(concat!("SELECT ", columns!(), " FROM pending_sign_ins WHERE token_hash = ?"));
        self.db.one(&sql.with(token_hash)).await?.as_ref().map(read).transpose()
    }

    /// Takes the second step of a sign-in. That the user is still switched on and has the same password is
    /// decided in the transaction that uses the code.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn take_second_step(
        &self,
        token_hash: &str,
        proof: &Proof,
        at: Timestamp,
    ) -> Result<SecondStep, StoreError> {
        let waiting = Sql::new(
            "SELECT p.user_id, p.password_mark, u.password_hash, u.active FROM pending_sign_ins p
             JOIN users u ON u.id = p.user_id WHERE p.token_hash = ? AND p.expires_at > ?",
        );
        let ended = ending(token_hash);
        let mut tx = self.db.begin().await?;
        // Switching off and new passwords wait for their turn too.
        tx.take_turn_of_users().await?;
        let rows = tx.all(&waiting.with(token_hash).with(at)).await?;
        let Some(row) = rows.first() else {
            tx.rollback().await?;
            return Ok(SecondStep::Over);
        };
        // A hash of the stored password tells whether that is still the same, and no more.
        let is_same = hashed(&row.need_text("password_hash")?) == row.need_text("password_mark")?;
        if !(is_same && row.yes("active")?) {
            // Its page does not ask for another code.
            tx.run(&ended).await?;
            tx.commit().await?;
            return Ok(SecondStep::Over);
        }
        let user: UserId = row.need("user_id")?;
        let step = match tx.use_proof(&user, proof, at).await? {
            Used::Now => SecondStep::Done,
            Used::Before => SecondStep::UsedBefore,
            Used::Unknown => SecondStep::Unknown,
        };
        if step != SecondStep::Done {
            tx.rollback().await?;
            return Ok(step);
        }
        tx.run(&ended).await?;
        tx.commit().await?;
        Ok(step)
    }

    /// Forgets sign-ins that ended before an instant without a code, and gives them.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn end_pending_sign_ins_before(
        &self,
        before: Timestamp,
    ) -> Result<Vec<PendingSignIn>, StoreError> {
        let sql =
            Sql::new(concat!("DELETE FROM pending_sign_ins WHERE expires_at < ? RETURNING ", columns!()));
        let sql = sql.with(before);
        let mut tx = self.db.begin().await?;
        let rows = tx.all(&sql).await?;
        tx.commit().await?;
        rows.iter().map(read).collect()
    }

    /// Forgets set-ups that ended before an instant; how many.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn delete_set_ups_before(&self, before: Timestamp) -> Result<u64, StoreError> {
        let sql = Sql::new("DELETE FROM second_factor_set_ups WHERE expires_at < ?").with(before);
        self.db.run(&sql).await
    }
}
