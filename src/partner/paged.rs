//! Pages of lists.

/// One page of a list as the partner API sent it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paged<T> {
    /// Matches on all pages, where the partner API reports it. It can change from page to page.
    pub total: Option<u64>,
    /// The rows of this page that could be read. Order and uniqueness across pages are not promised.
    pub rows: Vec<T>,
    /// Number of rows skipped because they have no usable id.
    pub skipped: u32,
}

impl<T> Paged<T> {
    /// Number of rows received on this page, readable or not: fewer than the limit means the last page.
    pub fn received(&self) -> u32 {
        u32::try_from(self.rows.len()).unwrap_or(u32::MAX).saturating_add(self.skipped)
    }
}
