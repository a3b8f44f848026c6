//! How many rows of a list are selected.

/// How many rows are selected.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Selected {
    /// On all pages.
    pub all: u32,
    /// On other pages than this one.
    pub elsewhere: u32,
}
