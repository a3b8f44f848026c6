//! What can go wrong below the services.

/// Why the database did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database refused, failed or could not be reached.
    #[error("database: {0}")]
    Database(#[from] sqlx::Error),
    /// The tables could not be brought up to date.
    #[error("migration: {0}")]
    Migration(#[from] sqlx::migrate::MigrateError),
    /// The folder of the database file could not be made.
    #[error("database folder: {0}")]
    Folder(#[from] std::io::Error),
    /// Neither `sqlite://path` nor `postgres://…`.
    #[error("not a database address: only sqlite://path/to/file and postgres://user@host/name are known")]
    Address,
    /// A stored value cannot be read; the name of its column.
    #[error("stored value of {0} does not read back")]
    Corrupt(&'static str),
    /// A value could not be written as JSON.
    #[error("value cannot be stored: {0}")]
    Unwritable(#[from] serde_json::Error),
    /// Another intention to do the same began and ended again and again while this one was to be
    /// stored. Nothing was stored.
    #[error("too many at the same moment")]
    Contended,
    /// The name is in use.
    #[error("name is taken")]
    Taken,
}

impl StoreError {
    /// Whether a unique index refused it: another one has that place already.
    pub(super) fn is_duplicate(&self) -> bool {
        matches!(self, Self::Database(sqlx::Error::Database(error)) if error.is_unique_violation())
    }
}
