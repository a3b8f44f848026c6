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
mod files;
mod freezing;
mod gateway;
mod iam;
mod orders;
mod persistence;
mod renewals;
mod resellers;
mod resources;
mod scale;
mod signer;
