//! The list of customers.

use crate::server::store::Store;
use crate::server::store::budgets::maybe_budget;
use crate::server::store::customers::decode;
use crate::server::store::db::Row;
use crate::server::store::db::sql::Sql;
use crate::server::store::error::StoreError;
use crate::server::store::pages::{List, Slice, Sort, Stretch, Take};
use crate::server::store::scope::{Scope, Where};
use crate::server::store::sort_keys::LAST;
use jiff::Timestamp;
use model::budgets::BudgetLevel;
use model::lists::{CustomerFilter, CustomerRow};
use model::page::Direction;

/// What the list can be sorted by. A customer without the value stands first for the
/// association and the amount used, last for what is left and for the next expiry.
const SORTS: &[(&str, &[&str])] = &[
    ("name", &["c.sort_name", "c.id"]),
    ("associated", &["c.associated_key", "c.id"]),
    ("used", &["c.used_key", "c.id"]),
    ("left", &["c.left_key", "c.id"]),
    ("waiting", &["c.waiting_orders", "c.id"]),
    ("expires", &["c.expiry_key", "c.id"]),
];

impl Store {
    /// One page of the customers in scope.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn list_customers(
        &self,
        scope: &Scope,
        filter: &CustomerFilter,
    ) -> Result<Slice<CustomerRow>, StoreError> {
        self.customer_list(scope, filter).read(&self.db, customer_row).await
    }

    /// Some of the customers in scope, uncounted.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn take_customers(
        &self,
        scope: &Scope,
        filter: &CustomerFilter,
        take: Take<'_>,
    ) -> Result<Stretch<CustomerRow>, StoreError> {
        self.customer_list(scope, filter).take(&self.db, take, customer_row).await
    }

    fn customer_list(&self, scope: &Scope, filter: &CustomerFilter) -> List {
        let conditions = [
            self.customer_holds(scope, filter.search.as_deref()),
            filter.frozen.map(|frozen| Sql::new("c.frozen = ?").with(frozen.code())),
            filter.budget.map(|level| Sql::new("c.budget_level = ?").with(BudgetLevel::code(level))),
            filter.reseller.as_ref().map(|reseller| Sql::new("c.reseller_id = ?").with(reseller)),
        ];
        List {
            columns: "c.id, c.body, c.frozen, c.waiting_orders, c.expiry_key, c.budget_read_at,
                      c.budget_amount, c.budget_used, c.budget_currency, c.budget_kind",
            table: "customers c",
            id: "c.id",
            joins: "",
            base: Where::new(scope, "c.id"),
            filter: conditions.into_iter().flatten().collect(),
            sort: Sort::choose(&filter.paging, SORTS, Direction::Ascending),
            offset: filter.paging.offset(),
        }
    }
}

fn customer_row(row: &Row) -> Result<CustomerRow, StoreError> {
    let expiry = Some(row.need_int("expiry_key")?).filter(|key| *key != LAST);
    Ok(CustomerRow {
        customer: decode(row)?,
        budget: maybe_budget(row)?,
        waiting_orders: u32::try_from(row.need_int("waiting_orders")?).unwrap_or(u32::MAX),
        next_expiry: expiry.and_then(|second| Timestamp::from_second(second).ok()),
    })
}
