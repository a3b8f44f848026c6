//! Limits that administrators set. What was allowed under them is stamped, so that the transaction that stores
//! it sees whether they changed meanwhile.

pub(crate) mod proposals;

use super::Store;
use super::db::{Row, Tx};
use super::error::StoreError;
use crate::server::store::db::sql::{Sql, Value};
use jiff::Timestamp;
use model::ids::UserId;
use model::limits::own::{LimitHolder, LimitKey, OwnLimits};
use model::limits::{Asks, Pool, Span};
use model::money::{Currency, Money};
use model::users::Role;
use rust_decimal::Decimal;

/// The limits as they were at one moment, and the role by which they were found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LimitStamp {
    revision: i64,
    role: Option<Role>,
}

/// What is set for a person and for their role.
#[derive(Clone, Debug)]
pub struct LimitsOf {
    /// The role as it is stored now; `None` when there is no such user.
    pub role: Option<Role>,
    /// For the role.
    pub of_role: OwnLimits,
    /// For the person.
    pub of_person: OwnLimits,
    /// To see whether they changed.
    pub stamp: LimitStamp,
}

/// What each person committed in one currency since an instant.
pub type CommittedBy = Vec<(UserId, Pool, Decimal)>;

const COLUMNS: &str = "SELECT kind, holder, pool, asks, span, currency, amount FROM own_limits";

impl Store {
    /// What is set for a user and for their role, read at one moment. Empty sets are in US dollars.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn limits_of(&self, user: &UserId) -> Result<LimitsOf, StoreError> {
        let sql = Sql::new(
            "SELECT r.revision, u.role, l.kind, l.holder, l.pool, l.asks, l.span, l.currency, l.amount
             FROM limit_revision r LEFT JOIN users u ON u.id = ?
             LEFT JOIN own_limits l ON (l.kind = 'user' AND l.holder = u.id) OR (l.kind = 'role' AND l.holder = u.role)",
        );
        let rows = self.db.all(&sql.with(user)).await?;
        let stamp = stamp(rows.first())?;
        let mut sets = Sets::default();
        for row in rows.iter().filter(|row| row.text("kind").is_ok_and(|kind| kind.is_some())) {
            sets.add(row)?;
        }
        Ok(LimitsOf {
            of_role: stamp.role.map(LimitHolder::Role).map_or_else(none, |role| sets.of(&role)),
            of_person: sets.of(&LimitHolder::User(user.clone())),
            role: stamp.role,
            stamp,
        })
    }

    /// Everything that is set, for everybody.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn own_limits(&self) -> Result<Vec<(LimitHolder, OwnLimits)>, StoreError> {
        let mut sets = Sets::default();
        for row in &self.db.all(&Sql::new(COLUMNS)).await? {
            sets.add(row)?;
        }
        Ok(sets.0)
    }

    /// What each person committed in one currency since the start of a day.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn committed_by_all(
        &self,
        currency: &Currency,
        day: Timestamp,
    ) -> Result<CommittedBy, StoreError> {
        let sql = Sql::new("SELECT user_id, pool, amount FROM commitments WHERE currency = ? AND at >= ?");
        let mut sums = CommittedBy::new();
        for row in &self.db.all(&sql.with(currency.code()).with(day)).await? {
            let (user, pool): (UserId, Pool) = (row.need("user_id")?, row.code("pool", Pool::from_code)?);
            let amount: Decimal = row.need("amount")?;
            match sums.iter_mut().find(|(of, other, _)| *of == user && *other == pool) {
                Some((_, _, sum)) => *sum = sum.saturating_add(amount),
                None => sums.push((user, pool, amount)),
            }
        }
        Ok(sums)
    }
}

impl Tx {
    /// Whether limits, or the role of a user, changed since they were read.
    pub(super) async fn limits_moved(
        &mut self,
        user: &UserId,
        before: &LimitStamp,
    ) -> Result<bool, StoreError> {
        let sql = Sql::new(
            "SELECT r.revision, (SELECT u.role FROM users u WHERE u.id = ?) AS role FROM limit_revision r",
        );
        // Limits change after this is stored, or before it was read; not between.
        let rows = self.all(&self.shared(sql.with(user))).await?;
        Ok(stamp(rows.first())? != *before)
    }

    /// What is set for one holder.
    pub(super) async fn own_limits_of(&mut self, holder: &LimitHolder) -> Result<OwnLimits, StoreError> {
        let sql = Sql::new(COLUMNS).push(" WHERE kind = ? AND holder = ?");
        let mut sets = Sets::default();
        for row in &self.all(&sql.with(holder.kind()).with(holder.code())).await? {
            sets.add(row)?;
        }
        Ok(sets.of(holder))
    }

    /// Puts other limits in the place of those that are set for a holder.
    pub(super) async fn replace_limits(
        &mut self,
        holder: &LimitHolder,
        limits: &OwnLimits,
    ) -> Result<(), StoreError> {
        let gone = Sql::new("DELETE FROM own_limits WHERE kind = ? AND holder = ?");
        self.run(&gone.with(holder.kind()).with(holder.code())).await?;
        let row = |(key, amount): (LimitKey, Decimal)| -> Vec<Value> {
            vec![
                holder.kind().into(),
                holder.code().into(),
                key.pool.code().into(),
                key.asks.code().into(),
                key.span.code().into(),
                limits.currency.code().into(),
                amount.to_string().into(),
            ]
        };
        if !limits.is_empty() {
            let sql =
                Sql::new("INSERT INTO own_limits (kind, holder, pool, asks, span, currency, amount) VALUES ");
            self.run(&sql.rows(limits.set().map(row))).await?;
        }
        self.run(&Sql::new("UPDATE limit_revision SET revision = revision + 1 WHERE one = 1")).await?;
        Ok(())
    }
}

fn none() -> OwnLimits {
    OwnLimits::none(Currency::usd())
}

fn stamp(row: Option<&Row>) -> Result<LimitStamp, StoreError> {
    let row = row.ok_or(StoreError::Corrupt("revision"))?;
    let role = match row.text("role")? {
        Some(code) => Some(Role::from_code(&code).ok_or(StoreError::Corrupt("role"))?),
        None => None,
    };
    Ok(LimitStamp { revision: row.need_int("revision")?, role })
}

/// The sets of several holders, built row by row.
#[derive(Default)]
struct Sets(Vec<(LimitHolder, OwnLimits)>);

impl Sets {
    fn add(&mut self, row: &Row) -> Result<(), StoreError> {
        let holder = LimitHolder::parse(&row.need_text("kind")?, &row.need_text("holder")?)
            .ok_or(StoreError::Corrupt("holder"))?;
        let key = LimitKey {
            pool: row.code("pool", Pool::from_code)?,
            asks: row.code("asks", Asks::from_code)?,
            span: row.code("span", Span::from_code)?,
        };
        let currency = row.code("currency", |code| Currency::parse(code).ok())?;
        let limit = Money::new(row.need("amount")?, currency);
        let place = self.0.iter().position(|(other, _)| *other == holder);
        let before = place.map(|place| self.0.swap_remove(place).1);
        let before = before.unwrap_or_else(|| OwnLimits::none(limit.currency));
        self.0.push((holder, before.with(key, limit.amount)));
        Ok(())
    }

    fn of(&self, holder: &LimitHolder) -> OwnLimits {
        self.0.iter().find(|(of, _)| of == holder).map_or_else(none, |(_, limits)| limits.clone())
    }
}
