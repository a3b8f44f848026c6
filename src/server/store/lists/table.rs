//! Which columns a list is made of, filtered by and sorted by.

use super::super::Store;
use super::super::db::{Db, Row};
use super::super::error::StoreError;
use super::super::scope::{Own, Scope, Where};
use crate::server::store::db::sql::Sql;
use crate::server::store::sort_keys::{FIRST, LAST};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use model::lists::{Day, FilterSetting, FilterValue, List, Stored as Value};
use std::future::Future;

/// The caller of a list, and the time of the call.
#[derive(Clone, Copy, Debug)]
pub struct ListContext<'a> {
    /// The customers that the caller may see.
    pub scope: &'a Scope,
    /// The caller, where the list also holds what they did.
    pub own: Option<Own<'a>>,
    /// What windows of time are counted from.
    pub now: Timestamp,
    /// The time zone of the caller's days.
    pub zone: &'a TimeZone,
}

static UTC: TimeZone = TimeZone::UTC;

impl<'a> ListContext<'a> {
    /// For lists that depend on the customers in scope alone. Days are those of UTC.
    pub fn of(scope: &'a Scope) -> Self {
        Self { scope, own: None, now: Timestamp::UNIX_EPOCH, zone: &UTC }
    }
}

/// A list that is kept in the database.
pub trait Stored: List {
    /// Its columns.
    const TABLE: Table<Self>;

    /// Reads a row.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`].
    fn row(row: &Row) -> Result<Self::Row, StoreError>;

    /// Adds to some rows what one statement does not tell.
    fn complete(
        _store: &Store,
        _scope: &Scope,
        _rows: &mut [Self::Row],
    ) -> impl Future<Output = Result<(), StoreError>> + Send {
        std::future::ready(Ok(()))
    }
}

/// A search: the condition that a row holds what was typed; `None` when nothing was.
pub type Search = fn(&Db, &Scope, &str) -> Option<Sql>;

/// The columns of a list.
pub struct Table<L: 'static> {
    /// What to select.
    pub columns: &'static str,
    /// Table and alias: enough for counting, filtering and sorting.
    pub from: fn(&ListContext<'_>) -> Sql,
    /// The column that names a row.
    pub id: &'static str,
    /// Joins that the columns need; they add and take away no row.
    pub joins: &'static str,
    /// Scope, and what holds for every row of this list.
    pub scope: fn(&ListContext<'_>) -> Where,
    /// How its rows are searched.
    pub search: Option<Search>,
    /// What each filter means.
    pub filters: &'static [(&'static str, Condition<L>)],
    /// The columns that each sort means, the last one unique, so that no row is on two pages. The
    /// first one counts when nothing is asked for. Where the order is fixed: the only one.
    pub sorts: &'static [(&'static str, &'static [&'static str])],
    /// The columns among them that hold a value in place of none: such rows come last, whatever the
    /// direction.
    pub blanks: &'static [(&'static str, Blank)],
}

/// The value that a column made for sorting holds where nothing is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Blank {
    /// [`FIRST`](crate::server::store::sort_keys::FIRST).
    First,
    /// [`LAST`](crate::server::store::sort_keys::LAST).
    Last,
    /// The empty text.
    Text,
    /// 0 of what is counted.
    Zero,
}

impl Blank {
    /// What to order by before the column, so that rows without a value come last; nothing where the value
    /// itself puts them there. Migrations have the same expressions in their indexes.
    pub(super) fn before(self, column: &'static str, descending: bool) -> Option<Sql> {
        let is = match (self, descending) {
            (Self::Last, true) => " = 9223372036854775807 THEN 0 ELSE 1 END AS BIGINT)",
            (Self::First, false) => " = -9223372036854775807 THEN 1 ELSE 0 END AS BIGINT)",
            (Self::Text, false) => " = '' THEN 1 ELSE 0 END AS BIGINT)",
            (Self::Zero, false) => " = 0 THEN 1 ELSE 0 END AS BIGINT)",
            (Self::Last, false) | (Self::First | Self::Text | Self::Zero, true) => return None,
        };
        Some(Sql::new("CAST(CASE WHEN ").push(column).push(is))
    }
}

/// How a value gets its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Label {
    /// The value of this other column; of several the last one in alphabetical order.
    Column(&'static str),
    /// It is a reseller's id: the reseller's name.
    Reseller,
    /// It is a customer's id: the customer's name.
    Customer,
}

/// What a filter means.
pub enum Condition<L> {
    /// The column holds the value.
    Is(&'static str),
    /// The same, and the values that occur are offered, with their names where there are any.
    OneOf(&'static str, Option<Label>),
    /// The list is one of many, and this is which: without a value there is nothing.
    Within(&'static str),
    /// The column holds an instant on the day or later. [`FIRST`] and [`LAST`] stand for none.
    From(&'static str),
    /// The same, on the day or earlier.
    Until(&'static str),
    /// The value is in another table: the condition, and the statement that has `value` and `label` of each
    /// value on offer in the caller's scope.
    Beside(fn(&L, &ListContext<'_>) -> Option<Sql>, fn(&ListContext<'_>) -> Sql),
    /// A condition of its own that depends on the caller: on their days, or on who they are.
    For(fn(&L, &ListContext<'_>) -> Option<Sql>),
    /// A condition of its own. The instant is [`ListContext::now`].
    When(fn(&L, Timestamp) -> Option<Sql>),
}

/// That a column holds a value.
fn equals(column: &'static str, given: FilterSetting) -> Sql {
    let sql = Sql::new(column).push(" = ?");
    match given.stored {
        Value::Text(text) => sql.with(text),
        Value::Number(number) => sql.with(number),
    }
}

impl<L: List> Condition<L> {
    /// What the filter lets through, where it is set.
    pub(super) fn sql(&self, name: &str, filter: &L, asked: &ListContext<'_>) -> Option<Sql> {
        match self {
            Self::Is(column) | Self::OneOf(column, _) => Some(equals(column, filter.setting(name)?)),
            Self::Within(_) => None,
            Self::From(column) => {
                let begin = Day::read(&filter.setting(name)?.code)?.begin(asked.zone);
                Some(Sql::new(column).push(" >= ? AND ").push(column).push(" < ?").with(begin).with(LAST))
            }
            Self::Until(column) => {
                let end = Day::read(&filter.setting(name)?.code)?.end(asked.zone);
                Some(Sql::new(column).push(" > ? AND ").push(column).push(" < ?").with(FIRST).with(end))
            }
            Self::Beside(condition, _) | Self::For(condition) => condition(filter, asked),
            Self::When(condition) => condition(filter, asked.now),
        }
    }
}

impl<L: List> Table<L> {
    /// What holds for every row, whatever the filter.
    pub(super) fn base(&self, filter: &L, asked: &ListContext<'_>) -> Where {
        let within = self.filters.iter().filter_map(|(name, condition)| match condition {
            Condition::Within(column) => {
                let nothing = || Sql::new(column).push(" = ?").with(None::<&str>);
                Some(filter.setting(name).map_or_else(nothing, |given| equals(column, given)))
            }
            _ => None,
        });
        within.fold((self.scope)(asked), Where::and)
    }
}

/// Whether a table knows exactly the filters and the sorts that are declared.
pub(super) const fn is_whole<L: Stored>() -> bool {
    let table = L::TABLE;
    if table.filters.len() != L::FILTERS.len() || table.search.is_some() != L::SEARCHED {
        return false;
    }
    let mut index = 0;
    while index < L::FILTERS.len() {
        let mut other = 0;
        while other < table.filters.len() && !same(L::FILTERS[index].name, table.filters[other].0) {
            other += 1;
        }
        if other == table.filters.len() {
            return false;
        }
        index += 1;
    }
    is_sorted_alike::<L>()
}

/// In the order of the declaration: the first one counts when nothing is asked for.
const fn is_sorted_alike<L: Stored>() -> bool {
    let sorts = L::TABLE.sorts;
    if L::SORTS.is_empty() {
        return sorts.len() == 1;
    }
    if sorts.len() != L::SORTS.len() {
        return false;
    }
    let mut index = 0;
    while index < sorts.len() {
        if !same(sorts[index].0, L::SORTS[index].name) {
            return false;
        }
        index += 1;
    }
    true
}

const fn same(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    if one.len() != other.len() {
        return false;
    }
    let mut index = 0;
    while index < one.len() {
        if one[index] != other[index] {
            return false;
        }
        index += 1;
    }
    true
}
