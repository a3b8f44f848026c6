//! Budgets: the list, one budget, and setting one or a selection.

pub(crate) mod budget;
pub(crate) mod form;
pub(crate) mod list;
pub(crate) mod selection;
