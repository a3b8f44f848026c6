//! The one search box: exact ids first, then whatever holds what was typed.

use super::Store;
use super::db::Row;
use super::error::StoreError;
use super::needle::{Needle, Typed};
use super::scope::{Scope, Where};
use crate::server::store::db::dialect::Searched;
use crate::server::store::db::sql::Sql;
use model::views::Hit;

/// Hits of each kind at most.
const MOST: i64 = 10;

impl Store {
    /// What is found in scope: customers, orders and main resources, at most ten of each. A hit whose id
    /// is exactly the typed text is first. Nothing for a text that is empty or too long
    /// ([`model::search::LONGEST_SEARCH`]).
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn find(&self, scope: &Scope, typed: &str) -> Result<Vec<Hit>, StoreError> {
        let Typed::Text(needle) = Typed::of(typed) else { return Ok(Vec::new()) };
        let mut hits = Vec::new();
        for (sql, read) in self.searches(scope, typed, &needle) {
            for row in self.db.all(&sql).await? {
                hits.push(read(&row)?);
            }
        }
        hits.sort_by_key(|hit| id_of(hit).to_lowercase() != needle.text());
        Ok(hits)
    }

    fn searches(&self, scope: &Scope, typed: &str, exact: &Needle) -> Vec<(Sql, Read)> {
        let of = |kind, read: Read, select: &'static str, whose, by: &'static str| {
            let filter = Where::new(scope, whose).and(self.db.holds_in(scope, kind, typed)?);
            let sql = Sql::new(select).append(filter.sql()).push(" ORDER BY ").push(by);
            Some((sql.push(" LIMIT ?").with(exact.text()).with(MOST), read))
        };
        let searches = [
            of(
                Searched::CUSTOMERS,
                customer,
                "SELECT c.id, c.display_name FROM customers c",
                "c.id",
                "CASE WHEN LOWER(c.id) = ? THEN 0 ELSE 1 END, c.sort_name, c.id",
            ),
            of(
                Searched::ORDERS,
                order,
                "SELECT o.wire_id, c.display_name FROM orders o JOIN customers c ON c.id = o.customer_id",
                "o.customer_id",
                "CASE WHEN o.id = ? THEN 0 ELSE 1 END, o.created_key DESC, o.id",
            ),
            of(
                Searched::RESOURCES,
                resource,
                "SELECT r.id, r.display_name, r.customer_id FROM resources r",
                "r.customer_id",
                "CASE WHEN LOWER(r.id) = ? THEN 0 ELSE 1 END, r.sort_name, r.id",
            ),
        ];
        searches.into_iter().flatten().collect()
    }
}

type Read = fn(&Row) -> Result<Hit, StoreError>;

fn customer(row: &Row) -> Result<Hit, StoreError> {
    Ok(Hit::Customer(row.need("id")?, row.need_text("display_name")?))
}

fn order(row: &Row) -> Result<Hit, StoreError> {
    Ok(Hit::Order(row.need("wire_id")?, row.need_text("display_name")?))
}

fn resource(row: &Row) -> Result<Hit, StoreError> {
    Ok(Hit::Resource(row.need("id")?, row.need_text("display_name")?, row.need("customer_id")?))
}

fn id_of(hit: &Hit) -> &str {
    match hit {
        Hit::Customer(id, _) => id.as_str(),
        Hit::Order(id, _) => id.as_str(),
        Hit::Resource(id, _, _) => id.as_str(),
    }
}
