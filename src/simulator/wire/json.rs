//! Writes answers as JSON text, field by field, so that all digits of a number are kept.

use crate::world::calendar;
use crate::world::money;
use crate::world::money::Cents;

/// A JSON object being written.
#[derive(Clone, Debug)]
pub struct Object(String);

impl Default for Object {
    fn default() -> Self {
        Self(String::from("{"))
    }
}

impl Object {
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds JSON text.
    pub fn raw(mut self, name: &str, json: &str) -> Self {
        if self.0.len() > 1 {
            self.0.push(',');
        }
        quote(&mut self.0, name);
        self.0.push(':');
        self.0.push_str(json);
        self
    }

    pub fn text(self, name: &str, value: &str) -> Self {
        let mut json = String::with_capacity(value.len() + 2);
        quote(&mut json, value);
        self.raw(name, &json)
    }

    /// Adds nothing when there is no value.
    pub fn maybe_text(self, name: &str, value: Option<&str>) -> Self {
        match value {
            Some(value) => self.text(name, value),
            None => self,
        }
    }

    pub fn null(self, name: &str) -> Self {
        self.raw(name, "null")
    }

    pub fn integer(self, name: &str, value: i64) -> Self {
        self.raw(name, &value.to_string())
    }

    pub fn flag(self, name: &str, value: bool) -> Self {
        self.raw(name, if value { "true" } else { "false" })
    }

    /// An amount as a JSON number.
    pub fn amount(self, name: &str, cents: Cents) -> Self {
        self.raw(name, &money::number(cents))
    }

    /// An amount as a JSON string.
    pub fn amount_text(self, name: &str, cents: Cents) -> Self {
        self.text(name, &money::string(cents))
    }

    pub fn time(self, name: &str, seconds: i64) -> Self {
        self.text(name, &calendar::text(seconds))
    }

    pub fn maybe_time(self, name: &str, seconds: Option<i64>) -> Self {
        match seconds {
            Some(seconds) => self.time(name, seconds),
            None => self,
        }
    }

    pub fn list(self, name: &str, items: impl IntoIterator<Item = String>) -> Self {
        let json = array(items);
        self.raw(name, &json)
    }

    pub fn finish(mut self) -> String {
        self.0.push('}');
        self.0
    }
}

/// A JSON array of written values.
pub fn array(items: impl IntoIterator<Item = String>) -> String {
    let mut json = String::from("[");
    for item in items {
        if json.len() > 1 {
            json.push(',');
        }
        json.push_str(&item);
    }
    json.push(']');
    json
}

/// A text as a JSON string.
pub fn string(value: &str) -> String {
    let mut json = String::with_capacity(value.len() + 2);
    quote(&mut json, value);
    json
}

fn quote(out: &mut String, value: &str) {
    out.push('"');
    for letter in value.chars() {
        match letter {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            control if (control as u32) < 0x20 => {
                out.push_str(&format!("\\u{:04x}", control as u32));
            }
            other => out.push(other),
        }
    }
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_can_be_read() {
        let json = Object::new()
            .text("name", "Söhne \"&\" \\ 你好\n\u{1}")
            .amount("amount", 5_000)
            .null("opinion")
            .list("ids", [string("a"), string("b")])
            .finish();
        let read: serde_json::Value = serde_json::from_str(&json).unwrap();
        assert_eq!(read["name"], "Söhne \"&\" \\ 你好\n\u{1}");
        assert!(json.contains("\"amount\":50.0,"));
        assert_eq!(read["ids"][1], "b");
    }
}
