//! The list of customers.

use crate::server::store::Store;
use crate::server::store::budgets::maybe_budget;
use crate::server::store::customers::decode;
use crate::server::store::db::Row;
use crate::server::store::db::dialect::Searched;
use crate::server::store::db::sql::Sql;
use crate::server::store::error::StoreError;
use crate::server::store::lists::{Batch, Blank, Condition, Fetch, Label, ListContext, Page, Stored, Table};
use crate::server::store::scope::{Scope, Where};
use crate::server::store::sort_keys::LAST;
use jiff::Timestamp;
use model::lists::{CustomerFilter, CustomerRow};

impl Stored for CustomerFilter {
    const TABLE: Table<Self> = Table {
        columns: "c.id, c.body, c.frozen, c.waiting_orders, c.expiry_key, c.budget_read_at,
                      c.budget_amount, c.budget_used, c.budget_currency, c.budget_kind",
        from: |_| Sql::new("customers c"),
        id: "c.id",
        joins: "",
        scope: |asked| Where::new(asked.scope, "c.id"),
        search: Some(|db, scope, typed| db.holds_in(scope, Searched::CUSTOMERS, typed)),
        filters: &[
            ("frozen", Condition::Is("c.frozen")),
            ("budget", Condition::Is("c.budget_level")),
            ("reseller", Condition::OneOf("c.reseller_id", Some(Label::Reseller))),
            ("manager", Condition::OneOf("c.account_manager", None)),
        ],
        sorts: &[
            ("name", &["c.sort_name", "c.id"]),
            ("associated", &["c.associated_key", "c.id"]),
            ("used", &["c.percent_key", "c.id"]),
            ("left", &["c.left_key", "c.id"]),
            ("waiting", &["c.waiting_orders", "c.id"]),
            ("expires", &["c.expiry_key", "c.id"]),
        ],
        blanks: &[
            ("c.associated_key", Blank::First),
            ("c.percent_key", Blank::First),
            ("c.left_key", Blank::Last),
            ("c.waiting_orders", Blank::Zero),
            ("c.expiry_key", Blank::Last),
        ],
    };

    fn row(row: &Row) -> Result<CustomerRow, StoreError> {
        let expiry = Some(row.need_int("expiry_key")?).filter(|key| *key != LAST);
        Ok(CustomerRow {
            customer: decode(row)?,
            budget: maybe_budget(row)?,
            waiting_orders: u32::try_from(row.need_int("waiting_orders")?).unwrap_or(u32::MAX),
            next_expiry: expiry.and_then(|second| Timestamp::from_second(second).ok()),
        })
    }
}

impl Store {
    /// One page of the customers in scope.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn list_customers(
        &self,
        scope: &Scope,
        filter: &CustomerFilter,
    ) -> Result<Page<CustomerRow>, StoreError> {
        self.page(&ListContext::of(scope), filter).await
    }

    /// Some of the customers in scope, uncounted.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn take_customers(
        &self,
        scope: &Scope,
        filter: &CustomerFilter,
        fetch: Fetch<'_>,
    ) -> Result<Batch<CustomerRow>, StoreError> {
        self.fetch(&ListContext::of(scope), filter, fetch).await
    }
}
