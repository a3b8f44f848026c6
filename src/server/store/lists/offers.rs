//! The values that a list can be filtered by, as far as they occur in the caller's scope, with
//! what they are called.

use super::super::Store;
use super::super::error::StoreError;
use super::table::{Condition, Label, ListContext, Stored, Table};
use crate::server::store::db::sql::Sql;
use model::ids::CustomerId;
use model::lists::{List, Shown};
use std::collections::HashMap;

/// Code and name of each value, by name.
pub type Offers = Vec<(String, String)>;

impl Store {
    /// For each filter of a list that has names of its own for its values: what is offered, or
    /// only the value that it is set to where nothing is offered.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn offers<L: Stored>(
        &self,
        asked: &ListContext<'_>,
        filter: &L,
    ) -> Result<Vec<(&'static str, Offers)>, StoreError> {
        let mut offers = Vec::new();
        for declared in L::FILTERS {
            let table = L::TABLE;
            let known = table.filters.iter().find(|(name, _)| *name == declared.name);
            let (column, label) = match known {
                Some((_, Condition::OneOf(column, label))) => (*column, label),
                Some((_, Condition::Beside(_, values))) => {
                    offers.push((declared.name, self.listed(&values(asked)).await?));
                    continue;
                }
                _ => continue,
            };
            let offered = match (declared.shown, filter.setting(declared.name)) {
                (Shown::Lookup, _) => self.values(asked, &table, column, *label).await?,
                (_, Some(given)) => self.name_of(asked, given.code, *label).await?,
                (_, None) => Vec::new(),
            };
            offers.push((declared.name, offered));
        }
        Ok(offers)
    }

    async fn values<L: List>(
        &self,
        asked: &ListContext<'_>,
        table: &Table<L>,
        column: &'static str,
        label: Option<Label>,
    ) -> Result<Offers, StoreError> {
        let sql = match label {
            Some(Label::Column(beside)) => grouped(asked, table, column, beside),
            _ => distinct(asked, table, column),
        };
        let mut values = self.listed(&sql).await?;
        if label == Some(Label::Reseller) {
            let mut names = self.reseller_names().await?;
            for (id, name) in &mut values {
                *name = names.remove(id).unwrap_or_else(|| id.clone());
            }
            values.sort_by_key(|(id, name)| (name.to_lowercase(), id.clone()));
        }
        Ok(values)
    }

    /// The values and labels that a statement lists.
    async fn listed(&self, sql: &Sql) -> Result<Offers, StoreError> {
        let rows = self.db.all(sql).await?;
        rows.iter().map(|row| Ok((row.need_text("value")?, row.need_text("label")?))).collect()
    }

    /// The one value that is set, where it has a name.
    async fn name_of(
        &self,
        asked: &ListContext<'_>,
        code: String,
        label: Option<Label>,
    ) -> Result<Offers, StoreError> {
        let name = match (label, CustomerId::parse(code.as_str())) {
            (Some(Label::Customer), Ok(id)) => {
                self.customer(asked.scope, &id).await?.map(|customer| customer.display_name().to_owned())
            }
            (Some(Label::Reseller), _) => self.reseller_names().await?.remove(&code),
            _ => None,
        };
        Ok(name.map(|name| (code, name)).into_iter().collect())
    }

    async fn reseller_names(&self) -> Result<HashMap<String, String>, StoreError> {
        let named = self.resellers().await?.into_iter().map(|reseller| {
            let name = reseller.name.or(reseller.account_name);
            (reseller.id.to_string(), name.unwrap_or_else(|| reseller.id.to_string()))
        });
        Ok(named.collect())
    }
}

/// The values of a column, each found in its index from the one before: the rows between are
/// not read.
fn distinct<L: List>(asked: &ListContext<'_>, table: &Table<L>, column: &'static str) -> Sql {
    let least = |then: &'static str| {
        let filter = (table.scope)(asked).and(Sql::new(column).push(then));
        Sql::new("SELECT MIN(").push(column).push(") FROM ").append((table.from)(asked)).append(filter.sql())
    };
    Sql::new("WITH RECURSIVE v(value) AS (")
        .append(least(" IS NOT NULL"))
        .push(" UNION ALL SELECT (")
        .append(least(" > v.value"))
        .push(") FROM v WHERE v.value IS NOT NULL)")
        .push(" SELECT v.value, v.value AS label FROM v WHERE v.value IS NOT NULL ORDER BY v.value")
}

fn grouped<L: List>(
    asked: &ListContext<'_>,
    table: &Table<L>,
    column: &'static str,
    beside: &'static str,
) -> Sql {
    let filter = (table.scope)(asked).and(Sql::new(column).push(" IS NOT NULL"));
    Sql::new("SELECT ")
        .push(column)
        .push(" AS value, COALESCE(MAX(")
        .push(beside)
        .push("), ")
        .push(column)
        .push(") AS label FROM ")
        .append((table.from)(asked))
        .append(filter.sql())
        .push(" GROUP BY ")
        .push(column)
        .push(" ORDER BY label, value")
}
