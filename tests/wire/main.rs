//! Requests and answers between client and partner API, validated against the sheets.

#![expect(clippy::unwrap_used, clippy::panic)]

mod calls;
mod corruptions;
mod fuzz;
mod instances;
mod money;
mod mutants;
mod peer;
mod recorded;
mod runs;
#[path = "../schemas/mod.rs"]
mod schemas;
mod sign;
