//! One page of a list with what is known of it.

use super::mirror::Coverage;
use super::page::PAGE_SIZE;
use super::time::Freshness;
use serde::{Deserialize, Serialize};

/// One page of a list, the size of all of it, and its age.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listing<T> {
    /// The rows of this page.
    pub rows: Vec<T>,
    /// Rows that the filter matches, on all pages.
    pub total: u64,
    /// Rows in scope without any filter, to distinguish "nothing yet" from "filtered out".
    pub total_unfiltered: u64,
    /// How old it is.
    pub freshness: Freshness,
    /// How much is known of the part of the mirror that it comes from; `None` where this desk knows it by
    /// itself.
    pub coverage: Option<Coverage>,
}

impl<T> Listing<T> {
    /// Number of pages, at least 1.
    pub fn pages(&self) -> u64 {
        self.total.div_ceil(u64::from(PAGE_SIZE)).max(1)
    }
}
