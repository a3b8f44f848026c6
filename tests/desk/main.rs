//! The desk as its users see it: a real server on a loopback port, with its own database and the
//! simulated partner API. One file per topic.
//!
//! Runs on SQLite, or on the PostgreSQL server of `PARTNERDESK_TEST_POSTGRES`.

#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
// Two concurrent browsers need no fixed order.
#![expect(clippy::disallowed_macros)]

mod harness;

mod activity;
mod assignments;
#[path = "../browser/mod.rs"]
mod browser;
mod budgets;
mod bulk;
mod changes;
mod commands;
mod customers;
mod demo_database;
mod filters;
mod forms;
mod http;
mod intents;
mod known;
mod limits;
mod lists;
mod long_text;
mod matrix;
mod notes;
mod orders;
mod outside_text;
mod payments;
mod renewals;
mod resellers;
#[path = "../schemas/mod.rs"]
mod schemas;
mod search;
mod simulate;
mod status;
mod users;
