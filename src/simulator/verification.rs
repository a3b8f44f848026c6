//! POST /v2/bases/verificationcode/send: a code for an e-mail address, and what became of it.
//!
//! Nothing is sent: the control plane shows the code. A new code ends the one before; a code that
//! was taken for a customer is over. The fourth wrong code ends it too, and every further one
//! answers the same until a new code is sent (the sheet only has "more than three times").

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use super::clock::{DAY, HOUR, MINUTE};
use super::errors::Failure;
use super::json::Object;
use super::operations::Call;
use super::random::{self, Dice, Room};
use super::reply::Reply;
use super::state::World;

/// Codes that one address gets in an hour and in a day.
const IN_AN_HOUR: usize = 15;
const IN_A_DAY: usize = 60;
const DEFAULT_MINUTES: i64 = 10;
/// Longer than this is not granted, and replaced.
const MOST_MINUTES: i64 = 60;
const INSTEAD_MINUTES: i64 = 5;
const MOST_FAILURES: u8 = 3;

/// The codes of one address.
#[derive(Clone, Debug, Default, serde::Serialize, serde::Deserialize)]
pub struct Mailbox {
    /// Codes ever sent.
    count: u64,
    /// When codes were sent, within the last day.
    sent: Vec<i64>,
    code: String,
    expires: i64,
    failures: u8,
    used: bool,
}

/// By address, in lower case.
#[derive(Default)]
pub struct Mailboxes(Mutex<BTreeMap<String, Mailbox>>);

impl Mailboxes {
    pub fn new(kept: Vec<(String, Mailbox)>) -> Self {
        Self(Mutex::new(kept.into_iter().collect()))
    }

    fn read(&self, email: &str) -> Option<Mailbox> {
        let all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.get(&email.to_ascii_lowercase()).cloned()
    }
}

impl World {
    /// Changes what is known of an address.
    pub fn mailbox<T>(&self, email: &str, act: impl FnOnce(&mut Mailbox) -> T) -> T {
        let email = email.to_ascii_lowercase();
        let mut all = self.mailboxes.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mailbox = all.entry(email.clone()).or_default();
        let answer = act(mailbox);
        if let Some(file) = self.file() {
            file.save_mailbox(&email, mailbox);
        }
        answer
    }
}

impl Mailbox {
    fn send(&mut self, seed: u64, email: &str, now: i64, minutes: i64) -> Result<(), Failure> {
        self.sent.retain(|at| now - at < DAY);
        let in_an_hour = self.sent.iter().filter(|at| now - **at < HOUR).count();
        if in_an_hour >= IN_AN_HOUR || self.sent.len() >= IN_A_DAY {
            return Err(Failure::bad("CBC.99004015", "Too many verification codes have been sent."));
        }
        let stream = random::key(&email.to_ascii_lowercase()).wrapping_add(self.count);
        let number = Dice::new(seed, Room::Registration, stream).below(1_000_000);
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

    /// Whether a code is the right one; a wrong one counts.
    pub fn check(&mut self, code: &str, now: i64) -> Result<(), Failure> {
        if self.code.is_empty() || self.used || self.expires <= now {
            return Err(Failure::bad("CBC.99004008", "The verification code is no longer valid."));
        }
        if self.failures >= MOST_FAILURES {
            return Err(Failure::bad("CBC.99004009", "The verification code failed more than three times."));
        }
        if self.code != code {
            self.failures += 1;
            return Err(Failure::bad("CBC.99004010", "The verification code is incorrect."));
        }
        Ok(())
    }

    pub fn use_up(&mut self) {
        self.used = true;
    }
}

pub fn send(world: &World, call: &Call) -> Result<Reply, Failure> {
    let body = &call.body;
    body.required_integer("receiver_type", 2, 2)?;
    let asked = body.integer("timeout", 1, 3_000)?.unwrap_or(DEFAULT_MINUTES);
    let minutes = if asked > MOST_MINUTES { INSTEAD_MINUTES } else { asked };
    let email = body.required("email", 64)?;
    if !is_email(&email) {
        return Err(Failure::parameter("email"));
    }
    if body.filter("lang", 16)?.is_some_and(|lang| !["zh-cn", "en-us"].contains(&lang.as_str())) {
        return Err(Failure::parameter("lang"));
    }
    let (seed, now) = (world.tenant.seed, world.now());
    world.mailbox(&email, |mailbox| mailbox.send(seed, &email, now, minutes))?;
    Ok(Reply::done())
}

/// Something on both sides of one `@`.
pub fn is_email(text: &str) -> bool {
    let outside = |part: &str| !part.is_empty() && !part.contains(['@', ' ']);
    text.split_once('@').is_some_and(|(name, host)| outside(name) && outside(host))
}

/// The last code of an address, for the control plane.
pub fn shown(world: &World, email: &str) -> Option<String> {
    let mailbox = world.mailboxes.read(email).filter(|mailbox| !mailbox.code.is_empty())?;
    let body = Object::new()
        .text("code", &mailbox.code)
        .maybe_time("sent_at", mailbox.sent.last().copied())
        .time("expires_at", mailbox.expires)
        .flag("used", mailbox.used);
    Some(body.finish())
}
