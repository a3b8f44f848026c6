//! Background jobs: fill the mirror, reconcile open intents, set budgets in bulk, seal the audit
//! log, delete expired rows. Jobs call the services like a user of their own.
//!
//! Each job is one step that tests call; [`runner`] repeats the steps on a clock. With several
//! servers on one database a lease decides which of them takes a step.

pub mod bulk;
pub mod cleanup;
pub mod janitor;
pub mod runner;
pub mod seal;
