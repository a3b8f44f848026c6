//! The desk as its users meet it: a real server on a loopback port, its own database, and the
//! simulated partner API behind it. One file per concern.
//!
//! Runs on SQLite, or on the PostgreSQL server that `PARTNERDESK_TEST_POSTGRES` names.

#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
// Two browsers at once need no order between them.
#![expect(clippy::disallowed_macros)]

mod harness;

mod approvals;
mod audit;
mod begun;
#[path = "../browser/mod.rs"]
mod browser;
mod budgets;
mod bulk;
mod bulk_run;
mod bulk_thousand;
mod changes;
mod changes_cancel;
mod changes_open;
mod customers;
mod demo_database;
mod doors;
mod error_codes;
mod export;
mod export_log;
mod faults;
mod files;
mod forms;
mod lists;
mod long_text;
mod orders;
mod origin;
mod outside_text;
mod payments;
mod payments_open;
mod raises;
mod raises_approved;
mod renewals;
mod renewals_open;
mod roles;
#[path = "../schemas/mod.rs"]
mod schemas;
mod secrets;
mod selection;
mod sessions;
mod sign_in;
mod status;
mod strangers;
mod users;
