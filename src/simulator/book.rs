//! The book of charges: the lines of one customer between two instants. The only place from which
//! bills and files take amounts, so that they agree to the cent.
//!
//! It holds what was paid for yearly/monthly orders, seeded or placed since, at the moment the
//! payment shows, and what was used up day by day (GMT+08:00), charged at the end of the day or,
//! for the day that is running, up to now. The used amount of a monthly budget is the sum of the
//! usage lines of the month and of the orders paid since the start; orders paid in the month
//! before the start are in the book and not in that amount, as the budget was set after them. What
//! coupons bore of an order is in its lines (`coupons`) and not in that amount either.

use super::account::Account;
use super::clock::{self, DAY};
use super::money::{CURRENCY, Cents};
use super::random::{Dice, Room};
use super::state::World;
use super::tenant::catalogue::{Code, MACHINES, OTHERS, Period, REGIONS};
use super::tenant::identity;
use super::tenant::order::{Order, RENEWAL, UNSUBSCRIPTION};
use super::tenant::resources::Resource;

/// `source_type` of an order that automatic renewal made.
const AUTOMATIC: u8 = 8;

/// How a line was charged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mode {
    Subscription,
    PayPerUse,
    /// A reserved instance. Nobody here has one.
    Reserved,
}

/// One charge.
#[derive(Clone, Debug)]
pub struct Line {
    /// Time of the charge.
    pub at: i64,
    pub mode: Mode,
    /// `bill_type`: 1 new, 2 renewal, 3 change, 4 refund, 5 pay-per-use, 8 automatic renewal,
    /// 9 compensation.
    pub bill_type: u8,
    pub code: Code,
    pub region: &'static str,
    /// Id, name and tags of the resource; empty for a resource that is not there any more.
    pub resource: String,
    pub name: String,
    pub tag: &'static str,
    /// List price.
    pub official: Cents,
    /// After discounts, coupons included.
    pub net: Cents,
    /// What coupons bore of it.
    pub coupons: Cents,
    /// Id of the order, or of the transaction that charged a day's usage.
    pub trade: String,
    /// Place of the line within its order; of usage the number of its meter.
    pub place: usize,
    /// Of a subscription: its period, and from when to when it runs.
    pub period: Option<Period>,
    pub term: Option<(i64, i64)>,
    /// When use began; of a subscription the time of the charge.
    pub used_from: i64,
}

impl Line {
    /// Refunds, and what was compensated, apart from expenditure: 1 expenditure, 2 refund,
    /// 3 adjustment.
    pub fn kind(&self) -> u8 {
        match self.bill_type {
            4 | 20 | 24 | 100 => 2,
            9 | 16 | 101 | 102 => 3,
            _ => 1,
        }
    }

    /// Unit of the price: currency per linear unit per time for what is sold by size, else currency
    /// per time; the spelling is this simulator's.
    pub fn unit(&self) -> String {
        let time = if self.mode == Mode::PayPerUse { "hour" } else { "month" };
        match self.code {
            Code::Disk(_) => format!("{CURRENCY}/GB/{time}"),
            Code::Bandwidth => format!("{CURRENCY}/Mbit/{time}"),
            _ => format!("{CURRENCY}/{time}"),
        }
    }
}

/// A customer and its lines, in the order of their times.
#[derive(Clone, Debug)]
pub struct Charges {
    pub customer: String,
    /// A customer of the reseller model.
    pub resale: bool,
    pub lines: Vec<Line>,
}

/// A billing month, counted in GMT+08:00.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cycle {
    pub from: i64,
    /// The begin of the next month.
    pub until: i64,
}

impl Cycle {
    /// The month that holds an instant.
    pub fn of(at: i64) -> Self {
        Self { from: clock::month_begin(at), until: clock::next_month_begin(at) }
    }
}

/// The lines from `from` until before `until`, as far as they have come about by now.
pub fn of(world: &World, index: u32, from: i64, until: i64) -> Charges {
    world.read(index, |account| Charges {
        customer: account.profile.id.clone(),
        resale: account.profile.resale,
        lines: lines(account, from, until),
    })
}

/// The same, of an account that is open.
pub fn lines(account: &Account<'_>, from: i64, until: i64) -> Vec<Line> {
    let until = until.min(account.now + 1);
    let mut lines: Vec<Line> = account.orders.iter().flat_map(|order| paid(account, order)).collect();
    lines.retain(|line| (from..until).contains(&line.at));
    lines.extend(used(account, from, until));
    lines.sort_by_key(|line| line.at);
    lines
}

/// The lines of a paid order; what comes back for an unsubscription is negative.
fn paid<'a>(account: &'a Account<'_>, order: &'a Order) -> impl Iterator<Item = Line> + 'a {
    let at = order.life.payment_time(account.now);
    let bill_type = match (order.kind, order.source) {
        (RENEWAL, AUTOMATIC) => 8,
        (RENEWAL, _) => 2,
        (3, _) => 3,
        (UNSUBSCRIPTION, _) => 4,
        (15, _) => 9,
        _ => 1,
    };
    let sign = if order.kind == UNSUBSCRIPTION { -1 } else { 1 };
    at.into_iter().flat_map(move |at| {
        let trade = order.id(account.tenant, account.index());
        order.lines.iter().enumerate().map(move |(place, line)| {
            let resource =
                line.resource.and_then(|number| account.resources.iter().find(|r| r.number == number));
            let from = line.effective.unwrap_or(at);
            let until = line.expire.unwrap_or_else(|| clock::add_months(from, line.period.calendar_months()));
            Line {
                at,
                mode: Mode::Subscription,
                bill_type,
                code: line.code,
                region: REGIONS.get(usize::from(line.region)).unwrap_or(&REGIONS[0]),
                resource: resource.map(|known| known.id.clone()).unwrap_or_default(),
                name: resource.map(|known| known.name.clone()).unwrap_or_default(),
                tag: resource.map_or("", tag),
                official: sign * line.official.abs(),
                net: sign * line.net.abs(),
                coupons: account.covered_line(order, place),
                trade: trade.clone(),
                place,
                period: Some(line.period),
                term: (bill_type != 4).then_some((from, until)),
                used_from: at,
            }
        })
    })
}

/// Tags as customers give them, some of which a spreadsheet would take for formulas.
const TAGS: [&str; 5] = ["", "env=prod", "@platform", "-batch", "=cost(1)"];

fn tag(resource: &Resource) -> &'static str {
    TAGS[resource.number as usize % TAGS.len()]
}

/// What one customer uses by the hour: a product, where, and its part of each day's spending.
struct Meter {
    code: Code,
    region: &'static str,
    resource: String,
    name: String,
    weight: i64,
}

fn meters(account: &Account<'_>) -> Vec<Meter> {
    let mut dice = Dice::new(account.tenant.seed, Room::Book, u64::from(account.index()));
    let count = 1 + dice.below(3);
    (0..count)
        .map(|number| {
            let code = match number {
                0 => Code::Machine(dice.below(MACHINES.len() as u32) as u8),
                1 => Code::Bandwidth,
                _ => Code::Other(dice.below(OTHERS.len() as u32 - 1) as u8),
            };
            Meter {
                code,
                region: REGIONS[dice.below(REGIONS.len() as u32) as usize],
                resource: identity::uuid(&mut dice),
                name: format!("pay-per-use-{number:02}"),
                weight: dice.between(1, 9),
            }
        })
        .collect()
}

fn used(account: &Account<'_>, from: i64, until: i64) -> Vec<Line> {
    let meters = meters(account);
    let mut lines = Vec::new();
    for day in days(account, from, until) {
        for (place, (meter, part)) in meters.iter().zip(parts(&meters, day.spent)).enumerate() {
            if part > 0 && (from..until).contains(&day.at) {
                lines.push(hourly(place, meter, day.begin, day.at, part));
            }
        }
    }
    lines
}

/// What a customer used in a day.
struct Day {
    begin: i64,
    /// When it was charged: in the second that closes the day, so that it is of its month.
    at: i64,
    spent: Cents,
}

fn days<'a>(account: &'a Account<'_>, from: i64, until: i64) -> impl Iterator<Item = Day> + 'a {
    let begin = from.max(account.profile.associated_on);
    let first = clock::day_begin(begin);
    months(first, until).map(move |month| (month, Usage::of(account, month))).flat_map(
        move |(month, usage)| {
            let days = (0..).map(move |number| month.from.max(first) + number * DAY);
            days.take_while(move |day| *day < month.until.min(until)).map(move |day| Day {
                begin: day.max(begin),
                at: (day + DAY - 1).min(account.now),
                spent: usage.by(account, (day + DAY).min(account.now)) - usage.by(account, day),
            })
        },
    )
}

/// The billing months that hold something between two instants.
fn months(from: i64, until: i64) -> impl Iterator<Item = Cycle> {
    let first = (from < until).then(|| Cycle::of(from));
    std::iter::successors(first, move |month| (month.until < until).then(|| Cycle::of(month.until)))
}

/// A day's spending, divided among the meters: the parts add up to it.
fn parts<'a>(meters: &'a [Meter], spent: Cents) -> impl Iterator<Item = Cents> + 'a {
    let weights: i64 = meters.iter().map(|meter| meter.weight).sum();
    let mut rest = spent;
    meters.iter().enumerate().map(move |(place, meter)| {
        let part = if place + 1 == meters.len() { rest } else { spent * meter.weight / weights };
        rest -= part;
        part
    })
}

/// The lines of a month that is over, with the usage of each meter in one line: for sums over
/// very many customers.
pub fn month(account: &Account<'_>, month: Cycle) -> Vec<Line> {
    let until = month.until.min(account.now + 1);
    let mut lines: Vec<Line> = account.orders.iter().flat_map(|order| paid(account, order)).collect();
    lines.retain(|line| (month.from..until).contains(&line.at));
    let meters = meters(account);
    let mut sums = vec![0; meters.len()];
    for day in days(account, month.from, until) {
        let parts = parts(&meters, day.spent).map(|part| part.max(0));
        sums.iter_mut().zip(parts).for_each(|(sum, part)| *sum += part);
    }
    let charged = meters.iter().zip(sums).enumerate().filter(|(_, (_, sum))| *sum > 0);
    lines.extend(charged.map(|(place, (meter, sum))| hourly(place, meter, month.from, until - 1, sum)));
    lines
}

fn hourly(place: usize, meter: &Meter, used_from: i64, at: i64, amount: Cents) -> Line {
    Line {
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
        trade: format!("{}-{}", clock::day_text(at), meter.resource.get(..8).unwrap_or_default()),
        place,
        period: None,
        term: None,
        used_from,
    }
}

/// How a billing month was used up: what was used before the simulation began, evenly between two
/// instants.
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
        // Whoever was associated in the middle of the month has used all of it since then.
        let begin = month.from.max(account.profile.associated_on).min(end - 1);
        Self { month, total, begin, end }
    }

    /// Used up to an instant of the month. Differences of it add up to the month's usage, whatever
    /// the days.
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

/// What was used in a month that had ended before the simulation began: near to today's pace.
fn past_month(account: &Account<'_>, month: Cycle) -> Cents {
    let key = (u64::from(account.index()) << 32) | (month.from / DAY) as u64;
    let mut dice = Dice::new(account.tenant.seed, Room::Book, key | (1 << 63));
    account.seeded.per_day * 30 * dice.between(55, 110) / 100
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::account::Changes;
    use super::super::tenant::Tenant;
    use super::*;

    fn at(text: &str) -> i64 {
        clock::parse(text).unwrap()
    }

    fn tenant() -> Tenant {
        Tenant { seed: 7, customers: 60, day: at("2026-03-10T00:00:00Z") }
    }

    fn sum(lines: &[Line]) -> Cents {
        lines.iter().map(|line| line.net).sum()
    }

    #[test]
    fn the_usage_of_a_month_is_what_its_budget_counts() {
        let tenant = tenant();
        let moments =
            ["2026-03-10T09:00:00Z", "2026-03-25T11:17:00Z", "2026-03-31T15:59:59Z", "2026-05-02T00:00:00Z"];
        for (index, now) in (0..60).zip(moments.into_iter().cycle()) {
            let account = Account::open(&tenant, tenant.profile(index), Changes::default(), at(now));
            let month = Cycle::of(account.now);
            let mut lines = lines(&account, month.from, month.until);
            lines.retain(|line| line.mode == Mode::PayPerUse);
            let used = tenant.usage(&account.seeded, month.from, account.now);
            assert_eq!(sum(&lines), used, "customer {index} at {now}");
        }
    }

    #[test]
    fn parts_of_a_month_add_up_to_it() {
        let tenant = tenant();
        for index in 0..60 {
            let account =
                Account::open(&tenant, tenant.profile(index), Changes::default(), at("2026-04-20T00:00:00Z"));
            for noon in ["2026-01-15T12:00:00Z", "2026-03-15T12:00:00Z", "2026-04-15T12:00:00Z"] {
                let month = Cycle::of(at(noon));
                let whole = lines(&account, month.from, month.until);
                let half = month.from + 13 * DAY + 4_321;
                let parts = [lines(&account, month.from, half), lines(&account, half, month.until)].concat();
                assert_eq!((sum(&parts), parts.len()), (sum(&whole), whole.len()), "{index} {noon}");
                assert_eq!(sum(&super::month(&account, month)), sum(&whole), "{index} {noon}");
            }
        }
    }
}
