//! One interface for both databases: pools, transactions and rows.

pub(crate) mod dialect;
mod migrations;
pub(crate) mod open;
pub(crate) mod sql;

use super::error::StoreError;
use crate::server::failpoints;
use crate::server::store::db::sql::{Sql, Value};
use jiff::Timestamp;
use rust_decimal::Decimal;
use serde::de::DeserializeOwned;
use sqlx::postgres::{PgPool, PgRow};
use sqlx::sqlite::{SqlitePool, SqliteRow};
use sqlx::{AssertSqlSafe, Postgres, Row as _, Sqlite, Transaction};

/// Where the rows are. Cheap to clone.
#[derive(Clone, Debug)]
pub enum Db {
    /// One file. Many readers; one writer, so that writes queue here and not in the file's lock.
    Sqlite { read: SqlitePool, write: SqlitePool },
    /// A server that several desks may share.
    Postgres(PgPool),
}

/// A transaction for writing. Rolled back when dropped without [`Tx::commit`].
pub(super) enum Tx {
    Sqlite(Transaction<'static, Sqlite>),
    Postgres(Transaction<'static, Postgres>),
}

/// One row of an answer.
pub enum Row {
    Sqlite(SqliteRow),
    Postgres(PgRow),
}

/// The statement with its values, for the database of the type parameter.
/// `AssertSqlSafe` holds because [`Sql`] is made of literals only.
macro_rules! query {
    ($database:ty, $sql:expr) => {{
        let sql: &Sql = $sql;
        let mut query = sqlx::query::<$database>(AssertSqlSafe(sql.render()));
        for value in sql.values() {
            query = match value {
                Value::Int(number) => query.bind(*number),
                Value::Text(text) => query.bind(text.clone()),
            };
        }
        query
    }};
}

impl Db {
    /// Every row of an answer.
    pub async fn all(&self, sql: &Sql) -> Result<Vec<Row>, StoreError> {
        let _at_work = failpoints::before("read").await;
        Ok(match self {
            Self::Sqlite { read, .. } => {
                query!(Sqlite, sql).fetch_all(read).await?.into_iter().map(Row::Sqlite).collect()
            }
            Self::Postgres(pool) => {
                query!(Postgres, sql).fetch_all(pool).await?.into_iter().map(Row::Postgres).collect()
            }
        })
    }

    /// The first row of an answer.
    pub async fn one(&self, sql: &Sql) -> Result<Option<Row>, StoreError> {
        let _at_work = failpoints::before("read").await;
        Ok(match self {
            Self::Sqlite { read, .. } => query!(Sqlite, sql).fetch_optional(read).await?.map(Row::Sqlite),
            Self::Postgres(pool) => query!(Postgres, sql).fetch_optional(pool).await?.map(Row::Postgres),
        })
    }

    /// The number in column `n` of the only row.
    pub async fn count(&self, sql: &Sql) -> Result<u64, StoreError> {
        match self.one(sql).await? {
            Some(row) => row.count("n"),
            None => Ok(0),
        }
    }

    /// One statement that writes; how many rows it changed.
    pub async fn run(&self, sql: &Sql) -> Result<u64, StoreError> {
        let _at_work = failpoints::before("write").await;
        Ok(match self {
            Self::Sqlite { write, .. } => query!(Sqlite, sql).execute(write).await?.rows_affected(),
            Self::Postgres(pool) => query!(Postgres, sql).execute(pool).await?.rows_affected(),
        })
    }

    /// Begins a transaction for writing. SQLite takes its write lock at once: taken later, a
    /// transaction that has already read could not get it and would fail instead of waiting.
    pub(super) async fn begin(&self) -> Result<Tx, StoreError> {
        let _at_work = failpoints::before("begin").await;
        Ok(match self {
            Self::Sqlite { write, .. } => Tx::Sqlite(write.begin_with("BEGIN IMMEDIATE").await?),
            Self::Postgres(pool) => Tx::Postgres(pool.begin().await?),
        })
    }
}

impl Tx {
    /// Every row of an answer.
    pub async fn all(&mut self, sql: &Sql) -> Result<Vec<Row>, StoreError> {
        let _at_work = failpoints::within();
        Ok(match self {
            Self::Sqlite(tx) => {
                query!(Sqlite, sql).fetch_all(&mut **tx).await?.into_iter().map(Row::Sqlite).collect()
            }
            Self::Postgres(tx) => {
                query!(Postgres, sql).fetch_all(&mut **tx).await?.into_iter().map(Row::Postgres).collect()
            }
        })
    }

    /// One statement that writes; how many rows it changed.
    pub async fn run(&mut self, sql: &Sql) -> Result<u64, StoreError> {
        let _at_work = failpoints::within();
        Ok(match self {
            Self::Sqlite(tx) => query!(Sqlite, sql).execute(&mut **tx).await?.rows_affected(),
            Self::Postgres(tx) => query!(Postgres, sql).execute(&mut **tx).await?.rows_affected(),
        })
    }

    /// Makes it last.
    pub async fn commit(self) -> Result<(), StoreError> {
        let at_work = failpoints::within();
        match self {
            Self::Sqlite(tx) => tx.commit().await?,
            Self::Postgres(tx) => tx.commit().await?,
        }
        failpoints::committed(at_work).await;
        Ok(())
    }

    /// Takes it back, and waits until that is done.
    pub async fn rollback(self) -> Result<(), StoreError> {
        let _at_work = failpoints::within();
        match self {
            Self::Sqlite(tx) => tx.rollback().await?,
            Self::Postgres(tx) => tx.rollback().await?,
        }
        Ok(())
    }
}

impl Row {
    /// Any value, to be compared later.
    pub fn value(&self, column: &'static str) -> Result<Value, StoreError> {
        self.int(column).map(Value::Int).or_else(|_| self.text(column).map(Value::Text))
    }

    /// A number that may be absent.
    pub fn int(&self, column: &'static str) -> Result<Option<i64>, StoreError> {
        Ok(match self {
            Self::Sqlite(row) => row.try_get(column)?,
            Self::Postgres(row) => row.try_get(column)?,
        })
    }

    /// A text that may be absent.
    pub fn text(&self, column: &'static str) -> Result<Option<String>, StoreError> {
        Ok(match self {
            Self::Sqlite(row) => row.try_get(column)?,
            Self::Postgres(row) => row.try_get(column)?,
        })
    }

    /// A number.
    pub fn need_int(&self, column: &'static str) -> Result<i64, StoreError> {
        self.int(column)?.ok_or(StoreError::Corrupt(column))
    }

    /// A text.
    pub fn need_text(&self, column: &'static str) -> Result<String, StoreError> {
        self.text(column)?.ok_or(StoreError::Corrupt(column))
    }

    /// A count.
    pub fn count(&self, column: &'static str) -> Result<u64, StoreError> {
        u64::try_from(self.need_int(column)?).map_err(|_| StoreError::Corrupt(column))
    }

    /// Yes or no.
    pub fn yes(&self, column: &'static str) -> Result<bool, StoreError> {
        Ok(self.need_int(column)? != 0)
    }

    /// An instant that may be absent, UTC.
    pub fn instant(&self, column: &'static str) -> Result<Option<Timestamp>, StoreError> {
        let seconds = self.int(column)?;
        seconds.map(|s| Timestamp::from_second(s).map_err(|_| StoreError::Corrupt(column))).transpose()
    }

    /// An instant, UTC.
    pub fn need_instant(&self, column: &'static str) -> Result<Timestamp, StoreError> {
        self.instant(column)?.ok_or(StoreError::Corrupt(column))
    }

    /// An exact decimal that may be absent.
    pub fn decimal(&self, column: &'static str) -> Result<Option<Decimal>, StoreError> {
        self.parse(column)
    }

    /// Text that a type of the model reads, may be absent.
    pub fn parse<T: std::str::FromStr>(&self, column: &'static str) -> Result<Option<T>, StoreError> {
        let text = self.text(column)?;
        text.map(|text| text.parse().map_err(|_| StoreError::Corrupt(column))).transpose()
    }

    /// Text that a type of the model reads: ids and decimals.
    pub fn need<T: std::str::FromStr>(&self, column: &'static str) -> Result<T, StoreError> {
        self.parse(column)?.ok_or(StoreError::Corrupt(column))
    }

    /// A code that an enumeration of the model knows.
    pub fn code<T>(&self, column: &'static str, read: impl Fn(&str) -> Option<T>) -> Result<T, StoreError> {
        read(&self.need_text(column)?).ok_or(StoreError::Corrupt(column))
    }

    /// JSON.
    pub fn json<T: DeserializeOwned>(&self, column: &'static str) -> Result<T, StoreError> {
        serde_json::from_str(&self.need_text(column)?).map_err(|_| StoreError::Corrupt(column))
    }

    /// JSON that may be absent.
    pub fn maybe_json<T: DeserializeOwned>(&self, column: &'static str) -> Result<Option<T>, StoreError> {
        let text = self.text(column)?;
        text.map(|text| serde_json::from_str(&text).map_err(|_| StoreError::Corrupt(column))).transpose()
    }
}
