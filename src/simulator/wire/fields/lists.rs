//! Lists and objects.

use serde_json::value::RawValue;

use crate::wire::errors::ApiError;
use crate::wire::fields::Fields;
use crate::wire::fields::value::Value;

impl Fields {
    /// A list of strings; absent and null are an empty list.
    pub fn texts(&self, name: &str, max_items: usize, max: usize) -> Result<Vec<String>, ApiError> {
        let wrong = || ApiError::parameter(name);
        let list = self.list(name)?;
        if list.len() > max_items {
            return Err(wrong());
        }
        list.into_iter()
            .map(|item| match Value::of(item) {
                Value::Text(text) if !text.is_empty() && text.chars().count() <= max => Ok(text),
                _ => Err(wrong()),
            })
            .collect()
    }

    /// A list of at least one string.
    pub fn some_texts(&self, name: &str, max_items: usize, max: usize) -> Result<Vec<String>, ApiError> {
        let list = self.texts(name, max_items, max)?;
        if list.is_empty() {
            return Err(ApiError::parameter(name));
        }
        Ok(list)
    }

    /// A list of some of the allowed numbers; absent and null are an empty list.
    pub fn integers(&self, name: &str, max_items: usize, allowed: &[i64]) -> Result<Vec<i64>, ApiError> {
        let wrong = || ApiError::parameter(name);
        let list = self.list(name)?;
        if list.len() > max_items {
            return Err(wrong());
        }
        list.into_iter()
            .map(|item| match Value::of(item) {
                Value::Number(digits) => match digits.parse::<i64>() {
                    Ok(number) if allowed.contains(&number) => Ok(number),
                    _ => Err(wrong()),
                },
                _ => Err(wrong()),
            })
            .collect()
    }

    /// A list of objects; absent and null are an empty list.
    pub fn objects(&self, name: &str, max_items: usize) -> Result<Vec<Fields>, ApiError> {
        let wrong = || ApiError::parameter(name);
        let list = self.list(name)?;
        if list.len() > max_items {
            return Err(wrong());
        }
        list.into_iter().map(|item| Fields::of_raw(&item).ok_or_else(wrong)).collect()
    }

    /// A nested object; absent and null are `None`.
    pub fn object(&self, name: &str) -> Result<Option<Fields>, ApiError> {
        match self.get(name) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::Nested(raw)) => {
                Fields::of_raw(raw).map(Some).ok_or_else(|| ApiError::parameter(name))
            }
            Some(_) => Err(ApiError::parameter(name)),
        }
    }

    fn list(&self, name: &str) -> Result<Vec<Box<RawValue>>, ApiError> {
        match self.get(name) {
            None | Some(Value::Null) => Ok(Vec::new()),
            Some(Value::Nested(raw)) => {
                serde_json::from_str(raw.get()).map_err(|_| ApiError::parameter(name))
            }
            Some(_) => Err(ApiError::parameter(name)),
        }
    }
}
