//! The mirror of the partner's resellers. The sums of their customers are computed on request,
//! within the caller's scope.

use super::Store;
use super::customers::BATCH;
use super::db::Row;
use super::error::StoreError;
use super::lists::{Blank, ListContext, Stored, Table};
use super::scope::{Scope, Where};
use crate::server::store::db::dialect::Searched;
use crate::server::store::db::sql::{Sql, Value};
use crate::server::store::sort_keys::{FIRST, reseller_search, reseller_sort_name, seconds};
use jiff::Timestamp;
use model::customers::Reseller;
use model::ids::ResellerId;
use model::lists::{ResellerFilter, ResellerRow};
use model::money::{Currency, Money};
use rust_decimal::Decimal;
use std::collections::{BTreeMap, HashMap};

impl Stored for ResellerFilter {
    const TABLE: Table<Self> = Table {
        columns: "r.id, r.body, r.customers",
        from: |asked| customers_of_each(asked),
        id: "r.id",
        joins: "",
        // The scope decides which customers are counted, and a reseller without any is no row.
        scope: |_| Where::new(&Scope::All, "r.id"),
        search: Some(|db, _, typed| db.holds(Searched::row_by_row("r.search LIKE ? ESCAPE '\\'"), typed)),
        filters: &[],
        sorts: &[
            ("name", &["r.sort_name", "r.id"]),
            ("customers", &["r.customers", "r.id"]),
            ("associated", &["r.associated_key", "r.id"]),
        ],
        blanks: &[("r.associated_key", Blank::First)],
    };

    fn row(row: &Row) -> Result<ResellerRow, StoreError> {
        let told: Option<Reseller> = row.maybe_json("body")?;
        let (name, account_name, associated_at) =
            told.map(|told| (told.name, told.account_name, told.associated_at)).unwrap_or_default();
        let customers = u32::try_from(row.need_int("customers")?).unwrap_or(u32::MAX);
        let (budgets, unread_budgets) = (Vec::new(), 0);
        let id = row.need("id")?;
        Ok(ResellerRow { id, name, account_name, associated_at, customers, budgets, unread_budgets })
    }

    async fn complete(store: &Store, scope: &Scope, rows: &mut [ResellerRow]) -> Result<(), StoreError> {
        let mut sums = store.budget_sums(scope, rows.iter().map(|row| &row.id)).await?;
        for row in rows {
            let Sums { budgets, unread } = sums.remove(&row.id).unwrap_or_default();
            row.budgets =
                budgets.into_iter().map(|(currency, amount)| Money::new(amount, currency)).collect();
            row.unread_budgets = unread;
        }
        Ok(())
    }
}

/// The resellers of the customers in scope, each with their number. One that the partner's list
/// of resellers did not name is there with its id alone.
fn customers_of_each(asked: &ListContext<'_>) -> Sql {
    let counted = Where::new(asked.scope, "c.id").and(Sql::new("c.reseller_id IS NOT NULL"));
    Sql::new(
        "(SELECT n.id, n.customers, t.body, COALESCE(t.sort_name, n.id) AS sort_name,
          COALESCE(t.search, LOWER(n.id)) AS search,
          COALESCE(t.associated_key, -9223372036854775807) AS associated_key
          FROM (SELECT c.reseller_id AS id, COUNT(*) AS customers FROM customers c",
    )
    .append(counted.sql())
    .push(" GROUP BY c.reseller_id) n LEFT JOIN resellers t ON t.id = n.id) r")
}

/// What the budgets of a reseller's customers add up to.
#[derive(Default)]
struct Sums {
    budgets: BTreeMap<Currency, Decimal>,
    unread: u32,
}

impl Store {
    /// Stores resellers that were read at `at`.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn upsert_resellers(&self, resellers: &[Reseller], at: Timestamp) -> Result<(), StoreError> {
        let latest: BTreeMap<&ResellerId, &Reseller> = resellers.iter().map(|r| (&r.id, r)).collect();
        let latest: Vec<&Reseller> = latest.into_values().collect();
        for batch in latest.chunks(BATCH) {
            let mut rows = Vec::with_capacity(batch.len());
            for reseller in batch {
                rows.push(columns(reseller, at)?);
            }
            let sql = Sql::new(INSERT).rows(rows).push(OR_UPDATE);
            self.db.run(&sql).await?;
        }
        Ok(())
    }

    /// Every reseller by name.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn resellers(&self) -> Result<Vec<Reseller>, StoreError> {
        let rows = self.db.all(&Sql::new("SELECT body FROM resellers ORDER BY sort_name, id")).await?;
        rows.iter().map(|row| row.json("body")).collect()
    }
    /// The sums of what is set, exact: an amount that several customers have comes as one row.
    async fn budget_sums<'a>(
        &self,
        scope: &Scope,
        resellers: impl Iterator<Item = &'a ResellerId>,
    ) -> Result<HashMap<ResellerId, Sums>, StoreError> {
        let of_them = Sql::new("c.reseller_id IN ").list(resellers);
        let resale = Where::new(scope, "c.id").and(Sql::new("c.resale = 1")).and(of_them);
        let sql = Sql::new(
            "SELECT c.reseller_id, c.budget_currency, c.budget_amount, COUNT(c.budget_read_at) AS told,
             COUNT(*) AS n FROM customers c",
        )
        .append(resale.sql())
        .push(" GROUP BY c.reseller_id, c.budget_currency, c.budget_amount");
        let mut sums: HashMap<ResellerId, Sums> = HashMap::new();
        for row in self.db.all(&sql).await? {
            let of_reseller = sums.entry(row.need("reseller_id")?).or_default();
            let (told, n) = (row.count("told")?, row.count("n")?);
            of_reseller.unread += u32::try_from(n.saturating_sub(told)).unwrap_or(u32::MAX);
            let amount = row.decimal("budget_amount")?.filter(|amount| *amount > Decimal::ZERO);
            let Some(amount) = amount else { continue };
            let currency = Currency::parse(&row.need_text("budget_currency")?);
            let currency = currency.map_err(|_| StoreError::Corrupt("budget_currency"))?;
            let sum = of_reseller.budgets.entry(currency).or_default();
            let more = amount.checked_mul(Decimal::from(told)).and_then(|all| sum.checked_add(all));
            *sum = more.ok_or(StoreError::Corrupt("budget_amount"))?;
        }
        Ok(sums)
    }
}

const INSERT: &str = "INSERT INTO resellers (id, sort_name, search, associated_key, body, seen_at) VALUES ";

const OR_UPDATE: &str = " ON CONFLICT (id) DO UPDATE SET sort_name = excluded.sort_name,
    search = excluded.search, associated_key = excluded.associated_key, body = excluded.body,
    seen_at = excluded.seen_at";

fn columns(reseller: &Reseller, at: Timestamp) -> Result<Vec<Value>, StoreError> {
    Ok(vec![
        Value::from(&reseller.id),
        reseller_sort_name(reseller).into(),
        reseller_search(reseller).into(),
        reseller.associated_at.map_or(FIRST, seconds).into(),
        serde_json::to_string(reseller)?.into(),
        at.into(),
    ])
}
