//! Reading a list: filtered, sorted and counted by the database over all rows, page by page, or
//! batch by batch from where the last one ended.

use super::super::db::{Db, Row};
use super::super::error::StoreError;
use super::super::scope::Where;
use super::table::Blank;
use crate::server::store::db::sql::{Sql, Value};
use model::page::{Direction, PAGE_SIZE, Paging};
use model::views::MOST_COUNTED;

/// One page, and how many rows there are in all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page<T> {
    /// The rows of the page asked for; none when it is after the last one.
    pub rows: Vec<T>,
    /// Rows that the filter lets through, on all pages.
    pub total: u64,
    /// Rows in scope without the filter.
    pub total_unfiltered: u64,
}

/// Which rows to read without counting the others.
#[derive(Clone, Copy, Debug)]
pub enum Fetch<'a> {
    /// The first eight: a short list on a page.
    Few,
    /// The next five hundred after a row, or from the beginning: to go through all of a list, however
    /// long. A row whose sort value changes meanwhile may be read twice or not at all.
    Many(Option<&'a Cursor>),
}

impl Fetch<'_> {
    /// As [`LIMIT`], and the same in rows.
    fn limit(self) -> (&'static str, usize) {
        match self {
            Self::Few => (" LIMIT 8", 8),
            Self::Many(_) => (" LIMIT 500", 500),
        }
    }
}

/// Rows of a list that follow each other.
#[derive(Clone, Debug)]
pub struct Batch<T> {
    /// The rows.
    pub rows: Vec<T>,
    /// Where the next batch starts; `None` when the list ended, or when only a few were asked for.
    pub next: Option<Cursor>,
}

/// Where the next batch starts: the sort values of the last row read.
#[derive(Clone, Debug)]
pub struct Cursor(Vec<Value>);

/// What the columns of a [`Cursor`] are called in an answer.
const CURSOR: [&str; 5] = ["place_1", "place_2", "place_3", "place_4", "place_5"];

/// What a list is sorted by, the last one unique, so that no row is on two pages.
pub(super) struct SortKeys {
    columns: Vec<Sql>,
    descending: bool,
}

impl SortKeys {
    /// The sort asked for. Without one, or with one this list does not know, the list's own:
    /// the first of `known`, in the direction given here; ascending, it may be turned. Rows without a
    /// value come last in both directions.
    pub fn choose(
        paging: &Paging,
        known: &[(&'static str, &'static [&'static str])],
        blanks: &[(&'static str, Blank)],
        default: Direction,
    ) -> Self {
        let asked = paging.sort.as_deref().and_then(|name| known.iter().find(|(own, _)| *own == name));
        let turned = paging.direction == Direction::Descending;
        let descending = turned || (asked.is_none() && default == Direction::Descending);
        let columns = asked.or(known.first()).map_or(&[] as &[&str], |(_, columns)| columns);
        let of = |column: &&'static str| {
            let blank = blanks.iter().find(|(own, _)| own == column);
            let before = blank.and_then(|(_, blank)| blank.before(column, descending));
            before.into_iter().chain([Sql::new(column)])
        };
        Self { columns: columns.iter().flat_map(of).collect(), descending }
    }

    /// The same columns in one direction each: an index serves it from either end.
    fn sql(&self, backwards: bool) -> Sql {
        let mut sql = Sql::new(" ORDER BY ");
        for (index, column) in self.columns.iter().enumerate() {
            sql = if index > 0 { sql.push(", ") } else { sql };
            sql =
                sql.append(column.clone()).push(if self.descending != backwards { " DESC" } else { " ASC" });
        }
        sql
    }

    /// What comes after a row: the values of a row compared as one, which an index can answer.
    fn after(&self, cursor: &Cursor) -> Sql {
        let sql = Sql::new("(").append(self.joined()).push(if self.descending { ") < " } else { ") > " });
        sql.list(cursor.0.iter().cloned())
    }

    fn joined(&self) -> Sql {
        self.columns.iter().enumerate().fold(Sql::default(), |sql, (index, column)| {
            let sql = if index > 0 { sql.push(", ") } else { sql };
            sql.append(column.clone())
        })
    }

    /// The columns once more, to be read back by [`SortKeys::cursor`].
    fn select(&self) -> Sql {
        debug_assert!(self.columns.len() <= CURSOR.len(), "a cursor would be vague");
        self.columns.iter().zip(CURSOR).fold(Sql::default(), |sql, (column, name)| {
            sql.push(", ").append(column.clone()).push(" AS ").push(name)
        })
    }

    fn cursor(&self, row: &Row) -> Result<Cursor, StoreError> {
        let names = CURSOR.into_iter().take(self.columns.len());
        names.map(|name| row.value(name)).collect::<Result<_, _>>().map(Cursor)
    }
}

/// A list to read.
pub(super) struct ListQuery {
    /// What to select.
    pub columns: &'static str,
    /// Table and alias: enough for counting, filtering and sorting.
    pub table: Sql,
    /// The column that names a row.
    pub id: &'static str,
    /// Joins that the columns need; they add and take away no row.
    pub joins: &'static str,
    /// Scope, and what holds for every row of this list.
    pub base: Where,
    /// The filter.
    pub filter: Vec<Sql>,
    /// The order.
    pub sort: SortKeys,
    /// Rows to skip.
    pub offset: i64,
}

/// Rows of a table that a filter lets through, counted up to [`MOST_COUNTED`] and one.
pub async fn count_some(db: &Db, table: &Sql, filter: &Where) -> Result<u64, StoreError> {
    let some = Sql::new("SELECT 1 AS one FROM ").append(table.clone()).append(filter.sql());
    let some = some.push(" LIMIT ?").with(i64::try_from(MOST_COUNTED + 1).unwrap_or(i64::MAX));
    db.count(&Sql::new("SELECT COUNT(*) AS n FROM (").append(some).push(") few")).await
}

/// A literal and not a value: the planner has to know that it is a small number.
const LIMIT: &str = " LIMIT 50";
const _: () = assert!(PAGE_SIZE == 50);

impl ListQuery {
    /// Reads the page.
    pub async fn read<T>(
        self,
        db: &Db,
        decode: impl Fn(&Row) -> Result<T, StoreError>,
    ) -> Result<Page<T>, StoreError> {
        let filter = self.filtered();
        let total_unfiltered = self.count_where(db, &self.base).await?;
        let total =
            if self.filter.is_empty() { total_unfiltered } else { self.count_where(db, &filter).await? };
        let rows = self.page(db, &filter, total).await?;
        let rows = rows.iter().map(decode).collect::<Result<_, _>>()?;
        Ok(Page { rows, total, total_unfiltered })
    }

    /// Reads some rows and counts none; the page asked for does not matter.
    pub async fn fetch<T>(
        self,
        db: &Db,
        fetch: Fetch<'_>,
        decode: impl Fn(&Row) -> Result<T, StoreError>,
    ) -> Result<Batch<T>, StoreError> {
        let filter = match fetch {
            Fetch::Many(Some(cursor)) => self.filtered().and(self.sort.after(cursor)),
            Fetch::Many(None) | Fetch::Few => self.filtered(),
        };
        let (limit, most) = fetch.limit();
        let ids = self.ids(&filter, false).push(limit);
        let rows = db.all(&self.select(self.sort.select(), ids, false)).await?;
        let last = rows.last().filter(|_| rows.len() == most && matches!(fetch, Fetch::Many(_)));
        let next = last.map(|row| self.sort.cursor(row)).transpose()?;
        Ok(Batch { rows: rows.iter().map(decode).collect::<Result<_, _>>()?, next })
    }

    /// How many rows the filter lets through.
    pub async fn count(self, db: &Db) -> Result<u64, StoreError> {
        self.count_where(db, &self.filtered()).await
    }

    /// The same, as [`count_some`] counts.
    pub async fn count_some(self, db: &Db) -> Result<u64, StoreError> {
        count_some(db, &self.table, &self.filtered()).await
    }

    /// Which rows, in their order.
    #[cfg(test)]
    pub fn ids_sql(&self) -> Sql {
        self.ids(&self.filtered(), false)
    }

    fn filtered(&self) -> Where {
        self.filter.iter().cloned().fold(self.base.clone(), Where::and)
    }

    async fn count_where(&self, db: &Db, filter: &Where) -> Result<u64, StoreError> {
        db.count(&Sql::new("SELECT COUNT(*) AS n FROM ").append(self.table.clone()).append(filter.sql()))
            .await
    }

    /// A page in the second half is read from the other end: fewer rows to skip.
    async fn page(&self, db: &Db, filter: &Where, total: u64) -> Result<Vec<Row>, StoreError> {
        let total = i64::try_from(total).unwrap_or(i64::MAX);
        let size = i64::from(PAGE_SIZE).min(total - self.offset);
        if size <= 0 {
            return Ok(Vec::new());
        }
        let behind = total - self.offset - size;
        let backwards = behind < self.offset;
        let offset = if backwards { behind } else { self.offset };
        let ids = self.ids(filter, backwards).push(LIMIT).push(" OFFSET ?").with(offset);
        let mut rows = db.all(&self.select(Sql::default(), ids, backwards)).await?;
        // A last page is shorter; read from the end, what follows belongs to the page before it.
        rows.truncate(usize::try_from(size).unwrap_or_default());
        if backwards {
            rows.reverse();
        }
        Ok(rows)
    }

    /// The ids in their order, which an index alone can tell.
    fn ids(&self, filter: &Where, backwards: bool) -> Sql {
        let ids =
            Sql::new("SELECT ").push(self.id).push(" FROM ").append(self.table.clone()).append(filter.sql());
        ids.append(self.sort.sql(backwards))
    }

    /// The rows of ids that were chosen before: rows that are skipped are never fetched.
    fn select(&self, more: Sql, ids: Sql, backwards: bool) -> Sql {
        let sql =
            Sql::new("SELECT ").push(self.columns).append(more).push(" FROM ").append(self.table.clone());
        let sql = sql.push(self.joins).push(" WHERE ").push(self.id).push(" IN (").append(ids).push(")");
        sql.append(self.sort.sql(backwards))
    }
}
