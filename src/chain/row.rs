//! The rows of the audit log: every column, as stored.

use crate::hash::{Hash, Hasher};
use serde::{Deserialize, Serialize};

/// A table of the audit log. Its code is stored and hashed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Table {
    /// What was begun.
    Entries,
    /// How it ended.
    Completions,
    /// The calls to the partner API behind it.
    Calls,
}

impl Table {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Entries, Self::Completions, Self::Calls];

    /// Its code.
    pub fn code(self) -> i64 {
        match self {
            Self::Entries => 1,
            Self::Completions => 2,
            Self::Calls => 3,
        }
    }

    /// The table of a code.
    pub fn from_code(code: i64) -> Option<Self> {
        Self::ALL.into_iter().find(|table| table.code() == code)
    }

    /// Its name in the database.
    pub fn name(self) -> &'static str {
        match self {
            Self::Entries => "audit_entries",
            Self::Completions => "audit_completions",
            Self::Calls => "audit_calls",
        }
    }
}

/// A row of `audit_entries`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Counts up.
    pub key: i64,
    /// Its id.
    pub id: String,
    /// Who did it.
    pub actor: String,
    /// Code of what was done.
    pub deed: String,
    /// About whom.
    pub customer_id: Option<String>,
    /// Its object.
    pub subject: Option<String>,
    /// JSON, as stored.
    pub facts: String,
    /// The request to the desk.
    pub request: String,
    /// Seconds since 1970, UTC.
    pub opened_at: i64,
    /// By what it is found.
    pub search: String,
    /// Id of the user who did it; `None` for the desk itself, and in rows from before ids were kept.
    pub actor_id: Option<String>,
}

/// A row of `audit_completions`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Completion {
    /// Counts up.
    pub key: i64,
    /// Of which entry.
    pub entry_id: String,
    /// Code of how it ended.
    pub outcome: String,
    /// Code of the failure.
    pub code: Option<String>,
    /// JSON, as stored.
    pub facts: String,
    /// Seconds since 1970, UTC.
    pub completed_at: i64,
}

/// A row of `audit_calls`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Call {
    /// Counts up.
    pub key: i64,
    /// For which entry.
    pub entry_id: String,
    /// Operation id of the sheets.
    pub operation: String,
    /// HTTP method.
    pub method: String,
    /// Path as sent.
    pub path: String,
    /// HTTP status.
    pub status: Option<i64>,
    /// The vendor's id of the request.
    pub request_id: Option<String>,
    /// Error code of the answer.
    pub code: Option<String>,
    /// Milliseconds it took.
    pub millis: i64,
    /// Seconds since 1970, UTC.
    pub at: i64,
}

/// A row of any of the tables.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Row {
    /// Of `audit_entries`.
    #[serde(rename = "audit_entries")]
    Entry(Entry),
    /// Of `audit_completions`.
    #[serde(rename = "audit_completions")]
    Completion(Completion),
    /// Of `audit_calls`.
    #[serde(rename = "audit_calls")]
    Call(Call),
}

impl Row {
    /// Its table.
    pub fn table(&self) -> Table {
        match self {
            Self::Entry(_) => Table::Entries,
            Self::Completion(_) => Table::Completions,
            Self::Call(_) => Table::Calls,
        }
    }

    /// Its key within the table.
    pub fn key(&self) -> i64 {
        match self {
            Self::Entry(row) => row.key,
            Self::Completion(row) => row.key,
            Self::Call(row) => row.key,
        }
    }

    /// The id of its entry.
    pub fn entry_id(&self) -> &str {
        match self {
            Self::Entry(row) => &row.id,
            Self::Completion(row) => &row.entry_id,
            Self::Call(row) => &row.entry_id,
        }
    }

    /// The instant that it bears, seconds since 1970, UTC.
    pub fn at(&self) -> i64 {
        match self {
            Self::Entry(row) => row.opened_at,
            Self::Completion(row) => row.completed_at,
            Self::Call(row) => row.at,
        }
    }

    /// Its hash at a position of the chain.
    pub fn hash(&self, previous: &Hash, position: u64) -> Hash {
        let mut hasher = Hasher::new("partnerdesk audit row 1\n");
        hasher.hash(previous);
        hasher.count(position);
        hasher.number(self.table().code());
        match self {
            Self::Entry(row) => row.add_to(&mut hasher),
            Self::Completion(row) => row.add_to(&mut hasher),
            Self::Call(row) => row.add_to(&mut hasher),
        }
        hasher.end()
    }
}

impl Entry {
    fn add_to(&self, hasher: &mut Hasher) {
        hasher.count(11);
        hasher.int(Some(self.key));
        hasher.text(Some(&self.id));
        hasher.text(Some(&self.actor));
        hasher.text(Some(&self.deed));
        hasher.text(self.customer_id.as_deref());
        hasher.text(self.subject.as_deref());
        hasher.text(Some(&self.facts));
        hasher.text(Some(&self.request));
        hasher.int(Some(self.opened_at));
        hasher.text(Some(&self.search));
        hasher.text(self.actor_id.as_deref());
    }
}

impl Completion {
    fn add_to(&self, hasher: &mut Hasher) {
        hasher.count(6);
        hasher.int(Some(self.key));
        hasher.text(Some(&self.entry_id));
        hasher.text(Some(&self.outcome));
        hasher.text(self.code.as_deref());
        hasher.text(Some(&self.facts));
        hasher.int(Some(self.completed_at));
    }
}

impl Call {
    fn add_to(&self, hasher: &mut Hasher) {
        hasher.count(10);
        hasher.int(Some(self.key));
        hasher.text(Some(&self.entry_id));
        hasher.text(Some(&self.operation));
        hasher.text(Some(&self.method));
        hasher.text(Some(&self.path));
        hasher.int(self.status);
        hasher.text(self.request_id.as_deref());
        hasher.text(self.code.as_deref());
        hasher.int(Some(self.millis));
        hasher.int(Some(self.at));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn completion(code: Option<&str>, facts: &str) -> Row {
        let (entry_id, outcome) = ("a1".into(), "done".into());
        let (code, facts) = (code.map(Into::into), facts.into());
        Row::Completion(Completion { key: 1, entry_id, outcome, code, facts, completed_at: 7 })
    }

    /// Computed apart from this program, from the description at the head of this crate (Python: hashlib, struct).
    #[test]
    fn the_bytes_are_as_described() {
        let row = completion(None, "[]");
        assert_eq!(
            row.hash(&Hash::BEGINNING, 1).to_string(),
            "aea1a5ce56bbaf05e700a9269bccfaa12218ab9dd2269db278e9217f0b94edb1"
        );
    }

    #[test]
    fn what_stands_in_one_column_never_passes_for_what_stands_in_two() {
        let hash = |row: Row| row.hash(&Hash::BEGINNING, 1);
        assert_ne!(hash(completion(None, "[]")), hash(completion(Some(""), "[]")));
        assert_ne!(hash(completion(Some("a"), "b")), hash(completion(Some("ab"), "")));
        assert_ne!(hash(completion(Some("a"), "b")), hash(completion(Some(""), "ab")));
    }

    #[test]
    fn position_and_what_is_before_are_hashed() {
        let row = completion(None, "[]");
        let one = row.hash(&Hash::BEGINNING, 1);
        assert_ne!(one, row.hash(&Hash::BEGINNING, 2));
        assert_ne!(one, row.hash(&one, 1));
    }
}
