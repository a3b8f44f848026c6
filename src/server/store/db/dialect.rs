//! The few places where SQLite and PostgreSQL need different words.

use super::sql::Sql;
use crate::server::store::db::{Db, Tx};
use crate::server::store::error::StoreError;
use crate::server::store::needle::Typed;
use crate::server::store::scope::Scope;
use model::ids::CustomerId;
use std::collections::HashMap;

/// A table whose text can be searched.
#[derive(Clone, Copy, Debug)]
pub enum Searched {
    /// `customers c`
    Customers,
    /// `orders o`
    Orders,
    /// `resources r`
    Resources,
    /// `audit_entries e`
    Audit,
}

impl Searched {
    /// The rows whose text holds `needle`, through SQLite's trigram index.
    fn indexed(self) -> &'static str {
        match self {
            Self::Customers => "c.key IN (SELECT rowid FROM customer_search WHERE customer_search MATCH ?)",
            Self::Orders => "o.key IN (SELECT rowid FROM order_search WHERE order_search MATCH ?)",
            Self::Resources => "r.key IN (SELECT rowid FROM resource_search WHERE resource_search MATCH ?)",
            Self::Audit => "e.key IN (SELECT rowid FROM audit_search WHERE audit_search MATCH ?)",
        }
    }

    /// The same by comparing. PostgreSQL does it through an index of trigrams where it has one.
    fn compared(self) -> &'static str {
        match self {
            Self::Customers => "c.search LIKE ? ESCAPE '\\'",
            Self::Orders => "o.id LIKE ? ESCAPE '\\'",
            Self::Resources => "r.search LIKE ? ESCAPE '\\'",
            Self::Audit => "e.search LIKE ? ESCAPE '\\'",
        }
    }
}

impl Db {
    /// The condition that a row's text holds what was typed, every character taken literally.
    /// `None` when nothing to look for was typed. Every search comes through here: what is too
    /// long to be in any row is not handed to the database at all.
    pub fn holds(&self, table: Searched, typed: &str) -> Option<Sql> {
        let needle = match Typed::of(typed) {
            Typed::Nothing => return None,
            Typed::TooLong => return Some(Sql::new("1 = 0")),
            Typed::Text(needle) => needle,
        };
        Some(match self {
            Self::Sqlite { .. } if needle.has_trigrams() => Sql::new(table.indexed()).with(needle.phrase()),
            Self::Sqlite { .. } | Self::Postgres(_) => Sql::new(table.compared()).with(needle.pattern()),
        })
    }

    /// The same, or that the row's customer, whose id is in `customer`, is found by it.
    pub fn holds_or_whose(&self, table: Searched, customer: &'static str, typed: &str) -> Option<Sql> {
        let own = self.holds(table, typed)?;
        let whose = self.holds(Searched::Customers, typed)?;
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
    /// The ones of these customers that the mirror has, with the names they are sorted by, held
    /// still until the transaction ends.
    /// SQLite has one writer anyway. PostgreSQL locks the rows in the order of their ids, so
    /// that two transactions cannot wait for each other, and so that counts kept beside the
    /// customer are not made from an older view.
    pub async fn hold_customers(
        &mut self,
        ids: impl IntoIterator<Item = &CustomerId>,
    ) -> Result<HashMap<CustomerId, String>, StoreError> {
        let sql = Sql::new("SELECT id, sort_name FROM customers WHERE id IN ").list(ids).push(" ORDER BY id");
        let sql = match self {
            Self::Sqlite(_) => sql,
            Self::Postgres(_) => sql.push(" FOR NO KEY UPDATE"),
        };
        self.all(&sql).await?.iter().map(|row| Ok((row.need("id")?, row.need_text("sort_name")?))).collect()
    }
}
