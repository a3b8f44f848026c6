//! Changes to orders and resources: the review before, and the page of a change.

mod approve;
pub(crate) mod cautions;
pub(crate) mod change;
mod changing;
pub(crate) mod review;
pub(crate) mod words;
