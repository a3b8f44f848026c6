//! What administrators change of users. Who may still sign in as an administrator is decided in the
//! transaction that makes the change: two of them may switch each other off at the same moment.

use crate::server::store::Store;
use crate::server::store::db::Tx;
use crate::server::store::db::sql::Sql;
use crate::server::store::error::StoreError;
use jiff::Timestamp;
use model::ids::UserId;
use model::users::Role;

/// A change of a user.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UserChange {
    /// Another role.
    Role(Role),
    /// Switched off: sessions end, open invitations are void.
    Off,
    /// Switched on again.
    On,
}

/// What became of such a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UserChanged {
    /// It was made.
    Done {
        /// Sessions that were ended.
        sessions: u64,
        /// Running jobs of the user that were paused.
        jobs: u64,
    },
    /// No other administrator could sign in; nothing was changed.
    LastAdministrator,
    /// Who asked for it is no administrator any more; nothing was changed.
    NotAllowed,
    /// There is no such user.
    NotFound,
}

/// Who can sign in as an administrator: a user who was invited and has not set a password cannot.
const ADMINISTRATORS: &str = "SELECT COUNT(*) AS n FROM users WHERE role = 'administrator' AND active = 1 AND password_hash <> '' AND id <> ?";

impl Store {
    /// Changes a user on behalf of `by`, who must still be an administrator; `None` for the command line. The
    /// user's running jobs are paused in the same transaction where they lose rights by it, so that no row is
    /// sent after it.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn change_user(
        &self,
        id: &UserId,
        change: UserChange,
        by: Option<&UserId>,
        at: Timestamp,
    ) -> Result<UserChanged, StoreError> {
        let mut tx = self.db.begin().await?;
        tx.take_turn_of_users().await?;
        let refused = tx.refuse(id, change, by).await?;
        if let Some(refused) = refused {
            tx.rollback().await?;
            return Ok(refused);
        }
        let (mut sessions, mut jobs) = (0, 0);
        match change {
            UserChange::Role(role) => {
                let sql = Sql::new("UPDATE users SET role = ? WHERE id = ?").with(role.code()).with(id);
                tx.run(&sql).await?;
                if role != Role::Administrator {
                    tx.void_invitations_made_by(id, at).await?;
                    jobs = tx.pause_jobs_of(id).await?;
                }
            }
            UserChange::Off => {
                tx.run(&Sql::new("UPDATE users SET active = 0 WHERE id = ?").with(id)).await?;
                sessions = tx.run(&Sql::new("DELETE FROM sessions WHERE user_id = ?").with(id)).await?;
                tx.void_invitations(id, at).await?;
                tx.void_invitations_made_by(id, at).await?;
                jobs = tx.pause_jobs_of(id).await?;
            }
            UserChange::On => {
                tx.run(&Sql::new("UPDATE users SET active = 1 WHERE id = ?").with(id)).await?;
                // What was made while the user was being switched off does not come back to life.
                tx.run(&super::sessions::ending(id, None)).await?;
                tx.run(&Sql::new("DELETE FROM pending_sign_ins WHERE user_id = ?").with(id)).await?;
                tx.void_invitations(id, at).await?;
            }
        }
        tx.commit().await?;
        Ok(UserChanged::Done { sessions, jobs })
    }

    /// How many administrators but this user can sign in.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn other_administrators(&self, id: &UserId) -> Result<u64, StoreError> {
        self.db.count(&Sql::new(ADMINISTRATORS).with(id)).await
    }
}

impl Tx {
    /// Waits until no other transaction changes users.
    pub(in crate::server::store) async fn take_turn_of_users(&mut self) -> Result<(), StoreError> {
        self.run(&Sql::new("UPDATE user_turns SET turn = turn + 1 WHERE one = 1")).await.map(|_| ())
    }

    async fn refuse(
        &mut self,
        id: &UserId,
        change: UserChange,
        by: Option<&UserId>,
    ) -> Result<Option<UserChanged>, StoreError> {
        if !self.may_administer(by).await? {
            return Ok(Some(UserChanged::NotAllowed));
        }
        let Some(is_administrator) = self.is_administrator(id).await? else {
            return Ok(Some(UserChanged::NotFound));
        };
        let loses =
            is_administrator && !matches!(change, UserChange::On | UserChange::Role(Role::Administrator));
        let others = self.other_administrators(id).await?;
        Ok((loses && others == 0).then_some(UserChanged::LastAdministrator))
    }

    /// How many administrators but this user can sign in.
    pub(in crate::server::store) async fn other_administrators(
        &mut self,
        id: &UserId,
    ) -> Result<u64, StoreError> {
        let others = self.all(&Sql::new(ADMINISTRATORS).with(id)).await?;
        Ok(others.first().map(|row| row.count("n")).transpose()?.unwrap_or_default())
    }

    /// Whether who acts is still an administrator who is switched on; the command line (`None`) always may.
    pub(in crate::server::store) async fn may_administer(
        &mut self,
        by: Option<&UserId>,
    ) -> Result<bool, StoreError> {
        match by {
            Some(by) => Ok(self.is_administrator(by).await?.unwrap_or_default()),
            None => Ok(true),
        }
    }

    /// Whether a user is an administrator who is switched on; `None` where there is no such user.
    async fn is_administrator(&mut self, id: &UserId) -> Result<Option<bool>, StoreError> {
        let rows = self.all(&Sql::new("SELECT role, active FROM users WHERE id = ?").with(id)).await?;
        let Some(row) = rows.first() else { return Ok(None) };
        Ok(Some(row.code("role", Role::from_code)? == Role::Administrator && row.yes("active")?))
    }

    /// No further row of the user's jobs is sent: each is sent only while its job runs.
    async fn pause_jobs_of(&mut self, id: &UserId) -> Result<u64, StoreError> {
        let sql = Sql::new("UPDATE bulk_jobs SET state = 'paused' WHERE user_id = ? AND state = 'running'");
        self.run(&sql.with(id)).await
    }
}
