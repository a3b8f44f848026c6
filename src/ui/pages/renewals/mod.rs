//! Renewals: expiring resources, renewal prices, and the page of a renewal.

pub(crate) mod candidates;
pub(crate) mod list;
pub(crate) mod prices;
pub(crate) mod prices_budget;
pub(crate) mod prices_grid;
pub(crate) mod prices_notes;
pub(crate) mod prices_order;
pub(crate) mod prices_review;
pub(crate) mod renewal;
pub(crate) mod selection;
pub(crate) mod words;
