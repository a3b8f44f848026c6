//! The charges of yearly/monthly orders, at the time their payment shows.

use crate::world::account::Account;
use crate::world::calendar;
use crate::world::charges::charge::{Charge, Mode};
use crate::world::tenant::catalogue::{Code, region};
use crate::world::tenant::order::{AUTOMATIC, Order, OrderLine, RENEWAL, UNSUBSCRIPTION};
use crate::world::tenant::resources::Resource;

/// The charges of orders paid from `from` until before `until`.
pub(super) fn paid<'a>(account: &'a Account<'_>, from: i64, until: i64) -> impl Iterator<Item = Charge> + 'a {
    let within = move |order: &'a Order| {
        let at = order.life.payment_time(account.now).filter(|at| (from..until).contains(at));
        at.map(|at| (order, at))
    };
    account.orders.iter().filter_map(within).flat_map(|(order, at)| of_order(account, order, at))
}

/// The charges of an order; refunds of an unsubscription are negative.
fn of_order<'a>(account: &'a Account<'_>, order: &'a Order, at: i64) -> impl Iterator<Item = Charge> + 'a {
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
        let (resource, name, tag) = bought(account, order, line);
        let from = line.effective.unwrap_or(at);
        let until = line.expire.unwrap_or_else(|| calendar::add_months(from, line.period.calendar_months()));
        Charge {
            at,
            mode: if line.code == Code::SavingsPlan { Mode::SavingsPlan } else { Mode::Subscription },
            bill_type,
            code: line.code,
            region: region(line.region),
            resource,
            name,
            tag,
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

/// Id, name and tags of what a line is for; empty if it is unknown or has no id.
fn bought(account: &Account<'_>, order: &Order, line: &OrderLine) -> (String, String, &'static str) {
    let holdings = &account.holdings;
    match line.code {
        Code::SavingsPlan => {
            holdings.plan.as_ref().map(|plan| (plan.id.clone(), plan.name.clone(), "")).unwrap_or_default()
        }
        Code::Package(_) => {
            let package = holdings.packages.iter().find(|package| package.order_number() == order.number);
            package.map(|package| (package.id.clone(), String::new(), "")).unwrap_or_default()
        }
        _ => {
            let is_named = |resource: &&Resource| line.resource == Some(resource.number);
            let resource = account.resources.iter().find(is_named);
            resource.map(|known| (known.id.clone(), known.name.clone(), tag(known))).unwrap_or_default()
        }
    }
}

/// Tags as customers set them; some look like spreadsheet formulas.
const TAGS: [&str; 5] = ["", "env=prod", "@platform", "-batch", "=cost(1)"];

fn tag(resource: &Resource) -> &'static str {
    TAGS[resource.number as usize % TAGS.len()]
}
