//! The pay-per-use usage of a customer, and its charges.
//!
//! Every amount is a difference of two growing sums: the usage of a month up to an instant, divided
//! among the meters. So the days of a month add up to it, meter by meter, and a month can be
//! computed without its days.

use crate::world::account::Account;
use crate::world::calendar;
use crate::world::calendar::DAY;
use crate::world::charges::charge::{Charge, Mode};
use crate::world::charges::cycle::Cycle;
use crate::world::money::Cents;
use crate::world::rng::{Rng, Stream};
use crate::world::tenant::catalogue::{Code, MACHINES, OTHERS, REGIONS};
use crate::world::tenant::ids;

/// A pay-per-use product of a customer, with its region and its part of the spending.
pub struct Meter {
    code: Code,
    region: &'static str,
    resource: String,
    name: String,
    weight: i64,
}

/// The meters of a customer.
pub fn meters(account: &Account<'_>) -> Vec<Meter> {
    let mut rng = Rng::new(account.tenant.seed, Stream::Charges, u64::from(account.index()));
    let count = 1 + rng.below(3);
    (0..count)
        .map(|number| {
            let code = match number {
                0 => Code::Machine(rng.below(MACHINES.len() as u32) as u8),
                1 => Code::Bandwidth,
                _ => Code::Other(rng.below(OTHERS.len() as u32 - 1) as u8),
            };
            Meter {
                code,
                region: REGIONS[rng.below(REGIONS.len() as u32) as usize],
                resource: ids::uuid(&mut rng),
                name: format!("pay-per-use-{number:02}"),
                weight: rng.between(1, 9),
            }
        })
        .collect()
}

/// Divides an amount among the meters, in cents. When the amount grows no part shrinks: each meter
/// takes its share of what the earlier ones left.
fn shares(meters: &[Meter], amount: Cents) -> impl Iterator<Item = Cents> {
    let mut weights: i64 = meters.iter().map(|meter| meter.weight).sum();
    let mut rest = amount;
    meters.iter().map(move |meter| {
        let share = rest * meter.weight / weights.max(1);
        weights -= meter.weight;
        rest -= share;
        share
    })
}

/// The usage of each meter while a month's sum grew from one amount to another.
fn parts(meters: &[Meter], from: Cents, until: Cents) -> impl Iterator<Item = Cents> {
    shares(meters, until).zip(shares(meters, from)).map(|(until, from)| until - from)
}

/// Usage per day: a day is charged in its last second, so that it belongs to its month, or now for
/// the current day.
pub fn daily(account: &Account<'_>, from: i64, until: i64) -> Vec<Charge> {
    let meters = meters(account);
    let begin = from.max(account.profile.associated_on);
    let first = calendar::day_begin(begin);
    let mut lines = Vec::new();
    for month in Cycle::between(first, until) {
        let usage = Usage::of(account, month);
        let days = (0..).map(|number| month.from.max(first) + number * DAY);
        for day in days.take_while(|day| *day < month.until.min(until)) {
            let at = (day + DAY - 1).min(account.now);
            if !(from..until).contains(&at) {
                continue;
            }
            let (before, after) = (usage.by(account, day), usage.by(account, (day + DAY).min(account.now)));
            let parts = meters.iter().zip(parts(&meters, before, after)).enumerate();
            let charged = parts.filter(|(_, (_, part))| *part > 0);
            lines
                .extend(charged.map(|(place, (meter, part))| hourly(place, meter, day.max(begin), at, part)));
        }
    }
    lines
}

/// Usage of a month up to now: one charge per meter.
pub fn monthly(account: &Account<'_>, meters: &[Meter], month: Cycle) -> Vec<Charge> {
    if account.profile.associated_on >= month.until {
        return Vec::new();
    }
    let used = Usage::of(account, month).by(account, month.until.min(account.now));
    let at = (month.until - 1).min(account.now);
    let parts = meters.iter().zip(shares(meters, used)).enumerate().filter(|(_, (_, part))| *part > 0);
    parts.map(|(place, (meter, part))| hourly(place, meter, month.from, at, part)).collect()
}

fn hourly(place: usize, meter: &Meter, used_from: i64, at: i64, amount: Cents) -> Charge {
    Charge {
        at,
        mode: Mode::PayPerUse,
        bill_type: 5,
        code: meter.code,
        region: meter.region,
        resource: meter.resource.clone(),
        name: meter.name.clone(),
        tag: "",
        official: amount,
        net: amount,
        coupons: 0,
        trade: format!("{}-{}", calendar::day_text(at), meter.resource.get(..8).unwrap_or_default()),
        place,
        period: None,
        term: None,
        used_from,
    }
}

/// The usage of a billing month: the usage before the start of the simulation, spread evenly
/// between two instants.
#[derive(Clone, Copy)]
struct Usage {
    month: Cycle,
    total: Cents,
    begin: i64,
    end: i64,
}

impl Usage {
    fn of(account: &Account<'_>, month: Cycle) -> Self {
        let start = account.tenant.day;
        let (total, end) = if start < month.until {
            (account.seeded.month_used, start)
        } else {
            (past_month(account, month), month.until)
        };
        // A customer associated during the month has used everything since then.
        let begin = month.from.max(account.profile.associated_on).min(end - 1);
        Self { month, total, begin, end }
    }

    /// Usage up to an instant of the month. Differences of it add up to the month's usage for any
    /// division into days.
    fn by(&self, account: &Account<'_>, at: i64) -> Cents {
        let start = account.tenant.day;
        if start < self.month.until && at > start {
            return account.tenant.usage(&account.seeded, self.month.from, at);
        }
        let length = self.end - self.begin;
        let part = i128::from((at - self.begin).clamp(0, length));
        (i128::from(self.total) * part / i128::from(length)) as Cents
    }
}

/// Usage of a month that ended before the simulation started: close to the current rate.
fn past_month(account: &Account<'_>, month: Cycle) -> Cents {
    let key = (u64::from(account.index()) << 32) | (month.from / DAY) as u64;
    let mut rng = Rng::new(account.tenant.seed, Stream::Charges, key | (1 << 63));
    account.seeded.per_day * 30 * rng.between(55, 110) / 100
}
