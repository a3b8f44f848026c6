//! The simulated world: one partner, its resellers and customers, and everything that happened
//! since the start. It does not depend on HTTP; refusals are values of its own types.
//!
//! From the ground up: money, clock, calendar and random numbers; the seeded [`tenant`]; an
//! [`account`], which is one customer at one moment; its [`charges`]; and [`World`], which stores
//! the changes. `World` has one file per topic.

pub mod account;
mod accounts;
mod billing;
pub mod calendar;
pub mod charges;
pub mod clock;
pub mod created_customers;
mod customers;
pub mod fault_kind;
pub mod language;
pub mod mailboxes;
pub mod money;
mod order_search;
pub mod order_summary;
pub mod partner_bill;
mod reseller_budgets;
pub mod rng;
mod start;
mod state;
pub mod state_file;
pub mod tenant;
mod verification;

pub use billing::CustomerCharges;
pub use state::World;
