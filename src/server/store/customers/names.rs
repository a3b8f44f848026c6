//! Customers that a file names, with what the mirror knows of their budgets.

use crate::server::store::Store;
use crate::server::store::budgets::{COLUMNS, maybe_budget};
use crate::server::store::customers::{BATCH, decode};
use crate::server::store::db::Row;
use crate::server::store::db::dialect::Searched;
use crate::server::store::db::sql::Sql;
use crate::server::store::error::StoreError;
use crate::server::store::needle::Typed;
use crate::server::store::scope::{Scope, Where};
use crate::server::store::sort_keys::folded;
use jiff::Timestamp;
use model::budgets::{Budget, FreezeBehaviour};
use model::customers::Customer;
use model::ids::CustomerId;

/// More customers than this with the same name are as good as all of them.
const SEVERAL: u32 = 50;

/// A customer as the mirror has it.
#[derive(Clone, Debug)]
pub struct CustomerAndBudget {
    /// The customer.
    pub customer: Customer,
    /// Its budget and when it was read, UTC; `None` when it was never read.
    pub budget: Option<(Budget, Timestamp)>,
    /// What happens when it runs out, as this desk last set it; `None` when it never did.
    pub freeze_behaviour: Option<FreezeBehaviour>,
}

impl Store {
    /// The ones of these customers that are in scope, in no particular order.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn known_customers(
        &self,
        scope: &Scope,
        ids: &[CustomerId],
    ) -> Result<Vec<CustomerAndBudget>, StoreError> {
        let mut found = Vec::with_capacity(ids.len());
        for batch in ids.chunks(BATCH) {
            let filter = Where::new(scope, "c.id").and(Sql::new("c.id IN ").list(batch));
            let sql = Sql::new("SELECT ")
                .push(COLUMNS)
                .push(", c.freeze_behaviour FROM customers c")
                .append(filter.sql());
            for row in self.db.all(&sql).await? {
                found.push(known(&row)?);
            }
        }
        Ok(found)
    }

    /// The customers in scope with this id; if there is none, those with this account name; else those
    /// with this name: all as [`folded`] compares them. None for a text that is too long for either ([`model::search::LONGEST_SEARCH`]).
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn customers_called(&self, scope: &Scope, name: &str) -> Result<Vec<CustomerId>, StoreError> {
        let Typed::Text(needle) = Typed::of(name) else { return Ok(Vec::new()) };
        let found = self.customers_with_line(scope, name).await?;
        let by = |field: fn(&Customer) -> Option<&str>| -> Vec<CustomerId> {
            let called =
                |customer: &&Customer| field(customer).is_some_and(|text| folded(text) == needle.text());
            found.iter().filter(called).map(|customer| customer.id.clone()).collect()
        };
        let ids = by(|customer| Some(customer.id.as_str()));
        let accounts = by(|customer| Some(&customer.account_name));
        let found = if ids.is_empty() { accounts } else { ids };
        Ok(if found.is_empty() { by(|customer| customer.name.as_deref()) } else { found })
    }

    /// The customers in scope one of whose searched fields is what was typed, or the number that it is, at
    /// most 50. Nobody for a text that is too long.
    pub(in crate::server::store) async fn customers_with_line(
        &self,
        scope: &Scope,
        typed: &str,
    ) -> Result<Vec<Customer>, StoreError> {
        let Typed::Text(needle) = Typed::of(typed) else { return Ok(Vec::new()) };
        let Some(holds) = self.db.holds_in(scope, Searched::CUSTOMERS, typed) else { return Ok(Vec::new()) };
        // Each field of the search text is on its own line.
        let is_line = |pattern: String| {
            Sql::new("? || c.search || ? LIKE ? ESCAPE '\\'").with("\n").with("\n").with(pattern)
        };
        let mut line = Sql::new("(").append(is_line(needle.line_pattern()));
        if let Some(digits) = needle.digits() {
            line = line.push(" OR ").append(is_line(digits.line_pattern()));
        }
        let filter = Where::new(scope, "c.id").and(holds).and(line.push(")"));
        let sql = Sql::new("SELECT c.body, c.frozen FROM customers c").append(filter.sql());
        self.db.all(&sql.push(" LIMIT ?").with(SEVERAL)).await?.iter().map(decode).collect()
    }

    /// Stores what this desk set to happen when a budget runs out: the partner API does not tell.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn set_freeze_behaviour(
        &self,
        customer: &CustomerId,
        behaviour: FreezeBehaviour,
    ) -> Result<(), StoreError> {
        let sql = Sql::new("UPDATE customers SET freeze_behaviour = ? WHERE id = ?");
        self.db.run(&sql.with(behaviour.code()).with(customer)).await.map(|_| ())
    }
}

fn known(row: &Row) -> Result<CustomerAndBudget, StoreError> {
    Ok(CustomerAndBudget {
        customer: decode(row)?,
        budget: maybe_budget(row)?.zip(row.instant("budget_read_at")?),
        freeze_behaviour: row.int("freeze_behaviour")?.map(FreezeBehaviour::from),
    })
}
