//! The charges of one customer between two instants: the only source of amounts in bills and files,
//! so that they agree to the cent.
//!
//! They are the payments of yearly/monthly orders, seeded or placed since, when the payment shows,
//! and the usage of each day (GMT+08:00), charged at the end of the day or, for the current day, up
//! to now. The used amount of a monthly budget is the sum of the usage charges of the month and of
//! the orders paid since the start. Orders paid in the month before the start are charges but not
//! in that amount, as the budget was set after them. The part paid by coupons is in the charges
//! (`coupons`) but not in that amount either.

pub mod charge;
pub mod cycle;
mod orders;
mod usage;

use crate::world::account::Account;
use crate::world::charges::charge::Charge;
use crate::world::charges::cycle::Cycle;

/// The charges from `from` until before `until`, up to the account's moment, in order of time.
pub fn between(account: &Account<'_>, from: i64, until: i64) -> Vec<Charge> {
    let until = until.min(account.now + 1);
    let mut charges: Vec<Charge> = orders::paid(account, from, until).collect();
    charges.extend(usage::daily(account, from, until));
    charges.sort_by_key(|charge| charge.at);
    charges
}

/// The charges per month, with the usage of each meter added up: for totals over very many
/// customers.
pub fn by_month<'a>(
    account: &'a Account<'_>,
    months: &'a [Cycle],
) -> impl Iterator<Item = impl Iterator<Item = Charge> + 'a> + 'a {
    let meters = usage::meters(account);
    months.iter().map(move |month| {
        orders::paid(account, month.from, month.until).chain(usage::monthly(account, &meters, *month))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::account::changes::Changes;
    use crate::world::calendar;
    use crate::world::money::Cents;
    use crate::world::tenant::Tenant;

    fn at(text: &str) -> i64 {
        calendar::parse(text).unwrap()
    }

    fn tenant() -> Tenant {
        Tenant { seed: 7, customers: 60, day: at("2026-03-10T00:00:00Z") }
    }

    fn sum(lines: &[Charge]) -> Cents {
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
            let mut lines = between(&account, month.from, month.until);
            lines.retain(Charge::is_usage);
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
                let whole = between(&account, month.from, month.until);
                let half = month.from + 13 * calendar::DAY + 4_321;
                let parts =
                    [between(&account, month.from, half), between(&account, half, month.until)].concat();
                assert_eq!((sum(&parts), parts.len()), (sum(&whole), whole.len()), "{index} {noon}");
                let by_resource = |lines: &[Charge]| {
                    let mut sums = std::collections::BTreeMap::new();
                    for line in lines {
                        *sums.entry((line.mode, line.resource.clone(), line.place)).or_insert(0) += line.net;
                    }
                    sums
                };
                let sums: Vec<Charge> = by_month(&account, &[month]).flatten().collect();
                assert_eq!(by_resource(&sums), by_resource(&whole), "{index} {noon}");
            }
        }
    }
}
