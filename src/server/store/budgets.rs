//! The mirror of the resale customers' budgets. A customer has at most one: it is stored in the
//! customer's row.

use super::Store;
use super::budget_days::{self, baseline};
use super::customers::{BATCH, decode};
use super::db::{Row, Tx};
use super::error::StoreError;
use super::lists::{Batch, Blank, Condition, Fetch, Label, ListContext, Page, Stored, Table};
use super::readings::read_again;
use super::scope::{Scope, Where};
use crate::server::store::db::dialect::Searched;
use crate::server::store::db::sql::{Sql, Value};
use crate::server::store::sort_keys::{FIRST, LAST, amount_key, seconds};
use jiff::Timestamp;
use model::budgets::{Budget, BudgetLevel, BudgetType};
use model::forecast::{Outlook, Reading, counted_from, outlook};
use model::ids::CustomerId;
use model::lists::{BudgetFilter, BudgetRow};
use model::mirror::Part;
use model::money::Currency;
use model::time::next_month_begin;
use std::collections::{BTreeMap, HashMap};

pub(super) const COLUMNS: &str = "c.id, c.body, c.frozen, c.budget_read_at, c.budget_amount, c.budget_used,
    c.budget_currency, c.budget_kind, c.runs_out_key";

/// Resale customers whose budget was read; "none set" is an answer too.
const READ: &str = "c.resale = 1 AND c.budget_read_at IS NOT NULL";

impl Stored for BudgetFilter {
    const TABLE: Table<Self> = Table {
        columns: COLUMNS,
        from: |_| Sql::new("customers c"),
        id: "c.id",
        joins: "",
        scope: |asked| Where::new(asked.scope, "c.id").and(Sql::new(READ)),
        search: Some(|db, scope, typed| db.holds_in(scope, Searched::CUSTOMERS, typed)),
        filters: &[
            ("level", Condition::Is("c.budget_level")),
            ("type", Condition::Is("c.budget_kind")),
            ("reseller", Condition::OneOf("c.reseller_id", Some(Label::Reseller))),
            ("manager", Condition::OneOf("c.account_manager", None)),
        ],
        sorts: &[
            ("used-percent", &["c.percent_key", "c.id"]),
            ("name", &["c.sort_name", "c.id"]),
            ("amount", &["c.amount_key", "c.id"]),
            ("used", &["c.used_key", "c.id"]),
            ("left", &["c.left_key", "c.id"]),
            ("runs-out", &["c.runs_out_key", "c.id"]),
        ],
        blanks: &[
            ("c.percent_key", Blank::First),
            ("c.amount_key", Blank::First),
            ("c.used_key", Blank::First),
            ("c.left_key", Blank::Last),
            ("c.runs_out_key", Blank::Last),
        ],
    };

    fn row(row: &Row) -> Result<BudgetRow, StoreError> {
        budget_row(row)
    }
}

impl Store {
    /// Stores budgets that were read at `at`. Budgets of customers that the mirror does not have are
    /// ignored, and so is an answer older than the one it has.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn upsert_budgets(&self, budgets: &[Budget], at: Timestamp) -> Result<(), StoreError> {
        let latest: BTreeMap<&CustomerId, &Budget> = budgets.iter().map(|b| (&b.customer, b)).collect();
        let latest: Vec<&Budget> = latest.into_values().collect();
        for batch in latest.chunks(BATCH) {
            let mut tx = self.db.begin().await?;
            write_budgets(&mut tx, batch, at).await?;
            tx.commit().await?;
        }
        Ok(())
    }

    /// One page of the budgets of resale customers in scope.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn list_budgets(
        &self,
        scope: &Scope,
        filter: &BudgetFilter,
    ) -> Result<Page<BudgetRow>, StoreError> {
        self.page(&ListContext::of(scope), filter).await
    }

    /// Some of the budgets of resale customers in scope, uncounted.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn take_budgets(
        &self,
        scope: &Scope,
        filter: &BudgetFilter,
        fetch: Fetch<'_>,
    ) -> Result<Batch<BudgetRow>, StoreError> {
        self.fetch(&ListContext::of(scope), filter, fetch).await
    }

    /// The budget of one resale customer in scope, as the mirror has it.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn budget(
        &self,
        scope: &Scope,
        customer: &CustomerId,
    ) -> Result<Option<BudgetRow>, StoreError> {
        let filter = Where::new(scope, "c.id").and(Sql::new(READ)).and(Sql::new("c.id = ?").with(customer));
        let sql = Sql::new("SELECT ").push(COLUMNS).push(" FROM customers c").append(filter.sql());
        self.db.one(&sql).await?.as_ref().map(budget_row).transpose()
    }

    /// How many budgets in scope are at each level, calmest first, every level once.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn budget_levels(&self, scope: &Scope) -> Result<Vec<(BudgetLevel, u64)>, StoreError> {
        let filter = Where::new(scope, "c.id").and(Sql::new(READ));
        let sql = Sql::new("SELECT c.budget_level, COUNT(*) AS n FROM customers c")
            .append(filter.sql())
            .push(" GROUP BY c.budget_level");
        let mut counts = HashMap::new();
        for row in self.db.all(&sql).await? {
            counts.insert(row.code("budget_level", BudgetLevel::from_code)?, row.count("n")?);
        }
        let count = |level| (level, counts.get(&level).copied().unwrap_or(0));
        Ok(BudgetLevel::ALL.into_iter().map(count).collect())
    }
}

/// The budget in a customer's row; `None` when it was never read.
pub(super) fn maybe_budget(row: &Row) -> Result<Option<Budget>, StoreError> {
    if row.int("budget_read_at")?.is_none() {
        return Ok(None);
    }
    let currency = row.need_text("budget_currency")?;
    Ok(Some(Budget {
        customer: row.need("id")?,
        amount: row.decimal("budget_amount")?,
        used: row.decimal("budget_used")?,
        currency: Currency::parse(&currency).map_err(|_| StoreError::Corrupt("budget_currency"))?,
        kind: row.text("budget_kind")?.map(BudgetType::from),
    }))
}

fn budget_row(row: &Row) -> Result<BudgetRow, StoreError> {
    let budget = maybe_budget(row)?.ok_or(StoreError::Corrupt("budget_read_at"))?;
    let read_at = row.need_instant("budget_read_at")?;
    Ok(BudgetRow {
        customer: decode(row)?,
        outlook: outlook_of(row.need_int("runs_out_key")?, &budget, read_at),
        budget,
        read_at,
    })
}

/// A monthly budget that lasts has its reset for a key: what runs out sorts before it.
fn outlook_of(key: i64, budget: &Budget, read_at: Timestamp) -> Option<Outlook> {
    let at = Timestamp::from_second(key).ok().filter(|_| key != LAST)?;
    let reset = next_month_begin(read_at).filter(|_| budget.kind == Some(BudgetType::Monthly));
    Some(if reset == Some(at) { Outlook::LastsUntil(at) } else { Outlook::RunsOut(at) })
}

async fn write_budgets(tx: &mut Tx, batch: &[&Budget], at: Timestamp) -> Result<(), StoreError> {
    tx.hold_customers(batch.iter().map(|b| &b.customer)).await?;
    let known = Sql::new(
        "SELECT id, budget_read_at, budget_amount, budget_used, budget_currency, budget_kind,
         budget_base_used, budget_base_at FROM customers WHERE id IN ",
    );
    let mut before = HashMap::new();
    for row in tx.all(&known.list(batch.iter().map(|b| &b.customer))).await? {
        before.insert(row.need_text("id")?, row);
    }
    let mut rows = Vec::with_capacity(batch.len());
    let (mut going_on, mut anew) = (Vec::new(), Vec::new());
    for budget in batch {
        let Some(row) = before.get(budget.customer.as_str()) else { continue };
        if row.instant("budget_read_at")?.is_some_and(|read| read > at) {
            continue;
        }
        let (base, goes_on) = counting(row, budget, at)?;
        rows.push(columns(budget, base, at));
        if goes_on { going_on.push(*budget) } else { anew.push(*budget) }
    }
    read_again(tx, Part::Budgets, batch.iter().map(|budget| &budget.customer)).await?;
    if !rows.is_empty() {
        tx.run(&Sql::new(SET_BUDGETS).rows(rows).push(") AS v WHERE customers.id = v.column1")).await?;
    }
    budget_days::add(tx, &going_on, at).await?;
    budget_days::begin(tx, &anew, at).await
}

/// Both databases call the columns of `VALUES` column1, column2 and so on.
const SET_BUDGETS: &str = "UPDATE customers SET budget_amount = v.column2, budget_used = v.column3, \
    budget_currency = v.column4, budget_kind = v.column5, budget_level = v.column6, \
    budget_base_used = v.column7, budget_base_at = v.column8, budget_read_at = v.column9, \
    amount_key = v.column10, used_key = v.column11, left_key = v.column12, percent_key = v.column13, \
    runs_out_key = v.column14 FROM (VALUES ";

fn columns(budget: &Budget, base: Reading, at: Timestamp) -> Vec<Value> {
    // Sorted by what is shown: nothing is used of a budget that is not set, and one that is used up does not
    // run out any more.
    let (set, out) = (budget.is_set(), budget.level() == BudgetLevel::Exhausted);
    let expected = counted_from(budget, base, at).and_then(|from| outlook(budget, from, at).ok());
    vec![
        Value::from(&budget.customer),
        budget.amount.map(|amount| amount.to_string()).into(),
        budget.used.map(|used| used.to_string()).into(),
        budget.currency.code().into(),
        budget.kind.as_ref().map(BudgetType::code).into(),
        budget.level().code().into(),
        base.used.to_string().into(),
        base.at.into(),
        at.into(),
        budget.amount.filter(|_| set).map_or(FIRST, amount_key).into(),
        budget.used.filter(|_| set).map_or(FIRST, amount_key).into(),
        budget.remaining().map_or(LAST, |left| amount_key(left.amount)).into(),
        budget.used_percent().map_or(FIRST, amount_key).into(),
        match expected.filter(|_| !out) {
            Some(Outlook::RunsOut(at) | Outlook::LastsUntil(at)) => seconds(at).into(),
            None => LAST.into(),
        },
    ]
}

/// The reading that spending is counted from, and whether the counting of the last reading goes on. A new
/// type, a new currency, or a used amount below that of the first reading begin it anew; a new amount does
/// not: what was used stays.
fn counting(row: &Row, budget: &Budget, at: Timestamp) -> Result<(Reading, bool), StoreError> {
    let used = budget.used.unwrap_or_default();
    let anew = Reading { used, at };
    let (Some(old), Some(base)) = (maybe_budget(row)?, baseline(row)?) else { return Ok((anew, false)) };
    let same = old.kind == budget.kind && old.currency == budget.currency;
    let base = if same && used >= base.used { base } else { anew };
    Ok((base, same && used >= old.used.unwrap_or_default()))
}
