//! The partner's access key, and the secret that signs this simulator's tokens.

use std::sync::atomic::{AtomicU64, Ordering};

use hmac::{Hmac, Mac};
use sha2::Sha256;

/// The keys that callers authenticate with.
pub struct Credentials {
    pub access_key: String,
    pub secret_key: String,
    /// Tokens and temporary keys of an earlier epoch are invalid.
    epoch: AtomicU64,
    seal: Vec<u8>,
}

impl Credentials {
    /// The partner's keys for the tenant of a seed. Tokens remain valid after a restart.
    pub fn new(access_key: String, secret_key: String, seed: u64, epoch: u64) -> Self {
        let seal = format!("{secret_key}/{seed}").into_bytes();
        Self { access_key, secret_key, epoch: AtomicU64::new(epoch), seal }
    }

    pub fn epoch(&self) -> u64 {
        self.epoch.load(Ordering::Relaxed)
    }

    /// Invalidates all tokens and temporary keys; returns the new epoch.
    pub fn end_tokens(&self) -> u64 {
        self.epoch.fetch_add(1, Ordering::Relaxed) + 1
    }

    /// A MAC of a text, different for each purpose.
    pub(super) fn seal(&self, purpose: &str, text: &str) -> Vec<u8> {
        match Hmac::<Sha256>::new_from_slice(&self.seal) {
            Ok(mut mac) => {
                mac.update(purpose.as_bytes());
                mac.update(text.as_bytes());
                mac.finalize().into_bytes().to_vec()
            }
            Err(_) => Vec::new(),
        }
    }
}

/// Compares in constant time, so that the duration does not reveal the first difference.
pub fn equal_in_constant_time(left: &[u8], right: &[u8]) -> bool {
    left.len() == right.len()
        && left.iter().zip(right).fold(0u8, |difference, (a, b)| difference | (a ^ b)) == 0
}
