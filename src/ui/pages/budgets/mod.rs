//! Budgets: the list, the page of one budget, and changing one or several.

pub(crate) mod budget;
pub(crate) mod forecast;
pub(crate) mod form;
pub(crate) mod list;
pub(crate) mod purchase;
pub(crate) mod readings;
pub(crate) mod selection;
pub(crate) mod undo;
