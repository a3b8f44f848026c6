//! One page of a list: filtered, sorted and counted by the database over all rows.

use super::db::{Db, Row};
use super::error::StoreError;
use super::scope::Where;
use super::sql::Sql;
use crate::model::page::{Direction, PAGE_SIZE, Paging};

/// One page, and how many rows there are in all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slice<T> {
    /// The rows of the page asked for; none when it lies behind the last one.
    pub rows: Vec<T>,
    /// Rows that the filter lets through, on all pages.
    pub total: u64,
    /// Rows in scope without the filter.
    pub total_unfiltered: u64,
}

/// The columns that a list is sorted by, the last one unique, so that no row is on two pages.
pub(super) struct Sort {
    columns: &'static [&'static str],
    descending: bool,
}

impl Sort {
    /// The sort asked for. Without one, or with one this list does not know, the list's own:
    /// the first of `known`, in the direction given here; ascending, it may be turned.
    pub fn choose(
        paging: &Paging,
        known: &[(&'static str, &'static [&'static str])],
        default: Direction,
    ) -> Self {
        let asked = paging.sort.as_deref().and_then(|name| known.iter().find(|(own, _)| *own == name));
        match (asked, known.first()) {
            (Some((_, columns)), _) => {
                Self { columns, descending: paging.direction == Direction::Descending }
            }
            (None, Some((_, columns))) => Self {
                columns,
                descending: default == Direction::Descending || paging.direction == Direction::Descending,
            },
            (None, None) => Self { columns: &[], descending: false },
        }
    }

    /// The same columns in one direction each: an index serves it from either end.
    fn sql(&self, backwards: bool) -> Sql {
        let mut sql = Sql::new(" ORDER BY ");
        for (index, column) in self.columns.iter().enumerate() {
            sql = if index > 0 { sql.push(", ") } else { sql };
            sql = sql.push(column).push(if self.descending != backwards { " DESC" } else { " ASC" });
        }
        sql
    }
}

/// A list to read one page of.
pub(super) struct List {
    /// What to select.
    pub columns: &'static str,
    /// Table and alias: enough for counting, filtering and sorting.
    pub table: &'static str,
    /// The column that names a row.
    pub id: &'static str,
    /// Joins that the columns need; they add and take away no row.
    pub joins: &'static str,
    /// Scope, and what holds for every row of this list.
    pub base: Where,
    /// The filter.
    pub filter: Vec<Sql>,
    /// The order.
    pub sort: Sort,
    /// Rows to skip.
    pub offset: i64,
}

/// A literal and not a value: the planner has to know that it is a small number.
const LIMIT: &str = " LIMIT 50";
const _: () = assert!(PAGE_SIZE == 50);

impl List {
    /// Reads the page.
    pub async fn read<T>(
        self,
        db: &Db,
        decode: impl Fn(&Row) -> Result<T, StoreError>,
    ) -> Result<Slice<T>, StoreError> {
        let count =
            |filter: &Where| Sql::new("SELECT COUNT(*) AS n FROM ").push(self.table).append(filter.sql());
        let filter = self.filter.iter().cloned().fold(self.base.clone(), Where::and);
        let total_unfiltered = db.count(&count(&self.base)).await?;
        let total = if self.filter.is_empty() { total_unfiltered } else { db.count(&count(&filter)).await? };
        let rows = self.page(db, &filter, total).await?;
        let rows = rows.iter().map(decode).collect::<Result<_, _>>()?;
        Ok(Slice { rows, total, total_unfiltered })
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
        let mut rows =
            db.all(&self.select(filter, backwards, if backwards { behind } else { self.offset })).await?;
        // A last page is shorter; read from the end, what follows belongs to the page before it.
        rows.truncate(usize::try_from(size).unwrap_or_default());
        if backwards {
            rows.reverse();
        }
        Ok(rows)
    }

    /// First the ids of the page, which an index alone can tell, then their rows: the rows that
    /// are skipped are never fetched.
    fn select(&self, filter: &Where, backwards: bool, offset: i64) -> Sql {
        let order = self.sort.sql(backwards);
        let page = Sql::new("SELECT ").push(self.id).push(" FROM ").push(self.table).append(filter.sql());
        let page = page.append(order.clone()).push(LIMIT).push(" OFFSET ?").with(offset);
        let sql = Sql::new("SELECT ").push(self.columns).push(" FROM ").push(self.table).push(self.joins);
        sql.push(" WHERE ").push(self.id).push(" IN (").append(page).push(")").append(order)
    }
}
