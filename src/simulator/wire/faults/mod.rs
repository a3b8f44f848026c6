//! Faults: requested by the control plane, tied to labelled sentinel customers, or drawn by a
//! seeded percentage.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU8, AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

mod kinds;
pub mod rewrite;

use crate::wire::faults::kinds::{ON_READS, ON_WRITES};
use crate::world::fault_kind::FaultKind;
use crate::world::rng::{Rng, Stream};
use crate::world::tenant::fixtures;

/// Default delay of a late reply.
const LATE_MILLISECONDS: u64 = 90_000;

/// Default delay of a late effect, and of its answer after it.
const LATE_EFFECT_MILLISECONDS: u64 = 2_000;

/// Default time during which connections are refused.
const REFUSED_MILLISECONDS: u64 = 2_000;

/// A requested fault.
#[derive(Clone, Debug)]
pub struct Rule {
    /// An operation id (case-insensitive) or a path prefix.
    pub operation: String,
    /// Number of the customer that the call must concern; `None` for any.
    pub customer: Option<u32>,
    pub kind: FaultKind,
    /// Number of calls it affects.
    pub times: u32,
    pub delay_milliseconds: Option<u64>,
}

/// The fault of one call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chosen {
    pub kind: FaultKind,
    pub delay_milliseconds: u64,
}

/// A call, as needed to choose its fault.
pub struct Target<'a> {
    pub operation: &'a str,
    pub path: &'a str,
    pub is_write: bool,
    /// True when the caller is the customer, with temporary keys.
    pub by_customer: bool,
    /// Number of the customer that the call concerns.
    pub subject: Option<u32>,
}

/// The faults of a simulator. The percentage is drawn from the seed, in the order of the calls.
pub struct Faults {
    seed: u64,
    percent: AtomicU8,
    drawn: AtomicU64,
    shifts: AtomicU64,
    rules: Mutex<Vec<Rule>>,
    counts: Mutex<HashMap<u32, u32>>,
}

impl Faults {
    pub fn new(seed: u64, percent: u8) -> Self {
        Self {
            seed,
            percent: AtomicU8::new(percent),
            drawn: AtomicU64::new(0),
            shifts: AtomicU64::new(0),
            rules: Mutex::default(),
            counts: Mutex::default(),
        }
    }

    /// Adds a requested fault.
    pub fn add(&self, rule: Rule) {
        self.rules.lock().unwrap_or_else(PoisonError::into_inner).push(rule);
    }

    /// Removes the requested faults and the percentage; sentinels keep theirs.
    pub fn clear(&self) {
        self.rules.lock().unwrap_or_else(PoisonError::into_inner).clear();
        self.percent.store(0, Ordering::Relaxed);
    }

    /// Sets the percentage of calls that fail.
    pub fn set_percent(&self, percent: u8) {
        self.percent.store(percent.min(100), Ordering::Relaxed);
    }

    /// The fault of a call: a requested one, that of its sentinel, or one by chance.
    pub fn choose(&self, target: &Target<'_>) -> Option<Chosen> {
        self.asked_for(target).or_else(|| self.of_sentinel(target)).or_else(|| self.by_chance(target))
    }

    fn asked_for(&self, target: &Target<'_>) -> Option<Chosen> {
        let mut rules = self.rules.lock().unwrap_or_else(PoisonError::into_inner);
        let position = rules.iter().position(|rule| {
            let named = rule.operation.eq_ignore_ascii_case(target.operation)
                || (rule.operation.starts_with('/') && target.path.starts_with(&rule.operation));
            named && (rule.customer.is_none() || rule.customer == target.subject)
        })?;
        let rule = rules.get_mut(position)?;
        let chosen = Chosen::of(rule.kind, rule.delay_milliseconds);
        rule.times = rule.times.saturating_sub(1);
        if rule.times == 0 {
            rules.remove(position);
        }
        Some(chosen)
    }

    fn of_sentinel(&self, target: &Target<'_>) -> Option<Chosen> {
        let subject = target.subject?;
        let kind = fixtures::fault_of(subject)?;
        let suits = match kind {
            FaultKind::Throttled => self.nth(subject) != 0,
            FaultKind::KeysExpired => target.by_customer && self.nth(subject) == 0,
            FaultKind::ClockSkew => true,
            FaultKind::NoAgency | FaultKind::PartialFreeze | FaultKind::StaleUsedAmount => false,
            _ if target.is_write => ON_WRITES.contains(&kind),
            FaultKind::ErrorWithoutEffect | FaultKind::ServiceBusy => false,
            _ => ON_READS.contains(&kind),
        };
        suits.then(|| Chosen::of(kind, None))
    }

    /// The shift of the next total: 1, -1, 0, repeating.
    pub fn next_shift(&self) -> i64 {
        [1, -1, 0][(self.shifts.fetch_add(1, Ordering::Relaxed) % 3) as usize]
    }

    /// The counter of a customer's calls: 1, 2, 3, 0, repeating.
    fn nth(&self, subject: u32) -> u32 {
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        let count = counts.entry(subject).or_insert(0);
        *count = (*count + 1) % 4;
        *count
    }

    fn by_chance(&self, target: &Target<'_>) -> Option<Chosen> {
        let percent = self.percent.load(Ordering::Relaxed);
        if percent == 0 {
            return None;
        }
        let draw = self.drawn.fetch_add(1, Ordering::Relaxed);
        let mut rng = Rng::new(self.seed, Stream::Faults, draw);
        if !rng.chance(u32::from(percent)) {
            return None;
        }
        let kind = *rng.pick(if target.is_write { ON_WRITES } else { ON_READS });
        tracing::info!(seed = self.seed, draw, ?kind, operation = target.operation, "fault by chance");
        Some(Chosen::of(kind, None))
    }
}

impl Chosen {
    fn of(kind: FaultKind, delay_milliseconds: Option<u64>) -> Self {
        Self {
            kind,
            delay_milliseconds: delay_milliseconds.unwrap_or(match kind {
                FaultKind::LateReply => LATE_MILLISECONDS,
                FaultKind::LateEffect => LATE_EFFECT_MILLISECONDS,
                FaultKind::ConnectionRefused => REFUSED_MILLISECONDS,
                FaultKind::SlowDrip => 25,
                _ => 0,
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_is_used_up_and_the_percentage_is_seeded() {
        let faults = Faults::new(7, 0);
        faults.add(Rule {
            operation: "PayOrders".into(),
            customer: Some(4_000),
            kind: FaultKind::ReplyLost,
            times: 1,
            delay_milliseconds: None,
        });
        let target = |subject| Target {
            operation: "PayOrders",
            path: "/v3",
            is_write: true,
            by_customer: true,
            subject,
        };
        assert_eq!(faults.choose(&target(Some(4_001))), None);
        assert_eq!(faults.choose(&target(Some(4_000))).unwrap().kind, FaultKind::ReplyLost);
        assert_eq!(faults.choose(&target(Some(4_000))), None);
        let draw = || {
            let faults = Faults::new(7, 50);
            (0..40).map(|_| faults.choose(&target(None)).map(|c| c.kind)).collect::<Vec<_>>()
        };
        assert_eq!(draw(), draw());
        assert!(draw().iter().any(Option::is_some) && draw().iter().any(Option::is_none));
    }
}
