//! Numbers and instants as text, formatted on the server only: islands get finished texts.

use crate::tr;
use model::time::{Timestamp, days_between};
use rust_decimal::Decimal;

/// A whole number with thousands separators: "1,204".
pub fn count(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A share with one decimal: "93.4%"; from 1000% on without decimals.
pub fn percent(share: Decimal) -> String {
    if share.abs() >= Decimal::ONE_THOUSAND {
        format!("{}%", share.trunc().normalize())
    } else {
        format!("{share:.1}%")
    }
}

/// An instant in an IANA time zone, by a `strftime` pattern. An unknown zone is treated as UTC.
#[cfg(feature = "ssr")]
fn in_zone(at: Timestamp, zone: &str, pattern: &str) -> String {
    at.to_zoned(model::time::zone_or_utc(zone)).strftime(pattern).to_string()
}

/// The browser build has no time zone table and formats nothing.
#[cfg(not(feature = "ssr"))]
fn in_zone(_at: Timestamp, _zone: &str, _pattern: &str) -> String {
    String::new()
}

/// The day in the viewer's zone: "24 Feb 2026".
pub fn day(at: Timestamp) -> String {
    let viewer = crate::context::viewer();
    in_zone(at, &viewer.zone, day_pattern())
}

/// Day and time in the viewer's zone, to the minute: "24 Feb 2026, 08:15".
pub fn instant(at: Timestamp) -> String {
    let viewer = crate::context::viewer();
    in_zone(at, &viewer.zone, &format!("{}{}%H:%M", day_pattern(), gap()))
}

/// Seconds. A deadline that is closer is shown with its time, not only the day.
const NEAR: u64 = 172_800;

/// A deadline: the day, and when it is less than 48 hours away also the time and the viewer's zone,
/// "24 Feb 2026, 08:15 GMT+8".
pub fn deadline(at: Timestamp, now: Timestamp) -> String {
    if at.as_second().abs_diff(now.as_second()) >= NEAR {
        return day(at);
    }
    format!("{} {}", instant(at), offset(at, &crate::context::viewer().zone))
}

/// The offset of a zone from Greenwich at an instant: "GMT+8".
pub fn offset(at: Timestamp, zone: &str) -> String {
    gmt(&in_zone(at, zone, "%:z"))
}

/// "GMT+8" for "+08:00", "GMT+5:30" for "+05:30", "GMT" for zero.
fn gmt(offset: &str) -> String {
    let (hours, minutes) = offset.split_once(':').unwrap_or((offset, "00"));
    let (sign, hours) = hours.split_at_checked(1).unwrap_or(("", hours));
    let hours = hours.trim_start_matches('0');
    match (hours, minutes) {
        ("", "00") => "GMT".to_owned(),
        (hours, "00") => format!("GMT{sign}{hours}"),
        ("", minutes) => format!("GMT{sign}0:{minutes}"),
        (hours, minutes) => format!("GMT{sign}{hours}:{minutes}"),
    }
}

/// Day and time by the calendar of HUAWEI CLOUD's billing: "1 Dec 2026, 00:00 GMT+8".
pub fn billing_instant(at: Timestamp) -> String {
    let local = jiff::tz::Offset::constant(8).to_datetime(at);
    format!("{} GMT+8", local.strftime(&format!("{}{}%H:%M", day_pattern(), gap())))
}

/// Day and time in the viewer's zone with seconds, for logs.
pub fn second(at: Timestamp) -> String {
    let viewer = crate::context::viewer();
    in_zone(at, &viewer.zone, &format!("{}{}%H:%M:%S", day_pattern(), gap()))
}

/// A date without a zone, given as `2024-02-23`; any other text is returned unchanged.
pub fn plain_day(text: &str) -> String {
    let day: Result<jiff::civil::Date, _> = text.parse();
    day.map_or_else(|_| text.to_owned(), |day| day.strftime(day_pattern()).to_string())
}

/// Day and month, for calendars: "24 Feb".
pub fn short_day(at: Timestamp) -> String {
    let viewer = crate::context::viewer();
    let pattern = match viewer.language {
        model::viewer::Language::English => "%-d %b",
        model::viewer::Language::Chinese => "%m-%d",
    };
    in_zone(at, &viewer.zone, pattern)
}

/// The instant in UTC, for titles: "2026-02-24 08:15:00 UTC".
pub fn utc(at: Timestamp) -> String {
    in_zone(at, "UTC", "%Y-%m-%d %H:%M:%S UTC")
}

fn day_pattern() -> &'static str {
    match crate::context::viewer().language {
        model::viewer::Language::English => "%-d %b %Y",
        model::viewer::Language::Chinese => "%Y-%m-%d",
    }
}

fn gap() -> &'static str {
    match crate::context::viewer().language {
        model::viewer::Language::English => ", ",
        model::viewer::Language::Chinese => " ",
    }
}

/// The time between two instants, in the largest unit that fits: "in 3 days", "2 hours ago".
pub fn relative(at: Timestamp, now: Timestamp) -> String {
    let seconds = at.as_second().saturating_sub(now.as_second());
    let (amount, ahead) = (seconds.unsigned_abs(), seconds > 0);
    match (amount, ahead) {
        (0..60, _) => tr!("date-now"),
        (60..3_600, true) => tr!("date-in-minutes", count = amount / 60),
        (60..3_600, false) => tr!("date-minutes-ago", count = amount / 60),
        (3_600..172_800, true) => tr!("date-in-hours", count = amount / 3_600),
        (3_600..172_800, false) => tr!("date-hours-ago", count = amount / 3_600),
        (_, true) => tr!("date-in-days", count = days_between(now, at).unsigned_abs()),
        (_, false) => tr!("date-days-ago", count = days_between(at, now).unsigned_abs()),
    }
}

/// A duration in seconds: "40 s", "12 min", "3 h", "2 d".
pub fn age(seconds: i64) -> String {
    match seconds.max(0).unsigned_abs() {
        seconds @ 0..90 => tr!("date-seconds", count = seconds),
        seconds @ 90..5_400 => tr!("date-minutes", count = seconds / 60),
        seconds @ 5_400..172_800 => tr!("date-hours", count = seconds / 3_600),
        seconds => tr!("date-days", count = seconds / 86_400),
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    #[test]
    fn separates_thousands() {
        for (number, text) in
            [(0, "0"), (999, "999"), (1_000, "1,000"), (1_204, "1,204"), (12_345_678, "12,345,678")]
        {
            assert_eq!(count(number), text);
        }
    }

    #[test]
    fn shares_keep_one_decimal() {
        assert_eq!(percent("93.4".parse().unwrap()), "93.4%");
        assert_eq!(percent("100".parse().unwrap()), "100.0%");
        assert_eq!(percent("12345.6".parse().unwrap()), "12345%");
    }

    #[test]
    fn a_near_deadline_shows_the_hour_and_the_zone() {
        let at: Timestamp = "2026-02-24T20:15:00Z".parse().unwrap();
        let now = |text: &str| -> Timestamp { text.parse().unwrap() };
        assert_eq!(deadline(at, now("2026-02-22T20:15:00Z")), "24 Feb 2026");
        assert_eq!(deadline(at, now("2026-02-22T20:15:01Z")), "24 Feb 2026, 20:15 GMT");
        assert_eq!(deadline(at, now("2026-02-26T20:14:59Z")), "24 Feb 2026, 20:15 GMT");
        for (offset, zone) in [
            ("+08:00", "GMT+8"),
            ("-03:30", "GMT-3:30"),
            ("+10:00", "GMT+10"),
            ("+00:00", "GMT"),
            ("-00:44", "GMT-0:44"),
        ] {
            assert_eq!(gmt(offset), zone);
        }
    }

    #[test]
    fn converts_to_the_zone_and_survives_an_unknown_one() {
        let at: Timestamp = "2026-02-24T20:15:00Z".parse().unwrap();
        assert_eq!(in_zone(at, "Asia/Shanghai", "%Y-%m-%d %H:%M"), "2026-02-25 04:15");
        assert_eq!(in_zone(at, "Atlantis/Sunken", "%H:%M"), "20:15");
        assert_eq!(billing_instant(at), "25 Feb 2026, 04:15 GMT+8");
    }
}
