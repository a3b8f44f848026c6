//! The users of this desk.

pub(crate) mod known_browsers;
pub(crate) mod names;
pub(crate) mod saved_views;
pub(crate) mod sessions;
pub(crate) mod sign_in_attempts;
pub(crate) mod view;

use super::Store;
use super::db::Row;
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

    /// Switches an account on or off. Switched off, its sessions end at once.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn set_active(&self, id: &UserId, active: bool) -> Result<(), StoreError> {
        let mut tx = self.db.begin().await?;
        tx.run(&Sql::new("UPDATE users SET active = ? WHERE id = ?").with(active).with(id)).await?;
        if !active {
            tx.run(&Sql::new("DELETE FROM sessions WHERE user_id = ?").with(id)).await?;
        }
        tx.commit().await
    }

    /// Sets the hash of a new password, and ends the user's sessions.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn set_password(&self, id: &UserId, password_hash: &str) -> Result<(), StoreError> {
        let mut tx = self.db.begin().await?;
        let sql = Sql::new("UPDATE users SET password_hash = ? WHERE id = ?");
        tx.run(&sql.with(password_hash).with(id)).await?;
        tx.run(&Sql::new("DELETE FROM sessions WHERE user_id = ?").with(id)).await?;
        tx.run(&Sql::new("DELETE FROM known_browsers WHERE user_id = ?").with(id)).await?;
        tx.commit().await
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
