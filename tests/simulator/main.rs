//! The simulator seen from outside: over HTTP, with signed requests.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
// A client that signs has a real clock.
#![allow(clippy::disallowed_methods)]

mod budgets;
mod cli;
mod client;
mod credentials;
mod customers;
mod faults;
mod freezing;
mod gateway;
mod iam;
mod offline;
mod on_demand;
mod orders;
mod pay_v2;
mod persistence;
mod product_prices;
mod renewals;
mod resellers;
mod resources;
mod scale;
#[path = "../schemas/mod.rs"]
mod schemas;
mod signer;
mod to_on_demand;
mod unsubscribe;
