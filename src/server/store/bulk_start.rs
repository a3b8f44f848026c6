//! From a dry run to a job. A job is undone by one other at a time: a unique index decides, so
//! that it holds for several desks on one database.

use super::Store;
use super::error::StoreError;
use super::sql::Sql;
use crate::model::audit::AuditEntry;
use crate::model::ids::BulkId;
use jiff::Timestamp;

/// How often starting is tried again when the job in the way ends at the same moment.
const TRIES: u32 = 5;

/// Whether a dry run became a job.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Started {
    /// Its rows will be sent.
    Done,
    /// It was no dry run any more: somebody confirmed it before.
    Before,
    /// Another job undoes the same one just now.
    UnderWay(BulkId),
}

impl Store {
    /// Makes a dry run a running job and opens its audit entry, both or neither. Of two jobs
    /// that undo the same one, the first one is started.
    ///
    /// # Errors
    /// [`StoreError::Database`]; [`StoreError::Contended`].
    pub async fn start_bulk(
        &self,
        id: &BulkId,
        entry: &AuditEntry,
        at: Timestamp,
    ) -> Result<Started, StoreError> {
        let sql = Sql::new(
            "UPDATE bulk_jobs SET state = 'running', confirmed_at = ?, audit_id = ?
             WHERE id = ? AND state = 'draft'",
        );
        let sql = sql.with(at).with(&entry.id).with(id);
        for _ in 0..TRIES {
            let mut tx = self.db.begin().await?;
            match tx.run(&sql).await {
                Ok(0) => {
                    tx.rollback().await?;
                    return Ok(Started::Before);
                }
                Ok(_) => {
                    tx.open_entry(entry).await?;
                    tx.commit().await?;
                    return Ok(Started::Done);
                }
                Err(error) if error.is_duplicate() => tx.rollback().await?,
                Err(error) => return Err(error),
            }
            if let Some(rival) = self.rival(id).await? {
                return Ok(Started::UnderWay(rival));
            }
        }
        Err(StoreError::Contended)
    }

    /// The job that undoes just now what this one would undo.
    async fn rival(&self, id: &BulkId) -> Result<Option<BulkId>, StoreError> {
        let sql = Sql::new(
            "SELECT j.id FROM bulk_jobs j JOIN bulk_jobs mine ON mine.undoes = j.undoes
             WHERE mine.id = ? AND j.id <> mine.id AND j.state IN ('running', 'paused')",
        );
        self.db.one(&sql.with(id)).await?.map(|row| row.need("id")).transpose()
    }
}
