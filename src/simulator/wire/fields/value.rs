//! A value of a request, as sent.

use serde_json::value::RawValue;

/// A value as sent.
#[derive(Clone, Debug)]
pub enum Value {
    Null,
    Text(String),
    /// The digits of a JSON number.
    Number(String),
    Flag(bool),
    /// A list or an object, not parsed yet.
    Nested(Box<RawValue>),
}

impl Value {
    /// Recognizes the type of a piece of JSON by its first character.
    pub fn of(raw: Box<RawValue>) -> Self {
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
