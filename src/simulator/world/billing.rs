//! Charges of one and of all customers, the source of usage files and bills. Reading stores
//! nothing, also not due automatic renewals.

use std::panic::resume_unwind;
use std::sync::Arc;
use std::thread;

use crate::world::charges;
use crate::world::charges::charge::Charge;
use crate::world::charges::cycle::Cycle;
use crate::world::partner_bill::{PartnerBill, made_at};
use crate::world::state::World;

/// A customer and its charges, in order of time.
#[derive(Clone, Debug)]
pub struct CustomerCharges {
    /// Account id.
    pub customer: String,
    /// True for the resale model.
    pub resale: bool,
    pub charges: Vec<Charge>,
}

impl World {
    /// The charges of a customer from `from` until before `until`, up to now.
    pub fn charges(&self, index: u32, from: i64, until: i64) -> CustomerCharges {
        let account = self.account_at(self.initial_profile(index), self.now());
        CustomerCharges {
            customer: account.profile.id.clone(),
            resale: account.profile.resale,
            charges: charges::between(&account, from, until),
        }
    }

    /// The partner's bill of a past month.
    pub fn partner_bill(&self, month: Cycle) -> Arc<PartnerBill> {
        self.partner_bills(&[month]).pop().unwrap_or_default()
    }

    /// The partner's bills of past months.
    pub fn partner_bills(&self, months: &[Cycle]) -> Vec<Arc<PartnerBill>> {
        self.bills.of(months, |missing| make_bills(self, missing))
    }
}

/// Computes bills on all processors, because every customer is needed.
fn make_bills(world: &World, months: &[Cycle]) -> Vec<PartnerBill> {
    let all: Vec<u32> = world.all_customers().collect();
    let workers = thread::available_parallelism().map_or(1, usize::from);
    let parts = thread::scope(|scope| {
        let parts: Vec<_> = all
            .chunks(all.len().div_ceil(workers).max(1))
            .map(|part| scope.spawn(move || bills_of(world, part, months)))
            .collect();
        // A missing part would make a bill too low: return none instead.
        parts
            .into_iter()
            .map(|part| part.join().unwrap_or_else(|panic| resume_unwind(panic)))
            .collect::<Vec<_>>()
    });
    let mut whole: Vec<PartnerBill> = months.iter().map(|_| PartnerBill::default()).collect();
    for part in parts {
        for (bill, part) in whole.iter_mut().zip(part) {
            bill.merge(part);
        }
    }
    whole
}

fn bills_of(world: &World, customers: &[u32], months: &[Cycle]) -> Vec<PartnerBill> {
    let mut bills: Vec<PartnerBill> = months.iter().map(|_| PartnerBill::default()).collect();
    // When the newest bill is made, every charge of its month exists; later charges are in no bill.
    let at = months.iter().map(|month| made_at(*month)).max().unwrap_or_default();
    let resale = customers.iter().map(|index| world.initial_profile(*index)).filter(|profile| profile.resale);
    for first in resale {
        let account = world.account_at(first, at);
        for (lines, bill) in charges::by_month(&account, months).zip(&mut bills) {
            lines.for_each(|charge| bill.charge(&charge));
        }
    }
    bills
}

#[cfg(test)]
mod tests {
    #![expect(clippy::disallowed_methods)]
    use super::*;
    use crate::world::account::changes::Changes;
    use crate::world::account::realname::Application;
    use crate::world::calendar;
    use crate::world::clock::Clock;
    use crate::world::money::Cents;
    use crate::world::state_file::StoredState;
    use crate::world::tenant::Tenant;

    fn world(start: &str, changes: Vec<(u32, Changes)>) -> World {
        let day = calendar::parse("2026-03-10T00:00:00Z").unwrap();
        let stored = StoredState { changes, ..StoredState::default() };
        let tenant = Tenant { seed: 7, customers: 120, day };
        let clock = Clock::new(Arc::new(jiff::Timestamp::now), Some(start.parse().unwrap()));
        World::new(tenant, clock, stored, None)
    }

    const NOONS: [&str; 4] =
        ["2025-11-15T12:00:00Z", "2026-02-15T12:00:00Z", "2026-03-15T12:00:00Z", "2026-04-15T12:00:00Z"];

    fn month(noon: &str) -> Cycle {
        Cycle::of(calendar::parse(noon).unwrap())
    }

    /// The total of the resale customers, from their own charges.
    fn spent(world: &World, month: Cycle) -> Cents {
        let resale = (0..120).filter(|index| world.profile(*index).resale);
        let spent = |index| world.read(index, |account| charges::between(account, month.from, month.until));
        resale.flat_map(spent).map(|line| line.net).sum()
    }

    #[test]
    fn it_is_the_sum_of_the_resale_customers_charges() {
        let world = world("2026-05-20T00:00:00Z", Vec::new());
        for noon in NOONS {
            assert_ne!(spent(&world, month(noon)), 0);
            assert_eq!(world.partner_bill(month(noon)).total(), spent(&world, month(noon)), "{noon}");
        }
    }

    /// An authentication does not add charges to the past.
    #[test]
    fn real_names_change_nothing_about_the_past() {
        let at = calendar::parse("2026-05-01T00:00:00Z").unwrap();
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
            let total = |world: &World| world.partner_bill(month(noon)).total();
            assert_eq!(total(&after), total(&before), "{noon}");
        }
    }

    /// Automatic renewals are in the bill, and making it stores nothing.
    #[test]
    fn making_it_changes_nobody() {
        let world = world("2026-05-20T00:00:00Z", Vec::new());
        let bill = world.partner_bill(month("2026-04-15T12:00:00Z"));
        assert!(bill.lines().any(|((_, _, _, bill_type), _)| *bill_type == 8), "{bill:?}");
        assert!(world.changed(|_| true).is_empty());
        assert!(world.ledger().is_empty());
    }
}
