//! Sealing the audit log: rows that were committed get their place in the chain of hashes, in the order in which they
//! are sealed. Who writes an entry takes no part in this and waits for nobody.

use super::rows;
use crate::server::store::Store;
use crate::server::store::db::sql::{Sql, Value};
use crate::server::store::db::{Db, Tx};
use crate::server::store::error::StoreError;
use chain::{Checkpoint, Counts, Hash, Table};
use jiff::Timestamp;

/// What came of an attempt to seal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sealing {
    /// No row waits.
    Nothing,
    /// Another server sealed at the same moment: nothing was done here.
    OtherServer,
    /// Rows were sealed and closed by this checkpoint.
    Sealed(Checkpoint),
}

/// How far the log is sealed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SealState {
    /// The last checkpoint.
    pub checkpoint: Option<Checkpoint>,
    /// Rows that wait to be sealed.
    pub waiting: u64,
    /// The date of the row that has waited longest, UTC.
    pub waiting_since: Option<Timestamp>,
}

/// A row that waits.
struct Waiting {
    place: i64,
    table: Table,
    key: i64,
    proven: bool,
}

impl Store {
    /// Seals rows that wait, at most `limit` of them, and closes them with a checkpoint that is made at `at`.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn seal_rows(&self, at: Timestamp, limit: u32) -> Result<Sealing, StoreError> {
        // Mostly there is nothing to do, and the database's write lock is for others.
        if self.db.one(&Sql::new("SELECT place FROM audit_unsealed LIMIT 1")).await?.is_none() {
            return Ok(Sealing::Nothing);
        }
        match self.try_seal(at, limit).await {
            Err(error) if error.is_duplicate() => {
                tracing::warn!("another server sealed the audit log at the same moment");
                Ok(Sealing::OtherServer)
            }
            other => other,
        }
    }

    async fn try_seal(&self, at: Timestamp, limit: u32) -> Result<Sealing, StoreError> {
        let mut tx = self.db.begin().await?;
        // Before the rows: who comes second then takes positions that are taken, and is refused.
        let last = tx.last_checkpoint().await?;
        let waiting = tx.waiting_rows(limit).await?;
        if waiting.is_empty() {
            return Ok(Sealing::Nothing);
        }
        let wanted: Vec<_> = waiting.iter().map(|row| (row.table, row.key)).collect();
        let mut found = tx.audit_rows(&wanted).await?;
        let mut chain = Chain::after(last.as_ref());
        for Waiting { table, key, .. } in &waiting {
            match found.remove(&(*table, *key)) {
                Some(row) => chain.add(&row),
                None => {
                    let table = table.name();
                    tracing::error!(table, key, "a row of the audit log is gone before it was sealed");
                }
            }
        }
        tx.forget_waiting(&waiting).await?;
        let proven = waiting.first().is_some_and(|row| row.proven);
        let Some(checkpoint) = chain.close(last.as_ref(), proven, at) else {
            tx.commit().await?;
            return Ok(Sealing::Nothing);
        };
        tx.insert_seals(chain.seals, &checkpoint).await?;
        tx.commit().await?;
        Ok(Sealing::Sealed(checkpoint))
    }

    /// How far the log is sealed.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn seal_state(&self) -> Result<SealState, StoreError> {
        let waiting = self.db.count(&Sql::new("SELECT COUNT(*) AS n FROM audit_unsealed")).await?;
        let since = Sql::new(
            "SELECT COALESCE(
               (SELECT e.opened_at FROM audit_entries e WHERE u.part = 1 AND e.key = u.row_key),
               (SELECT c.completed_at FROM audit_completions c WHERE u.part = 2 AND c.key = u.row_key),
               (SELECT a.at FROM audit_calls a WHERE u.part = 3 AND a.key = u.row_key)) AS since
             FROM audit_unsealed u ORDER BY u.place LIMIT 1",
        );
        let since = self.db.one(&since).await?.map(|row| row.instant("since")).transpose()?.flatten();
        let checkpoint = last_checkpoint(&self.db).await?;
        Ok(SealState { checkpoint, waiting, waiting_since: since })
    }

    /// The last checkpoint that was made before an instant.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn checkpoint_before(&self, at: Timestamp) -> Result<Option<Checkpoint>, StoreError> {
        let sql =
            Sql::new(rows::CHECKPOINT).push(" WHERE made_at < ? ORDER BY made_at DESC, number DESC LIMIT 1");
        self.db.one(&sql.with(at)).await?.as_ref().map(rows::checkpoint).transpose()
    }
}

async fn last_checkpoint(db: &Db) -> Result<Option<Checkpoint>, StoreError> {
    let sql = Sql::new(rows::CHECKPOINT).push(" ORDER BY number DESC LIMIT 1");
    db.one(&sql).await?.as_ref().map(rows::checkpoint).transpose()
}

impl Tx {
    pub(super) async fn last_checkpoint(&mut self) -> Result<Option<Checkpoint>, StoreError> {
        let sql = Sql::new(rows::CHECKPOINT).push(" ORDER BY number DESC LIMIT 1");
        self.all(&sql).await?.first().map(rows::checkpoint).transpose()
    }

    /// The rows that have waited longest. Rows from before the chain are not sealed together with others.
    async fn waiting_rows(&mut self, limit: u32) -> Result<Vec<Waiting>, StoreError> {
        let sql = Sql::new("SELECT place, part, row_key, proven FROM audit_unsealed ORDER BY place LIMIT ?");
        let waiting = self.all(&sql.with(limit)).await?;
        let waiting = waiting.iter().map(|row| {
            let (place, key) = (row.need_int("place")?, row.need_int("row_key")?);
            Ok(Waiting { place, table: rows::table(row)?, key, proven: row.yes("proven")? })
        });
        let mut waiting = waiting.collect::<Result<Vec<_>, StoreError>>()?;
        if let Some(proven) = waiting.first().map(|row| row.proven) {
            let alike = waiting.iter().take_while(|row| row.proven == proven).count();
            waiting.truncate(alike);
        }
        Ok(waiting)
    }

    async fn forget_waiting(&mut self, waiting: &[Waiting]) -> Result<(), StoreError> {
        let places = waiting.iter().map(|row| row.place);
        self.run(&Sql::new("DELETE FROM audit_unsealed WHERE place IN ").list(places)).await.map(|_| ())
    }

    async fn insert_seals(
        &mut self,
        seals: Vec<Vec<Value>>,
        checkpoint: &Checkpoint,
    ) -> Result<(), StoreError> {
        let sql = Sql::new("INSERT INTO audit_seals (position, part, row_key, hash) VALUES ").rows(seals);
        self.run(&sql).await?;
        let sql = Sql::new(
            "INSERT INTO audit_checkpoints (number, first_position, last_position, entries, completions, calls,
             proven, made_at, previous, head, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        )
        .with(number(checkpoint.number))
        .with(number(checkpoint.first))
        .with(number(checkpoint.last))
        .with(number(checkpoint.counts.entries))
        .with(number(checkpoint.counts.completions))
        .with(number(checkpoint.counts.calls))
        .with(checkpoint.proven)
        .with(checkpoint.made_at)
        .with(checkpoint.previous.to_string())
        .with(checkpoint.head.to_string())
        .with(checkpoint.hash.to_string());
        self.run(&sql).await.map(|_| ())
    }
}

/// Positions and counts are below 2^63: they come from columns of that width.
pub(super) fn number(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// The chain while rows are added to it.
struct Chain {
    before: Hash,
    first: u64,
    position: u64,
    counts: Counts,
    seals: Vec<Vec<Value>>,
}

impl Chain {
    fn after(last: Option<&Checkpoint>) -> Self {
        let (before, position) = last.map_or((Hash::BEGINNING, 0), |last| (last.hash, last.last));
        let first = position.saturating_add(1);
        Self { before, first, position, counts: Counts::default(), seals: Vec::new() }
    }

    fn add(&mut self, row: &chain::Row) {
        self.position = self.position.saturating_add(1);
        self.before = row.hash(&self.before, self.position);
        self.counts.add(row.table());
        self.seals.push(vec![
            number(self.position).into(),
            row.table().code().into(),
            row.key().into(),
            self.before.to_string().into(),
        ]);
    }

    /// The checkpoint that closes them; `None` when there are none.
    fn close(&self, last: Option<&Checkpoint>, proven: bool, at: Timestamp) -> Option<Checkpoint> {
        let checkpoint = Checkpoint {
            number: last.map_or(0, |last| last.number).saturating_add(1),
            first: self.first,
            last: self.position,
            counts: self.counts,
            proven,
            made_at: at.as_second(),
            previous: last.map_or(Hash::BEGINNING, |last| last.hash),
            head: self.before,
            hash: Hash::BEGINNING,
        };
        (self.counts.all() > 0).then(|| checkpoint.sealed())
    }
}
