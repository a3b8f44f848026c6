//! Second factors: secrets of authenticator apps, recovery codes, set-ups under way, and the roles that
//! require one. That a code counts once is decided by the statement that uses it.

use super::changes::UserChanged;
use super::decode;
use super::sessions::{ending, hashed};
use crate::server::store::Store;
use crate::server::store::db::sql::Sql;
use crate::server::store::db::{Row, Tx};
use crate::server::store::error::StoreError;
use jiff::Timestamp;
use model::ids::UserId;
use model::second_factor::Factor;
use model::users::{Role, User};

/// A second factor that counts.
#[derive(Clone, PartialEq, Eq)]
pub struct SecondFactor {
    /// The secret in Base32.
    pub secret: String,
    /// Since when.
    pub since: Timestamp,
    /// Hash of the ten recovery codes together.
    pub codes_mark: String,
    /// Recovery codes that were not used.
    pub recovery_left: u64,
}

/// A code that was found to fit, before it is used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Proof {
    /// A code of the authenticator app, by its step of 30 seconds since 1970.
    Step(i64),
    /// A recovery code, by its hash.
    Recovery(String),
}

/// What became of a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Used {
    /// It counts, and never again.
    Now,
    /// It was used before.
    Before,
    /// There is no such code.
    Unknown,
}

/// The recovery codes of a user: a hash of each, and one of all of them together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecoveryHashes {
    /// Of each.
    pub each: Vec<String>,
    /// Of all together.
    pub mark: String,
}

/// What is known of the factor of the user in the row of `users`.
const FACTOR: &str = "(SELECT COUNT(*) FROM second_factors f WHERE f.user_id = users.id) AS has_factor,
    (SELECT COUNT(*) FROM second_factor_roles r WHERE r.role = users.role) AS must_have_factor";

fn factor(row: &Row) -> Result<Factor, StoreError> {
    Ok(match (row.count("has_factor")?, row.count("must_have_factor")?) {
        (0, 0) => Factor::Off,
        (0, _) => Factor::Required,
        _ => Factor::On,
    })
}

impl Store {
    /// One user, and whether there is a second factor.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn user_and_factor(&self, id: &UserId) -> Result<Option<(User, Factor)>, StoreError> {
        let sql = Sql::new("SELECT id, name, role, active, created_at, signed_in_at, ").push(FACTOR);
        let row = self.db.one(&sql.push(" FROM users WHERE id = ?").with(id)).await?;
        row.map(|row| Ok((decode(&row)?, factor(&row)?))).transpose()
    }

    /// Whether each user has a second factor.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn factors(&self) -> Result<Vec<(UserId, Factor)>, StoreError> {
        let rows = self.db.all(&Sql::new("SELECT id, ").push(FACTOR).push(" FROM users")).await?;
        rows.iter().map(|row| Ok((row.need("id")?, factor(row)?))).collect()
    }

    /// The second factor of a user, where one counts.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn second_factor(&self, user: &UserId) -> Result<Option<SecondFactor>, StoreError> {
        let sql = Sql::new(
            "SELECT secret, since, codes_mark, (SELECT COUNT(*) FROM recovery_codes c
             WHERE c.user_id = second_factors.user_id AND c.used_at IS NULL) AS recovery_left
             FROM second_factors WHERE user_id = ?",
        );
        let Some(row) = self.db.one(&sql.with(user)).await? else { return Ok(None) };
        Ok(Some(SecondFactor {
            secret: row.need_text("secret")?,
            since: row.need_instant("since")?,
            codes_mark: row.need_text("codes_mark")?,
            recovery_left: row.count("recovery_left")?,
        }))
    }

    /// Uses a code of a user who is switched on. Of two at once with the same code one is [`Used::Before`].
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn use_proof(&self, user: &UserId, proof: &Proof, at: Timestamp) -> Result<Used, StoreError> {
        let mut tx = self.db.begin().await?;
        let used = tx.use_proof(user, proof, at).await?;
        tx.commit().await?;
        Ok(used)
    }

    /// Begins a set-up for the session with that id, as in its cookie. An earlier one is forgotten.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn begin_set_up(
        &self,
        user: &UserId,
        session: &str,
        secret: &str,
        expires_at: Timestamp,
    ) -> Result<(), StoreError> {
        let sql = Sql::new(
            "INSERT INTO second_factor_set_ups (user_id, session_hash, secret, expires_at) VALUES (?, ?, ?, ?)
             ON CONFLICT (user_id) DO UPDATE SET session_hash = excluded.session_hash,
             secret = excluded.secret, expires_at = excluded.expires_at",
        );
        let sql = sql.with(user).with(hashed(session)).with(secret).with(expires_at);
        self.db.run(&sql).await.map(|_| ())
    }

    /// The secret of the set-up that this session has begun.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn set_up_secret(
        &self,
        user: &UserId,
        session: &str,
        now: Timestamp,
    ) -> Result<Option<String>, StoreError> {
        let sql = Sql::new(
            "SELECT secret FROM second_factor_set_ups WHERE user_id = ? AND session_hash = ? AND expires_at > ?",
        );
        let row = self.db.one(&sql.with(user).with(hashed(session)).with(now)).await?;
        row.map(|row| row.need_text("secret")).transpose()
    }

    /// Forgets the set-up of a user.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn cancel_set_up(&self, user: &UserId) -> Result<(), StoreError> {
        let sql = Sql::new("DELETE FROM second_factor_set_ups WHERE user_id = ?").with(user);
        self.db.run(&sql).await.map(|_| ())
    }

    /// Ends a set-up: its secret counts from now on, in place of a former one, and the codes up to `step` are
    /// used up. The user's other sessions end; how many. `None`, and nothing is changed, where this session has no
    /// set-up with that secret any more.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn end_set_up(
        &self,
        user: &UserId,
        (session, secret, step): (&str, &str, i64),
        codes: &RecoveryHashes,
        at: Timestamp,
    ) -> Result<Option<u64>, StoreError> {
        let begun = Sql::new(
            "DELETE FROM second_factor_set_ups WHERE user_id = ? AND session_hash = ? AND secret = ? AND expires_at > ?",
        );
        let factor = Sql::new(
            "INSERT INTO second_factors (user_id, secret, since, last_step, codes_mark) VALUES (?, ?, ?, ?, ?)
             ON CONFLICT (user_id) DO UPDATE SET secret = excluded.secret, since = excluded.since,
             last_step = excluded.last_step, codes_mark = excluded.codes_mark",
        );
        let mut tx = self.db.begin().await?;
        tx.take_turn_of_users().await?;
        if tx.run(&begun.with(user).with(hashed(session)).with(secret).with(at)).await? == 0 {
            tx.rollback().await?;
            return Ok(None);
        }
        tx.run(&factor.with(user).with(secret).with(at).with(step).with(codes.mark.as_str())).await?;
        tx.replace_codes(user, codes).await?;
        tx.run(&Sql::new("DELETE FROM pending_sign_ins WHERE user_id = ?").with(user)).await?;
        let ended = tx.run(&ending(user, Some(session))).await?;
        tx.commit().await?;
        Ok(Some(ended))
    }

    /// Replaces the recovery codes of a user. False where there is no second factor.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn replace_recovery_codes(
        &self,
        user: &UserId,
        codes: &RecoveryHashes,
    ) -> Result<bool, StoreError> {
        let mark = Sql::new("UPDATE second_factors SET codes_mark = ? WHERE user_id = ?");
        let mut tx = self.db.begin().await?;
        tx.take_turn_of_users().await?;
        if tx.run(&mark.with(codes.mark.as_str()).with(user)).await? == 0 {
            tx.rollback().await?;
            return Ok(false);
        }
        tx.replace_codes(user, codes).await?;
        tx.commit().await?;
        Ok(true)
    }

    /// Turns the second factor of a user off, for themselves. False, and nothing is changed, where the role
    /// requires it.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn turn_off_factor(&self, user: &UserId) -> Result<bool, StoreError> {
        let required = Sql::new("SELECT ").push(FACTOR).push(" FROM users WHERE id = ?").with(user);
        let mut tx = self.db.begin().await?;
        tx.take_turn_of_users().await?;
        let rows = tx.all(&required).await?;
        let required = rows.first().map(|row| row.count("must_have_factor")).transpose()?;
        if required.is_some_and(|count| count > 0) {
            tx.rollback().await?;
            return Ok(false);
        }
        tx.forget_factor(user).await?;
        tx.commit().await?;
        Ok(true)
    }

    /// Takes the second factor of a user away on behalf of `by`, who must still be an administrator; `None` for
    /// the command line. The user's sessions end.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn remove_factor(&self, user: &UserId, by: Option<&UserId>) -> Result<UserChanged, StoreError> {
        let mut tx = self.db.begin().await?;
        tx.take_turn_of_users().await?;
        if !tx.may_administer(by).await? {
            tx.rollback().await?;
            return Ok(UserChanged::NotAllowed);
        }
        if tx.forget_factor(user).await? == 0 {
            tx.rollback().await?;
            return Ok(UserChanged::NotFound);
        }
        let sessions = tx.run(&ending(user, None)).await?;
        tx.commit().await?;
        Ok(UserChanged::Done { sessions, jobs: 0 })
    }

    /// The roles that require a second factor. One that this build does not know is left out.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn roles_with_factor(&self) -> Result<Vec<Role>, StoreError> {
        let rows = self.db.all(&Sql::new("SELECT role FROM second_factor_roles ORDER BY role")).await?;
        let roles = rows.iter().map(|row| Ok(Role::from_code(&row.need_text("role")?)));
        Ok(roles.collect::<Result<Vec<_>, StoreError>>()?.into_iter().flatten().collect())
    }

    /// Requires a second factor of a role, or does so no longer. False, and nothing is changed, where `by` is no
    /// administrator any more.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn require_factor(
        &self,
        role: Role,
        required: bool,
        by: Option<&UserId>,
    ) -> Result<bool, StoreError> {
        let sql = if required {
            Sql::new("INSERT INTO second_factor_roles (role) VALUES (?) ON CONFLICT (role) DO NOTHING")
        } else {
            Sql::new("DELETE FROM second_factor_roles WHERE role = ?")
        };
        let mut tx = self.db.begin().await?;
        tx.take_turn_of_users().await?;
        if !tx.may_administer(by).await? {
            tx.rollback().await?;
            return Ok(false);
        }
        tx.run(&sql.with(role.code())).await?;
        tx.commit().await?;
        Ok(true)
    }
}

impl Tx {
    /// Uses a code: the comparison with the last one and its change are one statement.
    pub(super) async fn use_proof(
        &mut self,
        user: &UserId,
        proof: &Proof,
        at: Timestamp,
    ) -> Result<Used, StoreError> {
        const ACTIVE: &str = " AND EXISTS (SELECT 1 FROM users u WHERE u.id = ? AND u.active = 1)";
        let sql = match proof {
            Proof::Step(step) => {
                Sql::new("UPDATE second_factors SET last_step = ? WHERE user_id = ? AND last_step < ?")
                    .with(*step)
                    .with(user)
                    .with(*step)
            }
            Proof::Recovery(hash) => {
                let sql = "UPDATE recovery_codes SET used_at = ? WHERE user_id = ? AND code_hash = ? AND used_at IS NULL";
                Sql::new(sql).with(at).with(user).with(hash.as_str())
            }
        };
        if self.run(&sql.push(ACTIVE).with(user)).await? > 0 {
            return Ok(Used::Now);
        }
        let known = match proof {
            Proof::Step(_) => Sql::new("SELECT 1 AS n FROM second_factors WHERE user_id = ?").with(user),
            Proof::Recovery(hash) => {
                Sql::new("SELECT 1 AS n FROM recovery_codes WHERE user_id = ? AND code_hash = ?")
                    .with(user)
                    .with(hash.as_str())
            }
        };
        Ok(if self.all(&known).await?.is_empty() { Used::Unknown } else { Used::Before })
    }

    async fn replace_codes(&mut self, user: &UserId, codes: &RecoveryHashes) -> Result<(), StoreError> {
        self.run(&Sql::new("DELETE FROM recovery_codes WHERE user_id = ?").with(user)).await?;
        for hash in &codes.each {
            let sql = Sql::new("INSERT INTO recovery_codes (user_id, code_hash) VALUES (?, ?)");
            self.run(&sql.with(user).with(hash.as_str())).await?;
        }
        Ok(())
    }

    /// Nothing of it is left; how many there were.
    async fn forget_factor(&mut self, user: &UserId) -> Result<u64, StoreError> {
        for sql in [
            "DELETE FROM recovery_codes WHERE user_id = ?",
            "DELETE FROM second_factor_set_ups WHERE user_id = ?",
            "DELETE FROM pending_sign_ins WHERE user_id = ?",
        ] {
            self.run(&Sql::new(sql).with(user)).await?;
        }
        self.run(&Sql::new("DELETE FROM second_factors WHERE user_id = ?").with(user)).await
    }
}
