//! The handle that services hold.

use super::db::Db;
use std::sync::{Arc, OnceLock};

/// The database. Cheap to clone: all clones share the same connections.
#[derive(Clone, Debug)]
pub struct Store {
    pub(super) db: Db,
    /// Read once, when the tables are up to date.
    pub(super) name: Arc<OnceLock<String>>,
}

impl Store {
    /// What this desk's cookies are called after: the same for every server on this database. Empty
    /// before [`Store::migrate`].
    pub fn name(&self) -> &str {
        self.name.get().map_or("", String::as_str)
    }
}
