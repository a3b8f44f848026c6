//! What can go wrong below the services.

use sqlx::error::DatabaseError;
use sqlx::sqlite::SqliteError;

/// PostgreSQL's codes for what passes: a lock that was not free in time, two transactions that waited for
/// each other, a server that starts, stops, or has no connection left.
const POSTGRES_BUSY: [&str; 7] = ["55P03", "40P01", "40001", "57P01", "57P02", "57P03", "53300"];

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
    /// A newer version of this program has changed the tables; the last step of each.
    #[error(
        "a newer version of Partnerdesk has updated this database (step {database}; this version knows \
         steps up to {program}). Start that version again, or restore the copy of the database that was \
         made before the update"
    )]
    Newer {
        /// Of the database.
        database: i64,
        /// Of this program.
        program: i64,
    },
    /// A pooler does not keep the lock under which tables are changed.
    #[error(
        "this version of Partnerdesk has to update the database first, which a pooler such as PgBouncer \
         does not let it do. Run `partnerdesk migrate` once with a DATABASE_URL that names PostgreSQL itself"
    )]
    Pooled,
    /// No connection to the server at the first try.
    #[error(
        "no connection to PostgreSQL at {place}: {cause}. Check that the server runs, and the host, port, \
         name and password in DATABASE_URL"
    )]
    NoServer {
        /// Host and port.
        place: String,
        /// What the server or the system said.
        cause: sqlx::Error,
    },
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
    /// Whether the database was busy, full or out of reach: later the same may work.
    pub fn is_busy(&self) -> bool {
        match self {
            Self::Database(sqlx::Error::PoolTimedOut | sqlx::Error::Io(_)) => true,
            Self::Database(sqlx::Error::Database(error)) => is_busy(error.as_ref()),
            _ => false,
        }
    }

    /// Whether a unique index refused it: another one has that place already.
    pub(super) fn is_duplicate(&self) -> bool {
        matches!(self, Self::Database(sqlx::Error::Database(error)) if error.is_unique_violation())
    }
}

fn is_busy(error: &(dyn DatabaseError + 'static)) -> bool {
    let code = error.code().unwrap_or_default();
    if error.try_downcast_ref::<SqliteError>().is_some() {
        // SQLITE_BUSY, SQLITE_LOCKED and SQLITE_FULL; the rest of the number says in which way.
        return code.parse::<u32>().is_ok_and(|code| matches!(code % 256, 5 | 6 | 13));
    }
    POSTGRES_BUSY.contains(&code.as_ref())
}
