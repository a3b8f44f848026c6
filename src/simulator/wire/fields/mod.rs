//! Parses and validates the fields of a request, with the same rules for query parameters and body
//! fields.
//!
//! Every violation returns CBC.0100 with the name of the parameter. The rules for absent, empty and
//! null values differ per field (sheet `partner.yaml`, `null-and-empty`), hence one method per
//! rule.

mod lists;
mod numbers;
pub mod page;
mod texts;
mod times;
mod value;

use std::collections::BTreeMap;

use percent_encoding::percent_decode_str;
use serde_json::value::RawValue;

use crate::wire::errors::ApiError;
use crate::wire::fields::value::Value;

/// The fields of a query string or a body.
#[derive(Clone, Debug, Default)]
pub struct Fields {
    values: BTreeMap<String, Value>,
    from_query: bool,
}

/// The decoded pairs of a query string; a raw `+` is a space.
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
    /// The parameters of a query string, which are all strings.
    pub fn of_query(query: &str) -> Self {
        Self {
            values: query_pairs(query).into_iter().map(|(name, value)| (name, Value::Text(value))).collect(),
            from_query: true,
        }
    }

    /// An empty body counts as an empty object.
    pub fn of_body(body: &[u8]) -> Result<Self, ApiError> {
        if body.iter().all(u8::is_ascii_whitespace) {
            return Ok(Self::default());
        }
        let raw: BTreeMap<String, Box<RawValue>> =
            serde_json::from_slice(body).map_err(|_| ApiError::parameter("request body"))?;
        let values = raw.into_iter().map(|(name, value)| (name, Value::of(value))).collect();
        Ok(Self { values, from_query: false })
    }

    fn of_raw(raw: &RawValue) -> Option<Self> {
        Self::of_body(raw.get().as_bytes()).ok()
    }

    fn get(&self, name: &str) -> Option<&Value> {
        self.values.get(name)
    }

    /// Whether a field was sent, even as null.
    pub fn has(&self, name: &str) -> bool {
        self.values.contains_key(name)
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
        for same in [r#"{"m":12.30}"#, r#"{"m":"12.30"}"#, r#"{"m":"12.3"}"#] {
            assert_eq!(body(same).amount("m").unwrap(), 1_230, "{same}");
        }
        for wrong in [r#"{"m":""}"#, r#"{"m":"12,30"}"#, r#"{"m":" 12"}"#, r#"{"m":null}"#, r#"{"m":true}"#] {
            assert!(body(wrong).amount("m").is_err() && body(wrong).decimal("m").is_err(), "{wrong}");
        }
        let refusal = body(r#"{"ids":["a","b"]}"#).texts("ids", 1, 9).unwrap_err();
        assert_eq!(refusal.code, "CBC.0100");
        assert!(refusal.message.contains("ids"));
    }
}
