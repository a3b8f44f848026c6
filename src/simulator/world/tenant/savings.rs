//! Savings plans: for a fixed price per hour a customer pays less for a part of its pay-per-use
//! machines.
//!
//! Choices, as no sheet has details: a plan is paid partly upfront, starts with a billing month
//! (GMT+08:00) before the simulation and lasts a year. Its hourly price takes the place of a part of
//! the pay-per-use charges that the customer would have had, so that no total depends on plans; the
//! usage it covers is listed with its list price and nothing to pay.

use crate::world::calendar;
use crate::world::calendar::DAY;
use crate::world::money::{Cents, share};
use crate::world::rng::{Rng, Stream};
use crate::world::tenant::profiles::Profile;
use crate::world::tenant::{Tenant, fixtures, ids};

/// The demo customer that has one, if it was associated early enough.
const DEMO_CUSTOMER: u32 = 1;
/// How many of the other customers have one, in percent.
const PERCENT: u32 = 12;
const MONTHS: i64 = 12;
/// The part of the pay-per-use charges that the hourly price replaces, in basis points.
const REPLACED: i64 = 4_000;
/// List price of the usage that a plan covers, in basis points of the plan's price for it.
const LIST_PRICE: i64 = 13_900;

/// How it is paid (`payment_type`).
pub const PAYMENT: &str = "PARTIAL_UPFRONT";

/// A savings plan of a customer.
#[derive(Clone, Debug)]
pub struct SavingsPlan {
    pub id: String,
    pub name: String,
    /// First second of a billing month, and the first second after the term.
    pub effective: i64,
    pub expire: i64,
}

/// What pay-per-use charges become under a plan, in cents. The first two add up to the charges.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Split {
    /// Charged by usage.
    pub usage: Cents,
    /// The plan's hourly price.
    pub hourly: Cents,
    /// List price of the usage that the plan covers.
    pub covered: Cents,
}

impl SavingsPlan {
    /// Whether it is in force during the billing month with this first second.
    pub fn is_in_force(&self, month: i64) -> bool {
        (self.effective..self.expire).contains(&month)
    }

    /// Divides the charges of a month up to some instant. Each part grows with them.
    pub fn split(charges: Cents) -> Split {
        let hourly = share(charges, REPLACED);
        Split { usage: charges - hourly, hourly, covered: share(hourly, LIST_PRICE) }
    }
}

impl Tenant {
    /// The plan of a customer; the sentinels and most others have none.
    pub fn savings_plan(&self, profile: &Profile) -> Option<SavingsPlan> {
        if profile.verified != "2" || profile.is_created() {
            return None;
        }
        let mut rng = Rng::new(self.seed, Stream::SavingsPlans, u64::from(profile.index));
        let drawn = rng.chance(PERCENT) && profile.index >= fixtures::count();
        let effective = calendar::month_begin(self.day - rng.between(31, 60) * DAY);
        let has_one = (drawn || profile.index == DEMO_CUSTOMER) && effective >= profile.associated_on;
        has_one.then(|| SavingsPlan {
            id: ids::uuid(&mut rng),
            name: format!("savings-plan-{:02}", profile.index % 100),
            effective,
            expire: calendar::add_months(effective, MONTHS),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_part_shrinks_while_charges_grow_and_none_is_lost() {
        let mut before = Split::default();
        for charges in 0..3_000 {
            let split = SavingsPlan::split(charges);
            assert_eq!(split.usage + split.hourly, charges);
            assert!(split.usage >= before.usage && split.hourly >= before.hourly);
            assert!(split.covered >= before.covered && split.covered >= split.hourly);
            before = split;
        }
    }

    #[test]
    fn some_customers_have_a_plan_from_the_start_of_a_month() {
        let tenant =
            Tenant { seed: 7, customers: 200, day: calendar::parse("2026-03-10T00:00:00Z").unwrap() };
        let plans: Vec<SavingsPlan> =
            (0..200).filter_map(|index| tenant.savings_plan(&tenant.profile(index))).collect();
        assert!((8..40).contains(&plans.len()), "{}", plans.len());
        for plan in &plans {
            assert_eq!(calendar::month_begin(plan.effective), plan.effective);
            assert_eq!(calendar::month_begin(plan.expire), plan.expire);
            assert!(!plan.is_in_force(plan.effective - 1) && plan.is_in_force(plan.effective));
        }
        assert!(tenant.savings_plan(&tenant.profile(DEMO_CUSTOMER)).is_some());
    }
}
