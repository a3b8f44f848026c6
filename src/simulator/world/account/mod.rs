//! One customer at one moment: the seeded facts plus everything that changed since. All that
//! depends on time is computed from the simulated clock, so moving the clock moves the state.
//!
//! The files stand on each other in this order: [`changes`], budget, resources, coupons, orders,
//! refunds, automatic renewal, and [`open`](Account::open), which needs them all.

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
use crate::world::tenant::order::Order;
use crate::world::tenant::profiles::Profile;
use crate::world::tenant::resources::Resource;

/// A customer at the moment `now`. What it does is kept in `changes` and, where money moved, in
/// `ledger`; both are stored when it is `dirty`.
pub struct Account<'w> {
    pub tenant: &'w Tenant,
    /// Seconds since 1970, simulated time.
    pub now: i64,
    pub profile: Profile,
    pub seeded: SeededBudget,
    pub resources: Vec<Resource>,
    pub orders: Vec<Order>,
    pub changes: Changes,
    /// Entries made while this account was open.
    pub ledger: Vec<LedgerEntry>,
    pub dirty: bool,
}

impl Account<'_> {
    /// The customer's number.
    pub fn index(&self) -> u32 {
        self.profile.index
    }

    /// Where an order stands among the account's orders, by its id in any case of letters. One that
    /// lies in the future is not there.
    pub fn order_position(&self, id: &str) -> Option<usize> {
        self.orders.iter().position(|order| {
            order.created <= self.now && order.id(self.tenant, self.index()).eq_ignore_ascii_case(id)
        })
    }
}
