//! Times in the format of the API: whole seconds since 1970 (UTC) inside, `Z` formats on the wire,
//! billing days and months in GMT+08:00.

use jiff::civil::DateTime;
use jiff::fmt::rfc2822::DateTimePrinter;
use jiff::tz::Offset;
use jiff::{Span, Timestamp};

/// Seconds of a minute, an hour and a day.
pub const MINUTE: i64 = 60;
pub const HOUR: i64 = 3_600;
pub const DAY: i64 = 86_400;

/// In the format of the header `Date`.
pub fn http_date(seconds: i64) -> String {
    let printed = Timestamp::from_second(seconds)
        .and_then(|time| DateTimePrinter::new().timestamp_to_rfc9110_string(&time));
    printed.unwrap_or_default()
}

/// `2024-03-07T09:15:02Z`, the only format of the API.
pub fn text(seconds: i64) -> String {
    match Timestamp::from_second(seconds) {
        Ok(time) => time.to_string(),
        Err(_) => String::new(),
    }
}

/// With microseconds, the format of IAM.
pub fn iam_text(seconds: i64) -> String {
    text(seconds).replace('Z', ".000000Z")
}

/// Parses exactly the format of the API; anything else is `None`.
pub fn parse(text: &str) -> Option<i64> {
    if text.len() != 20 || !text.ends_with('Z') || text.as_bytes().get(10) != Some(&b'T') {
        return None;
    }
    text.parse::<Timestamp>().ok().map(Timestamp::as_second)
}

/// Billing time is GMT+08:00, without daylight saving: its days need no time zone table.
const AHEAD_HOURS: i8 = 8;
const AHEAD: i64 = AHEAD_HOURS as i64 * HOUR;

fn billing_zone() -> Offset {
    Offset::constant(AHEAD_HOURS)
}

fn civil(seconds: i64) -> DateTime {
    Timestamp::from_second(seconds).map(|time| billing_zone().to_datetime(time)).unwrap_or(DateTime::MIN)
}

fn seconds(local: DateTime) -> i64 {
    billing_zone().to_timestamp(local).map_or(i64::MAX / 4, Timestamp::as_second)
}

/// Start of the billing month that contains an instant. The zone of the monthly budget reset is not
/// documented; the simulator resets at 00:00:00 GMT+08:00, like the bills.
pub fn month_begin(at: i64) -> i64 {
    let local = civil(at);
    seconds(local.date().first_of_month().at(0, 0, 0, 0))
}

/// Start of the billing month after the one that contains an instant.
pub fn next_month_begin(at: i64) -> i64 {
    add_months(month_begin(at), 1)
}

/// Adds calendar months, counted in GMT+08:00 like the periods of resources.
pub fn add_months(at: i64, months: i64) -> i64 {
    civil(at).checked_add(Span::new().months(months.clamp(-1_000, 1_000))).map_or(i64::MAX / 4, seconds)
}

/// First 03:00 GMT+08:00 at or after an instant: when automatic renewal charges.
pub fn next_charge_hour(at: i64) -> i64 {
    at + (3 * HOUR - AHEAD - at).rem_euclid(DAY)
}

/// Last second of the day (GMT+08:00) that contains an instant: 15:59:59Z, as in expiry times.
pub fn day_end(at: i64) -> i64 {
    day_begin(at) + DAY - 1
}

/// The day (GMT+08:00) that contains an instant: `2024-02-29`.
pub fn day_text(at: i64) -> String {
    civil(at).date().to_string()
}

/// The billing month that contains an instant: `2024-02`.
pub fn month_text(at: i64) -> String {
    civil(at).strftime("%Y-%m").to_string()
}

/// First second of a day, `YYYY-MM-DD`, GMT+08:00.
pub fn parse_day(text: &str) -> Option<i64> {
    if text.len() != 10 || !text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-') {
        return None;
    }
    text.parse::<jiff::civil::Date>().ok().map(|date| seconds(date.at(0, 0, 0, 0)))
}

/// First second of a billing month, `YYYY-MM`.
pub fn parse_month(text: &str) -> Option<i64> {
    if text.len() == 7 { parse_day(&format!("{text}-01")) } else { None }
}

/// First second of the day (GMT+08:00) that contains an instant.
pub fn day_begin(at: i64) -> i64 {
    at - (at + AHEAD).rem_euclid(DAY)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_documented_layout_is_read() {
        assert_eq!(parse("2024-03-07T09:15:02Z").map(text).unwrap(), "2024-03-07T09:15:02Z");
        for wrong in
            ["", "2024-03-07", "2024-03-07 09:15:02Z", "2024-03-07T09:15:02.1Z", "2024-13-07T09:15:02Z"]
        {
            assert_eq!(parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn days_and_months_are_those_of_billing_time() {
        let night = parse("2024-02-29T16:30:00Z").unwrap();
        assert_eq!((day_text(night).as_str(), month_text(night).as_str()), ("2024-03-01", "2024-03"));
        assert_eq!(parse_day("2024-03-01"), Some(day_begin(night)));
        assert_eq!(parse_month("2024-03"), Some(month_begin(night)));
        for wrong in ["", "2024-3", "2024-13", "2024/03", "202403", "+024-03"] {
            assert_eq!(parse_month(wrong), None, "{wrong}");
        }
        assert_eq!(parse_day("2024-02-30"), None);
    }

    #[test]
    fn months_are_counted_in_billing_time() {
        let eve = parse("2024-02-29T15:59:59Z").unwrap();
        assert_eq!(text(add_months(eve, 12)), "2025-02-28T15:59:59Z");
        let night = parse("2024-02-29T16:30:00Z").unwrap();
        assert_eq!(text(add_months(night, 1)), "2024-03-31T16:30:00Z", "1 Mar 00:30 to 1 Apr 00:30");
        assert_eq!(text(month_begin(eve)), "2024-01-31T16:00:00Z");
        assert_eq!(text(next_month_begin(eve)), "2024-02-29T16:00:00Z");
        assert_eq!(text(next_charge_hour(eve)), "2024-02-29T19:00:00Z");
    }

    #[test]
    fn days_begin_and_end_in_billing_time() {
        let midnight = parse("2024-02-29T16:00:00Z").unwrap();
        assert_eq!((day_begin(midnight), day_end(midnight)), (midnight, midnight + DAY - 1));
        assert_eq!((day_begin(midnight - 1), day_end(midnight - 1)), (midnight - DAY, midnight - 1));
        assert_eq!(day_begin(-1), parse("1969-12-31T16:00:00Z").unwrap());
        let three = midnight + 3 * HOUR;
        assert_eq!((next_charge_hour(three), next_charge_hour(three + 1)), (three, three + DAY));
    }
}
