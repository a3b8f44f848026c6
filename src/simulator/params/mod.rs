//! Reads and checks what a caller sent: the same rules for query parameters and body fields.
//!
//! Every breach answers CBC.0100 and names the parameter. The rules for absent, empty and null
//! differ per field (sheet `partner.yaml`, `null-and-empty`), hence one method for each rule.

mod page;

use std::collections::BTreeMap;

use percent_encoding::percent_decode_str;
use rust_decimal::Decimal;
use serde_json::value::RawValue;

use super::clock;
use super::errors::Failure;
use super::money::{self, Cents};

pub use page::{HIGHEST_OFFSET, Page};

/// One value as it was sent.
#[derive(Clone, Debug)]
enum Value {
    Null,
    Text(String),
    /// The digits of a JSON number.
    Number(String),
    Flag(bool),
    /// A list or an object, not read yet.
    Nested(Box<RawValue>),
}

/// The fields of a query string or of a body.
#[derive(Clone, Debug, Default)]
pub struct Fields {
    values: BTreeMap<String, Value>,
    from_query: bool,
}

/// Pairs of a query string, decoded; a raw `+` counts as a blank.
pub fn query_pairs(query: &str) -> Vec<(String, String)> {
    let decode = |part: &str| percent_decode_str(&part.replace('+', " ")).decode_utf8_lossy().into_owned();
    query
        .split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            (decode(name), decode(value))
        })
        .collect()
}

impl Fields {
    pub fn of_query(query: &str) -> Self {
        Self {
            values: query_pairs(query).into_iter().map(|(name, value)| (name, Value::Text(value))).collect(),
            from_query: true,
        }
    }

    /// An empty body counts as an empty object.
    pub fn of_body(body: &[u8]) -> Result<Self, Failure> {
        if body.iter().all(u8::is_ascii_whitespace) {
            return Ok(Self::default());
        }
        let raw: BTreeMap<String, Box<RawValue>> =
            serde_json::from_slice(body).map_err(|_| Failure::parameter("request body"))?;
        let values = raw.into_iter().map(|(name, value)| (name, Value::of(value))).collect();
        Ok(Self { values, from_query: false })
    }

    fn of_raw(raw: &RawValue) -> Option<Self> {
        Self::of_body(raw.get().as_bytes()).ok()
    }

    fn get(&self, name: &str) -> Option<&Value> {
        self.values.get(name)
    }

    pub fn has(&self, name: &str) -> bool {
        self.values.contains_key(name)
    }

    fn text(&self, name: &str, max: usize) -> Result<Option<String>, Failure> {
        match self.get(name) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::Text(text)) if text.chars().count() <= max => Ok(Some(text.clone())),
            Some(_) => Err(Failure::parameter(name)),
        }
    }

    /// Absent and null mean "no filter"; an empty text is a filter like any other.
    pub fn given(&self, name: &str, max: usize) -> Result<Option<String>, Failure> {
        self.text(name, max)
    }

    /// Absent, null and empty mean "no filter".
    pub fn filter(&self, name: &str, max: usize) -> Result<Option<String>, Failure> {
        Ok(self.text(name, max)?.filter(|text| !text.is_empty()))
    }

    /// Like [`Self::filter`] for the name filters, which must not hold blanks.
    pub fn filter_without_blanks(&self, name: &str, max: usize) -> Result<Option<String>, Failure> {
        match self.filter(name, max)? {
            Some(text) if text.contains(char::is_whitespace) => Err(Failure::parameter(name)),
            other => Ok(other),
        }
    }

    /// Absent and null mean "not given"; an empty text is refused.
    pub fn optional(&self, name: &str, max: usize) -> Result<Option<String>, Failure> {
        match self.text(name, max)? {
            Some(text) if text.is_empty() => Err(Failure::parameter(name)),
            other => Ok(other),
        }
    }

    pub fn required(&self, name: &str, max: usize) -> Result<String, Failure> {
        self.optional(name, max)?.ok_or_else(|| Failure::parameter(name))
    }

    /// A text out of a closed list; absent and null mean "not given", empty is refused.
    pub fn choice(&self, name: &str, choices: &[&str]) -> Result<Option<String>, Failure> {
        match self.optional(name, 64)? {
            Some(text) if !choices.contains(&text.as_str()) => Err(Failure::parameter(name)),
            other => Ok(other),
        }
    }

    /// The digits of an integer; absent and null mean "not given".
    pub fn integer(&self, name: &str, low: i64, high: i64) -> Result<Option<i64>, Failure> {
        let digits = match self.get(name) {
            None | Some(Value::Null) => return Ok(None),
            Some(Value::Number(digits)) => digits,
            Some(Value::Text(digits)) if self.from_query => digits,
            Some(_) => return Err(Failure::parameter(name)),
        };
        match digits.parse::<i64>() {
            Ok(number) if (low..=high).contains(&number) => Ok(Some(number)),
            _ => Err(Failure::parameter(name)),
        }
    }

    /// Like [`Self::integer`], where an empty text too means "not given".
    pub fn integer_or_empty(&self, name: &str, low: i64, high: i64) -> Result<Option<i64>, Failure> {
        match self.get(name) {
            Some(Value::Text(text)) if text.is_empty() => Ok(None),
            _ => self.integer(name, low, high),
        }
    }

    pub fn required_integer(&self, name: &str, low: i64, high: i64) -> Result<i64, Failure> {
        self.integer(name, low, high)?.ok_or_else(|| Failure::parameter(name))
    }

    pub fn flag(&self, name: &str) -> Result<Option<bool>, Failure> {
        match self.get(name) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::Text(text)) if text.is_empty() => Ok(None),
            Some(Value::Flag(flag)) => Ok(Some(*flag)),
            Some(Value::Text(text)) if self.from_query && text == "true" => Ok(Some(true)),
            Some(Value::Text(text)) if self.from_query && text == "false" => Ok(Some(false)),
            Some(_) => Err(Failure::parameter(name)),
        }
    }

    /// A number or a text, as text: for the one field that is declared as a text but sampled as
    /// a number (`cancel_partner_frozen`).
    pub fn loose_text(&self, name: &str) -> Result<Option<String>, Failure> {
        match self.get(name) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::Text(text) | Value::Number(text)) => Ok(Some(text.clone())),
            Some(_) => Err(Failure::parameter(name)),
        }
    }

    /// A JSON number as an exact amount in cents.
    pub fn amount(&self, name: &str) -> Result<Cents, Failure> {
        match self.get(name) {
            Some(Value::Number(digits)) => money::parse(digits).ok_or_else(|| Failure::parameter(name)),
            _ => Err(Failure::parameter(name)),
        }
    }

    /// A JSON number, exact.
    pub fn decimal(&self, name: &str) -> Result<Decimal, Failure> {
        let wrong = || Failure::parameter(name);
        match self.get(name) {
            Some(Value::Number(digits)) => Decimal::from_str_exact(digits)
                .or_else(|_| Decimal::from_scientific(digits))
                .map_err(|_| wrong()),
            _ => Err(wrong()),
        }
    }

    /// One of some numbers; absent, null and empty mean "not given".
    pub fn one_of(&self, name: &str, allowed: &[i64]) -> Result<Option<i64>, Failure> {
        match self.integer_or_empty(name, i64::MIN, i64::MAX)? {
            Some(number) if !allowed.contains(&number) => Err(Failure::parameter(name)),
            other => Ok(other),
        }
    }

    /// A day in GMT+08:00 as its first second; absent, null and empty mean "not given".
    pub fn day(&self, name: &str) -> Result<Option<i64>, Failure> {
        match self.filter(name, 10)? {
            None => Ok(None),
            Some(text) => clock::parse_day(&text).map(Some).ok_or_else(|| Failure::parameter(name)),
        }
    }

    /// A time; absent and null mean "not given", anything but the documented layout is refused.
    pub fn time(&self, name: &str) -> Result<Option<i64>, Failure> {
        match self.text(name, 20)? {
            None => Ok(None),
            Some(text) => clock::parse(&text).map(Some).ok_or_else(|| Failure::parameter(name)),
        }
    }

    /// A time where an empty text too means "no filter".
    pub fn time_filter(&self, name: &str) -> Result<Option<i64>, Failure> {
        match self.get(name) {
            Some(Value::Text(text)) if text.is_empty() => Ok(None),
            _ => self.time(name),
        }
    }

    /// A list of texts; absent and null are an empty list.
    pub fn texts(&self, name: &str, max_items: usize, max: usize) -> Result<Vec<String>, Failure> {
        let wrong = || Failure::parameter(name);
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

    /// A list of at least one text.
    pub fn some_texts(&self, name: &str, max_items: usize, max: usize) -> Result<Vec<String>, Failure> {
        let list = self.texts(name, max_items, max)?;
        if list.is_empty() {
            return Err(Failure::parameter(name));
        }
        Ok(list)
    }

    pub fn integers(&self, name: &str, max_items: usize, allowed: &[i64]) -> Result<Vec<i64>, Failure> {
        let wrong = || Failure::parameter(name);
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
    pub fn objects(&self, name: &str, max_items: usize) -> Result<Vec<Fields>, Failure> {
        let wrong = || Failure::parameter(name);
        let list = self.list(name)?;
        if list.len() > max_items {
            return Err(wrong());
        }
        list.into_iter().map(|item| Fields::of_raw(&item).ok_or_else(wrong)).collect()
    }

    /// A nested object; absent and null are `None`.
    pub fn object(&self, name: &str) -> Result<Option<Fields>, Failure> {
        match self.get(name) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::Nested(raw)) => Fields::of_raw(raw).map(Some).ok_or_else(|| Failure::parameter(name)),
            Some(_) => Err(Failure::parameter(name)),
        }
    }

    fn list(&self, name: &str) -> Result<Vec<Box<RawValue>>, Failure> {
        match self.get(name) {
            None | Some(Value::Null) => Ok(Vec::new()),
            Some(Value::Nested(raw)) => serde_json::from_str(raw.get()).map_err(|_| Failure::parameter(name)),
            Some(_) => Err(Failure::parameter(name)),
        }
    }
}

impl Value {
    fn of(raw: Box<RawValue>) -> Self {
        let json = raw.get();
        match json.as_bytes().first() {
            Some(b'n') => Self::Null,
            Some(b't') => Self::Flag(true),
            Some(b'f') => Self::Flag(false),
            Some(b'"') => serde_json::from_str(json).map_or(Self::Null, Self::Text),
            Some(b'{' | b'[') => Self::Nested(raw),
            _ => Self::Number(json.to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body(json: &str) -> Fields {
        Fields::of_body(json.as_bytes()).unwrap()
    }

    #[test]
    fn absent_null_and_empty_are_told_apart() {
        let fields = body(r#"{"a":null,"b":"","c":"x y"}"#);
        assert_eq!(fields.filter("b", 9).unwrap(), None);
        assert_eq!(fields.optional("a", 9).unwrap(), None);
        assert!(fields.optional("b", 9).is_err());
        assert!(fields.required("a", 9).is_err());
        assert!(fields.filter_without_blanks("c", 9).is_err());
        assert!(fields.time("b").is_err());
        assert_eq!(fields.time_filter("b").unwrap(), None);
    }

    #[test]
    fn numbers_are_numbers_in_bodies_and_digits_in_queries() {
        assert!(body(r#"{"limit":"10"}"#).page(100, 100).is_err());
        assert!(body(r#"{"limit":0}"#).page(100, 100).is_err());
        let page = Fields::of_query("limit=7&offset=3").page(100, 100).unwrap();
        assert_eq!((page.offset, page.limit), (3, 7));
        assert_eq!(body(r#"{"m":12.345}"#).amount("m").ok(), None);
        assert_eq!(body(r#"{"m":12.30}"#).amount("m").unwrap(), 1_230);
        let refusal = body(r#"{"ids":["a","b"]}"#).texts("ids", 1, 9).unwrap_err();
        assert_eq!(refusal.code, "CBC.0100");
        assert!(refusal.message.contains("ids"));
    }
}
