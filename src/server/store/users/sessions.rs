//! Sign-in sessions in the database, so that any desk on it knows them and all of a user's can be
//! ended at once. Only a hash of the id is stored, since the id alone signs in: a copy of the
//! database opens no session.

use crate::server::store::Store;
use crate::server::store::db::Row;
use crate::server::store::db::sql::Sql;
use crate::server::store::error::StoreError;
use async_trait::async_trait;
use jiff::Timestamp;
use model::ids::UserId;
use model::sessions::{Device, UserSession};
use sha2::{Digest, Sha256};
use std::fmt;
use std::sync::Arc;
use std::time::Duration;
use time::OffsetDateTime;
use tower_sessions::SessionStore;
use tower_sessions::session::{Id, Record};
use tower_sessions::session_store::{Error, Result as SessionResult};

/// The session's value that names its user: the id as text. It is kept in a column of its own.
pub const SESSION_USER: &str = "user";

/// The session's value with the second at which it was signed in, UTC.
pub const SESSION_SINCE: &str = "since";
/// The session's value with the second at which it was last used, UTC, roughly.
pub const SESSION_SEEN: &str = "seen";
/// The session's value with the code of browser and system.
pub const SESSION_DEVICE: &str = "device";
/// The session's value with the address that it was signed in from.
pub const SESSION_ADDRESS: &str = "address";

/// Most sessions of one user that are shown.
const MOST_SHOWN: u32 = 100;

/// What the session layer is told when the database was busy; it takes nothing but text.
pub const BUSY: &str = "the database is busy";

/// Longest that writing the last use of a session may hold up an answer.
const PATIENCE: Duration = Duration::from_secs(1);

/// Most bytes of one session. Form states are bounded where they are kept; this holds for whatever else
/// may come.
const MOST_BYTES: usize = 512 * 1024;

/// Where the time comes from.
pub type Clock = Arc<dyn Fn() -> Timestamp + Send + Sync>;

/// The sessions of a [`Store`], for the session layer.
#[derive(Clone)]
pub struct Sessions {
    store: Store,
    now: Clock,
}

impl fmt::Debug for Sessions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sessions").finish_non_exhaustive()
    }
}

impl Sessions {
    /// The sessions of a store; the clock decides which have expired.
    pub fn new(store: Store, now: Clock) -> Self {
        Self { store, now }
    }
}

impl Store {
    /// Ends the sessions of a user, all or all but one (its id as in the cookie); how many.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn end_sessions_of(&self, user: &UserId, except: Option<&str>) -> Result<u64, StoreError> {
        self.db.run(&ending(user, except)).await
    }

    /// Ends one session of a user, named by the hash of its id. False when the user has no such session.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn end_session_of(&self, user: &UserId, hash: &str) -> Result<bool, StoreError> {
        let sql = Sql::new("DELETE FROM sessions WHERE user_id = ? AND id = ?").with(user).with(hash);
        Ok(self.db.run(&sql).await? > 0)
    }

    /// The sessions of a user that have not expired, the one used last first. `present` is the id of the
    /// caller's, as in the cookie.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn sessions_of(
        &self,
        user: &UserId,
        present: Option<&str>,
        now: Timestamp,
    ) -> Result<Vec<UserSession>, StoreError> {
        let sql = Sql::new("SELECT id, data FROM sessions WHERE user_id = ? AND expires_at > ? LIMIT ?");
        let rows = self.db.all(&sql.with(user).with(now).with(MOST_SHOWN)).await?;
        let present = present.map(hashed);
        let mut sessions = rows
            .iter()
            .map(|row| decode(row, present.as_deref()))
            .collect::<Result<Vec<UserSession>, StoreError>>()?;
        sessions.sort_by(|one, other| other.seen.cmp(&one.seen).then_with(|| one.id.cmp(&other.id)));
        Ok(sessions)
    }

    /// How many sessions each user has that have not expired; users without any are left out.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn session_counts(&self, now: Timestamp) -> Result<Vec<(UserId, u64)>, StoreError> {
        let sql = Sql::new(
            "SELECT user_id, COUNT(*) AS n FROM sessions WHERE user_id IS NOT NULL AND expires_at > ?
             GROUP BY user_id",
        );
        let rows = self.db.all(&sql.with(now)).await?;
        rows.iter().map(|row| Ok((row.need("user_id")?, row.count("n")?))).collect()
    }

    /// Deletes the sessions that have expired; how many.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn delete_expired(&self, now: Timestamp) -> Result<u64, StoreError> {
        self.db.run(&Sql::new("DELETE FROM sessions WHERE expires_at <= ?").with(now)).await
    }
}

/// The statement that ends the sessions of a user, all or all but one.
pub(super) fn ending(user: &UserId, except: Option<&str>) -> Sql {
    let sql = Sql::new("DELETE FROM sessions WHERE user_id = ? AND id <> ?");
    sql.with(user).with(except.map_or(String::new(), hashed))
}

fn decode(row: &Row, present: Option<&str>) -> Result<UserSession, StoreError> {
    let id = row.need_text("id")?;
    let data: serde_json::Value = row.json("data")?;
    let text = |key: &str| data.get(key).and_then(|value| value.as_str());
    let instant = |key: &str| {
        let seconds = data.get(key).and_then(serde_json::Value::as_i64);
        seconds.and_then(|seconds| Timestamp::from_second(seconds).ok()).unwrap_or(Timestamp::UNIX_EPOCH)
    };
    Ok(UserSession {
        present: present == Some(id.as_str()),
        device: text(SESSION_DEVICE).and_then(Device::from_code),
        address: text(SESSION_ADDRESS).map(str::to_owned),
        since: instant(SESSION_SINCE),
        seen: instant(SESSION_SEEN),
        id,
    })
}

#[async_trait]
impl SessionStore for Sessions {
    async fn create(&self, record: &mut Record) -> SessionResult<()> {
        loop {
            let sql = Sql::new(
                "INSERT INTO sessions (id, user_id, data, expires_at) VALUES (?, ?, ?, ?)
                 ON CONFLICT (id) DO NOTHING",
            );
            let sql = sql.with(hashed(&record.id.to_string())).with(user_of(record)).with(data_of(record)?);
            let sql = sql.with(record.expiry_date.unix_timestamp());
            if self.store.db.run(&sql).await.map_err(backend)? > 0 {
                return Ok(());
            }
            record.id = Id::default();
        }
    }

    /// Updates an existing session. One that was ended during a request stays ended: inserting it again
    /// would undo "sign out everywhere". What is kept here, the last use and what forms left behind, is
    /// not worth a page: when the database is busy it is left, for by now the request is carried out.
    async fn save(&self, record: &Record) -> SessionResult<()> {
        let sql = Sql::new("UPDATE sessions SET user_id = ?, data = ?, expires_at = ? WHERE id = ?");
        let sql = sql.with(user_of(record)).with(data_of(record)?);
        let sql = sql.with(record.expiry_date.unix_timestamp()).with(hashed(&record.id.to_string()));
        match tokio::time::timeout(PATIENCE, self.store.db.run(&sql)).await {
            Ok(Ok(_)) => {}
            Ok(Err(error)) => tracing::warn!(%error, "a session was not written"),
            Err(_) => tracing::warn!("a session was not written: the database is busy"),
        }
        Ok(())
    }

    async fn load(&self, id: &Id) -> SessionResult<Option<Record>> {
        let sql = Sql::new("SELECT data, expires_at FROM sessions WHERE id = ? AND expires_at > ?");
        let row = self
            .store
            .db
            .one(&sql.with(hashed(&id.to_string())).with((self.now)()))
            .await
            .map_err(backend)?;
        let Some(row) = row else { return Ok(None) };
        let decoded = row.json("data").and_then(|data| Ok((data, row.need_int("expires_at")?)));
        let (data, expires) = decoded.map_err(|error| Error::Decode(error.to_string()))?;
        let expiry_date =
            OffsetDateTime::from_unix_timestamp(expires).map_err(|error| Error::Decode(error.to_string()))?;
        Ok(Some(Record { id: *id, data, expiry_date }))
    }

    async fn delete(&self, id: &Id) -> SessionResult<()> {
        let sql = Sql::new("DELETE FROM sessions WHERE id = ?").with(hashed(&id.to_string()));
        self.store.db.run(&sql).await.map(|_| ()).map_err(backend)
    }
}

/// The id is 128 random bits: a plain hash of it cannot be searched for.
pub(super) fn hashed(id: &str) -> String {
    hex::encode(Sha256::digest(id))
}

fn user_of(record: &Record) -> Option<String> {
    record.data.get(SESSION_USER).and_then(|value| value.as_str()).map(str::to_owned)
}

fn data_of(record: &Record) -> SessionResult<String> {
    let data = serde_json::to_string(&record.data).map_err(|error| Error::Encode(error.to_string()))?;
    if data.len() > MOST_BYTES {
        return Err(Error::Encode(format!("{} bytes are too many for a session", data.len())));
    }
    Ok(data)
}

fn backend(error: StoreError) -> Error {
    Error::Backend(if error.is_busy() { BUSY.to_owned() } else { error.to_string() })
}
