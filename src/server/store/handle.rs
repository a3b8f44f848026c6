//! The handle that services hold.

use super::db::Db;

/// The database. Cheap to clone: all clones share the same connections.
#[derive(Clone, Debug)]
pub struct Store {
    pub(super) db: Db,
}
