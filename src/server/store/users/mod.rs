//! The users of this desk.

pub(crate) mod changes;
pub(crate) mod invitations;
pub(crate) mod known_browsers;
pub(crate) mod names;
pub(crate) mod pending_sign_ins;
pub(crate) mod rights;
pub(crate) mod saved_views;
pub(crate) mod second_factors;
pub(crate) mod sessions;
pub(crate) mod sign_in_attempts;
pub(crate) mod view;

use super::Store;
use super::db::{Row, Tx};
use super::error::StoreError;
use crate::server::store::db::sql::Sql;
use crate::server::store::users::names::{former_key, name_key};
use jiff::Timestamp;
use model::ids::UserId;
use model::users::{Role, User};

const SELECT: &str = "SELECT id, name, role, active, created_at, signed_in_at, password_hash FROM users";

fn decode(row: &Row) -> Result<User, StoreError> {
    Ok(User {
        id: row.need("id")?,
        name: row.need_text("name")?,
        role: row.code("role", Role::from_code)?,
        active: row.yes("active")?,
        created_at: row.need_instant("created_at")?,
        signed_in_at: row.instant("signed_in_at")?,
    })
}

impl Store {
    /// Adds a user.
    ///
    /// # Errors
    /// [`StoreError::Taken`] when the name is in use, however it is written; [`StoreError::Database`].
    pub async fn add_user(&self, user: &User, password_hash: &str) -> Result<(), StoreError> {
        let sql = Sql::new(
            "INSERT INTO users (id, name, name_key, role, active, password_hash, created_at, signed_in_at)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (name_key) DO NOTHING",
        )
        .with(&user.id)
        .with(user.name.as_str())
        .with(name_key(&user.name))
        .with(user.role.code())
        .with(user.active)
        .with(password_hash)
        .with(user.created_at)
        .with(user.signed_in_at);
        if self.db.run(&sql).await? == 0 { Err(StoreError::Taken) } else { Ok(()) }
    }

    /// The user with a name, however it is written, and the hash of the password. A user who had
    /// exactly this name before names were normalized comes first.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn user_by_name(&self, name: &str) -> Result<Option<(User, String)>, StoreError> {
        let former = former_key(name);
        let sql = Sql::new(SELECT).push(" WHERE name_key IN ").list([former.clone(), name_key(name)]);
        let sql = sql.push(" ORDER BY CASE WHEN name_key = ? THEN 0 ELSE 1 END LIMIT 1").with(former);
        let row = self.db.one(&sql).await?;
        row.map(|row| Ok((decode(&row)?, row.need_text("password_hash")?))).transpose()
    }

    /// One user and the hash of the password.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn user_with_password(&self, id: &UserId) -> Result<Option<(User, String)>, StoreError> {
        let row = self.db.one(&Sql::new(SELECT).push(" WHERE id = ?").with(id)).await?;
        row.map(|row| Ok((decode(&row)?, row.need_text("password_hash")?))).transpose()
    }

    /// One user.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn user(&self, id: &UserId) -> Result<Option<User>, StoreError> {
        let sql = Sql::new(SELECT).push(" WHERE id = ?").with(id);
        self.db.one(&sql).await?.as_ref().map(decode).transpose()
    }

    /// Every user by name.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn users(&self) -> Result<Vec<User>, StoreError> {
        self.db.all(&Sql::new(SELECT).push(" ORDER BY name_key")).await?.iter().map(decode).collect()
    }

    /// Switches an account on or off without asking who else can sign in: for accounts whose password everybody knows.
    /// Switched off, its sessions end at once. What administrators do is [`Store::change_user`].
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn set_active(&self, id: &UserId, active: bool) -> Result<(), StoreError> {
        let mut tx = self.db.begin().await?;
        tx.run(&Sql::new("UPDATE users SET active = ? WHERE id = ?").with(active).with(id)).await?;
        if !active {
            tx.run(&sessions::ending(id, None)).await?;
        }
        tx.commit().await
    }

    /// Sets the hash of a new password, ends the user's sessions but the one named (its id as in the cookie),
    /// and makes an open invitation void. How many sessions were ended.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn set_password(
        &self,
        id: &UserId,
        password_hash: &str,
        except: Option<&str>,
        at: Timestamp,
    ) -> Result<u64, StoreError> {
        let mut tx = self.db.begin().await?;
        // Before the row of the user: who answers an invitation takes its row first.
        tx.take_turn_of_users().await?;
        let ended = tx.set_password(id, password_hash, except).await?;
        tx.void_invitations(id, at).await?;
        tx.commit().await?;
        Ok(ended)
    }

    /// Records a sign-in.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn record_sign_in(&self, id: &UserId, at: Timestamp) -> Result<(), StoreError> {
        let sql = Sql::new("UPDATE users SET signed_in_at = ? WHERE id = ?").with(at).with(id);
        self.db.run(&sql).await.map(|_| ())
    }
}

impl Tx {
    /// Sets the hash of a new password. Who is signed in with the former one is not any more.
    pub(super) async fn set_password(
        &mut self,
        id: &UserId,
        password_hash: &str,
        except: Option<&str>,
    ) -> Result<u64, StoreError> {
        let sql = Sql::new("UPDATE users SET password_hash = ? WHERE id = ?");
        self.run(&sql.with(password_hash).with(id)).await?;
        let ended = self.run(&sessions::ending(id, except)).await?;
        self.run(&Sql::new("DELETE FROM known_browsers WHERE user_id = ?").with(id)).await?;
        Ok(ended)
    }
}
