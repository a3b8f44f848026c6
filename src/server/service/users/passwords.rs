//! Passwords: hashed with argon2id (19 MiB, 2 passes, 1 lane), one at a time, off the threads
//! that serve requests.

use crate::server::service::{Error, Result as Answer};
use argon2::password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString};
use argon2::{Algorithm, Argon2, Params, Version};
use model::error::AppError;
use model::ids::RequestId;

/// Fewest characters of a new password.
pub const SHORTEST: usize = 12;
/// Most characters of a password: longer ones only cost time.
pub const LONGEST: usize = 128;

fn argon2id() -> Argon2<'static> {
    Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::DEFAULT)
}

/// Hashing failed: no password is too short or too strange for it, so the machine is at fault.
#[derive(Debug, thiserror::Error)]
#[error("password hashing failed: {0}")]
pub struct HashFailure(String);

/// The failure for the caller; the cause goes to the log.
pub(in crate::server::service) fn broken(error: &HashFailure, request: &RequestId) -> Error {
    tracing::error!(%error, %request, "a password could not be hashed");
    AppError::Internal(request.clone()).into()
}

/// Hashes a new password. Takes some 20 ms and 19 MiB.
///
/// # Errors
/// [`HashFailure`] when memory is short or the thread was stopped.
pub async fn hash(password: String, salt: [u8; 16]) -> Result<String, HashFailure> {
    let work = move || {
        let salt = SaltString::encode_b64(&salt)?;
        argon2id().hash_password(password.as_bytes(), &salt).map(|hash| hash.to_string())
    };
    match tokio::task::spawn_blocking(work).await {
        Ok(hashed) => hashed.map_err(|error| HashFailure(error.to_string())),
        Err(error) => Err(HashFailure(error.to_string())),
    }
}

/// Whether a password is the one that was hashed. Without a hash (no such user) it computes as long
/// and answers no, so that the duration does not reveal which names exist.
///
/// # Errors
/// [`HashFailure`] when the thread was stopped.
pub async fn matches(password: String, hashed: Option<String>) -> Result<bool, HashFailure> {
    let work = move || match hashed.as_deref().map(PasswordHash::new) {
        Some(Ok(hash)) => argon2id().verify_password(password.as_bytes(), &hash).is_ok(),
        Some(Err(_)) | None => {
            let mut unused = [0; 32];
            // The result is thrown away, a failure too: only the time counts.
            argon2id().hash_password_into(password.as_bytes(), b"nobody has this", &mut unused).ok();
            std::hint::black_box(unused);
            false
        }
    };
    tokio::task::spawn_blocking(work).await.map_err(|error| HashFailure(error.to_string()))
}

/// Whether it is the password that was hashed; without a hash it takes as long and is not.
pub(super) async fn is_right(password: &str, hashed: Option<String>, request: &RequestId) -> Answer<bool> {
    let fits = password.chars().count() <= LONGEST;
    let password = if fits { password.to_owned() } else { String::new() };
    let right = matches(password, hashed).await.map_err(|error| broken(&error, request))?;
    Ok(right && fits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn knows_the_password_it_hashed() {
        let hashed = hash("harbour lights".into(), [7; 16]).await.unwrap();
        assert!(hashed.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hashed}");
        assert!(matches("harbour lights".into(), Some(hashed.clone())).await.unwrap());
        assert!(!matches("harbour light".into(), Some(hashed.clone())).await.unwrap());
        assert!(!matches(String::new(), Some(hashed)).await.unwrap());
    }

    #[tokio::test]
    async fn a_salt_makes_a_hash_of_its_own() {
        let one = hash("same".into(), [1; 16]).await.unwrap();
        assert_ne!(one, hash("same".into(), [2; 16]).await.unwrap());
    }

    #[tokio::test]
    async fn nobody_and_a_broken_hash_match_nothing() {
        assert!(!matches("x".into(), None).await.unwrap());
        assert!(!matches("x".into(), Some("not a hash".into())).await.unwrap());
    }
}
