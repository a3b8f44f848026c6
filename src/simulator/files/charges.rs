//! What a customer was charged, line by line, as the files need it: the lines of its paid orders,
//! and what it uses up by the day. The only place from which the files take amounts.

use crate::simulator::account::Account;
use crate::simulator::clock::{self, DAY, HOUR};
use crate::simulator::money::{Cents, share};
use crate::simulator::state::World;
use crate::simulator::tenant::catalogue::{Code, REGIONS};
use crate::simulator::tenant::order::{Order, UNSUBSCRIPTION};

/// How a line was charged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    Subscription,
    PayPerUse,
    Reserved,
}

/// One line.
#[derive(Clone, Debug)]
pub struct Line {
    pub at: i64,
    pub mode: Mode,
    /// `bill_type` of the records.
    pub bill_type: u8,
    pub code: Code,
    pub region: &'static str,
    /// Id, name and tags of the resource; empty for a resource that is not there any more.
    pub resource: String,
    pub name: String,
    pub tag: String,
    /// List price.
    pub official: Cents,
    /// After the partner's discount.
    pub net: Cents,
}

/// A customer and its lines from `from` until before `until`.
pub struct Charges {
    pub customer: String,
    /// A customer of the reseller model.
    pub resale: bool,
    pub lines: Vec<Line>,
}

pub fn of(world: &World, index: u32, from: i64, until: i64) -> Charges {
    world.read(index, |account| {
        let mut lines = Vec::new();
        for order in &account.orders {
            if order.life.done.is_some_and(|done| (from..until.min(account.now)).contains(&done)) {
                lines.extend(bought(account, order));
            }
        }
        lines.extend(used(account, from, until.min(account.now)));
        lines.sort_by_key(|line| line.at);
        Charges { customer: account.profile.id.clone(), resale: account.profile.resale, lines }
    })
}

/// The lines of a paid order; what comes back for an unsubscription is negative.
fn bought<'a>(account: &'a Account<'_>, order: &'a Order) -> impl Iterator<Item = Line> + 'a {
    let bill_type = match order.kind {
        2 => 2,
        3 => 3,
        UNSUBSCRIPTION => 4,
        15 => 9,
        _ => 1,
    };
    let sign = if order.kind == UNSUBSCRIPTION { -1 } else { 1 };
    order.lines.iter().map(move |line| {
        let number = line.resource.unwrap_or_default();
        let resource =
            line.resource.and_then(|number| account.resources.iter().find(|known| known.number == number));
        Line {
            at: order.life.done.unwrap_or(order.created),
            mode: Mode::Subscription,
            bill_type,
            code: line.code,
            region: REGIONS.get(usize::from(line.region)).unwrap_or(&REGIONS[0]),
            resource: resource.map(|resource| resource.id.clone()).unwrap_or_default(),
            name: resource.map(|resource| resource.name.clone()).unwrap_or_default(),
            tag: TAGS[number as usize % TAGS.len()].to_owned(),
            official: sign * line.official.abs(),
            net: sign * line.net.abs(),
        }
    })
}

/// Tags as customers give them, some of which a spreadsheet would take for formulas.
const TAGS: [&str; 5] = ["", "env=prod", "@platform", "-batch", "=cost(1)"];

/// What is used up each day, charged an hour after the day's end (GMT+08:00).
fn used<'a>(account: &'a Account<'_>, from: i64, until: i64) -> impl Iterator<Item = Line> + 'a {
    let begin = from.max(account.profile.associated_on);
    let first = clock::day_end(begin) + HOUR;
    let per_day = account.seeded.per_day;
    let days = if per_day > 0 { (until - first + DAY - 1).div_euclid(DAY).max(0) } else { 0 };
    (0..days).map(move |day| Line {
        at: first + day * DAY,
        mode: Mode::PayPerUse,
        bill_type: 5,
        code: Code::Machine(0),
        region: REGIONS[0],
        resource: account.resources.first().map(|resource| resource.id.clone()).unwrap_or_default(),
        name: String::new(),
        tag: String::new(),
        official: per_day,
        net: per_day - share(per_day, account.profile.discount),
    })
}
