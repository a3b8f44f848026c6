//! One interface for both databases: pools, transactions and rows.

pub(crate) mod dialect;
mod migrate;
mod migrations;
pub(crate) mod open;
pub(crate) mod postgres;
pub(crate) mod sql;

use super::error::StoreError;
use crate::server::failpoints;
use crate::server::store::db::sql::{Sql, Value, query};
use jiff::Timestamp;
use postgres::Pg;
use rust_decimal::Decimal;
use serde::de::DeserializeOwned;
use sqlx::postgres::PgRow;
use sqlx::sqlite::{SqlitePool, SqliteRow};
use sqlx::{Postgres, Row as _, Sqlite, Transaction};

/// Where the rows are. Cheap to clone.
#[derive(Clone, Debug)]
pub enum Db {
    /// One file. Many readers; one writer, so that writes queue here and not in the file's lock.
    Sqlite { read: SqlitePool, write: SqlitePool },
    /// A server that several desks may share.
    Postgres(Pg),
}

/// A transaction for writing. Rolled back when dropped without [`Tx::commit`].
pub(super) enum Tx {
    Sqlite(Transaction<'static, Sqlite>),
    /// And whether its statements may bear names.
    Postgres(Transaction<'static, Postgres>, bool),
}

/// One row of an answer.
pub enum Row {
    Sqlite(SqliteRow),
    Postgres(PgRow),
}

impl Db {
    /// Every row of an answer.
    pub async fn all(&self, sql: &Sql) -> Result<Vec<Row>, StoreError> {
        let _at_work = failpoints::before("read").await;
        Ok(match self {
            Self::Sqlite { read, .. } => {
                query!(Sqlite, sql).fetch_all(read).await?.into_iter().map(Row::Sqlite).collect()
            }
            Self::Postgres(pg) => pg.all(sql).await?.into_iter().map(Row::Postgres).collect(),
        })
    }

    /// The first row of an answer.
    pub async fn one(&self, sql: &Sql) -> Result<Option<Row>, StoreError> {
        let _at_work = failpoints::before("read").await;
        Ok(match self {
            Self::Sqlite { read, .. } => query!(Sqlite, sql).fetch_optional(read).await?.map(Row::Sqlite),
            Self::Postgres(pg) => pg.one(sql).await?.map(Row::Postgres),
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
            Self::Postgres(pg) => pg.run(sql).await?,
        })
    }

    /// Begins a transaction for writing. SQLite takes its write lock at once: taken later, a
    /// transaction that has already read could not get it and would fail instead of waiting.
    pub(super) async fn begin(&self) -> Result<Tx, StoreError> {
        let _at_work = failpoints::before("begin").await;
        Ok(match self {
            Self::Sqlite { write, .. } => Tx::Sqlite(write.begin_with("BEGIN IMMEDIATE").await?),
            Self::Postgres(pg) => Tx::Postgres(pg.begin().await?, pg.names_statements()),
        })
    }

    /// A transaction for reading, in which everything is as at one moment. Nothing can be written in it.
    pub(super) async fn snapshot(&self) -> Result<Tx, StoreError> {
        let _at_work = failpoints::before("read").await;
        Ok(match self {
            Self::Sqlite { read, .. } => Tx::Sqlite(read.begin().await?),
            Self::Postgres(pg) => Tx::Postgres(pg.snapshot().await?, pg.names_statements()),
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
            Self::Postgres(tx, named) => {
                let query = query!(Postgres, sql).persistent(*named);
                query.fetch_all(&mut **tx).await?.into_iter().map(Row::Postgres).collect()
            }
        })
    }

    /// One statement that writes; how many rows it changed.
    pub async fn run(&mut self, sql: &Sql) -> Result<u64, StoreError> {
        let _at_work = failpoints::within();
        Ok(match self {
            Self::Sqlite(tx) => query!(Sqlite, sql).execute(&mut **tx).await?.rows_affected(),
            Self::Postgres(tx, named) => {
                query!(Postgres, sql).persistent(*named).execute(&mut **tx).await?.rows_affected()
            }
        })
    }

    /// Makes it last.
    pub async fn commit(self) -> Result<(), StoreError> {
        let at_work = failpoints::within();
        match self {
            Self::Sqlite(tx) => tx.commit().await?,
            Self::Postgres(tx, _) => tx.commit().await?,
        }
        failpoints::committed(at_work).await;
        Ok(())
    }

    /// Takes it back, and waits until that is done.
    pub async fn rollback(self) -> Result<(), StoreError> {
        let _at_work = failpoints::within();
        match self {
            Self::Sqlite(tx) => tx.rollback().await?,
            Self::Postgres(tx, _) => tx.rollback().await?,
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
