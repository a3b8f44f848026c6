//! Faults: asked for by the control plane, tied to labelled sentinel customers, or drawn by a
//! seeded percentage.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU8, AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

use super::random::{Dice, Room};

/// What can go wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// The call takes effect, then the connection is cut without an answer.
    ReplyLost,
    /// The call takes effect, the answer comes later than a client waits.
    LateReply,
    /// 500 CBC.0999 although the call took effect.
    ErrorWithEffect,
    /// 500 CBC.0999 and nothing happened.
    ErrorWithoutEffect,
    /// The connection is cut before anything happens.
    ConnectionReset,
    /// 429 APIG.0308 of the gateway, three times out of four for a sentinel.
    Throttled,
    /// 429 CBC.0250 of the service.
    ServiceBusy,
    /// The answer ends in the middle of the JSON text.
    Truncated,
    /// An HTML page with status 200.
    WrongContentType,
    /// Status 200 and no body where one is documented.
    EmptyBody,
    /// The answer arrives a few bytes at a time.
    SlowDrip,
    /// Statuses and types that no page documents.
    UnknownEnum,
    /// Fields that no page documents.
    UnknownField,
    /// A page begins with the last row of the page before.
    DuplicateRows,
    /// The total is another one at every call.
    ShiftingTotal,
    /// The customer has made no agency for the partner (403 from IAM).
    NoAgency,
    /// Freezing and unfreezing this customer fails inside an answer of 200.
    PartialFreeze,
    /// The used amount of the budget never moves.
    StaleUsedAmount,
}

const ON_WRITES: &[Kind] = &[
    Kind::ReplyLost,
    Kind::LateReply,
    Kind::ErrorWithEffect,
    Kind::ErrorWithoutEffect,
    Kind::ConnectionReset,
    Kind::Throttled,
    Kind::ServiceBusy,
];

const ON_READS: &[Kind] = &[
    Kind::ErrorWithoutEffect,
    Kind::ConnectionReset,
    Kind::Throttled,
    Kind::ServiceBusy,
    Kind::Truncated,
    Kind::WrongContentType,
    Kind::EmptyBody,
    Kind::SlowDrip,
    Kind::UnknownEnum,
    Kind::UnknownField,
    Kind::DuplicateRows,
    Kind::ShiftingTotal,
];

/// A customer whose calls always fail in one way; its name says so.
pub struct Sentinel {
    pub kind: Kind,
    pub title: &'static str,
    pub account: &'static str,
}

/// In the order of their customer numbers, after the three demo customers.
pub const SENTINELS: &[Sentinel] = &[
    Sentinel { kind: Kind::ReplyLost, title: "reply lost after effect", account: "fault-reply-lost" },
    Sentinel { kind: Kind::LateReply, title: "very late reply", account: "fault-late-reply" },
    Sentinel {
        kind: Kind::ErrorWithEffect,
        title: "error 500 with effect",
        account: "fault-error-with-effect",
    },
    Sentinel {
        kind: Kind::ErrorWithoutEffect,
        title: "error 500 without effect",
        account: "fault-error-without-effect",
    },
    Sentinel { kind: Kind::Throttled, title: "burst of 429", account: "fault-throttled" },
    Sentinel { kind: Kind::ServiceBusy, title: "service busy on changes", account: "fault-service-busy" },
    Sentinel { kind: Kind::Truncated, title: "truncated answer", account: "fault-truncated" },
    Sentinel { kind: Kind::WrongContentType, title: "wrong content type", account: "fault-wrong-type" },
    Sentinel { kind: Kind::EmptyBody, title: "empty body", account: "fault-empty-body" },
    Sentinel { kind: Kind::UnknownEnum, title: "unknown values", account: "fault-unknown-enum" },
    Sentinel { kind: Kind::UnknownField, title: "unknown fields", account: "fault-unknown-field" },
    Sentinel { kind: Kind::NoAgency, title: "no agency", account: "fault-no-agency" },
    Sentinel { kind: Kind::PartialFreeze, title: "freezing fails", account: "fault-partial-freeze" },
    Sentinel { kind: Kind::StaleUsedAmount, title: "stale used amount", account: "fault-stale-budget" },
    Sentinel { kind: Kind::SlowDrip, title: "slow answer", account: "fault-slow-drip" },
    Sentinel { kind: Kind::DuplicateRows, title: "duplicate rows", account: "fault-duplicate-rows" },
    Sentinel { kind: Kind::ShiftingTotal, title: "total that changes", account: "fault-shifting-total" },
];

/// How late a late reply is unless the rule says otherwise.
pub const LATE_MILLISECONDS: u64 = 90_000;

/// A fault that was asked for.
#[derive(Clone, Debug)]
pub struct Rule {
    /// An operation id (any case of letters) or the begin of a path.
    pub operation: String,
    pub customer: Option<u32>,
    pub kind: Kind,
    pub times: u32,
    pub delay_milliseconds: Option<u64>,
}

/// The fault of one call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chosen {
    pub kind: Kind,
    pub delay_milliseconds: u64,
}

/// The call that a fault is looked for.
pub struct Target<'a> {
    pub operation: &'a str,
    pub path: &'a str,
    pub is_write: bool,
    pub subject: Option<u32>,
}

pub struct Faults {
    seed: u64,
    percent: AtomicU8,
    drawn: AtomicU64,
    shifts: AtomicU64,
    rules: Mutex<Vec<Rule>>,
    bursts: Mutex<HashMap<u32, u32>>,
}

impl Faults {
    pub fn new(seed: u64, percent: u8) -> Self {
        Self {
            seed,
            percent: AtomicU8::new(percent),
            drawn: AtomicU64::new(0),
            shifts: AtomicU64::new(0),
            rules: Mutex::default(),
            bursts: Mutex::default(),
        }
    }

    pub fn add(&self, rule: Rule) {
        self.rules.lock().unwrap_or_else(PoisonError::into_inner).push(rule);
    }

    /// Ends the faults asked for and the percentage; sentinels stay what they are.
    pub fn clear(&self) {
        self.rules.lock().unwrap_or_else(PoisonError::into_inner).clear();
        self.percent.store(0, Ordering::Relaxed);
    }

    pub fn set_percent(&self, percent: u8) {
        self.percent.store(percent.min(100), Ordering::Relaxed);
    }

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
        let kind = sentinel(subject)?;
        let suits = match kind {
            Kind::Throttled => self.in_burst(subject),
            Kind::NoAgency | Kind::PartialFreeze | Kind::StaleUsedAmount => false,
            _ if target.is_write => ON_WRITES.contains(&kind),
            Kind::ErrorWithoutEffect | Kind::ServiceBusy => false,
            _ => ON_READS.contains(&kind),
        };
        suits.then(|| Chosen::of(kind, None))
    }

    /// How far the next total is shifted: 1, -1, 0, and again.
    pub fn next_shift(&self) -> i64 {
        [1, -1, 0][(self.shifts.fetch_add(1, Ordering::Relaxed) % 3) as usize]
    }

    /// Three calls are refused, the fourth passes.
    fn in_burst(&self, subject: u32) -> bool {
        let mut bursts = self.bursts.lock().unwrap_or_else(PoisonError::into_inner);
        let count = bursts.entry(subject).or_insert(0);
        *count = (*count + 1) % 4;
        *count != 0
    }

    fn by_chance(&self, target: &Target<'_>) -> Option<Chosen> {
        let percent = self.percent.load(Ordering::Relaxed);
        if percent == 0 {
            return None;
        }
        let draw = self.drawn.fetch_add(1, Ordering::Relaxed);
        let mut dice = Dice::new(self.seed, Room::Faults, draw);
        if !dice.chance(u32::from(percent)) {
            return None;
        }
        let kind = *dice.pick(if target.is_write { ON_WRITES } else { ON_READS });
        tracing::info!(seed = self.seed, draw, ?kind, operation = target.operation, "fault by chance");
        Some(Chosen::of(kind, None))
    }
}

impl Chosen {
    fn of(kind: Kind, delay_milliseconds: Option<u64>) -> Self {
        Self {
            kind,
            delay_milliseconds: delay_milliseconds.unwrap_or(match kind {
                Kind::LateReply => LATE_MILLISECONDS,
                Kind::SlowDrip => 25,
                _ => 0,
            }),
        }
    }
}

/// The fault of a sentinel customer.
pub fn sentinel(index: u32) -> Option<Kind> {
    let place = index.checked_sub(super::tenant::customers::HEROES)?;
    SENTINELS.get(place as usize).map(|sentinel| sentinel.kind)
}

/// Replaces statuses and types by values that no page documents.
pub fn with_unknown_values(json: &str) -> String {
    let mut out = json.to_owned();
    for (name, value) in [
        ("status", "77"),
        ("order_type", "77"),
        ("expire_policy", "77"),
        ("budget_type", "\"QUARTERLY\""),
        ("association_type", "\"9\""),
    ] {
        out = replace_scalar(&out, name, value);
    }
    out
}

/// Changes every total of a list by `by`.
pub fn with_shifted_total(json: &str, by: i64) -> String {
    let mut out = json.to_owned();
    for name in ["total_count", "count"] {
        if let Some(total) = scalar(&out, name).and_then(|text| text.parse::<i64>().ok()) {
            out = replace_scalar(&out, name, &(total + by).max(0).to_string());
        }
    }
    out
}

/// Adds a field to every object.
pub fn with_unknown_fields(json: &str) -> String {
    let mut out = String::with_capacity(json.len() * 2);
    let (mut quoted, mut escaped) = (false, false);
    let mut letters = json.chars().peekable();
    while let Some(letter) = letters.next() {
        out.push(letter);
        match letter {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            '{' if !quoted => {
                out.push_str("\"x_added_later\":[1,\"two\",null]");
                if letters.peek() != Some(&'}') {
                    out.push(',');
                }
            }
            _ => {}
        }
    }
    out
}

fn scalar<'a>(json: &'a str, name: &str) -> Option<&'a str> {
    let key = format!("\"{name}\":");
    let rest = &json[json.find(&key)? + key.len()..];
    rest.get(..rest.find([',', '}', ']'])?)
}

fn replace_scalar(json: &str, name: &str, value: &str) -> String {
    let key = format!("\"{name}\":");
    let mut parts = json.split(key.as_str());
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let end = part.find([',', '}', ']']).unwrap_or(part.len());
        out.push_str(&key);
        out.push_str(value);
        out.push_str(&part[end..]);
    }
    out
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn changed_answers_are_still_json() {
        let json = r#"{"total_count":3,"a":{},"list":[{"status":6,"name":"{x}","budget_type":"MONTHLY"}]}"#;
        let read = |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap();
        let fields = read(&with_unknown_fields(json));
        assert!(fields["a"]["x_added_later"].is_array());
        assert_eq!(fields["list"][0]["name"], "{x}");
        let values = read(&with_unknown_values(json));
        assert_eq!(values["list"][0]["status"], 77);
        assert_eq!(values["list"][0]["budget_type"], "QUARTERLY");
        assert_eq!(read(&with_shifted_total(json, 2))["total_count"], 5);
    }

    #[test]
    fn a_rule_is_used_up_and_the_percentage_is_seeded() {
        let faults = Faults::new(7, 0);
        faults.add(Rule {
            operation: "PayOrders".into(),
            customer: Some(4_000),
            kind: Kind::ReplyLost,
            times: 1,
            delay_milliseconds: None,
        });
        let target = |subject| Target { operation: "PayOrders", path: "/v3", is_write: true, subject };
        assert_eq!(faults.choose(&target(Some(4_001))), None);
        assert_eq!(faults.choose(&target(Some(4_000))).unwrap().kind, Kind::ReplyLost);
        assert_eq!(faults.choose(&target(Some(4_000))), None);
        let draw = || {
            let faults = Faults::new(7, 50);
            (0..40).map(|_| faults.choose(&target(None)).map(|c| c.kind)).collect::<Vec<_>>()
        };
        assert_eq!(draw(), draw());
        assert!(draw().iter().any(Option::is_some) && draw().iter().any(Option::is_none));
    }
}
