//! Which archives are in the bucket at a moment (sheet billing, `x-files`): their names, and the
//! end of their records. All days are GMT+08:00.
//!
//! Choices where the sheet is not specific:
//! - the bill of a month is delivered at 12:00 on the 5th, the latest time of the sheet, always at
//!   the first attempt;
//! - usage is exported at 16:00, in the middle of the documented span from 12:00 to 20:00;
//! - the partner subscribed to usage three days before the simulation started, and has the bills of
//!   the three months before that;
//! - when the clock jumps, of days more than a week ago only the last export of each month is
//!   written: it replaced the earlier ones.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::Offset;

use crate::world::calendar;
use crate::world::calendar::{DAY, HOUR};

const BILLS_BEFORE: i64 = 3;
const SUBSCRIBED_BEFORE: i64 = 3 * DAY;
const BILL_DAY: i64 = 4 * DAY + 12 * HOUR;
const EXPORT_HOUR: i64 = 16 * HOUR;
const DAYS_KEPT: i64 = 7 * DAY;

/// The kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Bill,
    Usage,
    OldUsage,
}

/// One archive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Delivery {
    pub kind: Kind,
    /// First second of the month of its records.
    pub month: i64,
    /// First second after the last record that it may hold.
    pub until: i64,
    /// First second of the day of the export; `None` for a bill.
    pub exported: Option<i64>,
}

impl Delivery {
    pub fn folder(&self) -> &'static str {
        match self.kind {
            Kind::Bill => "customerBill",
            Kind::Usage | Kind::OldUsage => "customerUsage",
        }
    }

    /// The date part of the names of archive and CSV files: `202402` or `202402_20240223`.
    fn dates(&self) -> String {
        let month = date(self.month).strftime("%Y%m").to_string();
        match self.exported {
            Some(day) => format!("{month}_{}", date(day).strftime("%Y%m%d")),
            None => month,
        }
    }

    pub fn archive(&self) -> String {
        let stem = match self.kind {
            Kind::Bill => "customerBill",
            Kind::Usage => "customerUsageV2",
            Kind::OldUsage => "customerUsage",
        };
        format!("{stem}_{}.tar.gz", self.dates())
    }

    /// The name of a CSV in it; `part` is one of the three parts of the old form. Numbering from 1
    /// is not documented, nor is it that the eight digits of usage are a number.
    pub fn csv(&self, part: &str, number: u32) -> String {
        let dates = self.dates();
        match self.kind {
            Kind::Bill => format!("customerBill_{dates}_{number:04}.csv"),
            Kind::Usage => format!("customerUsageV2_{dates}_{number:08}.csv"),
            Kind::OldUsage => format!("customerUsage_{part}_{dates}_{number:08}.csv"),
        }
    }

    /// `2024-02`.
    pub fn cycle(&self) -> String {
        date(self.month).strftime("%Y-%m").to_string()
    }
}

fn date(at: i64) -> Date {
    Timestamp::from_second(at).map_or(Date::ZERO, |at| Offset::constant(8).to_datetime(at).date())
}

fn day_begin(at: i64) -> i64 {
    calendar::day_end(at) + 1 - DAY
}

/// All archives that exist at `now`, for a simulation that started on `start`; oldest first.
pub fn due(start: i64, now: i64) -> Vec<Delivery> {
    let mut due = bills(start, now);
    let mut day = day_begin(start - SUBSCRIBED_BEFORE);
    while day + EXPORT_HOUR <= now {
        for (month, last) in months(day) {
            if last || day + DAYS_KEPT > now {
                let until = day.min(calendar::next_month_begin(month));
                let usage = Delivery { kind: Kind::Usage, month, until, exported: Some(day) };
                due.extend([usage, Delivery { kind: Kind::OldUsage, ..usage }]);
            }
        }
        day += DAY;
    }
    due
}

fn bills(start: i64, now: i64) -> Vec<Delivery> {
    let mut bills = Vec::new();
    let mut month = calendar::add_months(calendar::month_begin(start), -BILLS_BEFORE);
    loop {
        let until = calendar::next_month_begin(month);
        if until + BILL_DAY > now {
            return bills;
        }
        bills.push(Delivery { kind: Kind::Bill, month, until, exported: None });
        month = until;
    }
}

/// The months exported on a day, and whether it is their last export.
fn months(day: i64) -> Vec<(i64, bool)> {
    let this = calendar::month_begin(day);
    let before = calendar::add_months(this, -1);
    match (day - this) / DAY + 1 {
        1 => vec![(before, false)],
        2 | 3 => vec![(before, false), (this, false)],
        4 => vec![(before, true), (this, false)],
        _ => vec![(this, false)],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> i64 {
        calendar::parse(text).unwrap()
    }

    fn names(start: &str, now: &str) -> Vec<String> {
        due(at(start), at(now)).iter().map(Delivery::archive).collect()
    }

    #[test]
    fn bills_come_at_noon_on_the_fifth_in_beijing() {
        let bills = |now: &str| -> Vec<String> {
            let names = names("2026-03-10T00:00:00Z", now);
            names.into_iter().filter(|name| name.starts_with("customerBill")).collect()
        };
        let before =
            ["customerBill_202512.tar.gz", "customerBill_202601.tar.gz", "customerBill_202602.tar.gz"];
        assert_eq!(bills("2026-04-05T03:59:59Z"), before);
        assert_eq!(bills("2026-04-05T04:00:00Z").last().unwrap(), "customerBill_202603.tar.gz");
    }

    #[test]
    fn usage_comes_each_day_and_both_months_overlap_from_the_second_to_the_fourth() {
        let start = "2026-03-01T09:00:00Z";
        let usage = |now: &str| -> Vec<String> {
            let names = names(start, now);
            names
                .into_iter()
                .filter_map(|name| name.strip_prefix("customerUsageV2_").map(str::to_owned))
                .collect()
        };
        // Subscribed on 26 February; the export of 1 March is of February alone.
        assert_eq!(
            usage("2026-03-01T09:00:00Z"),
            [
                "202602_20260226.tar.gz",
                "202602_20260227.tar.gz",
                "202602_20260228.tar.gz",
                "202602_20260301.tar.gz"
            ]
        );
        assert_eq!(usage("2026-03-02T07:59:59Z").len(), 4);
        let second = usage("2026-03-02T08:00:00Z");
        assert_eq!(second[4..], ["202602_20260302.tar.gz", "202603_20260302.tar.gz"]);
        let fifth = usage("2026-03-05T08:00:00Z");
        assert_eq!(fifth.last().unwrap(), "202603_20260305.tar.gz");
        assert_eq!(fifth.iter().filter(|name| name.contains("_20260305")).count(), 1);
    }

    #[test]
    fn an_export_holds_what_came_before_its_day() {
        let all = due(at("2026-03-01T09:00:00Z"), at("2026-03-05T08:00:00Z"));
        let of = |name: &str| calendar::text(all.iter().find(|d| d.archive() == name).unwrap().until);
        assert_eq!(of("customerUsageV2_202603_20260305.tar.gz"), "2026-03-04T16:00:00Z");
        assert_eq!(of("customerUsageV2_202602_20260304.tar.gz"), "2026-02-28T16:00:00Z");
        assert_eq!(of("customerUsage_202602_20260228.tar.gz"), "2026-02-27T16:00:00Z");
        let old = all.iter().find(|d| d.kind == Kind::OldUsage).unwrap();
        assert_eq!(old.csv("RI", 12), "customerUsage_RI_202602_20260227_00000012.csv");
        assert_eq!(old.cycle(), "2026-02");
    }

    #[test]
    fn a_leap_of_years_leaves_the_last_export_of_each_month() {
        let all = names("2026-03-10T00:00:00Z", "2027-03-10T09:00:00Z");
        let of = |month: &str| all.iter().filter(|name| name.starts_with(month)).count();
        assert_eq!(of("customerUsageV2_202609_"), 1);
        assert!(all.contains(&"customerUsageV2_202609_20261004.tar.gz".to_owned()));
        assert_eq!(of("customerUsageV2_202703_"), 7);
    }
}
