//! The simulator from outside: over HTTP, with signed requests.

#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
// A client that signs uses the real clock.
#![expect(clippy::disallowed_methods, clippy::disallowed_macros)]

mod answer;
mod billing;
mod calls;
mod client;
mod customers;
mod files;
mod gateway;
mod scale;
#[path = "../schemas/mod.rs"]
mod schemas;
mod signer;
mod state_file;
mod transactions;
