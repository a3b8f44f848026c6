//! What goes over the wire between client and partner API, held against the sheets.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod planted;
mod recorded;
#[path = "../schemas/mod.rs"]
mod schemas;
mod sign;
