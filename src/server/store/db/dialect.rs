//! The few places where SQLite and PostgreSQL need different words.

use super::sql::Sql;
use crate::server::store::db::{Db, Tx};
use crate::server::store::error::StoreError;
use crate::server::store::needle::{Term, Typed, Word};
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

    /// `notes n`
    pub const NOTES: Self = Self::with_index(
        "n.search LIKE ? ESCAPE '\\'",
        "n.key IN (SELECT rowid FROM note_search WHERE note_search MATCH ?)",
    );

    const fn with_index(compared: &'static str, indexed: &'static str) -> Self {
        Self { indexed: Some(indexed), ..Self::row_by_row(compared) }
    }

    /// The condition that a row holds a term, the row's text compared with it.
    fn compares(self, term: &Term) -> Sql {
        let like = |word: &Word| Sql::new(self.compared).with(word.pattern());
        match term {
            Term::Word(word) => like(word),
            Term::Number(words, digits) => {
                let written = joined(words.iter().map(like), " AND ");
                Sql::new("((").append(written).push(") OR ").append(like(digits)).push(")")
            }
        }
    }

    /// Rows so few that each of them is compared: `x.search LIKE ? ESCAPE '\'`.
    pub const fn row_by_row(compared: &'static str) -> Self {
        Self { compared, indexed: None }
    }
}

/// Conditions with a word between them.
fn joined(conditions: impl Iterator<Item = Sql>, between: &'static str) -> Sql {
    conditions.enumerate().fold(Sql::default(), |sql, (index, condition)| {
        let sql = if index > 0 { sql.push(between) } else { sql };
        sql.append(condition)
    })
}

impl Db {
    /// The condition that a row's text holds what was typed, every character taken literally, its words
    /// in any order. `None` for an empty text. Every search uses this: a text that is too long for any
    /// row is not passed to the database.
    pub fn holds(&self, table: Searched, typed: &str) -> Option<Sql> {
        let needle = match Typed::of(typed) {
            Typed::Nothing => return None,
            Typed::TooLong => return Some(Sql::new("1 = 0")),
            Typed::Text(needle) => needle,
        };
        Some(self.holds_all(table, &needle.terms()))
    }

    /// One look-up in the index for all that it can find; the rest is compared row by row.
    fn holds_all(&self, table: Searched, terms: &[Term]) -> Sql {
        let index = table.indexed.filter(|_| matches!(self, Self::Sqlite { .. }));
        let (found, compared): (Vec<&Term>, Vec<&Term>) =
            terms.iter().partition(|term| index.is_some() && term.has_trigrams());
        let found = index.filter(|_| !found.is_empty()).map(|indexed| {
            let expressions: Vec<String> = found.iter().map(|term| term.expression()).collect();
            Sql::new(indexed).with(expressions.join(" AND "))
        });
        let compared = compared.into_iter().map(|term| table.compares(term));
        joined(found.into_iter().chain(compared), " AND ")
    }

    /// The same, where words may also be found in the text of the row's customer, whose id is in
    /// `customer`.
    pub fn holds_or_whose(&self, table: Searched, customer: &'static str, typed: &str) -> Option<Sql> {
        let needle = match Typed::of(typed) {
            Typed::Nothing => return None,
            Typed::TooLong => return Some(Sql::new("1 = 0")),
            Typed::Text(needle) => needle,
        };
        let either = |term: Term| {
            let term = [term];
            let whose = self.holds_all(Searched::CUSTOMERS, &term);
            let whose = Sql::new(customer).push(" IN (SELECT c.id FROM customers c WHERE ").append(whose);
            Sql::new("(").append(self.holds_all(table, &term)).push(" OR ").append(whose).push("))")
        };
        Some(joined(needle.terms().into_iter().map(either), " AND "))
    }

    /// [`Db::holds`] for rows that a scope lets through. Where the scope is a set of customers it has
    /// to come first: SQLite, left alone, looks each of them up with each row found (measured:
    /// seconds). The plus keeps it from using this condition for look-ups.
    pub fn holds_in(&self, scope: &Scope, table: Searched, typed: &str) -> Option<Sql> {
        let holds = self.holds(table, typed)?;
        Some(match (self, scope) {
            (Self::Sqlite { .. }, Scope::Assigned(_) | Scope::Listed(_)) => Sql::new("+").append(holds),
            (Self::Sqlite { .. }, Scope::All) | (Self::Postgres(_), _) => holds,
        })
    }
}

impl Tx {
    /// Holds the rows that a statement reads against changes until the transaction ends; rows of a query within it
    /// are not held. In SQLite a transaction that writes is alone.
    pub fn shared(&self, sql: Sql) -> Sql {
        match self {
            Self::Sqlite(_) => sql,
            Self::Postgres(..) => sql.push(" FOR SHARE"),
        }
    }

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
