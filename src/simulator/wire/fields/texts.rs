//! Strings and flags. Lengths are in characters.

use crate::wire::errors::ApiError;
use crate::wire::fields::Fields;
use crate::wire::fields::value::Value;

impl Fields {
    pub(super) fn text(&self, name: &str, max: usize) -> Result<Option<String>, ApiError> {
        match self.get(name) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::Text(text)) if text.chars().count() <= max => Ok(Some(text.clone())),
            Some(_) => Err(ApiError::parameter(name)),
        }
    }

    /// Absent and null mean "no filter"; an empty string is a filter like any other.
    pub fn filter_or_empty(&self, name: &str, max: usize) -> Result<Option<String>, ApiError> {
        self.text(name, max)
    }

    /// Absent, null and empty mean "no filter".
    pub fn filter(&self, name: &str, max: usize) -> Result<Option<String>, ApiError> {
        Ok(self.text(name, max)?.filter(|text| !text.is_empty()))
    }

    /// Like [`Self::filter`] for the name filters, which must not contain spaces.
    pub fn filter_without_blanks(&self, name: &str, max: usize) -> Result<Option<String>, ApiError> {
        match self.filter(name, max)? {
            Some(text) if text.contains(char::is_whitespace) => Err(ApiError::parameter(name)),
            other => Ok(other),
        }
    }

    /// Absent and null return `None`; an empty string is refused.
    pub fn optional(&self, name: &str, max: usize) -> Result<Option<String>, ApiError> {
        match self.text(name, max)? {
            Some(text) if text.is_empty() => Err(ApiError::parameter(name)),
            other => Ok(other),
        }
    }

    /// Like [`Self::optional`], but required.
    pub fn required(&self, name: &str, max: usize) -> Result<String, ApiError> {
        self.optional(name, max)?.ok_or_else(|| ApiError::parameter(name))
    }

    /// A string of a closed list; absent and null return `None`, an empty one is refused.
    pub fn choice(&self, name: &str, choices: &[&str]) -> Result<Option<String>, ApiError> {
        match self.optional(name, 64)? {
            Some(text) if !choices.contains(&text.as_str()) => Err(ApiError::parameter(name)),
            other => Ok(other),
        }
    }

    /// True or false; absent, null and empty return `None`.
    pub fn flag(&self, name: &str) -> Result<Option<bool>, ApiError> {
        match self.get(name) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::Text(text)) if text.is_empty() => Ok(None),
            Some(Value::Flag(flag)) => Ok(Some(*flag)),
            Some(Value::Text(text)) if self.from_query && text == "true" => Ok(Some(true)),
            Some(Value::Text(text)) if self.from_query && text == "false" => Ok(Some(false)),
            Some(_) => Err(ApiError::parameter(name)),
        }
    }

    /// A number or a string, as string: for the one field that is documented as a string but
    /// sampled as a number (`cancel_partner_frozen`).
    pub fn loose_text(&self, name: &str) -> Result<Option<String>, ApiError> {
        match self.get(name) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::Text(text) | Value::Number(text)) => Ok(Some(text.clone())),
            Some(_) => Err(ApiError::parameter(name)),
        }
    }
}
