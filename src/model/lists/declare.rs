//! The declaration of a list. Its address, filters, database conditions, export and "all that
//! match" are derived from it.

use super::address::{DIRECTION, LAST_PAGE, Misread, ORDER, PAGE, SEARCH, SORT, read_order};
use super::value::{FilterValue, Stored};
use crate::page::{Direction, Paging, Pairs, Unreadable, encode};
use crate::readable::readable;
use crate::search::folded;
use crate::users::Permission;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::fmt::Debug;

/// Where a filter is shown on the page of its list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// A select with the values of a closed set, and a chip.
    Select,
    /// A select with the values that occur in the viewer's scope, and a chip.
    Lookup,
    /// A field for a text, and a chip.
    Text,
    /// A field for a day of the viewer's calendar, and a chip.
    Day,
    /// A chip only: it is set by links.
    Kept,
    /// Nowhere: it belongs to another part of the page, and is kept.
    Apart,
}

/// A filter of a list.
#[derive(Clone, Copy, Debug)]
pub struct Filter {
    /// Its name in an address.
    pub name: &'static str,
    /// Where it is shown on the page.
    pub shown: Shown,
    /// The values of a closed set in the order in which they are offered.
    pub offered: fn() -> Vec<FilterSetting>,
    /// Reads a value from an address; `None` when it is not valid.
    pub read: fn(&str) -> Option<FilterSetting>,
}

impl Filter {
    /// A filter by values of a type.
    pub const fn by<T: FilterValue>(name: &'static str, shown: Shown) -> Self {
        Self {
            name,
            shown,
            offered: || T::offered().iter().map(FilterSetting::of).collect(),
            read: |code| T::read(code).as_ref().map(FilterSetting::of),
        }
    }
}

/// The value that a filter is set to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FilterSetting {
    /// Its form in an address.
    pub code: String,
    /// What the column is compared with.
    pub stored: Stored,
    /// The end of the key of its text.
    pub word: String,
    /// The beginning of that key; empty where the type has no texts of its own.
    pub words: &'static str,
}

impl FilterSetting {
    /// A value of a type.
    pub fn of<T: FilterValue>(value: &T) -> Self {
        Self { code: value.code(), stored: value.stored(), word: value.word(), words: T::WORDS }
    }
}

/// Something that a list can be sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sort {
    /// Its name in an address, and the key of its column.
    pub name: &'static str,
    /// The direction that the first press on the column's head asks for.
    pub first: Direction,
}

/// A list with the state of its address. Made by `list!`.
pub trait List:
    Clone + Debug + Default + PartialEq + Serialize + DeserializeOwned + Send + Sync + 'static
{
    /// Its name: in the addresses and names of files, in the audit log, and in keys of texts.
    const NAME: &'static str;
    /// The address of its page without a query.
    const PATH: &'static str;
    /// What a role must include to see it.
    const ACTION: Permission;
    /// Whether its rows can be searched.
    const SEARCHED: bool;
    /// Its filters.
    const FILTERS: &'static [Filter];
    /// Its sorts; the first one is the default. Empty where the order is fixed.
    const SORTS: &'static [Sort];
    /// The direction when nothing is asked for.
    const FIRST: Direction;
    /// Its rows.
    type Row: Clone + Debug + PartialEq + Serialize + DeserializeOwned + Send + Sync + 'static;

    /// What is searched for.
    fn searched(&self) -> Option<&str>;
    /// Searches for something else, or for nothing.
    fn search_for(&mut self, text: Option<String>);
    /// Page and order.
    fn paging(&self) -> &Paging;
    /// Page and order, to be changed.
    fn paging_mut(&mut self) -> &mut Paging;
    /// The value that a filter is set to; `None` when it is not set.
    fn setting(&self, filter: &str) -> Option<FilterSetting>;
    /// Sets a filter, or removes it. `false`, and nothing changes, when the value is not valid or there
    /// is no such filter.
    fn set(&mut self, filter: &str, code: Option<&str>) -> bool;

    /// Reads the state from an address. Names that are not of this list do not count.
    ///
    /// # Errors
    /// What was not understood, with the state that the rest of the address gives.
    fn read(pairs: &Pairs) -> Result<Self, Misread<Self>> {
        read(pairs)
    }

    /// The same for a file, and for a change to everything that matches: a name that is not of this list is not
    /// understood either.
    ///
    /// # Errors
    /// As [`List::read`].
    fn read_strictly(pairs: &Pairs) -> Result<Self, Misread<Self>> {
        let own = |name: &str| {
            [PAGE, SORT, DIRECTION, ORDER].contains(&name)
                || (Self::SEARCHED && name == SEARCH)
                || Self::FILTERS.iter().any(|filter| filter.name == name)
        };
        let strange = pairs.iter().filter(|(name, _)| !own(name));
        let strange: Vec<_> = strange.map(|(name, value)| Unreadable::new(name, value)).collect();
        match (read(pairs), strange.is_empty()) {
            (Ok(rest), false) => Err(Misread { rest, wrong: strange }),
            (Err(mut misread), _) => {
                misread.wrong.extend(strange);
                Err(misread)
            }
            (Ok(state), true) => Ok(state),
        }
    }

    /// The pairs of its address, without defaults.
    fn write(&self) -> Vec<(&'static str, String)> {
        let search = self.searched().map(|text| (SEARCH, text.to_owned()));
        let filters = Self::FILTERS.iter();
        let filters = filters.filter_map(|filter| Some((filter.name, self.setting(filter.name)?.code)));
        search.into_iter().chain(filters).chain(self.paging().write()).collect()
    }

    /// The query of its address with its `?`, or nothing.
    fn query(&self) -> String {
        let pairs = self.write().into_iter().map(|(name, value)| format!("{name}={}", encode(&value)));
        let pairs: Vec<String> = pairs.collect();
        if pairs.is_empty() { String::new() } else { format!("?{}", pairs.join("&")) }
    }

    /// Its address.
    fn address(&self) -> String {
        format!("{}{}", Self::PATH, self.query())
    }

    /// Whether less than all is asked for. What belongs to another part of the page does not count.
    fn is_narrowed(&self) -> bool {
        let filters = Self::FILTERS.iter().filter(|filter| filter.shown != Shown::Apart);
        self.searched().is_some() || filters.into_iter().any(|filter| self.setting(filter.name).is_some())
    }

    /// The same on its first page.
    fn on_first_page(&self) -> Self {
        self.paged(Paging { page: 1, ..self.paging().clone() })
    }

    /// The same with another page or order.
    fn paged(&self, paging: Paging) -> Self {
        let mut other = self.clone();
        *other.paging_mut() = paging;
        other
    }

    /// The first page without a filter.
    fn without(&self, filter: &str) -> Self {
        let mut other = self.on_first_page();
        other.set(filter, None);
        other
    }

    /// The first page without a search.
    fn without_search(&self) -> Self {
        let mut other = self.on_first_page();
        other.search_for(None);
        other
    }
}

/// Reads every part that a list knows, and collects what is not understood.
fn read<L: List>(pairs: &Pairs) -> Result<L, Misread<L>> {
    let (mut rest, mut wrong) = (L::default(), Vec::new());
    if L::SEARCHED {
        let text = one(pairs, SEARCH, &mut wrong).map(|text| readable(&text).into_owned());
        // What has no character to be compared would find everything.
        let (unseen, text) = match text {
            Some(text) if !text.trim().is_empty() && folded(&text).is_empty() => (Some(text), None),
            text => (None, text),
        };
        wrong.extend(unseen.map(|text| Unreadable::new(SEARCH, &text)));
        rest.search_for(text);
    }
    for filter in L::FILTERS {
        let Some(code) = one(pairs, filter.name, &mut wrong) else { continue };
        if !rest.set(filter.name, Some(&code)) {
            wrong.push(Unreadable::new(filter.name, &code));
        }
    }
    *rest.paging_mut() = paging::<L>(pairs, &mut wrong);
    if wrong.is_empty() { Ok(rest) } else { Err(Misread { rest, wrong }) }
}

fn paging<L: List>(pairs: &Pairs, wrong: &mut Vec<Unreadable>) -> Paging {
    let mut paging = Paging::default();
    let mut part = |name: &'static str, take: &mut dyn FnMut(&str) -> bool| {
        if let Some(text) = one(pairs, name, wrong)
            && !take(&text)
        {
            wrong.push(Unreadable::new(name, &text));
        }
    };
    part(PAGE, &mut |text| {
        let number = text.parse::<u64>().ok().filter(|number| *number > 0);
        paging.page = number.and_then(|number| u32::try_from(number.min(LAST_PAGE)).ok()).unwrap_or(1);
        number.is_some()
    });
    part(SORT, &mut |text| {
        let known = L::SORTS.iter().any(|sort| sort.name == text);
        paging.sort = known.then(|| text.to_owned());
        known
    });
    part(DIRECTION, &mut |text| {
        paging.direction = if text == "desc" { Direction::Descending } else { Direction::Ascending };
        matches!(text, "asc" | "desc")
    });
    part(ORDER, &mut |text| {
        let known = read_order(text).filter(|(name, _)| L::SORTS.iter().any(|sort| sort.name == *name));
        if let Some((name, direction)) = known {
            (paging.sort, paging.direction) = (Some(name.to_owned()), direction);
        }
        known.is_some()
    });
    paging
}

/// The one value of a name. Two different values are not valid: it is not known which one is meant.
fn one(pairs: &Pairs, name: &str, wrong: &mut Vec<Unreadable>) -> Option<String> {
    let mut values = pairs.all(name);
    values.dedup();
    if values.len() > 1 {
        wrong.push(Unreadable::new(name, &values.join(", ")));
        return None;
    }
    values.pop()
}
