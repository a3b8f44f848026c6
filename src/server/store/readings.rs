//! What is known per customer and part of the mirror, and how much of a part is known.

use super::Store;
use super::customers::BATCH;
use super::db::Tx;
use super::error::StoreError;
use super::scope::{Scope, Where};
use super::sync_marks::Mark;
use crate::server::store::db::sql::{Sql, Value};
use jiff::Timestamp;
use model::error::PartnerFailure;
use model::ids::{CustomerId, ResellerId};
use model::mirror::{Coverage, FailingCustomers, Part, Reading};
use std::collections::{BTreeMap, HashMap};

/// The key of the mark of the orders of one reseller, or (`None`) of the partner itself: each is read from
/// a list of its own.
pub fn orders_key(reseller: Option<&ResellerId>) -> String {
    format!("{}:{}", Part::Orders.code(), reseller.map_or("", ResellerId::as_str))
}

/// What a part is known of for a customer: the condition that it was never read. Orders are not read
/// customer by customer.
fn never_read(part: Part) -> Option<&'static str> {
    match part {
        Part::Budgets => Some("c.resale = 1 AND c.budget_read_at IS NULL"),
        Part::Resources => Some("c.resources_read_at = 0"),
        Part::Customers | Part::Orders => None,
    }
}

impl Store {
    /// Records that a part could not be read for some customers. `next` says from the number of failures in
    /// a row when it is tried again. What was read before stays.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn record_unread(
        &self,
        part: Part,
        customers: &[CustomerId],
        failure: &PartnerFailure,
        at: Timestamp,
        next: impl Fn(u32) -> Timestamp,
    ) -> Result<(), StoreError> {
        let body = serde_json::to_string(failure)?;
        let code = failure.short_code().unwrap_or_default();
        for batch in customers.chunks(BATCH) {
            let mut tx = self.db.begin().await?;
            let held = tx.hold_customers(batch).await?;
            let known = Sql::new("SELECT customer_id, times FROM failed_readings WHERE part = ?")
                .with(part.code())
                .push(" AND customer_id IN ")
                .list(batch);
            let mut before: HashMap<String, i64> = HashMap::new();
            for row in tx.all(&known).await? {
                before.insert(row.need_text("customer_id")?, row.need_int("times")?);
            }
            let mut rows = Vec::with_capacity(held.len());
            for id in held.keys() {
                let times = before.get(id.as_str()).copied().unwrap_or(0).saturating_add(1);
                let next = next(u32::try_from(times).unwrap_or(u32::MAX));
                let (part, code, body) = (part.code(), code.as_str(), body.as_str());
                rows.push(vec![
                    Value::from(id),
                    part.into(),
                    code.into(),
                    body.into(),
                    at.into(),
                    times.into(),
                    next.into(),
                ]);
            }
            if !rows.is_empty() {
                tx.run(&Sql::new(INSERT).rows(rows).push(OR_UPDATE)).await?;
            }
            tx.commit().await?;
        }
        Ok(())
    }

    /// Customers for whom a part is due to be tried again, the ones due longest first.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn due_again(
        &self,
        part: Part,
        now: Timestamp,
        limit: u32,
    ) -> Result<Vec<CustomerId>, StoreError> {
        let sql = Sql::new(
            "SELECT customer_id FROM failed_readings WHERE part = ? AND next_at <= ?
             ORDER BY next_at, customer_id LIMIT ?",
        );
        let rows = self.db.all(&sql.with(part.code()).with(now).with(limit)).await?;
        rows.iter().map(|row| row.need("customer_id")).collect()
    }

    /// The customers in scope whose resources were read longest ago; never read first.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn oldest_read(&self, scope: &Scope, limit: u32) -> Result<Vec<CustomerId>, StoreError> {
        let sql = Sql::new("SELECT c.id FROM customers c").append(Where::new(scope, "c.id").sql());
        let sql = sql.push(" ORDER BY c.resources_read_at, c.id LIMIT ?").with(limit);
        self.db.all(&sql).await?.iter().map(|row| row.need("id")).collect()
    }

    /// What is known of a part for one customer.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn reading(&self, part: Part, customer: &CustomerId) -> Result<Reading, StoreError> {
        let sql = Sql::new(
            "SELECT c.reseller_id, c.budget_read_at, c.resources_read_at, f.failure, f.failed_at
             FROM customers c LEFT JOIN failed_readings f ON f.customer_id = c.id AND f.part = ?
             WHERE c.id = ?",
        );
        let Some(row) = self.db.one(&sql.with(part.code()).with(customer)).await? else {
            return Ok(Reading::Never);
        };
        let last = match part {
            Part::Customers => return Ok(self.mark(part.code()).await?.reading()),
            Part::Orders => {
                let owner: Option<ResellerId> = row.parse("reseller_id")?;
                return Ok(self.mark(&orders_key(owner.as_ref())).await?.reading());
            }
            Part::Budgets => row.instant("budget_read_at")?,
            Part::Resources => row.instant("resources_read_at")?.filter(|at| at.as_second() > 0),
        };
        Ok(match (row.maybe_json("failure")?, row.instant("failed_at")?, last) {
            (failure, Some(at), last) => Reading::Failed { failure, at, last },
            (_, None, Some(at)) => Reading::At(at),
            (_, None, None) => Reading::Never,
        })
    }

    /// How much is known of a part over the customers in scope.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn coverage(&self, scope: &Scope, part: Part) -> Result<Coverage, StoreError> {
        let marks = self.marks().await?;
        let mark = |part: Part| marks.get(part.code()).cloned().unwrap_or_default();
        let mut coverage = Coverage {
            part,
            reading: mark(part).reading(),
            listed: mark(Part::Customers).ok_at.is_some(),
            customers: 0,
            unread: 0,
            failing: Vec::new(),
        };
        match (part, never_read(part)) {
            (Part::Orders, _) => self.cover_owners(scope, &marks, &mut coverage).await?,
            (_, Some(never)) => self.cover_customers(scope, never, &mut coverage).await?,
            (_, None) => coverage.customers = self.customer_count(scope).await?,
        }
        if part == Part::Resources
            && let (Reading::At(_), Some(oldest)) = (&coverage.reading, self.oldest_resources(scope).await?)
        {
            coverage.reading = Reading::At(oldest);
        }
        Ok(coverage)
    }

    /// Orders: as its owner's list went, so is every customer of that owner.
    async fn cover_owners(
        &self,
        scope: &Scope,
        marks: &BTreeMap<String, Mark>,
        coverage: &mut Coverage,
    ) -> Result<(), StoreError> {
        let sql = Sql::new("SELECT c.reseller_id, COUNT(*) AS n FROM customers c")
            .append(Where::new(scope, "c.id").sql())
            .push(" GROUP BY c.reseller_id");
        for row in self.db.all(&sql).await? {
            let (owner, count): (Option<ResellerId>, u64) = (row.parse("reseller_id")?, row.count("n")?);
            let mark = marks.get(&orders_key(owner.as_ref()));
            coverage.customers += count;
            if mark.is_none_or(|mark| mark.ok_at.is_none()) {
                coverage.unread += count;
            }
            if let Some(failure) = mark.filter(|mark| mark.failing).and_then(|mark| mark.failure.clone()) {
                let alike =
                    coverage.failing.iter_mut().find(|one| one.failure.short_code() == failure.short_code());
                match alike {
                    Some(group) => group.customers += count,
                    None => coverage.failing.push(FailingCustomers { failure, customers: count }),
                }
            }
        }
        coverage.failing.sort_by_key(|group| std::cmp::Reverse(group.customers));
        Ok(())
    }

    async fn cover_customers(
        &self,
        scope: &Scope,
        never: &'static str,
        coverage: &mut Coverage,
    ) -> Result<(), StoreError> {
        let failing =
            Where::new(scope, "f.customer_id").and(Sql::new("f.part = ?").with(coverage.part.code()));
        let sql = Sql::new("SELECT f.code, MIN(f.failure) AS failure, COUNT(*) AS n FROM failed_readings f")
            .append(failing.sql())
            .push(" GROUP BY f.code ORDER BY n DESC, f.code");
        for row in self.db.all(&sql).await? {
            coverage
                .failing
                .push(FailingCustomers { failure: row.json("failure")?, customers: row.count("n")? });
        }
        let unread = Where::new(scope, "c.id").and(Sql::new(never));
        let unread = Sql::new("SELECT COUNT(*) AS n FROM customers c").append(unread.sql());
        coverage.unread = self.db.count(&unread).await?;
        coverage.customers = match coverage.part {
            Part::Budgets => {
                let resale = Where::new(scope, "c.id").and(Sql::new("c.resale = 1"));
                self.db.count(&Sql::new("SELECT COUNT(*) AS n FROM customers c").append(resale.sql())).await?
            }
            _ => self.customer_count(scope).await?,
        };
        Ok(())
    }

    /// When the customer was read whose resources are known and were read longest ago, but for those that
    /// fail, which are counted apart.
    async fn oldest_resources(&self, scope: &Scope) -> Result<Option<Timestamp>, StoreError> {
        let filter = Where::new(scope, "c.id").and(Sql::new(
            "c.resources_read_at > 0 AND NOT EXISTS (SELECT 1 FROM failed_readings f
             WHERE f.customer_id = c.id AND f.part = 'resources')",
        ));
        let sql = Sql::new("SELECT c.resources_read_at FROM customers c")
            .append(filter.sql())
            .push(" ORDER BY c.resources_read_at LIMIT 1");
        self.db.one(&sql).await?.map(|row| row.need_instant("resources_read_at")).transpose()
    }
}

const INSERT: &str =
    "INSERT INTO failed_readings (customer_id, part, code, failure, failed_at, times, next_at) VALUES ";

const OR_UPDATE: &str = " ON CONFLICT (customer_id, part) DO UPDATE SET code = excluded.code, \
    failure = excluded.failure, failed_at = excluded.failed_at, times = excluded.times, \
    next_at = excluded.next_at";

/// A part was read for these customers: it no longer fails.
pub(super) async fn read_again<'a>(
    tx: &mut Tx,
    part: Part,
    customers: impl IntoIterator<Item = &'a CustomerId>,
) -> Result<(), StoreError> {
    let sql = Sql::new("DELETE FROM failed_readings WHERE part = ?").with(part.code());
    tx.run(&sql.push(" AND customer_id IN ").list(customers)).await.map(|_| ())
}
