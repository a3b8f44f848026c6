//! Verification codes by e-mail address. Nothing is sent: the control plane shows the code.
//!
//! A new code invalidates the previous one; a code that was used to create a customer is invalid.
//! The fourth wrong code invalidates it too, and further attempts get the same answer until a new
//! code is sent (sheet partner.yaml, sendVerificationMessageCode, only says "more than three
//! times").

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use crate::world::calendar::{DAY, HOUR, MINUTE};
use crate::world::rng::{self, Rng, Stream};

/// Codes per address in an hour and in a day.
const IN_AN_HOUR: usize = 15;
const IN_A_DAY: usize = 60;
const MOST_FAILURES: u8 = 3;

/// The codes of one address.
#[derive(Clone, Debug, Default, serde::Serialize, serde::Deserialize)]
pub struct Mailbox {
    /// Number of codes sent so far.
    count: u64,
    /// When codes were sent, within the last day.
    sent: Vec<i64>,
    code: String,
    expires: i64,
    failures: u8,
    used: bool,
}

/// Error: too many codes were sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooManyCodes;

/// Why a code is not accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeError {
    /// There is none, or it is used or expired.
    Expired,
    TooManyFailures,
    Wrong,
}

/// The last code of an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SentCode {
    pub code: String,
    pub sent_at: Option<i64>,
    pub expires_at: i64,
    pub used: bool,
}

/// By address, in lower case.
#[derive(Default)]
pub struct Mailboxes(Mutex<BTreeMap<String, Mailbox>>);

impl Mailboxes {
    pub fn new(stored: Vec<(String, Mailbox)>) -> Self {
        Self(Mutex::new(stored.into_iter().collect()))
    }

    /// The last code of an address; `None` if none was sent.
    pub fn last_code(&self, email: &str) -> Option<SentCode> {
        let all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mailbox = all.get(&email.to_ascii_lowercase()).filter(|mailbox| !mailbox.code.is_empty())?;
        Some(SentCode {
            code: mailbox.code.clone(),
            sent_at: mailbox.sent.last().copied(),
            expires_at: mailbox.expires,
            used: mailbox.used,
        })
    }

    /// Changes the codes of an address. `keep` writes them to the state file.
    pub fn change<T>(
        &self,
        email: &str,
        act: impl FnOnce(&mut Mailbox) -> T,
        keep: impl FnOnce(&str, &Mailbox),
    ) -> T {
        let email = email.to_ascii_lowercase();
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mailbox = all.entry(email.clone()).or_default();
        let answer = act(mailbox);
        keep(&email, mailbox);
        answer
    }
}

impl Mailbox {
    /// Creates a new code, valid for some minutes.
    pub fn send(&mut self, seed: u64, email: &str, now: i64, minutes: i64) -> Result<(), TooManyCodes> {
        self.sent.retain(|at| now - at < DAY);
        let in_an_hour = self.sent.iter().filter(|at| now - **at < HOUR).count();
        if in_an_hour >= IN_AN_HOUR || self.sent.len() >= IN_A_DAY {
            return Err(TooManyCodes);
        }
        let stream = rng::key(&email.to_ascii_lowercase()).wrapping_add(self.count);
        let number = Rng::new(seed, Stream::Registration, stream).below(1_000_000);
        *self = Self {
            count: self.count + 1,
            sent: std::mem::take(&mut self.sent),
            code: format!("{number:06}"),
            expires: now + minutes * MINUTE,
            failures: 0,
            used: false,
        };
        self.sent.push(now);
        Ok(())
    }

    /// Checks a code; a wrong one is counted.
    pub fn check(&mut self, code: &str, now: i64) -> Result<(), CodeError> {
        if self.code.is_empty() || self.used || self.expires <= now {
            return Err(CodeError::Expired);
        }
        if self.failures >= MOST_FAILURES {
            return Err(CodeError::TooManyFailures);
        }
        if self.code != code {
            self.failures += 1;
            return Err(CodeError::Wrong);
        }
        Ok(())
    }

    /// Invalidates the code after it was used to create a customer.
    pub fn use_up(&mut self) {
        self.used = true;
    }
}
