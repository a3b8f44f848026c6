//! Figures on the resources: what expires when.

use crate::server::store::Store;
use crate::server::store::db::sql::Sql;
use crate::server::store::error::StoreError;
use crate::server::store::scope::{Scope, Where};
use jiff::Timestamp;
use model::time::{DAY_SECONDS, plus_days};

/// Weeks that the calendar strip of the overview shows.
const WEEKS: i64 = 12;

/// Main resources in use (or of unknown status) that nothing renews by itself.
const NEEDS_RENEWAL: &str = "r.is_main = 1 AND r.auto_renews = 0 AND (r.status = 2 OR r.status IS NULL)";

fn needing_renewal(scope: &Scope, after: Timestamp, until: Timestamp) -> Where {
    Where::new(scope, "r.customer_id")
        .and(Sql::new(NEEDS_RENEWAL))
        .and(Sql::new("r.expires_key > ? AND r.expires_key <= ?").with(after).with(until))
}

impl Store {
    /// How many resources in scope need a renewal in each of the next twelve weeks: the same
    /// ones that [`Store::expiring_count`] counts.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn expiring_weeks(&self, scope: &Scope, now: Timestamp) -> Result<Vec<u64>, StoreError> {
        let sql = Sql::new("SELECT (r.expires_key - ? - 1) / ? AS week, COUNT(*) AS n FROM resources r")
            .with(now)
            .with(7 * DAY_SECONDS)
            .append(needing_renewal(scope, now, plus_days(now, 7 * WEEKS)).sql())
            .push(" GROUP BY 1");
        let mut weeks = vec![0; 12];
        for row in self.db.all(&sql).await? {
            let week = usize::try_from(row.need_int("week")?).map_err(|_| StoreError::Corrupt("week"))?;
            if let Some(count) = weeks.get_mut(week) {
                *count = row.count("n")?;
            }
        }
        Ok(weeks)
    }

    /// How many main resources in scope, in use and not renewed by themselves, end after `now`
    /// and within that many days.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn expiring_count(&self, scope: &Scope, now: Timestamp, days: i64) -> Result<u64, StoreError> {
        let filter = needing_renewal(scope, now, plus_days(now, days));
        self.db.count(&Sql::new("SELECT COUNT(*) AS n FROM resources r").append(filter.sql())).await
    }
}
