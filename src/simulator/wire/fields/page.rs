//! Paging: by number of rows to skip or, in the old form, by page number.

use crate::wire::errors::ApiError;
use crate::wire::fields::Fields;
use crate::wire::fields::value::Value;

/// The largest offset, as most pages document it.
pub const HIGHEST_OFFSET: i64 = 2_147_483_647;

/// Records to skip and records to return.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Page {
    pub offset: usize,
    pub limit: usize,
}

impl Page {
    /// The rows of this page.
    pub fn of<'r, T>(&self, all: &'r [T]) -> impl Iterator<Item = &'r T> + use<'r, T> {
        all.iter().skip(self.offset).take(self.limit)
    }
}

impl Fields {
    /// `offset` and `limit` with their defaults 0 and 10.
    pub fn page(&self, max_offset: i64, max_limit: i64) -> Result<Page, ApiError> {
        Ok(Page {
            offset: self.integer("offset", 0, max_offset)?.unwrap_or(0) as usize,
            limit: self.integer("limit", 1, max_limit)?.unwrap_or(10) as usize,
        })
    }

    /// The old form, where `offset` is a page number from 1 (the default).
    pub fn numbered_page(&self, max_page: i64, max_limit: i64) -> Result<Page, ApiError> {
        let page = self.integer("offset", 1, max_page)?.unwrap_or(1) as usize;
        let limit = self.integer("limit", 1, max_limit)?.unwrap_or(10) as usize;
        Ok(Page { offset: (page - 1).saturating_mul(limit), limit })
    }

    /// The same, but both fields are required.
    pub fn required_page(&self, max_page: i64, max_limit: i64) -> Result<Page, ApiError> {
        self.required_integer("offset", 1, max_page)?;
        self.required_integer("limit", 1, max_limit)?;
        self.numbered_page(max_page, max_limit)
    }

    /// Moves a positive number: for the faults with duplicate or missing rows.
    pub fn step(&mut self, name: &str, by: i64) {
        if let Some(Value::Text(digits) | Value::Number(digits)) = self.values.get_mut(name)
            && let Ok(number @ 1..) = digits.parse::<i64>()
        {
            *digits = number.saturating_add(by).to_string();
        }
    }
}
