//! Days as ends of a range: which instants they are depends on the time zone of the person who looks.

use super::value::FilterValue;
use crate::time::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use std::fmt;

/// A day of the calendar, `2026-11-30` in an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Day(Date);

impl Day {
    /// The day of an instant in a time zone.
    pub fn of(at: Timestamp, zone: &TimeZone) -> Self {
        Self(zone.to_datetime(at).date())
    }

    /// So many days later; the last day of the calendar where it ends before.
    #[must_use]
    pub fn plus(self, days: i64) -> Self {
        let later = jiff::Span::new().try_days(days).and_then(|span| self.0.checked_add(span));
        Self(later.unwrap_or(Date::MAX))
    }

    /// Its first instant in a time zone.
    pub fn begin(self, zone: &TimeZone) -> Timestamp {
        let begin = self.0.to_zoned(zone.clone());
        begin.map_or(Timestamp::MIN, |begin| begin.timestamp())
    }

    /// The first instant after it.
    pub fn end(self, zone: &TimeZone) -> Timestamp {
        self.0.tomorrow().map_or(Timestamp::MAX, |next| Self(next).begin(zone))
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

impl FilterValue for Day {
    fn read(code: &str) -> Option<Self> {
        // Other forms of a date are not what [`Day`] writes.
        (code.len() == 10).then(|| code.parse().ok().map(Self)).flatten()
    }
    fn code(&self) -> String {
        self.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_another_one_elsewhere() {
        let day = Day::read("2026-03-29").unwrap();
        assert_eq!(day.code(), "2026-03-29");
        assert_eq!(day.begin(&TimeZone::UTC), "2026-03-29T00:00:00Z".parse().unwrap());
        let singapore = TimeZone::fixed(jiff::tz::Offset::constant(8));
        assert_eq!(day.begin(&singapore), "2026-03-28T16:00:00Z".parse().unwrap());
        assert_eq!(day.end(&singapore), "2026-03-29T16:00:00Z".parse().unwrap());
        assert_eq!(Day::of(day.end(&singapore), &singapore).code(), "2026-03-30");
    }

    #[test]
    fn what_is_no_day_is_not_understood() {
        for code in ["", "today", "2026-02-30", "20260329", "2026-3-29", "2026-03-29T00:00"] {
            assert_eq!(Day::read(code), None, "{code}");
        }
        assert_eq!(Day::read("9999-12-31").map(|day| day.end(&TimeZone::UTC)), Some(Timestamp::MAX));
    }
}
