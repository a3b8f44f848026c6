//! Limits that administrators set: all of them, and those of one role or person.

mod holder;
mod list;
mod proposals;
pub(crate) mod words;

pub use holder::LimitsOfPage;
pub use list::LimitsPage;
