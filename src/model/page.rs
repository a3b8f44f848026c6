//! Lists: sort and page, and the pairs of a query string. The state of a list is in its address,
//! so that links and the Back button work; how it is read is in [`super::lists`].

use super::search::bounded;
use serde::{Deserialize, Serialize};

/// Rows on one page.
pub const PAGE_SIZE: u32 = 50;

/// Which way a list is sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Direction {
    /// Smallest first.
    #[default]
    Ascending,
    /// Largest first.
    Descending,
}

impl Direction {
    /// The other way.
    pub fn turned(self) -> Self {
        match self {
            Self::Ascending => Self::Descending,
            Self::Descending => Self::Ascending,
        }
    }
}

/// The pairs of a query string, decoded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pairs(Vec<(String, String)>);

impl Pairs {
    /// From decoded pairs in the order given.
    pub fn new(pairs: impl IntoIterator<Item = (String, String)>) -> Self {
        Self(pairs.into_iter().collect())
    }

    /// The pairs of a query string without its `?`: what [`super::lists::List::query`] wrote.
    pub fn parse(query: &str) -> Self {
        let pairs = query.split('&').filter(|pair| !pair.is_empty());
        Self(pairs.map(|pair| pair.split_once('=').unwrap_or((pair, ""))).map(decoded).collect())
    }

    /// Every pair as it came.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// The first value of a name that is not empty, blanks around it taken away. No more of it
    /// than shows that it is too long ([`bounded`]): a page repeats it in each of its links.
    pub fn text(&self, name: &str) -> Option<String> {
        self.values(name).next().map(|value| bounded(value).to_owned())
    }

    /// Every value of a name that is not empty, each like [`Pairs::text`].
    pub fn all(&self, name: &str) -> Vec<String> {
        self.values(name).map(|value| bounded(value).to_owned()).collect()
    }

    /// [`Pairs::text`], of any length: the address of another page.
    pub fn whole(&self, name: &str) -> Option<String> {
        self.values(name).next().map(str::to_owned)
    }

    fn values<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        let values = self.0.iter().filter(move |(key, _)| key == name);
        values.map(|(_, value)| value.trim()).filter(|value| !value.is_empty())
    }
}

fn decoded((name, value): (&str, &str)) -> (String, String) {
    let text = |part: &str| {
        let part = part.replace('+', " ");
        percent_encoding::percent_decode_str(&part).decode_utf8_lossy().into_owned()
    };
    (text(name), text(value))
}

/// Characters of a value that are kept of what was not understood.
const KEPT: usize = 40;

/// A part of an address that was not understood. Text from outside.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unreadable {
    /// Name in the address.
    pub name: String,
    /// Its value, or the beginning of it.
    pub value: String,
}

impl Unreadable {
    /// Keeps as much of it as people need to know it again.
    pub fn new(name: &str, value: &str) -> Self {
        Self { name: beginning(name), value: beginning(value) }
    }
}

fn beginning(text: &str) -> String {
    let visible = text.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c });
    if text.chars().count() <= KEPT {
        visible.collect()
    } else {
        visible.take(KEPT - 1).chain(['\u{2026}']).collect()
    }
}

/// Everything but the unreserved characters of RFC 3986.
const RESERVED: &percent_encoding::AsciiSet =
    &percent_encoding::NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// Percent-encodes a value of a query string or a part of a path.
pub fn encode(value: &str) -> String {
    percent_encoding::utf8_percent_encode(value, RESERVED).to_string()
}

/// Page number (from 1) and sort of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paging {
    /// From 1.
    pub page: u32,
    /// Column key; each list knows its own and falls back to its default.
    pub sort: Option<String>,
    /// Which way.
    pub direction: Direction,
}

impl Default for Paging {
    fn default() -> Self {
        Self { page: 1, sort: None, direction: Direction::Ascending }
    }
}

impl Paging {
    /// The pairs of an address: `page`, `sort` and `dir`; without defaults.
    pub fn write(&self) -> Vec<(&'static str, String)> {
        let mut pairs = Vec::new();
        if let Some(sort) = &self.sort {
            pairs.push(("sort", sort.clone()));
        }
        if self.direction == Direction::Descending {
            pairs.push(("dir", "desc".to_owned()));
        }
        if self.page > 1 {
            pairs.push(("page", self.page.to_string()));
        }
        pairs
    }

    /// Rows to skip.
    pub fn offset(&self) -> i64 {
        (i64::from(self.page) - 1) * i64::from(PAGE_SIZE)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_string_is_decoded() {
        let pairs = Pairs::parse("q=%E5%8C%97+a%2Bb&level=&&odd&q=x");
        assert_eq!(pairs.all("q"), ["\u{5317} a+b", "x"]);
        assert_eq!(pairs.text("level"), None);
        assert_eq!(pairs.iter().count(), 4);
        assert_eq!(Pairs::parse("q=%FF").text("q").as_deref(), Some("\u{fffd}"));
    }
}
