//! The parts of a list's address that every list has, and an address that was not understood.

use crate::page::{Direction, Unreadable};

/// The name of the search in an address.
pub const SEARCH: &str = "q";
/// The name of the page number.
pub const PAGE: &str = "page";
/// The name of what the list is sorted by.
pub const SORT: &str = "sort";
/// The name of the direction.
pub const DIRECTION: &str = "dir";
/// Both in one value, as a select without script sends them: [`order_code`].
pub const ORDER: &str = "order";

/// A sort with its direction as one value: `left.desc`.
pub fn order_code(sort: &str, direction: Direction) -> String {
    format!("{sort}.{}", if direction == Direction::Descending { "desc" } else { "asc" })
}

/// The reverse of [`order_code`].
pub(super) fn read_order(code: &str) -> Option<(&str, Direction)> {
    let (sort, direction) = code.rsplit_once('.')?;
    match direction {
        "asc" => Some((sort, Direction::Ascending)),
        "desc" => Some((sort, Direction::Descending)),
        _ => None,
    }
}

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
