//! Orders: the list and one order.

pub(crate) mod beside;
pub(crate) mod lines;
pub(crate) mod list;
pub(crate) mod order;
mod selection;
