//! The pay-per-use usage of a customer, and its charges.
//!
//! Every amount is a difference of two growing sums: the usage of a month up to an instant, divided
//! among the meters. So the days of a month add up to it, meter by meter, and a month can be
//! computed without its days. The first meter is a machine; a savings plan takes over a part of its
//! charges.

use crate::world::account::Account;
use crate::world::calendar;
use crate::world::calendar::DAY;
use crate::world::charges::charge::{COVERED, Charge, Mode};
use crate::world::charges::cycle::Cycle;
use crate::world::money::Cents;
use crate::world::rng::{Rng, Stream};
use crate::world::tenant::catalogue::{Code, MACHINES, OTHERS, REGIONS};
use crate::world::tenant::ids;
use crate::world::tenant::savings::SavingsPlan;

/// Numbers of the charges under a savings plan; those of usage are the meters'.
const HOURLY_PLACE: usize = 0x40;
const COVERED_PLACE: usize = 0x80;

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

/// What was used from an instant until another in a billing month, and the month's usage at both.
#[derive(Clone, Copy)]
struct Step {
    month: Cycle,
    from: i64,
    at: i64,
    before: Cents,
    after: Cents,
}

impl Step {
    /// The charges of the meters, without those of nothing.
    fn charges(self, account: &Account<'_>, meters: &[Meter]) -> Vec<Charge> {
        let plan = account.holdings.plan.as_ref().filter(|plan| plan.is_in_force(self.month.from));
        let shares = shares(meters, self.before).zip(shares(meters, self.after));
        let mut lines = Vec::new();
        for (place, (meter, (before, after))) in meters.iter().zip(shares).enumerate() {
            match plan.filter(|_| place == 0) {
                Some(plan) => lines.extend(self.planned(place, meter, plan, (before, after))),
                None => lines.extend(self.metered(place, meter, after - before)),
            }
        }
        lines
    }

    fn metered(self, place: usize, meter: &Meter, amount: Cents) -> Option<Charge> {
        (amount > 0).then(|| Charge {
            at: self.at,
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
            trade: trade(self.at, &meter.resource),
            place,
            period: None,
            term: None,
            used_from: self.from,
        })
    }

    /// What is left to be charged by usage, the plan's hourly price, and the usage it covers.
    fn planned(
        self,
        place: usize,
        meter: &Meter,
        plan: &SavingsPlan,
        (before, after): (Cents, Cents),
    ) -> impl Iterator<Item = Charge> {
        let (before, after) = (SavingsPlan::split(before), SavingsPlan::split(after));
        let usage = self.metered(place, meter, after.usage - before.usage);
        let hourly = self.metered(HOURLY_PLACE, meter, after.hourly - before.hourly).map(|line| Charge {
            mode: Mode::SavingsPlan,
            code: Code::SavingsPlan,
            resource: plan.id.clone(),
            name: plan.name.clone(),
            trade: trade(self.at, &plan.id),
            ..line
        });
        let covered = self.metered(COVERED_PLACE, meter, after.covered - before.covered);
        let covered =
            covered.map(|line| Charge { mode: Mode::SavingsPlan, bill_type: COVERED, net: 0, ..line });
        usage.into_iter().chain(hourly).chain(covered)
    }
}

fn trade(at: i64, resource: &str) -> String {
    format!("{}-{}", calendar::day_text(at), resource.get(..8).unwrap_or_default())
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
            let step = Step { month, from: day.max(begin), at, before, after };
            lines.extend(step.charges(account, &meters));
        }
    }
    lines
}

/// Usage of a month up to now: one charge per meter and kind.
pub fn monthly(account: &Account<'_>, meters: &[Meter], month: Cycle) -> Vec<Charge> {
    if account.profile.associated_on >= month.until {
        return Vec::new();
    }
    let used = Usage::of(account, month).by(account, month.until.min(account.now));
    let at = (month.until - 1).min(account.now);
    Step { month, from: month.from, at, before: 0, after: used }.charges(account, meters)
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
