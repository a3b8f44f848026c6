//! The rows of the audit log as the chain hashes them: every column, as stored.

use crate::server::store::db::sql::Sql;
use crate::server::store::db::{Row, Tx};
use crate::server::store::error::StoreError;
use chain::{Call, Checkpoint, Completion, Counts, Entry, Hash, Retirement, Table};
use std::collections::HashMap;

/// Every column of a table under the alias `x`, in any order: they are read by name.
pub(super) fn select(table: Table) -> Sql {
    Sql::new(match table {
        Table::Entries => {
            "SELECT x.key, x.id, x.actor, x.deed, x.customer_id, x.subject, x.facts, x.request, x.opened_at,
             x.search, x.actor_id FROM audit_entries x"
        }
        Table::Completions => {
            "SELECT x.key, x.entry_id, x.outcome, x.code, x.facts, x.completed_at FROM audit_completions x"
        }
        Table::Calls => {
            "SELECT x.key, x.entry_id, x.operation, x.method, x.path, x.status, x.request_id, x.code, x.millis,
             x.at FROM audit_calls x"
        }
    })
}

/// A row of a table.
pub(super) fn read(table: Table, row: &Row) -> Result<chain::Row, StoreError> {
    Ok(match table {
        Table::Entries => chain::Row::Entry(Entry {
            key: row.need_int("key")?,
            id: row.need_text("id")?,
            actor: row.need_text("actor")?,
            deed: row.need_text("deed")?,
            customer_id: row.text("customer_id")?,
            subject: row.text("subject")?,
            facts: row.need_text("facts")?,
            request: row.need_text("request")?,
            opened_at: row.need_int("opened_at")?,
            search: row.need_text("search")?,
            actor_id: row.text("actor_id")?,
        }),
        Table::Completions => chain::Row::Completion(Completion {
            key: row.need_int("key")?,
            entry_id: row.need_text("entry_id")?,
            outcome: row.need_text("outcome")?,
            code: row.text("code")?,
            facts: row.need_text("facts")?,
            completed_at: row.need_int("completed_at")?,
        }),
        Table::Calls => chain::Row::Call(Call {
            key: row.need_int("key")?,
            entry_id: row.need_text("entry_id")?,
            operation: row.need_text("operation")?,
            method: row.need_text("method")?,
            path: row.need_text("path")?,
            status: row.int("status")?,
            request_id: row.text("request_id")?,
            code: row.text("code")?,
            millis: row.need_int("millis")?,
            at: row.need_int("at")?,
        }),
    })
}

/// The columns of a checkpoint.
pub(super) const CHECKPOINT: &str =
    "SELECT number, first_position, last_position, entries, completions, calls,
    proven, made_at, previous, head, hash FROM audit_checkpoints";

pub(super) fn checkpoint(row: &Row) -> Result<Checkpoint, StoreError> {
    Ok(Checkpoint {
        number: row.count("number")?,
        first: row.count("first_position")?,
        last: row.count("last_position")?,
        counts: Counts {
            entries: row.count("entries")?,
            completions: row.count("completions")?,
            calls: row.count("calls")?,
        },
        proven: row.yes("proven")?,
        made_at: row.need_int("made_at")?,
        previous: row.need("previous")?,
        head: row.need("head")?,
        hash: row.need("hash")?,
    })
}

/// The columns of a retirement.
pub(super) const RETIREMENT: &str =
    "SELECT checkpoint, last_position, hash, file, row_count, retired_at, entry_id FROM audit_retirements";

pub(super) fn retirement(row: &Row) -> Result<Retirement, StoreError> {
    Ok(Retirement {
        checkpoint: row.count("checkpoint")?,
        hash: row.need("hash")?,
        file: row.need("file")?,
        rows: row.count("row_count")?,
        retired_at: row.need_int("retired_at")?,
        entry_id: row.need_text("entry_id")?,
    })
}

pub(super) fn table(row: &Row) -> Result<Table, StoreError> {
    Table::from_code(row.need_int("part")?).ok_or(StoreError::Corrupt("part"))
}

/// A hash that is stored.
pub(super) fn hash(row: &Row) -> Result<Hash, StoreError> {
    row.need("hash")
}

impl Tx {
    /// Rows by their keys, as far as they are there. By keys alone: joined with their seals, SQLite may read the whole
    /// table for a few of them.
    pub(super) async fn audit_rows(
        &mut self,
        wanted: &[(Table, i64)],
    ) -> Result<HashMap<(Table, i64), chain::Row>, StoreError> {
        let mut found = HashMap::with_capacity(wanted.len());
        for table in Table::ALL {
            let keys: Vec<i64> = wanted.iter().filter(|(of, _)| *of == table).map(|(_, key)| *key).collect();
            if keys.is_empty() {
                continue;
            }
            let sql = select(table).push(" WHERE x.key IN ").list(keys);
            for row in self.all(&sql).await? {
                let row = read(table, &row)?;
                found.insert((table, row.key()), row);
            }
        }
        Ok(found)
    }
}
