//! The migrations, in the program itself.
//!
//! sqlx has a macro for this; it brings along a second build of both database drivers, for checks at
//! compile time that the store does not use.

use include_dir::{Dir, File, include_dir};
use sqlx::error::BoxDynError;
use sqlx::migrate::{Migration, MigrationSource, MigrationType};
use sqlx::{AssertSqlSafe, SqlSafeStr};
use std::future::{Future, ready};
use std::pin::Pin;

static SQLITE: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/migrations/sqlite");
static POSTGRES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/migrations/postgres");

/// The migrations of one of the databases.
#[derive(Debug)]
pub(super) struct Embedded(&'static Dir<'static>);

impl Embedded {
    pub const SQLITE: Self = Self(&SQLITE);
    pub const POSTGRES: Self = Self(&POSTGRES);

    fn migrations(&self) -> Result<Vec<Migration>, BoxDynError> {
        let mut migrations = self.0.files().map(migration).collect::<Result<Vec<_>, _>>()?;
        migrations.sort();
        Ok(migrations)
    }
}

impl MigrationSource<'static> for Embedded {
    fn resolve(self) -> Pin<Box<dyn Future<Output = Result<Vec<Migration>, BoxDynError>> + Send>> {
        Box::pin(ready(self.migrations()))
    }
}

/// A file named `0019_resellers.sql`.
fn migration(file: &File<'_>) -> Result<Migration, BoxDynError> {
    let name = file.path().to_string_lossy();
    let parts = name.strip_suffix(".sql").and_then(|name| name.split_once('_'));
    let (number, subject) = parts.ok_or_else(|| format!("not the name of a migration: {name}"))?;
    let sql = file.contents_utf8().ok_or_else(|| format!("not UTF-8: {name}"))?;
    Ok(Migration::new(
        number.parse()?,
        subject.replace('_', " ").into(),
        MigrationType::Simple,
        AssertSqlSafe(sql).into_sql_str(),
        false,
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    /// A database that was made by an earlier version must not be refused: the same numbers and
    /// checksums as when sqlx reads the folder.
    #[tokio::test]
    async fn they_are_what_sqlx_reads_from_the_folders() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations");
        for (embedded, folder) in [(Embedded::SQLITE, "sqlite"), (Embedded::POSTGRES, "postgres")] {
            let read = root.join(folder).resolve().await.unwrap();
            let all = |migrations: Vec<Migration>| -> Vec<_> {
                let told = |one: Migration| (one.version, one.description, one.checksum, one.no_tx);
                migrations.into_iter().map(told).collect()
            };
            assert_eq!(all(embedded.migrations().unwrap()), all(read), "{folder}");
        }
    }
}
