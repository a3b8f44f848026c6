//! Instants (UTC) and billing months (GMT+8). No clock here: "now" is always an argument.

use serde::{Deserialize, Serialize};

pub use jiff::Timestamp;
pub use jiff::tz::TimeZone;

/// Seconds in a day; a day here is always 24 hours.
pub const DAY_SECONDS: i64 = 86_400;

/// Reads the partner API's form of an instant, `YYYY-MM-DDTHH:MM:SSZ` (partner.yaml, x-conventions).
/// Fractions are accepted too, since IAM sends them.
pub fn read_utc(text: &str) -> Option<Timestamp> {
    if text.is_empty() { None } else { text.parse().ok() }
}

/// Writes the partner API's form: whole seconds, always `Z`.
pub fn write_utc(instant: Timestamp) -> String {
    let whole = Timestamp::from_second(instant.as_second()).unwrap_or(instant);
    whole.to_string()
}

/// Whole days from `from` to `to`, rounded down; negative when `to` is earlier.
pub fn days_between(from: Timestamp, to: Timestamp) -> i64 {
    (to.as_second() - from.as_second()).div_euclid(DAY_SECONDS)
}

/// An instant some days later (or earlier); the end of time when out of range.
pub fn plus_days(instant: Timestamp, days: i64) -> Timestamp {
    let seconds = instant.as_second().saturating_add(days.saturating_mul(DAY_SECONDS));
    Timestamp::from_second(seconds).unwrap_or(if days < 0 { Timestamp::MIN } else { Timestamp::MAX })
}

/// The time zone of an IANA name; `None` for a name that nobody knows. The browser's half has no table of
/// zones and knows none.
pub fn known_zone(name: &str) -> Option<TimeZone> {
    TimeZone::get(name).ok()
}

/// The same for a name that was checked before it was kept: one that this build does not know any more
/// counts as UTC.
pub fn zone_or_utc(name: &str) -> TimeZone {
    known_zone(name).unwrap_or(TimeZone::UTC)
}

/// How old a shown fact is. Lists come from the mirror, details from a live read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Freshness {
    /// When the partner API answered; `None` when it never did.
    pub read_at: Option<Timestamp>,
    /// True when the last try to read it failed, so that what is shown is older than it should be.
    pub failing: bool,
    /// The instant that ages are counted from: the server's clock when the page was made.
    pub now: Timestamp,
}

impl Freshness {
    /// Seconds since the partner API answered.
    pub fn age_seconds(&self) -> Option<i64> {
        self.read_at.map(|at| (self.now.as_second() - at.as_second()).max(0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_whole_seconds_with_z() {
        let instant: Timestamp = "2024-02-24T08:15:00.123456Z".parse().unwrap();
        assert_eq!(write_utc(instant), "2024-02-24T08:15:00Z");
        assert_eq!(read_utc("2024-02-24T08:15:00Z").map(write_utc), Some("2024-02-24T08:15:00Z".into()));
        assert_eq!(read_utc(""), None);
        assert_eq!(read_utc("yesterday"), None);
    }

    #[test]
    fn counts_days_downwards() {
        let a: Timestamp = "2024-02-24T08:15:00Z".parse().unwrap();
        assert_eq!(days_between(a, plus_days(a, 30)), 30);
        assert_eq!(days_between(a, Timestamp::from_second(a.as_second() - 1).unwrap()), -1);
    }
}
