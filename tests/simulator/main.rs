//! The simulator seen from outside: over HTTP, with signed requests.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
// A client that signs has a real clock.
#![allow(clippy::disallowed_methods)]

mod balances;
mod budgets;
mod cli;
mod client;
mod coupons;
mod credentials;
mod customers;
mod faults;
mod freezing;
mod gateway;
mod gone;
mod iam;
mod orders;
mod persistence;
mod realname;
mod registration;
mod renewals;
mod resellers;
mod resources;
mod scale;
#[path = "../schemas/mod.rs"]
mod schemas;
mod signer;
mod verification;
