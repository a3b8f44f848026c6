//! The mark of the kind of this database, and how to detect the kind without a mark. All of it can
//! be read before the tables are brought up to date.

use super::Store;
use super::db::Db;
use super::error::StoreError;
use crate::server::store::db::sql::Sql;
use jiff::Timestamp;
use model::audit::AuditAction;

/// The kind of a database: a demo's, or one in use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DatabaseKind {
    /// Made-up customers, and users with a published password.
    Demo,
    /// A desk in use.
    Real,
}

impl DatabaseKind {
    fn code(self) -> &'static str {
        match self {
            Self::Demo => "demo",
            Self::Real => "real",
        }
    }

    fn from_code(code: &str) -> Option<Self> {
        [Self::Demo, Self::Real].into_iter().find(|kind| kind.code() == code)
    }
}

/// What a database shows of its kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KindEvidence {
    /// It bears the mark.
    Marked(DatabaseKind),
    /// Nobody has used it: there may not even be tables.
    Unused,
    /// It was used before databases were marked.
    Unmarked {
        /// Hash of the password of the user that the desk itself added before anything else was
        /// done, when that user bears the name asked about.
        first_user_hash: Option<String>,
    },
}

impl Store {
    /// Reads what shows the kind of this database. `first` is the name of a demo's first user.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn kind_evidence(&self, first: &str) -> Result<KindEvidence, StoreError> {
        if self.has_table("database_kind").await?
            && let Some(kind) = self.marked_kind().await?
        {
            return Ok(KindEvidence::Marked(kind));
        }
        if !self.has_table("audit_entries").await? || !self.is_used().await? {
            return Ok(KindEvidence::Unused);
        }
        let sql = Sql::new("SELECT deed, actor, subject FROM audit_entries ORDER BY key LIMIT 1");
        let first_done = self.db.one(&sql).await?;
        let added_first = first_done.is_some_and(|row| {
            let is =
                |column, wanted: &str| row.text(column).is_ok_and(|text| text.as_deref() == Some(wanted));
            is("deed", AuditAction::AddUser.code()) && is("actor", "system") && is("subject", first)
        });
        let user = if added_first { self.user_by_name(first).await? } else { None };
        Ok(KindEvidence::Unmarked { first_user_hash: user.map(|(_, hash)| hash) })
    }

    /// Marks the database, unless it is marked already; the mark that it bears then.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn mark_kind(&self, kind: DatabaseKind, at: Timestamp) -> Result<DatabaseKind, StoreError> {
        let sql = Sql::new(
            "INSERT INTO database_kind (one, kind, marked_at) VALUES (1, ?, ?) ON CONFLICT (one) DO NOTHING",
        );
        self.db.run(&sql.with(kind.code()).with(at)).await?;
        self.marked_kind().await?.ok_or(StoreError::Corrupt("kind"))
    }

    async fn marked_kind(&self) -> Result<Option<DatabaseKind>, StoreError> {
        let row = self.db.one(&Sql::new("SELECT kind FROM database_kind")).await?;
        row.map(|row| row.code("kind", DatabaseKind::from_code)).transpose()
    }

    /// Whether there is a user, an entry in the audit log, or a list that was to be read.
    async fn is_used(&self) -> Result<bool, StoreError> {
        let sql = Sql::new(
            "SELECT name FROM users UNION ALL SELECT id FROM audit_entries
             UNION ALL SELECT key FROM sync_marks LIMIT 1",
        );
        Ok(self.db.one(&sql).await?.is_some())
    }

    pub(super) async fn has_table(&self, name: &str) -> Result<bool, StoreError> {
        let sql = match &self.db {
            Db::Sqlite { .. } => Sql::new("SELECT name FROM sqlite_master WHERE type = 'table' AND name = ?"),
            Db::Postgres(_) => Sql::new(
                "SELECT table_name FROM information_schema.tables
                 WHERE table_schema = current_schema() AND table_name = ?",
            ),
        };
        Ok(self.db.one(&sql.with(name)).await?.is_some())
    }
}
