//! Pages of lists.

/// One page of a list as the partner sent it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paged<T> {
    /// Matches on all pages, where the partner tells. It can change from page to page.
    pub total: Option<u64>,
    /// The rows of this page that could be read. Order and uniqueness across pages are not promised.
    pub rows: Vec<T>,
    /// Rows without a usable id, left out.
    pub skipped: u32,
}

impl<T> Paged<T> {
    /// Rows that the partner sent on this page, readable or not: fewer than asked for means the end.
    pub fn seen(&self) -> u32 {
        u32::try_from(self.rows.len()).unwrap_or(u32::MAX).saturating_add(self.skipped)
    }
}
