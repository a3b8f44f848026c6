//! Links by which users set a password, once. Only a hash of what a link holds is stored: a copy of the
//! database lets nobody in.

use crate::server::store::Store;
use crate::server::store::db::Tx;
use crate::server::store::db::sql::Sql;
use crate::server::store::error::StoreError;
use jiff::Timestamp;
use model::ids::UserId;
use model::users::Role;
use model::views::{InvitationState, InvitationView};

/// A new invitation.
#[derive(Clone, Copy, Debug)]
pub struct Invitation<'a> {
    /// Hash of what the link holds.
    pub token_hash: &'a str,
    /// For whom.
    pub user: &'a UserId,
    /// By whom; `None` for the command line.
    pub made_by: Option<&'a UserId>,
    /// Now.
    pub at: Timestamp,
    /// When it ends.
    pub expires_at: Timestamp,
}

/// That a link is still good, for the statement that uses it.
const GOOD: &str = " AND used_at IS NULL AND replaced_at IS NULL AND expires_at > ?
    AND EXISTS (SELECT 1 FROM users u WHERE u.id = invitations.user_id AND u.active = 1)";

impl Store {
    /// Stores an invitation. An earlier one of the same user counts no more. False, and nothing is stored, where
    /// who makes it is no administrator any more.
    ///
    /// # Errors
    /// [`StoreError::Database`], also when there is no such user; [`StoreError::Corrupt`].
    pub async fn invite(&self, invitation: Invitation<'_>) -> Result<bool, StoreError> {
        let Invitation { token_hash, user, made_by, at, expires_at } = invitation;
        let sql = Sql::new(
            "INSERT INTO invitations (token_hash, user_id, made_by_id, made_at, expires_at)
             VALUES (?, ?, ?, ?, ?)",
        );
        let sql = sql.with(token_hash).with(user).with(made_by).with(at).with(expires_at);
        let mut tx = self.db.begin().await?;
        tx.take_turn_of_users().await?;
        if !tx.may_administer(made_by).await? {
            tx.rollback().await?;
            return Ok(false);
        }
        tx.void_invitations(user, at).await?;
        tx.run(&sql).await?;
        tx.commit().await?;
        Ok(true)
    }

    /// The invitation with this hash; `None` where there never was one, or it ended long ago.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn invitation(
        &self,
        token_hash: &str,
        now: Timestamp,
    ) -> Result<Option<InvitationView>, StoreError> {
        let sql = Sql::new(
            "SELECT i.user_id, i.expires_at, i.used_at, i.replaced_at, u.name, u.role, u.active
             FROM invitations i JOIN users u ON u.id = i.user_id WHERE i.token_hash = ?",
        );
        let Some(row) = self.db.one(&sql.with(token_hash)).await? else { return Ok(None) };
        let expires_at = row.need_instant("expires_at")?;
        let state = match (row.instant("used_at")?, row.instant("replaced_at")?, row.yes("active")?) {
            (Some(_), _, _) => InvitationState::Used,
            (None, _, false) => InvitationState::SwitchedOff,
            (None, Some(_), true) => InvitationState::Replaced,
            (None, None, true) if expires_at <= now => InvitationState::Expired,
            (None, None, true) => InvitationState::Open,
        };
        Ok(Some(InvitationView {
            user: row.need("user_id")?,
            name: row.need_text("name")?,
            role: row.code("role", Role::from_code)?,
            state,
            expires_at,
        }))
    }

    /// The name of the administrator who made an invitation; `None` for one made at the command line.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn invitation_maker(&self, token_hash: &str) -> Result<Option<String>, StoreError> {
        let sql = Sql::new(
            "SELECT u.name FROM invitations i JOIN users u ON u.id = i.made_by_id WHERE i.token_hash = ?",
        );
        self.db.one(&sql.with(token_hash)).await?.map(|row| row.need_text("name")).transpose()
    }

    /// The open invitations: of whom, hash, and when it ends.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn open_invitations(
        &self,
        now: Timestamp,
    ) -> Result<Vec<(UserId, String, Timestamp)>, StoreError> {
        let sql = Sql::new(
            "SELECT user_id, token_hash, expires_at FROM invitations
             WHERE used_at IS NULL AND replaced_at IS NULL AND expires_at > ?",
        );
        let rows = self.db.all(&sql.with(now)).await?;
        let read = |row: &crate::server::store::db::Row| {
            Ok((row.need("user_id")?, row.need_text("token_hash")?, row.need_instant("expires_at")?))
        };
        rows.iter().map(read).collect()
    }

    /// Sets the password of the user of an invitation, which is used up by it; their sessions end. False, and
    /// nothing is changed, when it is not good any more: of two answers to one invitation the first counts.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn accept_invitation(
        &self,
        token_hash: &str,
        password_hash: &str,
        at: Timestamp,
    ) -> Result<bool, StoreError> {
        let used = Sql::new("UPDATE invitations SET used_at = ? WHERE token_hash = ?").push(GOOD);
        let whose = Sql::new("SELECT user_id FROM invitations WHERE token_hash = ?").with(token_hash);
        let mut tx = self.db.begin().await?;
        tx.take_turn_of_users().await?;
        if tx.run(&used.with(at).with(token_hash).with(at)).await? == 0 {
            tx.rollback().await?;
            return Ok(false);
        }
        let rows = tx.all(&whose).await?;
        let user: UserId = rows.first().ok_or(StoreError::Corrupt("user_id"))?.need("user_id")?;
        tx.set_password(&user, password_hash, None).await?;
        tx.commit().await?;
        Ok(true)
    }

    /// Forgets invitations that ended before an instant; how many.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn delete_invitations_before(&self, before: Timestamp) -> Result<u64, StoreError> {
        self.db.run(&Sql::new("DELETE FROM invitations WHERE expires_at < ?").with(before)).await
    }
}

impl Tx {
    /// Makes the open invitation of a user void.
    pub(super) async fn void_invitations(&mut self, user: &UserId, at: Timestamp) -> Result<(), StoreError> {
        let sql = Sql::new(
            "UPDATE invitations SET replaced_at = ? WHERE user_id = ? AND used_at IS NULL AND replaced_at IS NULL",
        );
        self.run(&sql.with(at).with(user)).await.map(|_| ())
    }
    /// Makes the open invitations void that a user made, who knows their links.
    pub(super) async fn void_invitations_made_by(
        &mut self,
        maker: &UserId,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        let sql = Sql::new(
            "UPDATE invitations SET replaced_at = ? WHERE made_by_id = ? AND used_at IS NULL AND replaced_at IS NULL",
        );
        self.run(&sql.with(at).with(maker)).await.map(|_| ())
    }
}
