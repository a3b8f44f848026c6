//! The desk as its users meet it: a real server on a loopback port, its own database, and the
//! simulated partner API behind it. One file per concern.
//!
//! Runs on SQLite, or on the PostgreSQL server that `PARTNERDESK_TEST_POSTGRES` names.

#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
// Two browsers at once need no order between them.
#![expect(clippy::disallowed_macros)]

mod harness;

mod activity;
#[path = "../browser/mod.rs"]
mod browser;
mod budgets;
mod bulk;
mod changes;
mod customers;
mod demo_database;
mod filters;
mod forms;
mod http;
mod intents;
mod lists;
mod long_text;
mod orders;
mod outside_text;
mod payments;
mod renewals;
mod resellers;
#[path = "../schemas/mod.rs"]
mod schemas;
mod simulate;
mod status;
mod users;
