//! One value of a request, as it was sent.

use serde_json::value::RawValue;

/// One value as it was sent.
#[derive(Clone, Debug)]
pub enum Value {
    Null,
    Text(String),
    /// The digits of a JSON number.
    Number(String),
    Flag(bool),
    /// A list or an object, not read yet.
    Nested(Box<RawValue>),
}

impl Value {
    /// Tells by its first letter what a piece of JSON is.
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
