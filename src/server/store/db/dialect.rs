//! The few places where SQLite and PostgreSQL need different words.

use super::sql::Sql;
use crate::server::store::db::{Db, Tx};
use crate::server::store::error::StoreError;
use crate::server::store::needle::Typed;
use crate::server::store::scope::Scope;
use model::ids::CustomerId;
use std::collections::HashMap;

/// Text that can be searched.
#[derive(Clone, Copy, Debug)]
pub struct Searched {
    /// The rows whose text is like a pattern. PostgreSQL finds them through an index of trigrams
    /// where it has one.
    compared: &'static str,
    /// The rows whose text holds a phrase, through SQLite's index of trigrams.
    indexed: Option<&'static str>,
}

impl Searched {
    /// `customers c`
    pub const CUSTOMERS: Self = Self::with_index(
        "c.search LIKE ? ESCAPE '\\'",
        "c.key IN (SELECT rowid FROM customer_search WHERE customer_search MATCH ?)",
    );
    /// `orders o`
    pub const ORDERS: Self = Self::with_index(
        "o.id LIKE ? ESCAPE '\\'",
        "o.key IN (SELECT rowid FROM order_search WHERE order_search MATCH ?)",
    );
    /// `resources r`
    pub const RESOURCES: Self = Self::with_index(
        "r.search LIKE ? ESCAPE '\\'",
        "r.key IN (SELECT rowid FROM resource_search WHERE resource_search MATCH ?)",
    );
    /// `audit_entries e`
    pub const AUDIT: Self = Self::with_index(
        "e.search LIKE ? ESCAPE '\\'",
        "e.key IN (SELECT rowid FROM audit_search WHERE audit_search MATCH ?)",
    );

    const fn with_index(compared: &'static str, indexed: &'static str) -> Self {
        Self { indexed: Some(indexed), ..Self::row_by_row(compared) }
    }

    /// Rows so few that each of them is compared: `x.search LIKE ? ESCAPE '\'`.
    pub const fn row_by_row(compared: &'static str) -> Self {
        Self { compared, indexed: None }
    }
}

impl Db {
    /// The condition that a row's text holds what was typed, every character taken literally. `None` for
    /// an empty text. Every search uses this: a text that is too long for any row is not passed to the
    /// database.
    pub fn holds(&self, table: Searched, typed: &str) -> Option<Sql> {
        let needle = match Typed::of(typed) {
            Typed::Nothing => return None,
            Typed::TooLong => return Some(Sql::new("1 = 0")),
            Typed::Text(needle) => needle,
        };
        Some(match (self, table.indexed) {
            (Self::Sqlite { .. }, Some(indexed)) if needle.has_trigrams() => {
                Sql::new(indexed).with(needle.phrase())
            }
            _ => Sql::new(table.compared).with(needle.pattern()),
        })
    }

    /// The same, or that the row's customer, whose id is in `customer`, is found by it.
    pub fn holds_or_whose(&self, table: Searched, customer: &'static str, typed: &str) -> Option<Sql> {
        let own = self.holds(table, typed)?;
        let whose = self.holds(Searched::CUSTOMERS, typed)?;
        let whose = Sql::new(customer).push(" IN (SELECT c.id FROM customers c WHERE ").append(whose);
        Some(Sql::new("(").append(own).push(" OR ").append(whose).push("))"))
    }

    /// [`Db::holds`] for rows that a scope lets through. Where the scope is a set of customers it has
    /// to come first: SQLite, left alone, looks each of them up with each row found (measured:
    /// seconds). The plus keeps it from using this condition for look-ups.
    pub fn holds_in(&self, scope: &Scope, table: Searched, typed: &str) -> Option<Sql> {
        let holds = self.holds(table, typed)?;
        Some(match (self, scope) {
            (Self::Sqlite { .. }, Scope::Assigned(_)) => Sql::new("+").append(holds),
            (Self::Sqlite { .. }, Scope::All) | (Self::Postgres(_), _) => holds,
        })
    }
}

impl Tx {
    /// The ones of these customers that the mirror has, with the names they are sorted by, locked until
    /// the transaction ends. SQLite has one writer anyway. PostgreSQL locks the rows in the order of
    /// their ids, so that two transactions cannot wait for each other, and so that counts kept beside the
    /// customer are not made from an older view.
    pub async fn hold_customers(
        &mut self,
        ids: impl IntoIterator<Item = &CustomerId>,
    ) -> Result<HashMap<CustomerId, String>, StoreError> {
        let sql = Sql::new("SELECT id, sort_name FROM customers WHERE id IN ").list(ids).push(" ORDER BY id");
        let sql = match self {
            Self::Sqlite(_) => sql,
            Self::Postgres(..) => sql.push(" FOR NO KEY UPDATE"),
        };
        self.all(&sql).await?.iter().map(|row| Ok((row.need("id")?, row.need_text("sort_name")?))).collect()
    }
}
