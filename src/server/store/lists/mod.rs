//! Lists in the database. Names and filters are declared in [`model::lists`]; the columns are in
//! one [`Table`] per list.

mod offers;
mod read;
mod table;

pub(super) use read::count_some;
pub use read::{Batch, Cursor, Fetch, Page};
pub use table::{Blank, Condition, Label, ListContext, Stored, Table};

use super::Store;
use super::error::StoreError;
use read::{ListQuery, SortKeys};

impl Store {
    /// One page of a list.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn page<L: Stored>(
        &self,
        asked: &ListContext<'_>,
        filter: &L,
    ) -> Result<Page<L::Row>, StoreError> {
        let mut page = self.query(asked, filter).read(&self.db, L::row).await?;
        L::complete(self, asked.scope, &mut page.rows).await?;
        Ok(page)
    }

    /// Some rows of a list, uncounted; the page asked for does not matter.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn fetch<L: Stored>(
        &self,
        asked: &ListContext<'_>,
        filter: &L,
        fetch: Fetch<'_>,
    ) -> Result<Batch<L::Row>, StoreError> {
        let mut batch = self.query(asked, filter).fetch(&self.db, fetch, L::row).await?;
        L::complete(self, asked.scope, &mut batch.rows).await?;
        Ok(batch)
    }

    /// How many rows of a list match.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn count<L: Stored>(&self, asked: &ListContext<'_>, filter: &L) -> Result<u64, StoreError> {
        self.query(asked, filter).count(&self.db).await
    }

    /// The same, counted up to [`model::views::MOST_COUNTED`] and one: more are not told apart.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn count_some<L: Stored>(
        &self,
        asked: &ListContext<'_>,
        filter: &L,
    ) -> Result<u64, StoreError> {
        self.query(asked, filter).count_some(&self.db).await
    }

    fn query<L: Stored>(&self, asked: &ListContext<'_>, filter: &L) -> ListQuery {
        // A filter or sort that is in only one of the two does not compile.
        const { assert!(table::is_whole::<L>(), "the table of a list does not fit its declaration") };
        let table = L::TABLE;
        let searched = filter.searched().zip(table.search);
        let searched = searched.and_then(|(typed, search)| search(&self.db, asked.scope, typed));
        let filters = table.filters.iter().filter_map(|(name, condition)| condition.sql(name, filter, asked));
        ListQuery {
            columns: table.columns,
            table: (table.from)(asked),
            id: table.id,
            joins: table.joins,
            base: table.base(filter, asked),
            filter: searched.into_iter().chain(filters).collect(),
            sort: SortKeys::choose(filter.paging(), table.sorts, table.blanks, L::FIRST),
            offset: filter.paging().offset(),
        }
    }
}

#[cfg(test)]
mod tests;
