//! Numbers and amounts.

use rust_decimal::Decimal;

use crate::wire::errors::ApiError;
use crate::wire::fields::Fields;
use crate::wire::fields::value::Value;
use crate::world::money::{self, Cents};

impl Fields {
    /// An integer; absent and null return `None`.
    pub fn integer(&self, name: &str, low: i64, high: i64) -> Result<Option<i64>, ApiError> {
        let digits = match self.get(name) {
            None | Some(Value::Null) => return Ok(None),
            Some(Value::Number(digits)) => digits,
            Some(Value::Text(digits)) if self.from_query => digits,
            Some(_) => return Err(ApiError::parameter(name)),
        };
        match digits.parse::<i64>() {
            Ok(number) if (low..=high).contains(&number) => Ok(Some(number)),
            _ => Err(ApiError::parameter(name)),
        }
    }

    /// Like [`Self::integer`], but an empty string returns `None` too.
    pub fn integer_or_empty(&self, name: &str, low: i64, high: i64) -> Result<Option<i64>, ApiError> {
        match self.get(name) {
            Some(Value::Text(text)) if text.is_empty() => Ok(None),
            _ => self.integer(name, low, high),
        }
    }

    /// Like [`Self::integer`], but required.
    pub fn required_integer(&self, name: &str, low: i64, high: i64) -> Result<i64, ApiError> {
        self.integer(name, low, high)?.ok_or_else(|| ApiError::parameter(name))
    }

    /// A decimal as an exact amount in cents.
    pub fn amount(&self, name: &str) -> Result<Cents, ApiError> {
        money::parse(self.digits(name)?).ok_or_else(|| ApiError::parameter(name))
    }

    /// A decimal, exact.
    pub fn decimal(&self, name: &str) -> Result<Decimal, ApiError> {
        let digits = self.digits(name)?;
        Decimal::from_str_exact(digits)
            .or_else(|_| Decimal::from_scientific(digits))
            .map_err(|_| ApiError::parameter(name))
    }

    /// The digits of a decimal: a JSON number, as the pages show it, or a JSON text, as some of the
    /// vendor's SDKs send it. Integers are numbers everywhere.
    fn digits(&self, name: &str) -> Result<&str, ApiError> {
        match self.get(name) {
            Some(Value::Number(digits) | Value::Text(digits)) => Ok(digits),
            _ => Err(ApiError::parameter(name)),
        }
    }

    /// One of the allowed numbers; absent, null and empty return `None`.
    pub fn one_of(&self, name: &str, allowed: &[i64]) -> Result<Option<i64>, ApiError> {
        match self.integer_or_empty(name, i64::MIN, i64::MAX)? {
            Some(number) if !allowed.contains(&number) => Err(ApiError::parameter(name)),
            other => Ok(other),
        }
    }
}
