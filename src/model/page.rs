//! Lists: filter, sort and page, and how they stand in a query string. The state of a list is
//! in its address, so that links and the Back button work.

use super::search::bounded;
use super::time::Freshness;
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

    /// A number.
    pub fn number<T: std::str::FromStr>(&self, name: &str) -> Option<T> {
        self.text(name)?.parse().ok()
    }
}

/// A list's state that can stand in a query string. What cannot be read counts as not given:
/// an address from an old link must still open the page.
pub trait QueryState: Sized + Default {
    /// Reads it.
    fn read(pairs: &Pairs) -> Self;
    /// Writes it; defaults are left out so that addresses stay short.
    fn write(&self) -> Vec<(&'static str, String)>;

    /// The query string with its `?`, or nothing.
    fn query(&self) -> String {
        let pairs: Vec<String> =
            self.write().into_iter().map(|(name, value)| format!("{name}={}", encode(&value))).collect();
        if pairs.is_empty() { String::new() } else { format!("?{}", pairs.join("&")) }
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
    /// Reads `page`, `sort` and `dir`.
    pub fn read(pairs: &Pairs) -> Self {
        let direction = match pairs.text("dir").as_deref() {
            Some("desc") => Direction::Descending,
            _ => Direction::Ascending,
        };
        let page = pairs.number::<u32>("page").unwrap_or(1).clamp(1, 1_000_000);
        Self { page, sort: pairs.text("sort"), direction }
    }

    /// The reverse of [`Paging::read`].
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

/// One page of a list, the size of all of it, and its age.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listing<T> {
    /// The rows of this page.
    pub rows: Vec<T>,
    /// Rows that the filter matches, on all pages.
    pub total: u64,
    /// Rows in scope without any filter: tells "nothing yet" from "filtered out".
    pub total_unfiltered: u64,
    /// How old it is.
    pub freshness: Freshness,
}

impl<T> Listing<T> {
    /// Number of pages, at least 1.
    pub fn pages(&self) -> u64 {
        self.total.div_ceil(u64::from(PAGE_SIZE)).max(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paging_reads_back_what_it_wrote() {
        let paging = Paging { page: 3, sort: Some("used".into()), direction: Direction::Descending };
        let pairs = Pairs::new(paging.write().into_iter().map(|(k, v)| (k.to_owned(), v)));
        assert_eq!(Paging::read(&pairs), paging);
        assert!(Paging::default().write().is_empty());
    }

    #[test]
    fn nonsense_in_an_address_opens_the_first_page() {
        let pairs = Pairs::new([("page".into(), "-4".into()), ("dir".into(), "up".into())]);
        assert_eq!(Paging::read(&pairs), Paging::default());
        let far = Pairs::new([("page".into(), "4000000000".into())]);
        assert_eq!(Paging::read(&far).page, 1_000_000);
    }
}
