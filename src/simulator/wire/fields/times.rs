//! Days and times, as seconds since 1970.

use crate::wire::errors::ApiError;
use crate::wire::fields::Fields;
use crate::wire::fields::value::Value;
use crate::world::calendar;

impl Fields {
    /// The first second of a day in GMT+08:00; absent, null and empty return `None`.
    pub fn day(&self, name: &str) -> Result<Option<i64>, ApiError> {
        match self.filter(name, 10)? {
            None => Ok(None),
            Some(text) => calendar::parse_day(&text).map(Some).ok_or_else(|| ApiError::parameter(name)),
        }
    }

    /// A time; absent and null return `None`, any format but the documented one is refused.
    pub fn time(&self, name: &str) -> Result<Option<i64>, ApiError> {
        match self.text(name, 20)? {
            None => Ok(None),
            Some(text) => calendar::parse(&text).map(Some).ok_or_else(|| ApiError::parameter(name)),
        }
    }

    /// A time; an empty string means "no filter" too.
    pub fn time_filter(&self, name: &str) -> Result<Option<i64>, ApiError> {
        match self.get(name) {
            Some(Value::Text(text)) if text.is_empty() => Ok(None),
            _ => self.time(name),
        }
    }
}
