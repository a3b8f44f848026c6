//! What each person committed, for limits per person and day. The sum is read and the new amount is
//! added in one transaction that holds the person's turn, so that no two amounts pass a limit side by
//! side, also from several desks on one database. So do limits that changed since they were asked.

use super::Store;
use super::db::{Row, Tx};
use super::error::StoreError;
use crate::server::store::db::sql::{Sql, Value};
use crate::server::store::limits::LimitStamp;
use jiff::Timestamp;
use model::ids::UserId;
use model::limits::Pool;
use model::money::{Currency, Money};
use rust_decimal::Decimal;

/// Amounts that a person commits.
#[derive(Clone, Debug)]
pub struct Commitment {
    /// The person.
    pub user: UserId,
    /// Which limits they count towards.
    pub pool: Pool,
    /// One per currency.
    pub amounts: Vec<Money>,
    /// Now.
    pub at: Timestamp,
    /// Start of the person's day, UTC.
    pub day: Timestamp,
    /// The largest sum of the day that may result, in its currency; `None`: any.
    pub most: Option<Money>,
    /// The limits by which that was decided; `None` where none were asked.
    pub limits: Option<LimitStamp>,
}

/// Whether amounts were committed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Committed {
    /// They were.
    Done,
    /// The sum of the day would pass what was allowed, or the limits have changed since: nothing is stored.
    OverLimit,
}

impl Store {
    /// What a person committed since the start of a day, in one currency.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn committed(
        &self,
        user: &UserId,
        pool: Pool,
        currency: &Currency,
        day: Timestamp,
    ) -> Result<Decimal, StoreError> {
        sum(&self.db.all(&of_day(user, pool, currency, day)).await?)
    }

    /// Commits amounts under an id of their own.
    ///
    /// # Errors
    /// [`StoreError::Database`], also when the id is in use.
    pub async fn commit(&self, id: &str, commitment: &Commitment) -> Result<Committed, StoreError> {
        let mut tx = self.db.begin().await?;
        tx.take_turn(commitment).await?;
        let committed = tx.commit_amounts(id, commitment).await?;
        match committed {
            Committed::Done => tx.commit().await?,
            Committed::OverLimit => tx.rollback().await?,
        }
        Ok(committed)
    }

    /// Takes back what was committed under an id, because it is known to have failed.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn take_back(&self, id: &str) -> Result<(), StoreError> {
        self.db.run(&Sql::new("DELETE FROM commitments WHERE id = ?").with(id)).await.map(|_| ())
    }
}

impl Tx {
    /// Waits for the person's turn, which lasts until the transaction ends. Taken before any other
    /// lock, so that two transactions never wait for each other.
    pub(super) async fn take_turn(&mut self, of: &Commitment) -> Result<(), StoreError> {
        let sql = Sql::new(
            "INSERT INTO commitment_turns (user_id, pool, turn) VALUES (?, ?, 1)
             ON CONFLICT (user_id, pool) DO UPDATE SET turn = commitment_turns.turn + 1",
        );
        self.run(&sql.with(&of.user).with(of.pool.code())).await.map(|_| ())
    }

    /// Adds the amounts if the sum of the day allows it. Needs the turn.
    pub(super) async fn commit_amounts(
        &mut self,
        id: &str,
        new: &Commitment,
    ) -> Result<Committed, StoreError> {
        // A sum of the day never falls by committing more.
        if new.amounts.iter().any(|own| own.amount.is_sign_negative()) {
            return Err(StoreError::Corrupt("amount"));
        }
        if let Some(limits) = &new.limits
            && self.limits_moved(&new.user, limits).await?
        {
            return Ok(Committed::OverLimit);
        }
        if let Some(most) = &new.most {
            let before = sum(&self.all(&of_day(&new.user, new.pool, &most.currency, new.day)).await?)?;
            let own = new.amounts.iter().filter(|own| own.currency == most.currency);
            let after = own.fold(before, |sum, own| sum.saturating_add(own.amount));
            if after > most.amount {
                return Ok(Committed::OverLimit);
            }
        }
        if !new.amounts.is_empty() {
            let row = |own: &Money| {
                let (code, pool) = (own.currency.code(), new.pool.code());
                let amount = own.amount.to_string();
                vec![
                    Value::from(id),
                    code.into(),
                    pool.into(),
                    (&new.user).into(),
                    amount.into(),
                    new.at.into(),
                ]
            };
            let sql = Sql::new("INSERT INTO commitments (id, currency, pool, user_id, amount, at) VALUES ");
            self.run(&sql.rows(new.amounts.iter().map(row))).await?;
        }
        Ok(Committed::Done)
    }

    /// Keeps of what was committed under an id what is not known to have failed.
    pub(super) async fn keep_committed(&mut self, id: &str, left: &[Money]) -> Result<(), StoreError> {
        let gone = Sql::new("DELETE FROM commitments WHERE id = ? AND currency NOT IN ").with(id);
        if left.is_empty() {
            self.run(&Sql::new("DELETE FROM commitments WHERE id = ?").with(id)).await?;
        } else {
            self.run(&gone.list(left.iter().map(|left| left.currency.code()))).await?;
        }
        for left in left {
            let sql = Sql::new("UPDATE commitments SET amount = ? WHERE id = ? AND currency = ?");
            self.run(&sql.with(left.amount.to_string()).with(id).with(left.currency.code())).await?;
        }
        Ok(())
    }
}

fn of_day(user: &UserId, pool: Pool, currency: &Currency, day: Timestamp) -> Sql {
    Sql::new("SELECT amount FROM commitments WHERE user_id = ? AND pool = ? AND currency = ? AND at >= ?")
        .with(user)
        .with(pool.code())
        .with(currency.code())
        .with(day)
}

fn sum(rows: &[Row]) -> Result<Decimal, StoreError> {
    rows.iter().try_fold(Decimal::ZERO, |sum, row| Ok(sum.saturating_add(row.need("amount")?)))
}
