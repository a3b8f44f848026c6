//! Instants (UTC) and billing months (GMT+8). No clock here: "now" is always an argument.

use jiff::tz::Offset;
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

/// An instant that much later; the end of time when out of range.
pub fn later(instant: Timestamp, by: std::time::Duration) -> Timestamp {
    instant.checked_add(by).unwrap_or(Timestamp::MAX)
}

/// HUAWEI CLOUD counts periods, billing days and billing months in GMT+8 (billing.yaml, `x-time`),
/// which has no daylight saving.
const BILLING: Offset = Offset::constant(8);

/// An instant some calendar months later (or earlier), by the calendar of GMT+8: the end of a renewed
/// term. The day is kept where the month has it, else it is the month's last. `None` when out of range.
pub fn plus_months(instant: Timestamp, months: i64) -> Option<Timestamp> {
    let span = jiff::Span::new().try_months(months).ok()?;
    BILLING.to_timestamp(BILLING.to_datetime(instant).checked_add(span).ok()?).ok()
}

/// The begin of the billing month that contains an instant: day 1, 00:00 GMT+8. `None` when out of range.
pub fn month_begin(at: Timestamp) -> Option<Timestamp> {
    BILLING.to_timestamp(BILLING.to_datetime(at).first_of_month().start_of_day()).ok()
}

/// The begin of the next billing month. Monthly budgets are taken to reset then: the sheet says 00:00:00
/// on day 1, but not in which zone (partner.yaml, x-domain-rules, month-boundary). `None` when out of range.
pub fn next_month_begin(at: Timestamp) -> Option<Timestamp> {
    plus_months(month_begin(at)?, 1)
}

/// The begin of the day that contains an instant, 00:00 GMT+8.
pub fn day_begin(at: Timestamp) -> Timestamp {
    let ahead = i64::from(BILLING.seconds());
    let into = (at.as_second() + ahead).rem_euclid(DAY_SECONDS);
    Timestamp::from_second(at.as_second() - into).unwrap_or(at)
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
    fn months_are_those_of_the_calendar_in_gmt_8() {
        let at = |text: &str| -> Timestamp { text.parse().unwrap() };
        for (end, months, later) in [
            // 1 Mar 00:30 in GMT+8, still February in UTC.
            ("2027-02-28T16:30:00Z", 1, "2027-03-31T16:30:00Z"),
            ("2027-01-31T16:30:00Z", 1, "2027-02-28T16:30:00Z"),
            // The last second of a day, as HUAWEI CLOUD ends terms.
            ("2026-08-31T15:59:59Z", 6, "2027-02-28T15:59:59Z"),
            ("2026-08-31T15:59:59Z", 12, "2027-08-31T15:59:59Z"),
            ("2028-02-29T15:59:59Z", 12, "2029-02-28T15:59:59Z"),
            ("2027-03-31T16:30:00Z", -1, "2027-02-28T16:30:00Z"),
        ] {
            assert_eq!(plus_months(at(end), months), Some(at(later)), "{end} plus {months}");
        }
        let before = at("2026-10-31T15:59:59Z");
        let after = at("2026-10-31T16:00:00Z");
        assert_eq!(month_begin(before), Some(at("2026-09-30T16:00:00Z")));
        assert_eq!((month_begin(after), next_month_begin(before)), (Some(after), Some(after)));
        assert_eq!((day_begin(after), day_begin(before)), (after, at("2026-10-30T16:00:00Z")));
        assert_eq!(plus_months(Timestamp::MAX, 1), None);
    }

    #[test]
    fn counts_days_downwards() {
        let a: Timestamp = "2024-02-24T08:15:00Z".parse().unwrap();
        assert_eq!(days_between(a, plus_days(a, 30)), 30);
        assert_eq!(days_between(a, Timestamp::from_second(a.as_second() - 1).unwrap()), -1);
    }
}
