//! Bringing the tables up to date.

use super::migrations::Embedded;
use super::postgres::Pg;
use super::sql::Sql;
use crate::server::store::Store;
use crate::server::store::db::Db;
use crate::server::store::error::StoreError;
use sqlx::migrate::Migrator;

impl Store {
    /// Brings the tables up to date.
    ///
    /// # Errors
    /// [`StoreError::Newer`] when the database is newer than this program, [`StoreError::Pooled`] when
    /// there is something to do and a pooler is between, [`StoreError::Migration`] when a step fails.
    pub async fn migrate(&self) -> Result<(), StoreError> {
        let migrator = Migrator::new(match &self.db {
            Db::Sqlite { .. } => Embedded::SQLITE,
            Db::Postgres(_) => Embedded::POSTGRES,
        })
        .await?;
        let newest = migrator.iter().map(|step| step.version).max().unwrap_or_default();
        let done = self.done().await?;
        if let Some(newer) = done.iter().copied().filter(|version| *version > newest).max() {
            return Err(StoreError::Newer { database: newer, program: newest });
        }
        match &self.db {
            Db::Sqlite { write, .. } => migrator.run(write).await?,
            Db::Postgres(pg) if !pg.is_pooled() => run_alone(pg, &migrator).await?,
            Db::Postgres(_) if migrator.iter().all(|step| done.contains(&step.version)) => {}
            Db::Postgres(_) => return Err(StoreError::Pooled),
        }
        self.renew_name_keys().await?;
        self.renew_search_texts().await?;
        let name = self.db.one(&Sql::new("SELECT name FROM desk_name")).await?;
        let name = name.ok_or(StoreError::Corrupt("name"))?.need_text("name")?;
        self.name.get_or_init(|| name);
        Ok(())
    }

    /// The numbers of the steps that were done.
    async fn done(&self) -> Result<Vec<i64>, StoreError> {
        if !self.has_table("_sqlx_migrations").await? {
            return Ok(Vec::new());
        }
        let rows = self.db.all(&Sql::new("SELECT version FROM _sqlx_migrations WHERE success")).await?;
        rows.iter().map(|row| row.need_int("version")).collect()
    }
}

/// Servers that start together wait for each other, however long a step takes.
async fn run_alone(pg: &Pg, migrator: &Migrator) -> Result<(), StoreError> {
    let mut connection = pg.pool().acquire().await?;
    sqlx::raw_sql("SET lock_timeout = 0").execute(&mut *connection).await?;
    let done = migrator.run(&mut *connection).await;
    sqlx::raw_sql("RESET lock_timeout").execute(&mut *connection).await?;
    Ok(done?)
}
