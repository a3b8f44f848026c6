//! Work that nobody waits for: filling the mirror, settling open payments and renewals,
//! throwing away what is out of date. Jobs enter at the services like a user of their own.
//!
//! Each job is one step that tests call; [`runner`] repeats the steps on a clock. With several
//! servers on one database a lease decides which of them takes a step.

pub mod bulk;
pub mod cleanup;
pub mod janitor;
pub mod runner;
