//! Checkpoints, which close ranges of rows, and what is kept of ranges that were retired.

use crate::hash::{Hash, Hasher};
use crate::row::Table;
use serde::{Deserialize, Serialize};

/// Rows of each table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Counts {
    /// Of `audit_entries`.
    pub entries: u64,
    /// Of `audit_completions`.
    pub completions: u64,
    /// Of `audit_calls`.
    pub calls: u64,
}

impl Counts {
    /// One more.
    pub fn add(&mut self, table: Table) {
        let count = match table {
            Table::Entries => &mut self.entries,
            Table::Completions => &mut self.completions,
            Table::Calls => &mut self.calls,
        };
        *count = count.saturating_add(1);
    }

    /// Together with others.
    #[must_use]
    pub fn plus(self, more: Self) -> Self {
        Self {
            entries: self.entries.saturating_add(more.entries),
            completions: self.completions.saturating_add(more.completions),
            calls: self.calls.saturating_add(more.calls),
        }
    }

    /// Of all tables.
    pub fn all(self) -> u64 {
        self.entries.saturating_add(self.completions).saturating_add(self.calls)
    }
}

/// The end of a range of sealed rows. Its hash stands for everything up to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Checkpoint {
    /// Counts from 1 without a gap.
    pub number: u64,
    /// Position of its first row.
    pub first: u64,
    /// Position of its last row.
    pub last: u64,
    /// Its rows.
    pub counts: Counts,
    /// False for rows that were there before the chain began: they may have been changed before.
    pub proven: bool,
    /// Seconds since 1970, UTC.
    pub made_at: i64,
    /// The hash of the checkpoint before it.
    pub previous: Hash,
    /// The hash of its last row.
    pub head: Hash,
    /// Its own hash.
    pub hash: Hash,
}

impl Checkpoint {
    /// With the hash that its other fields give.
    #[must_use]
    pub fn sealed(mut self) -> Self {
        self.hash = self.expected();
        self
    }

    /// The hash that its other fields give.
    pub fn expected(&self) -> Hash {
        let mut hasher = Hasher::new("partnerdesk audit checkpoint 1\n");
        hasher.hash(&self.previous);
        hasher.hash(&self.head);
        hasher.count(self.number);
        hasher.count(self.first);
        hasher.count(self.last);
        hasher.count(self.counts.entries);
        hasher.count(self.counts.completions);
        hasher.count(self.counts.calls);
        hasher.count(u64::from(self.proven));
        hasher.number(self.made_at);
        hasher.end()
    }
}

/// That rows up to a checkpoint were written to a file and deleted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Retirement {
    /// The number of the last checkpoint whose rows are in the file.
    pub checkpoint: u64,
    /// Its hash.
    pub hash: Hash,
    /// The SHA-256 of the file.
    pub file: Hash,
    /// Rows in the file.
    pub rows: u64,
    /// Seconds since 1970, UTC.
    pub retired_at: i64,
    /// The entry of the audit log that records it.
    pub entry_id: String,
}

impl Retirement {
    /// Code of the action under which the audit log records it.
    pub const DEED: &'static str = "retire-audit";

    /// The facts of that entry.
    pub fn facts(&self) -> Vec<(String, String)> {
        let fact = |name: &str, value: String| (name.to_owned(), value);
        vec![
            fact("checkpoint", self.checkpoint.to_string()),
            fact("checkpoint-hash", self.hash.to_string()),
            fact("file-hash", self.file.to_string()),
            fact("rows", self.rows.to_string()),
        ]
    }
}
