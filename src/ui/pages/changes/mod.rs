//! Changes to orders and resources: the review before, and the page of a change.

pub(crate) mod cautions;
pub(crate) mod change;
pub(crate) mod review;
pub(crate) mod words;
