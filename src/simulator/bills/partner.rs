//! The partner's monthly bill: what all its resale customers, those of its resellers among them,
//! spent in a month. There is one from 12:00 GMT+08:00 on the 5th of the next month.
//!
//! A month without a bill is refused as a wrong parameter; which code it gets is not documented.
//! The partner pays what its customers owe: the discount that it has from the vendor is already in
//! their net prices. Nothing is taxed.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use super::super::account::{Account, Changes};
use super::super::book::{self, Cycle, Line, Mode};
use super::super::clock::{self, DAY, HOUR};
use super::super::errors::Failure;
use super::super::json::Object;
use super::super::money::{CURRENCY, Cents};
use super::super::operations::Call;
use super::super::reply::Reply;
use super::super::state::World;
use super::super::tenant::customers::Owner;
use super::{Paid, cycle, pay_method};

/// One line of the bill: service, resource type, charging, `bill_type`.
type Key = (&'static str, &'static str, Mode, u8);

#[derive(Clone, Copy, Debug, Default)]
struct Amounts {
    net: Cents,
    coupons: Cents,
    /// 1 expenditure, 2 refund, 3 adjustment.
    kind: u8,
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
    let made = [Owner::Partner, Owner::Reseller(0), Owner::Reseller(1)]
        .into_iter()
        .flat_map(|owner| world.directory.associated(owner, world.now()))
        .map(|(index, _)| index);
    let all: Vec<u32> = (0..world.tenant.customers).chain(made).collect();
    let workers = thread::available_parallelism().map_or(1, usize::from);
    let parts = thread::scope(|scope| {
        let parts: Vec<_> = all
            .chunks(all.len().div_ceil(workers).max(1))
            .map(|part| scope.spawn(move || of_some(world, part, months)))
            .collect();
        parts.into_iter().map(|part| part.join().unwrap_or_default()).collect::<Vec<_>>()
    });
    let mut whole: Vec<Bill> = months.iter().map(|_| Bill::default()).collect();
    for (bill, part) in parts.into_iter().flat_map(|part| (0..).zip(part)) {
        if let Some(bill) = whole.get_mut(bill) {
            part.0.into_iter().for_each(|(key, amounts)| bill.add(key, amounts));
        }
    }
    whole
}

fn of_some(world: &World, customers: &[u32], months: &[Cycle]) -> Vec<Bill> {
    let mut bills: Vec<Bill> = months.iter().map(|_| Bill::default()).collect();
    // What was over when the simulation began is as seeded, whatever happened since.
    let is_seeded = |month: &Cycle| month.until <= world.tenant.day;
    for index in customers {
        let profile = world.profile(*index);
        if !profile.resale {
            continue;
        }
        let mut take = |account: &Account<'_>, seeded: bool| {
            for (month, bill) in months.iter().zip(&mut bills).filter(|(month, _)| is_seeded(month) == seeded)
            {
                book::month(account, *month).iter().for_each(|line| bill.line(line));
            }
        };
        if months.iter().any(is_seeded) {
            let day = world.tenant.day;
            take(&Account::open(&world.tenant, profile, Changes::default(), day), true);
        }
        if !months.iter().all(is_seeded) {
            world.read(*index, |account| take(account, false));
        }
    }
    bills
}

impl Bill {
    fn line(&mut self, line: &Line) {
        let product = line.code.product();
        let amounts = Amounts { net: line.net, coupons: line.coupons, kind: line.kind() };
        self.add((product.service, product.resource, line.mode, line.bill_type), amounts);
    }

    fn add(&mut self, key: Key, amounts: Amounts) {
        let sum = self.0.entry(key).or_default();
        sum.net += amounts.net;
        sum.coupons += amounts.coupons;
        sum.kind = amounts.kind;
    }

    fn sum(&self, kind: u8) -> Cents {
        self.0.values().filter(|amounts| amounts.kind == kind).map(|amounts| amounts.net).sum()
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
    let (month, bill) = asked(world, call, "consume_month")?;
    call.own_account(world)?;
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
    #![allow(clippy::unwrap_used, clippy::disallowed_methods)]
    use super::super::super::clock::Clock;
    use super::super::super::state::Parts;
    use super::super::super::tenant::Tenant;
    use super::*;

    fn world(start: &str) -> World {
        let day = clock::parse("2026-03-10T00:00:00Z").unwrap();
        World::new(Parts {
            tenant: Tenant { seed: 7, customers: 120, day },
            clock: Clock::new(Arc::new(jiff::Timestamp::now), Some(start.parse().unwrap())),
            ak: String::new(),
            sk: String::new(),
            fault_percent: 0,
            changes: Vec::new(),
            made: Vec::new(),
            ledger: Vec::new(),
            epoch: 0,
            file: None,
            mailboxes: Vec::new(),
            observer: None,
            files: None,
        })
    }

    #[test]
    fn it_is_the_sum_of_the_resale_customers_books() {
        let world = world("2026-05-20T00:00:00Z");
        for noon in
            ["2025-11-15T12:00:00Z", "2026-02-15T12:00:00Z", "2026-03-15T12:00:00Z", "2026-04-15T12:00:00Z"]
        {
            let month = Cycle::of(clock::parse(noon).unwrap());
            let resale = (0..120).filter(|index| world.profile(*index).resale);
            let lines = resale.flat_map(|index| book::of(&world, index, month.from, month.until).lines);
            let spent: Cents = lines.map(|line| line.net).sum();
            assert_eq!(world.bills.of(&world, month).total(), spent, "{noon}");
            assert_ne!(spent, 0);
        }
    }
}
