//! The readings of budgets, a row for each day in GMT+8: what forecasts are built on and charts draw. The
//! first and the last reading of a day are kept, so that spending is seen within a day too.

use super::Store;
use super::db::{Row, Tx};
use super::error::StoreError;
use super::scope::{Scope, Where};
use crate::server::store::db::sql::{Sql, Value};
use jiff::Timestamp;
use model::budgets::{Budget, BudgetType};
use model::forecast::{BudgetDay, Reading};
use model::ids::CustomerId;
use model::time::{day_begin, month_begin};

/// The readings of a budget, and what they are counted from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BudgetHistory {
    /// The first reading since counting began anew.
    pub first: Reading,
    /// The readings of the counting that runs now, a day each, oldest first.
    pub days: Vec<BudgetDay>,
}

/// The first reading since counting began anew: what the spending of a one-time budget is counted from.
pub(super) fn baseline(row: &Row) -> Result<Option<Reading>, StoreError> {
    let (used, at) = (row.decimal("budget_base_used")?, row.instant("budget_base_at")?);
    Ok(used.zip(at).map(|(used, at)| Reading { at, used }))
}

const INSERT: &str = "INSERT INTO budget_days \
    (customer_id, day, first_at, first_used, last_at, last_used, readings, amount) VALUES ";

/// Adds a reading of budgets whose counting goes on.
pub(super) async fn add(tx: &mut Tx, budgets: &[&Budget], at: Timestamp) -> Result<(), StoreError> {
    let clash = " ON CONFLICT (customer_id, day) DO UPDATE SET last_at = excluded.last_at, \
        last_used = excluded.last_used, readings = budget_days.readings + 1, amount = excluded.amount";
    write(tx, budgets, at, clash).await
}

/// Adds the first reading of a counting: earlier readings of the same day belong to another one.
pub(super) async fn begin(tx: &mut Tx, budgets: &[&Budget], at: Timestamp) -> Result<(), StoreError> {
    let clash = " ON CONFLICT (customer_id, day) DO UPDATE SET first_at = excluded.first_at, \
        first_used = excluded.first_used, last_at = excluded.last_at, last_used = excluded.last_used, \
        readings = 1, amount = excluded.amount";
    write(tx, budgets, at, clash).await
}

async fn write(
    tx: &mut Tx,
    budgets: &[&Budget],
    at: Timestamp,
    clash: &'static str,
) -> Result<(), StoreError> {
    let row = |budget: &&Budget| {
        let used = budget.used.unwrap_or_default().to_string();
        let amount = budget.amount.filter(|_| budget.is_set()).map(|amount| amount.to_string());
        vec![
            Value::from(&budget.customer),
            day_begin(at).into(),
            at.into(),
            used.clone().into(),
            at.into(),
            used.into(),
            1_i64.into(),
            amount.into(),
        ]
    };
    if budgets.is_empty() {
        return Ok(());
    }
    tx.run(&Sql::new(INSERT).rows(budgets.iter().map(row)).push(clash)).await.map(|_| ())
}

impl Store {
    /// The readings of a resale customer's budget since its counting began: for monthly budgets, with the
    /// month at the earliest. `None` when it was never read, or the customer is out of scope.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn budget_history(
        &self,
        scope: &Scope,
        customer: &CustomerId,
    ) -> Result<Option<BudgetHistory>, StoreError> {
        let filter = Where::new(scope, "c.id").and(Sql::new("c.id = ?").with(customer));
        let known = Sql::new(
            "SELECT c.budget_base_used, c.budget_base_at, c.budget_kind, c.budget_read_at FROM customers c",
        );
        let Some(row) = self.db.one(&known.append(filter.sql())).await? else { return Ok(None) };
        let Some((first, read_at)) = baseline(&row)?.zip(row.instant("budget_read_at")?) else {
            return Ok(None);
        };
        let monthly = row.text("budget_kind")?.map(BudgetType::from) == Some(BudgetType::Monthly);
        let month = month_begin(read_at).filter(|_| monthly);
        let since = month.map_or(first.at, |month| month.max(first.at));
        let days = Sql::new(
            "SELECT first_at, first_used, last_at, last_used, readings, amount FROM budget_days
             WHERE customer_id = ? AND first_at >= ? ORDER BY day",
        );
        let days = self.db.all(&days.with(customer).with(since)).await?;
        let days = days.iter().map(budget_day).collect::<Result<_, _>>()?;
        Ok(Some(BudgetHistory { first, days }))
    }

    /// Forgets readings of days that ended before an instant. How many rows.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn delete_budget_days_before(&self, before: Timestamp) -> Result<u64, StoreError> {
        self.db.run(&Sql::new("DELETE FROM budget_days WHERE day < ?").with(before)).await
    }
}

fn budget_day(row: &Row) -> Result<BudgetDay, StoreError> {
    let reading = |at, used| -> Result<Reading, StoreError> {
        Ok(Reading { at: row.need_instant(at)?, used: row.decimal(used)?.ok_or(StoreError::Corrupt(used))? })
    };
    Ok(BudgetDay {
        first: reading("first_at", "first_used")?,
        last: reading("last_at", "last_used")?,
        readings: u32::try_from(row.count("readings")?).map_err(|_| StoreError::Corrupt("readings"))?,
        amount: row.decimal("amount")?,
    })
}
