//! Connections to PostgreSQL, direct or through a pooler.
//!
//! A pooler that lends a server to each transaction anew (PgBouncer's `pool_mode=transaction`) keeps
//! neither prepared statements nor settings from one transaction to the next. Worse than refusing them,
//! it may carry out another client's statement of the same name. So each statement is then sent without
//! a name and within a transaction, during which the server stays the same.

use super::sql::{Sql, query};
use crate::server::store::error::StoreError;
use sqlx::postgres::{PgConnectOptions, PgConnection, PgPool, PgPoolOptions, PgRow};
use sqlx::{AssertSqlSafe, Connection, Executor, Postgres, Row, Transaction};
use std::str::FromStr;
use std::time::Duration;

/// Connections to a server.
const CONNECTIONS: u32 = 16;
/// Timeout for getting a connection, and for making the first.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long a statement waits for what another transaction holds.
const LOCK_TIMEOUT: &str = "5s";
/// A setting of ours, which a pooler either refuses or does not pass on.
const DIRECT: &str = "partnerdesk.direct";
/// What poolers answer to settings that they do not pass on.
const REFUSED: [&str; 3] = ["08P01", "0A000", "42704"];

/// A server, or a pooler in front of one.
#[derive(Clone, Debug)]
pub struct Pg {
    pool: PgPool,
    pooled: bool,
}

impl Pg {
    /// Connects, and finds out whether a pooler is between.
    pub(super) async fn open(url: &str) -> Result<Self, StoreError> {
        let plain = PgConnectOptions::from_str(url)?;
        let place = format!("{}:{}", plain.get_host(), plain.get_port());
        let failed = |cause| StoreError::NoServer { place: place.clone(), cause };
        let direct = plain.clone().options([(DIRECT, "on"), ("lock_timeout", LOCK_TIMEOUT)]);
        let (options, pooled) = match is_direct(&direct).await {
            Ok(true) => (direct, false),
            Ok(false) => (through_pooler(plain), true),
            Err(error) if refuses_settings(&error) => (through_pooler(plain), true),
            Err(error) => return Err(failed(error)),
        };
        if pooled {
            is_direct(&options).await.map_err(failed)?;
            tracing::info!("a pooler is in front of PostgreSQL: statements are not kept prepared");
        }
        // With the ping before each use that is sqlx's default: after a restart of the server the old
        // connections are dead, and nobody should see that.
        let pool = PgPoolOptions::new().max_connections(CONNECTIONS).acquire_timeout(PATIENCE);
        Ok(Self { pool: pool.connect_with(options).await?, pooled })
    }

    /// The connections themselves, for what keeps one for itself.
    pub(super) fn pool(&self) -> &PgPool {
        &self.pool
    }

    /// Whether a pooler is between.
    pub(super) fn is_pooled(&self) -> bool {
        self.pooled
    }

    /// Whether prepared statements may bear names.
    pub(super) fn names_statements(&self) -> bool {
        !self.pooled
    }

    pub(super) async fn begin(&self) -> Result<Transaction<'static, Postgres>, sqlx::Error> {
        if !self.pooled {
            return self.pool.begin().await;
        }
        let begin = format!("BEGIN; SET LOCAL lock_timeout = '{LOCK_TIMEOUT}'");
        self.pool.begin_with(AssertSqlSafe(begin)).await
    }

    /// A transaction for reading, in which everything is as at one moment.
    pub(super) async fn snapshot(&self) -> Result<Transaction<'static, Postgres>, sqlx::Error> {
        self.pool
            .begin_with(AssertSqlSafe("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY".to_owned()))
            .await
    }

    pub(super) async fn all(&self, sql: &Sql) -> Result<Vec<PgRow>, sqlx::Error> {
        if !self.pooled {
            return query!(Postgres, sql).fetch_all(&self.pool).await;
        }
        let mut tx = self.begin().await?;
        let rows = query!(Postgres, sql).persistent(false).fetch_all(&mut *tx).await?;
        tx.commit().await?;
        Ok(rows)
    }

    pub(super) async fn one(&self, sql: &Sql) -> Result<Option<PgRow>, sqlx::Error> {
        if !self.pooled {
            return query!(Postgres, sql).fetch_optional(&self.pool).await;
        }
        let mut tx = self.begin().await?;
        let row = query!(Postgres, sql).persistent(false).fetch_optional(&mut *tx).await?;
        tx.commit().await?;
        Ok(row)
    }

    pub(super) async fn run(&self, sql: &Sql) -> Result<u64, sqlx::Error> {
        if !self.pooled {
            return Ok(query!(Postgres, sql).execute(&self.pool).await?.rows_affected());
        }
        let mut tx = self.begin().await?;
        let done = query!(Postgres, sql).persistent(false).execute(&mut *tx).await?;
        tx.commit().await?;
        Ok(done.rows_affected())
    }
}

/// Without what PgBouncer refuses as it comes from its package.
fn through_pooler(options: PgConnectOptions) -> PgConnectOptions {
    options.extra_float_digits(None).statement_cache_capacity(0)
}

fn refuses_settings(error: &sqlx::Error) -> bool {
    let code = error.as_database_error().and_then(|error| error.code());
    code.is_some_and(|code| REFUSED.contains(&code.as_ref()))
}

/// Connects once; whether our setting arrived at the server.
async fn is_direct(options: &PgConnectOptions) -> Result<bool, sqlx::Error> {
    let asked = async {
        let mut connection = PgConnection::connect_with(options).await?;
        let sql = "SELECT COALESCE(current_setting('partnerdesk.direct', true), '') = 'on'";
        let row = connection.fetch_one(sqlx::raw_sql(sql)).await?;
        let direct: bool = row.try_get(0)?;
        connection.close().await?;
        Ok(direct)
    };
    match tokio::time::timeout(PATIENCE, asked).await {
        Ok(answer) => answer,
        Err(_) => Err(sqlx::Error::Io(std::io::ErrorKind::TimedOut.into())),
    }
}
