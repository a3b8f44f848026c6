//! The desk as its users meet it: a real server on a loopback port, its own database, and the
//! simulated partner API behind it. One file per concern.
//!
//! Runs on SQLite; with `TEST_DB=postgres` on the server that `PARTNERDESK_TEST_POSTGRES` names.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod harness;

mod doors;
mod files;
mod origin;
mod roles;
mod sessions;
mod sign_in;
mod users;
