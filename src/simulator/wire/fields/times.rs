//! Days and times, as seconds since 1970.

use crate::wire::errors::ApiError;
use crate::wire::fields::Fields;
use crate::wire::fields::value::Value;
use crate::world::calendar;

impl Fields {
    /// A day in GMT+08:00 as its first second; absent, null and empty mean "not given".
    pub fn day(&self, name: &str) -> Result<Option<i64>, ApiError> {
        match self.filter(name, 10)? {
            None => Ok(None),
            Some(text) => calendar::parse_day(&text).map(Some).ok_or_else(|| ApiError::parameter(name)),
        }
    }

    /// A time; absent and null mean "not given", anything but the documented layout is refused.
    pub fn time(&self, name: &str) -> Result<Option<i64>, ApiError> {
        match self.text(name, 20)? {
            None => Ok(None),
            Some(text) => calendar::parse(&text).map(Some).ok_or_else(|| ApiError::parameter(name)),
        }
    }

    /// A time where an empty text too means "no filter".
    pub fn time_filter(&self, name: &str) -> Result<Option<i64>, ApiError> {
        match self.get(name) {
            Some(Value::Text(text)) if text.is_empty() => Ok(None),
            _ => self.time(name),
        }
    }
}
