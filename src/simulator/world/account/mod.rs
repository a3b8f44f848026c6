//! One customer at one moment: the seeded facts plus all changes since. Everything that depends on
//! time is computed from the simulated clock, so moving the clock changes the state.
//!
//! The files depend on each other in this order: [`changes`], budget, resources, coupons, orders,
//! refunds, automatic renewal, and [`open`](Account::open), which uses all of them.

mod auto_renewal;
mod budget;
pub mod changes;
mod coupons;
mod open;
mod orders;
pub mod provisioning;
pub mod realname;
pub mod refunds;
mod resources;

use crate::world::account::changes::{Changes, LedgerEntry};
use crate::world::tenant::Tenant;
use crate::world::tenant::budgets::SeededBudget;
use crate::world::tenant::holdings::Holdings;
use crate::world::tenant::order::Order;
use crate::world::tenant::profiles::Profile;
use crate::world::tenant::resources::Resource;

/// A customer at the moment `now`. Changes are collected in `changes` and, for money, in `ledger`;
/// both are stored if `dirty`.
pub struct Account<'w> {
    pub tenant: &'w Tenant,
    /// Seconds since 1970, simulated time.
    pub now: i64,
    pub profile: Profile,
    pub seeded: SeededBudget,
    pub resources: Vec<Resource>,
    pub holdings: Holdings,
    pub orders: Vec<Order>,
    pub changes: Changes,
    /// Entries added while this account was open.
    pub ledger: Vec<LedgerEntry>,
    pub dirty: bool,
}

impl Account<'_> {
    /// The customer's number.
    pub fn index(&self) -> u32 {
        self.profile.index
    }

    /// Whether an id is that of a package of usage.
    pub fn is_package(&self, id: &str) -> bool {
        self.holdings.packages.iter().any(|package| package.id == id)
    }

    /// Whether an id is that of the customer's savings plan.
    pub fn is_savings_plan(&self, id: &str) -> bool {
        self.holdings.plan.as_ref().is_some_and(|plan| plan.id == id)
    }

    /// The index of an order by its id (case-insensitive). Orders of the future are not found.
    pub fn order_position(&self, id: &str) -> Option<usize> {
        self.orders.iter().position(|order| {
            order.created <= self.now && order.id(self.tenant, self.index()).eq_ignore_ascii_case(id)
        })
    }
}
