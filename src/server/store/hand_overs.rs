//! Hand-overs of customers from one person to another.

use crate::server::store::Store;
use crate::server::store::assignments::change::{Assigned, assign};
use crate::server::store::customers::BATCH;
use crate::server::store::db::sql::Sql;
use crate::server::store::db::{Row, Tx};
use crate::server::store::error::StoreError;
use jiff::Timestamp;
use model::assignments::AssignmentKind;
use model::audit::AuditEntry;
use model::hand_overs::{HandOver, HandOverNotice, Open, OpenJob};
use model::ids::{CustomerId, HandOverId, UserId};
use std::collections::BTreeMap;

/// Whether a person owns, where there are several reasons to look after a customer.
fn stronger(one: AssignmentKind, other: AssignmentKind) -> AssignmentKind {
    if one == AssignmentKind::Owner { one } else { other }
}

fn of_person(user: &UserId) -> Sql {
    Sql::new("SELECT customer_id, kind FROM assignments WHERE user_id = ? ORDER BY customer_id").with(user)
}

fn kinds(rows: &[Row]) -> Result<BTreeMap<CustomerId, AssignmentKind>, StoreError> {
    let mut kinds = BTreeMap::new();
    for row in rows {
        let kind = row.code("kind", AssignmentKind::from_code)?;
        let held = kinds.entry(row.need("customer_id")?).or_insert(kind);
        *held = stronger(*held, kind);
    }
    Ok(kinds)
}

impl Store {
    /// The customers that a user looks after, also those that left the mirror, with how.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn assignments_of(
        &self,
        user: &UserId,
    ) -> Result<BTreeMap<CustomerId, AssignmentKind>, StoreError> {
        kinds(&self.db.all(&of_person(user)).await?)
    }

    /// Hands customers over, with the rules that are named, stores the record and the entry of the audit
    /// log: all in one transaction, or nothing when the person does not look after all of them as recorded
    /// any more. The one who takes over gets each customer by hand, or by a rule that goes along; who gave has
    /// nothing of it left. Their open follow-ups on these customers go along; the entry says how many.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn hand_over(&self, record: &HandOver, entry: &AuditEntry) -> Result<Assigned, StoreError> {
        let (from, to) = (&record.from.id, &record.to.id);
        let mut tx = self.db.begin().await?;
        tx.hold_assignments().await?;
        let held = kinds(&tx.all(&of_person(from)).await?)?;
        if record.customers.iter().any(|one| held.get(&one.customer.id) != Some(&one.kind)) {
            tx.rollback().await?;
            return Ok(Assigned::Stale);
        }
        // First, so that what a rule assigned stays assigned by it.
        if !record.rules.is_empty() {
            let sql = Sql::new("UPDATE assignment_rules SET user_id = ? WHERE user_id = ? AND manager IN ");
            let rules = record.rules.iter().map(String::as_str);
            tx.run(&sql.with(to).with(from).list(rules)).await?;
            let sql = Sql::new("UPDATE assignments SET user_id = ? WHERE user_id = ? AND rule IN ");
            let rules = record.rules.iter().map(String::as_str);
            tx.run(&sql.with(to).with(from).list(rules)).await?;
        }
        for kind in [AssignmentKind::Owner, AssignmentKind::Helper] {
            let of_kind = record.customers.iter().filter(|one| one.kind == kind);
            let customers: Vec<CustomerId> = of_kind.map(|one| one.customer.id.clone()).collect();
            for batch in customers.chunks(BATCH) {
                let sql = Sql::new("DELETE FROM assignments WHERE user_id = ? AND customer_id IN ");
                tx.run(&sql.with(from).list(batch)).await?;
                let missing = without_those_of(&mut tx, to, batch).await?;
                assign(&mut tx, to, kind, &missing).await?;
            }
        }
        let customers: Vec<CustomerId> = record.customers.iter().map(|one| one.customer.id.clone()).collect();
        let moved = tx.hand_over_follow_ups(from, to, &customers).await?;
        let mut entry = entry.clone();
        entry.facts.push(("follow-ups".to_owned(), moved.to_string()));
        keep(&mut tx, record).await?;
        tx.open_entry(&entry).await?;
        tx.commit().await?;
        Ok(Assigned::Done)
    }

    /// The jobs of a user that were confirmed and have not ended, newest first, at most `most` of them.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn open_jobs_of(&self, user: &UserId, most: usize) -> Result<Open<OpenJob>, StoreError> {
        let sql = Sql::new(
            "SELECT id, row_count FROM bulk_jobs WHERE user_id = ? AND state IN ('waiting', 'running', 'paused')
             ORDER BY key DESC",
        );
        let rows = self.db.all(&sql.with(user)).await?;
        let job = |row: &Row| Ok(OpenJob { id: row.need("id")?, rows: row.count("row_count")? });
        let first = rows.iter().take(most).map(job).collect::<Result<_, StoreError>>()?;
        Ok(Open { total: rows.len() as u64, rows: first })
    }

    /// One hand-over: for one of its two persons, or, without a user, for anybody.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn hand_over_record(
        &self,
        id: &HandOverId,
        only_of: Option<&UserId>,
    ) -> Result<Option<HandOver>, StoreError> {
        let sql = Sql::new("SELECT body FROM hand_overs WHERE id = ?").with(id);
        let sql = match only_of {
            Some(user) => sql.push(" AND (from_user = ? OR to_user = ?)").with(user).with(user),
            None => sql,
        };
        self.db.one(&sql).await?.map(|row| row.json("body")).transpose()
    }

    /// The latest hand-overs.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn latest_hand_overs(&self, limit: u32) -> Result<Vec<HandOver>, StoreError> {
        let sql = Sql::new("SELECT body FROM hand_overs ORDER BY created_at DESC, id LIMIT ?").with(limit);
        self.db.all(&sql).await?.iter().map(|row| row.json("body")).collect()
    }

    /// The hand-overs that a user is part of and has not dismissed, newest first.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn hand_over_notices(&self, user: &UserId) -> Result<Vec<HandOverNotice>, StoreError> {
        let sql = Sql::new(
            "SELECT body FROM hand_overs WHERE (from_user = ? AND dismissed_from = 0)
             OR (to_user = ? AND dismissed_to = 0) ORDER BY created_at DESC, id LIMIT 20",
        );
        let rows = self.db.all(&sql.with(user).with(user)).await?;
        let notice = |row: &Row| {
            let record: HandOver = row.json("body")?;
            Ok(HandOverNotice {
                customers: record.customers.len() as u64,
                is_taker: record.to.id == *user,
                id: record.id,
                from: record.from.name,
                to: record.to.name,
                created_at: record.created_at,
            })
        };
        rows.iter().map(notice).collect()
    }

    /// Takes a hand-over from the overview of one of its persons; `false` when the user is none of them.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn dismiss_hand_over(&self, id: &HandOverId, user: &UserId) -> Result<bool, StoreError> {
        let sql = Sql::new(
            "UPDATE hand_overs SET
               dismissed_from = CASE WHEN from_user = ? THEN 1 ELSE dismissed_from END,
               dismissed_to = CASE WHEN to_user = ? THEN 1 ELSE dismissed_to END
             WHERE id = ? AND (from_user = ? OR to_user = ?)",
        );
        Ok(self.db.run(&sql.with(user).with(user).with(id).with(user).with(user)).await? > 0)
    }
}

/// Customers without those that a person owns already.
async fn without_those_of(
    tx: &mut Tx,
    user: &UserId,
    customers: &[CustomerId],
) -> Result<Vec<CustomerId>, StoreError> {
    let sql = Sql::new("SELECT customer_id FROM assignments WHERE kind = 'owner' AND user_id = ?");
    let owned = tx.all(&sql.with(user).push(" AND customer_id IN ").list(customers)).await?;
    let owned: Vec<CustomerId> = owned.iter().map(|row| row.need("customer_id")).collect::<Result<_, _>>()?;
    Ok(customers.iter().filter(|customer| !owned.contains(customer)).cloned().collect())
}

async fn keep(tx: &mut Tx, record: &HandOver) -> Result<(), StoreError> {
    let at: Timestamp = record.created_at;
    let sql = Sql::new(
        "INSERT INTO hand_overs (id, from_user, to_user, created_by, created_at, dismissed_from, dismissed_to, body)
         VALUES (?, ?, ?, ?, ?, 0, 0, ?)",
    );
    let sql = sql.with(&record.id).with(&record.from.id).with(&record.to.id);
    let sql = sql.with(record.created_by.as_str()).with(at).with(serde_json::to_string(record)?);
    tx.run(&sql).await.map(|_| ())
}
