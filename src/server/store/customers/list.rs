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
use model::ids::UserId;
use model::lists::{CustomerFilter, CustomerRow, OwnedBy};

impl Stored for CustomerFilter {
    const TABLE: Table<Self> = Table {
        columns: "c.id, c.body, c.frozen, c.waiting_orders, c.expiry_key, c.budget_read_at,
                      c.budget_amount, c.budget_used, c.budget_currency, c.budget_kind, ou.name AS owner",
        from: |_| Sql::new("customers c"),
        id: "c.id",
        joins: " LEFT JOIN assignments oa ON oa.customer_id = c.id AND oa.kind = 'owner'
            LEFT JOIN users ou ON ou.id = oa.user_id",
        scope: |asked| Where::new(asked.scope, "c.id"),
        search: Some(|db, scope, typed| db.holds_in(scope, Searched::CUSTOMERS, typed)),
        filters: &[
            ("frozen", Condition::Is("c.frozen")),
            ("budget", Condition::Is("c.budget_level")),
            ("reseller", Condition::OneOf("c.reseller_id", Some(Label::Reseller))),
            ("manager", Condition::OneOf("c.account_manager", None)),
            ("owner", Condition::Beside(owned_by, owners)),
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
            owner: row.text("owner")?,
        })
    }
}

/// The customers of an owner. Who does not have a user of their own (a job) owns nothing.
fn owned_by(filter: &CustomerFilter, asked: &ListContext<'_>) -> Option<Sql> {
    let of = |user: Option<&UserId>| {
        Sql::new("c.id IN (SELECT o.customer_id FROM assignments o WHERE o.kind = 'owner' AND o.user_id = ?)")
            .with(user)
    };
    Some(match filter.owner.as_ref()? {
        OwnedBy::Me => of(asked.own.map(|own| own.id)),
        OwnedBy::User(user) => of(Some(user)),
        OwnedBy::Nobody => Sql::new(
            "NOT EXISTS (SELECT 1 FROM assignments o WHERE o.customer_id = c.id AND o.kind = 'owner')",
        ),
    })
}

/// The owners of the customers in scope, by name.
fn owners(asked: &ListContext<'_>) -> Sql {
    let owned =
        Where::new(asked.scope, "o.customer_id").and(Sql::new("o.kind = 'owner' AND o.user_id = u.id"));
    Sql::new("SELECT u.id AS value, u.name AS label FROM users u WHERE EXISTS (SELECT 1 FROM assignments o")
        .append(owned.sql())
        .push(") ORDER BY u.name_key, u.id")
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
