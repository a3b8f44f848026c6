//! Validates what goes over the wire against the sheets of the partner API.
//!
//! `tests/data/partner-api` has the sheets (OpenAPI 3.1). [`check::exchange`] validates one
//! recorded exchange and returns every difference with its operation, JSON pointer and place in the
//! schema. Objects are closed: a field that the sheets do not document is a difference, because
//! nothing else would show that a simulator drifts.
//!
//! - In a test, [`Watch`] observes the simulator: the test that caused a difference fails.
//!   `Watch::answers()` where requests may be wrong on purpose, `Watch::both()` where they are our
//!   client's.
//! - Files written by `--record` are read by the test binary `wire` (`make recorded`).
//! - Intended differences between sheets and simulator are in [`known`], with the reason.

// Each test binary uses a different part, so `expect` is not possible.
#![allow(dead_code, unused_imports)]

pub mod check;
mod known;
pub mod sheet;
mod watch;

pub use watch::Watch;

use std::fmt;

/// A difference between an exchange and the sheets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    pub operation: String,
    /// `request`, `query limit`, `answer 200`, ...
    pub part: String,
    /// JSON pointer into the body; empty for the whole.
    pub pointer: String,
    /// Short message.
    pub what: String,
    /// Sheet and pointer in the schema.
    pub schema: String,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { operation, part, pointer, what, schema } = self;
        write!(f, "{operation}: {part} {pointer}: {what} ({schema})")
    }
}
