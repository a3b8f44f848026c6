//! Values of the files whose type or format is not documented.

use crate::time::{Timestamp, read_utc};
use rust_decimal::Decimal;
use std::sync::Arc;

/// A value of a column whose type is not documented.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// It reads as an exact decimal; the digits are those of the file. The file names no currency for it.
    Amount(Decimal),
    /// Anything else, as written in the file.
    Text(String),
}

impl Cell {
    /// The amount, where it is one.
    pub fn amount(&self) -> Option<Decimal> {
        match self {
            Self::Amount(amount) => Some(*amount),
            Self::Text(_) => None,
        }
    }
}

/// A name or tag given by a customer. The vendor rewrites such values against formula injection
/// (history, 2021-10-19); by which rule was not found, so the text is kept unchanged, and the
/// original value is only available as a guess.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct GuardedText(String);

impl GuardedText {
    /// Takes a value of the file.
    pub fn new(as_sent: impl Into<String>) -> Self {
        Self(as_sent.into())
    }

    /// The value as written in the file.
    pub fn as_sent(&self) -> &str {
        &self.0
    }

    /// The value without the quote that common practice puts before `=`, `+`, `-`, `@`, tab and carriage
    /// return. Not verified for these files: for display and search, not as proof.
    pub fn probable(&self) -> &str {
        match self.0.strip_prefix('\'') {
            Some(rest) if rest.starts_with(['=', '+', '-', '@', '\t', '\r']) => rest,
            _ => &self.0,
        }
    }
}

/// A time of the file. The sheet gives neither form nor zone of it, so that only a text that
/// names its zone is an instant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileTime {
    /// As written in the file.
    pub text: String,
    /// The instant (UTC), where the text is one.
    pub instant: Option<Timestamp>,
}

impl FileTime {
    /// Takes a value of the file.
    pub fn new(text: impl Into<String>) -> Self {
        let text = text.into();
        let instant = read_utc(&text);
        Self { text, instant }
    }
}

/// The columns that this build has no name for, and their values in one record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MoreColumns {
    names: Arc<[String]>,
    values: Vec<String>,
}

impl MoreColumns {
    /// Pairs names, shared by all records of a file, with the values of one record.
    pub fn new(names: Arc<[String]>, values: Vec<String>) -> Self {
        Self { names, values }
    }

    /// The value of a column by its name in the file.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.iter().find(|(known, _)| *known == name).map(|(_, value)| value)
    }

    /// Name and value, in the file's order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.names.iter().map(String::as_str).zip(self.values.iter().map(String::as_str))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_quote_against_injection_is_kept_and_can_be_looked_through() {
        for (sent, probable) in [
            ("'=1+1", "=1+1"),
            ("'@team", "@team"),
            ("'-1", "-1"),
            ("'+", "+"),
            ("'quoted'", "'quoted'"),
            ("''=1", "''=1"),
            ("=1", "=1"),
            ("", ""),
        ] {
            let text = GuardedText::new(sent);
            assert_eq!((text.as_sent(), text.probable()), (sent, probable));
        }
    }

    #[test]
    fn only_a_time_with_a_zone_is_an_instant() {
        assert!(FileTime::new("2024-02-03T04:05:06Z").instant.is_some());
        let eastern = FileTime::new("2024-02-03T12:05:06+08:00").instant;
        assert_eq!(eastern, FileTime::new("2024-02-03T04:05:06Z").instant);
        let bare = FileTime::new("2024-02-03 04:05:06");
        assert_eq!((bare.instant, bare.text.as_str()), (None, "2024-02-03 04:05:06"));
    }
}
