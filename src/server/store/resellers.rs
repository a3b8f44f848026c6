//! The mirror of the partner's resellers.

use super::Store;
use super::customers::BATCH;
use super::error::StoreError;
use crate::server::store::db::sql::{Sql, Value};
use crate::server::store::sort_keys::folded;
use jiff::Timestamp;
use model::customers::Reseller;
use model::ids::ResellerId;
use std::collections::BTreeMap;

impl Store {
    /// Takes over resellers as the partner listed them at `at`.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn upsert_resellers(&self, resellers: &[Reseller], at: Timestamp) -> Result<(), StoreError> {
        let latest: BTreeMap<&ResellerId, &Reseller> = resellers.iter().map(|r| (&r.id, r)).collect();
        let latest: Vec<&Reseller> = latest.into_values().collect();
        for batch in latest.chunks(BATCH) {
            let mut rows = Vec::with_capacity(batch.len());
            for reseller in batch {
                let name = reseller.name.as_deref().or(reseller.account_name.as_deref());
                let body = serde_json::to_string(reseller)?;
                rows.push(vec![
                    Value::from(&reseller.id),
                    folded(name.unwrap_or(reseller.id.as_str())).into(),
                    body.into(),
                    at.into(),
                ]);
            }
            let sql =
                Sql::new("INSERT INTO resellers (id, sort_name, body, seen_at) VALUES ").rows(rows).push(
                    " ON CONFLICT (id) DO UPDATE SET sort_name = excluded.sort_name, body = excluded.body,
                  seen_at = excluded.seen_at",
                );
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
}
