//! The partner's monthly bill: what all its resale customers, those of its resellers among them,
//! spent in a month. There is one from 12:00 GMT+08:00 on the 5th of the next month.
//!
//! A month without a bill is refused as a wrong parameter; which code it gets is not documented.
//! The partner pays what its customers owe: the discount that it has from the vendor is already in
//! their net prices. Nothing is taxed.

use std::collections::BTreeMap;
use std::panic::resume_unwind;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use super::super::book::{self, Cycle, Line, Mode};
use super::super::clock::{self, DAY, HOUR};
use super::super::errors::Failure;
use super::super::json::Object;
use super::super::money::{CURRENCY, Cents};
use super::super::operations::Call;
use super::super::reply::Reply;
use super::super::state::World;
use super::{Paid, cycle, pay_method};

/// One line of the bill: service, resource type, charging, `bill_type`.
type Key = (&'static str, &'static str, Mode, u8);

#[derive(Clone, Copy, Debug, Default)]
struct Amounts {
    net: Cents,
    coupons: Cents,
}

/// A month of all customers.
#[derive(Debug, Default)]
pub struct Bill(BTreeMap<Key, Amounts>);

/// Bills that were made. Their months are over, so that they stay as they are.
#[derive(Debug, Default)]
pub struct Bills(Mutex<BTreeMap<i64, Arc<Bill>>>);

/// When the bill of a month is there.
pub fn made_at(month: Cycle) -> i64 {
    month.until + 4 * DAY + 12 * HOUR
}

impl Bills {
    /// The bill of a month that is over.
    pub fn of(&self, world: &World, month: Cycle) -> Arc<Bill> {
        self.of_all(world, &[month]).pop().unwrap_or_default()
    }

    /// The bills of months that are over. Those that are missing are made in one pass.
    pub fn of_all(&self, world: &World, months: &[Cycle]) -> Vec<Arc<Bill>> {
        let mut bills = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let missing: Vec<Cycle> =
            months.iter().filter(|month| !bills.contains_key(&month.from)).copied().collect();
        if !missing.is_empty() {
            let made = make(world, &missing).into_iter().map(Arc::new);
            bills.extend(missing.iter().map(|month| month.from).zip(made));
        }
        months.iter().filter_map(|month| bills.get(&month.from).cloned()).collect()
    }
}

/// Makes bills by as many threads as there are processors: it asks for every customer.
fn make(world: &World, months: &[Cycle]) -> Vec<Bill> {
    let all: Vec<u32> = world.everybody().collect();
    let workers = thread::available_parallelism().map_or(1, usize::from);
    let parts = thread::scope(|scope| {
        let parts: Vec<_> = all
            .chunks(all.len().div_ceil(workers).max(1))
            .map(|part| scope.spawn(move || of_some(world, part, months)))
            .collect();
        // A part that is missing would be a bill that is too low: rather none.
        parts
            .into_iter()
            .map(|part| part.join().unwrap_or_else(|panic| resume_unwind(panic)))
            .collect::<Vec<_>>()
    });
    let mut whole: Vec<Bill> = months.iter().map(|_| Bill::default()).collect();
    for part in parts {
        for (bill, part) in whole.iter_mut().zip(part) {
            part.0.into_iter().for_each(|(key, amounts)| bill.add(key, amounts));
        }
    }
    whole
}

fn of_some(world: &World, customers: &[u32], months: &[Cycle]) -> Vec<Bill> {
    let mut bills: Vec<Bill> = months.iter().map(|_| Bill::default()).collect();
    // When the newest bill is made every charge of its month shows; what came later is of no bill.
    let at = months.iter().map(|month| made_at(*month)).max().unwrap_or_default();
    let resale = customers.iter().map(|index| world.first_profile(*index)).filter(|profile| profile.resale);
    for first in resale {
        let account = world.glimpse(first, at);
        for (lines, bill) in book::months(&account, months).zip(&mut bills) {
            lines.for_each(|line| bill.line(&line));
        }
    }
    bills
}

impl Bill {
    fn line(&mut self, line: &Line) {
        let product = line.code.product();
        let amounts = Amounts { net: line.net, coupons: line.coupons };
        self.add((product.service, product.resource, line.mode, line.bill_type), amounts);
    }

    fn add(&mut self, key: Key, amounts: Amounts) {
        let sum = self.0.entry(key).or_default();
        sum.net += amounts.net;
        sum.coupons += amounts.coupons;
    }

    /// 1 expenditure, 2 refunds, 3 adjustments.
    fn sum(&self, kind: u8) -> Cents {
        let lines = self.0.iter().filter(|((_, _, _, bill_type), _)| book::kind(*bill_type) == kind);
        lines.map(|(_, amounts)| amounts.net).sum()
    }

    pub fn total(&self) -> Cents {
        self.0.values().map(|amounts| amounts.net).sum()
    }
}

/// The bill of the month that was named.
fn asked(world: &World, call: &Call, name: &str) -> Result<(Cycle, Arc<Bill>), Failure> {
    let month = cycle(&call.query, name, 10, world.now())?;
    if world.now() < made_at(month) {
        return Err(Failure::parameter(name));
    }
    Ok((month, world.bills.of(world, month)))
}

/// GET /v2/bills/partner-bills/postpaid-bill-summary
pub fn show(world: &World, call: &Call) -> Result<Reply, Failure> {
    let (month, bill) = asked(world, call, "bill_cycle")?;
    let body = Object::new()
        .text("bill_cycle", &clock::month_text(month.from))
        .amount("initial_amount_due", bill.total())
        .amount("consume_amount", bill.sum(1))
        .amount("refunds", bill.sum(2))
        .amount("adjustments", bill.sum(3))
        .amount("tax_amount", 0)
        .text("currency", CURRENCY);
    Ok(Reply::ok(body.finish()))
}

/// GET /v1.0/{partner_id}/partner/account-mgr/postpaid-bill-summary
pub fn show_old(world: &World, call: &Call) -> Result<Reply, Failure> {
    call.own_account(world)?;
    let (month, bill) = asked(world, call, "consume_month")?;
    let body = Object::new()
        .text("billCycle", &clock::month_text(month.from))
        .amount("creditDebtAmount", bill.total())
        .amount("consumeAmount", bill.sum(1))
        .amount("writeoffdebt", bill.sum(3))
        .amount("unsubscribeAmount", bill.sum(2))
        .integer("measureId", 1)
        .text("currency", CURRENCY)
        .amount("taxAmount", 0)
        .amount("unclearedAmount", 0)
        .text("dueDate", &clock::text(clock::add_months(month.until, 1)))
        .list("billList", bill.0.iter().map(|(key, amounts)| line(key, amounts)));
    Ok(Reply::ok(body.finish()))
}

fn line((service, resource, mode, bill_type): &Key, amounts: &Amounts) -> String {
    let Paid { credit: without, .. } = Paid::of(amounts.net, amounts.coupons, true);
    Object::new()
        .text("billType", &bill_type.to_string())
        .text("cloudServiceTypeCode", service)
        .text("resourceTypeCode", resource)
        .text("payMethod", pay_method(*mode))
        .amount("creditDebtAmount", amounts.net)
        .amount("customerAmountDue", without)
        .amount("partnerRatio", 10_000)
        .amount("partnerAmount", amounts.net)
        .finish()
}

#[cfg(test)]
mod tests {
    #![expect(clippy::disallowed_methods)]
    use super::super::super::account::{Application, Changes};
    use super::super::super::clock::Clock;
    use super::super::super::state::Parts;
    use super::super::super::tenant::Tenant;
    use super::*;

    fn world(start: &str, changes: Vec<(u32, Changes)>) -> World {
        let day = clock::parse("2026-03-10T00:00:00Z").unwrap();
        World::new(Parts {
            tenant: Tenant { seed: 7, customers: 120, day },
            clock: Clock::new(Arc::new(jiff::Timestamp::now), Some(start.parse().unwrap())),
            ak: String::new(),
            sk: String::new(),
            fault_percent: 0,
            changes,
            made: Vec::new(),
            ledger: Vec::new(),
            epoch: 0,
            file: None,
            mailboxes: Vec::new(),
            observer: None,
            files: None,
        })
    }

    const NOONS: [&str; 4] =
        ["2025-11-15T12:00:00Z", "2026-02-15T12:00:00Z", "2026-03-15T12:00:00Z", "2026-04-15T12:00:00Z"];

    fn month(noon: &str) -> Cycle {
        Cycle::of(clock::parse(noon).unwrap())
    }

    /// What the resale customers spent, by their own books.
    fn spent(world: &World, month: Cycle) -> Cents {
        let resale = (0..120).filter(|index| world.profile(*index).resale);
        let spent = |index| world.read(index, |account| book::lines(account, month.from, month.until));
        resale.flat_map(spent).map(|line| line.net).sum()
    }

    #[test]
    fn it_is_the_sum_of_the_resale_customers_books() {
        let world = world("2026-05-20T00:00:00Z", Vec::new());
        for noon in NOONS {
            assert_ne!(spent(&world, month(noon)), 0);
            assert_eq!(world.bills.of(&world, month(noon)).total(), spent(&world, month(noon)), "{noon}");
        }
    }

    /// Whoever is authenticated has only then begun to buy: the past stays as it was.
    #[test]
    fn real_names_change_nothing_about_the_past() {
        let at = clock::parse("2026-05-01T00:00:00Z").unwrap();
        let passed = || Application {
            kind: 1,
            name: "Late Ltd.".to_owned(),
            at,
            decided_at: at,
            refusal: None,
            is_change: false,
        };
        let changes = |index| {
            (
                index,
                Changes { applications: vec![passed()], settled: Some((at, u32::MAX)), ..Changes::default() },
            )
        };
        let before = world("2026-05-20T00:00:00Z", Vec::new());
        let unknown = (0..120).filter(|index| before.profile(*index).verified != "2");
        let after = world("2026-05-20T00:00:00Z", unknown.map(changes).collect());
        for noon in NOONS {
            let total = |world: &World| world.bills.of(world, month(noon)).total();
            assert_eq!(total(&after), total(&before), "{noon}");
        }
    }

    /// Automatic renewals are in the bill; that it was made leaves no trace.
    #[test]
    fn making_it_changes_nobody() {
        let world = world("2026-05-20T00:00:00Z", Vec::new());
        let bill = world.bills.of(&world, month("2026-04-15T12:00:00Z"));
        assert!(bill.0.keys().any(|(_, _, _, bill_type)| *bill_type == 8), "{bill:?}");
        assert!(world.changed(|_| true).is_empty());
        assert!(world.ledger().is_empty());
    }
}
