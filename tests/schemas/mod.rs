//! The sheets of the partner API as judge of what goes over the wire.
//!
//! `tests/data/partner-api` holds the sheets (OpenAPI 3.1). [`check::exchange`] holds one recorded
//! exchange against them and tells every difference with its operation, the JSON pointer and the
//! place in the schema. Objects are closed: a field that the sheets do not know is a difference,
//! because nothing else would show that a simulator drifts.
//!
//! - In a test, [`Watch`] looks over the simulator's shoulder: the test fails that caused the
//!   difference. `Watch::answers()` where requests may be wrong on purpose, `Watch::both()` where
//!   they are our client's.
//! - Files that `--record` wrote are read by the test binary `wire` (`make recorded`).
//! - What the sheets and the simulator knowingly see differently is in [`known`], with the reason.

// Each test binary uses another part of it, so that nothing can be expected.
#![allow(dead_code, unused_imports)]

pub mod check;
mod known;
pub mod sheet;
mod watch;

pub use watch::Watch;

use std::fmt;

/// One difference between an exchange and the sheets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    pub operation: String,
    /// `request`, `query limit`, `answer 200`, ...
    pub part: String,
    /// JSON pointer into the body; empty for the whole.
    pub pointer: String,
    /// What was said, in short.
    pub what: String,
    /// Sheet and place in the schema.
    pub schema: String,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { operation, part, pointer, what, schema } = self;
        write!(f, "{operation}: {part} {pointer}: {what} ({schema})")
    }
}
