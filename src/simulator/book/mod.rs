//! The book of charges: the lines of one customer between two instants. The only place from which
//! bills and files take amounts, so that they agree to the cent.
//!
//! It holds what was paid for yearly/monthly orders, seeded or placed since, at the moment the
//! payment shows, and what was used up day by day (GMT+08:00), charged at the end of the day or,
//! for the day that is running, up to now. The used amount of a monthly budget is the sum of the
//! usage lines of the month and of the orders paid since the start; orders paid in the month
//! before the start are in the book and not in that amount, as the budget was set after them. What
//! coupons bore of an order is in its lines (`coupons`) and not in that amount either.

mod cycle;
mod usage;

use super::account::Account;
use super::clock;
use super::money::{CURRENCY, Cents};
use super::state::World;
use super::tenant::catalogue::{Code, Period, REGIONS};
use super::tenant::order::{AUTOMATIC, Order, RENEWAL, UNSUBSCRIPTION};
use super::tenant::resources::Resource;

pub use cycle::Cycle;

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

/// Refunds, and what was compensated, apart from expenditure: 1 expenditure, 2 refund, 3 adjustment.
pub fn kind(bill_type: u8) -> u8 {
    match bill_type {
        4 | 20 | 24 | 100 => 2,
        9 | 16 | 101 | 102 => 3,
        _ => 1,
    }
}

impl Line {
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

/// The lines from `from` until before `until`, as far as they have come about by now. Nothing is
/// kept of the look: whoever reads every customer leaves the world as it was.
pub fn of(world: &World, index: u32, from: i64, until: i64) -> Charges {
    let account = world.glimpse(world.first_profile(index), world.now());
    Charges {
        customer: account.profile.id.clone(),
        resale: account.profile.resale,
        lines: lines(&account, from, until),
    }
}

/// The same, of an account that is open.
pub fn lines(account: &Account<'_>, from: i64, until: i64) -> Vec<Line> {
    let until = until.min(account.now + 1);
    let mut lines: Vec<Line> = paid(account, from, until).collect();
    lines.extend(usage::daily(account, from, until));
    lines.sort_by_key(|line| line.at);
    lines
}

/// The lines of each of some months, with the usage of each meter in one: for sums over very many
/// customers.
pub fn months<'a>(
    account: &'a Account<'_>,
    months: &'a [Cycle],
) -> impl Iterator<Item = impl Iterator<Item = Line> + 'a> + 'a {
    let meters = usage::meters(account);
    months.iter().map(move |month| {
        paid(account, month.from, month.until).chain(usage::monthly(account, &meters, *month))
    })
}

/// The lines of the orders that were paid from `from` until before `until`.
fn paid<'a>(account: &'a Account<'_>, from: i64, until: i64) -> impl Iterator<Item = Line> + 'a {
    let within = move |order: &'a Order| {
        let at = order.life.payment_time(account.now).filter(|at| (from..until).contains(at));
        at.map(|at| (order, at))
    };
    account.orders.iter().filter_map(within).flat_map(|(order, at)| of_order(account, order, at))
}

/// The lines of an order; what comes back for an unsubscription is negative.
fn of_order<'a>(account: &'a Account<'_>, order: &'a Order, at: i64) -> impl Iterator<Item = Line> + 'a {
    let bill_type = match (order.kind, order.source) {
        (RENEWAL, AUTOMATIC) => 8,
        (RENEWAL, _) => 2,
        (3, _) => 3,
        (UNSUBSCRIPTION, _) => 4,
        (15, _) => 9,
        _ => 1,
    };
    let sign = if order.kind == UNSUBSCRIPTION { -1 } else { 1 };
    let trade = order.id(account.tenant, account.index());
    order.lines.iter().enumerate().map(move |(place, line)| {
        let resource = line.resource.and_then(|number| account.resources.iter().find(|r| r.number == number));
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
}

/// Tags as customers give them, some of which a spreadsheet would take for formulas.
const TAGS: [&str; 5] = ["", "env=prod", "@platform", "-batch", "=cost(1)"];

fn tag(resource: &Resource) -> &'static str {
    TAGS[resource.number as usize % TAGS.len()]
}

#[cfg(test)]
mod tests {
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
                let half = month.from + 13 * clock::DAY + 4_321;
                let parts = [lines(&account, month.from, half), lines(&account, half, month.until)].concat();
                assert_eq!((sum(&parts), parts.len()), (sum(&whole), whole.len()), "{index} {noon}");
                let by_resource = |lines: &[Line]| {
                    let mut sums = std::collections::BTreeMap::new();
                    for line in lines {
                        *sums.entry((line.mode, line.resource.clone(), line.place)).or_insert(0) += line.net;
                    }
                    sums
                };
                let sums: Vec<Line> = months(&account, &[month]).flatten().collect();
                assert_eq!(by_resource(&sums), by_resource(&whole), "{index} {noon}");
            }
        }
    }
}
