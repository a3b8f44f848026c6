//! The parts of a list's address that every list has, and an address that was not understood.

use crate::page::Unreadable;

/// The name of the search in an address.
pub const SEARCH: &str = "q";
/// The name of the page number.
pub const PAGE: &str = "page";
/// The name of what the list is sorted by.
pub const SORT: &str = "sort";
/// The name of the direction.
pub const DIRECTION: &str = "dir";

/// The page number that no list reaches; larger ones count as this one.
pub(super) const LAST_PAGE: u64 = 1_000_000;

/// An address that was not understood as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misread<L> {
    /// The list with the parts that were understood: the target of a link without the wrong parts.
    pub rest: L,
    /// What was not understood; never empty.
    pub wrong: Vec<Unreadable>,
}
