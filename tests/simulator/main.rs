//! The simulator seen from outside: over HTTP, with signed requests.

#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
// A client that signs has a real clock.
#![expect(clippy::disallowed_methods, clippy::disallowed_macros)]

mod balances;
mod bills;
mod budgets;
mod cli;
mod client;
mod costs;
mod coupons;
mod credentials;
mod customers;
mod faults;
mod files;
mod freezing;
mod gateway;
mod gone;
mod iam;
mod invoices;
mod offline;
mod on_demand;
mod orders;
mod packages;
mod pay_v2;
mod persistence;
mod product_prices;
mod products;
mod realname;
mod registration;
mod renewals;
mod resellers;
mod resources;
mod scale;
#[path = "../schemas/mod.rs"]
mod schemas;
mod signer;
mod to_on_demand;
mod unsubscribe;
mod verification;
