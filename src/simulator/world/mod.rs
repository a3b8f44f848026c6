//! The simulated world: one partner, its resellers and customers, and everything that happened to
//! them since the start. It knows nothing of HTTP; what it refuses it refuses in values of its own.
//!
//! From the ground up: money, clock, calendar and random numbers; the seeded [`tenant`]; an
//! [`account`], which is one customer at one moment; its [`charges`]; and [`World`], which keeps
//! what changed. `World` has one file for each thing that it can be asked.

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
