//! Our database: users, sessions, the mirror of the partner's customers, stored intentions, the
//! audit log. SQLite in one file, or PostgreSQL; the same statements run on both.
//!
//! Columns are of two types only, text and 64-bit integers: exact decimals and JSON are text,
//! instants are whole seconds since 1970 (UTC), yes and no are 1 and 0. What a list can sort by
//! has a column of its own made for comparison.

mod assignments;
mod attempts;
mod audit;
mod audit_list;
mod budgets;
mod bulk;
mod bulk_start;
mod bulk_work;
mod customer_list;
mod customer_names;
mod customers;
mod database_kind;
mod db;
mod dialect;
mod error;
mod gates;
mod intent_list;
mod intents;
mod keys;
mod leases;
mod needle;
mod open;
mod orders;
mod resource_counts;
mod resources;
mod scope;
mod search;
mod sessions;
mod slice;
mod sql;
mod sync;
mod users;

pub use audit::Completion;
pub use bulk_start::Started;
pub use bulk_work::{RowChange, RowEntry};
pub use customer_names::Known;
pub use database_kind::{DatabaseKind, KindEvidence};
pub use error::StoreError;
#[cfg(feature = "sim")]
pub use gates::{Gates, gated};
pub use intents::{Move, Opened};
pub use scope::Scope;
pub use sessions::{Clock, SESSION_USER, Sessions};
pub use slice::{Place, Slice, Stretch, Take};
pub use sync::Mark;

/// The database. Cheap to clone: all clones share the same connections.
#[derive(Clone, Debug)]
pub struct Store {
    db: db::Db,
}
