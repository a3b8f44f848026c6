//! Statements in the SQL that SQLite and PostgreSQL share.
//!
//! The text of a statement is made of string literals of this program only; whatever comes from
//! outside is a bound value, `?` in the text. That holds by the types: no method here takes text
//! that was made at run time.

use crate::server::store::sort_keys::seconds;
use jiff::Timestamp;
use model::ids::{
    AuditId, BulkId, CustomerId, HandOverId, IntentId, LimitProposalId, NoteId, OrderId, PlanId, RequestId,
    ResellerId, ResourceId, UserId, ViewId,
};

/// A value: the two column types that every table here is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// A whole number, an instant in seconds (UTC), or a yes (1) or no (0).
    Int(Option<i64>),
    /// Text. Also exact decimals and JSON.
    Text(Option<String>),
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Int(Some(number))
    }
}

impl From<Option<i64>> for Value {
    fn from(number: Option<i64>) -> Self {
        Self::Int(number)
    }
}

impl From<u32> for Value {
    fn from(number: u32) -> Self {
        Self::Int(Some(i64::from(number)))
    }
}

impl From<bool> for Value {
    fn from(yes: bool) -> Self {
        Self::Int(Some(i64::from(yes)))
    }
}

impl From<Timestamp> for Value {
    fn from(instant: Timestamp) -> Self {
        Self::Int(Some(seconds(instant)))
    }
}

impl From<Option<Timestamp>> for Value {
    fn from(instant: Option<Timestamp>) -> Self {
        Self::Int(instant.map(seconds))
    }
}

impl From<String> for Value {
    /// PostgreSQL cannot keep a NUL in text, and nobody can read one.
    fn from(text: String) -> Self {
        Self::Text(Some(if text.contains('\0') { text.replace('\0', "") } else { text }))
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::from(text.to_owned())
    }
}

impl From<Option<&str>> for Value {
    fn from(text: Option<&str>) -> Self {
        text.map_or(Self::Text(None), Self::from)
    }
}

impl From<Option<String>> for Value {
    fn from(text: Option<String>) -> Self {
        text.map_or(Self::Text(None), Self::from)
    }
}

macro_rules! ids {
    ($($id:ty),+) => { $(
        impl From<&$id> for Value {
            fn from(id: &$id) -> Self { Self::from(id.as_str()) }
        }
        impl From<Option<&$id>> for Value {
            fn from(id: Option<&$id>) -> Self { Self::from(id.map(|id| id.as_str())) }
        }
    )+ };
}
ids!(
    AuditId,
    BulkId,
    CustomerId,
    HandOverId,
    IntentId,
    LimitProposalId,
    NoteId,
    OrderId,
    PlanId,
    RequestId,
    ResellerId,
    ResourceId,
    UserId,
    ViewId
);

/// A statement, or a part of one, with its values.
#[derive(Clone, Debug, Default)]
pub struct Sql {
    text: String,
    values: Vec<Value>,
}

impl Sql {
    /// A text with `?` for each value that follows.
    pub fn new(text: &'static str) -> Self {
        Self { text: text.to_owned(), values: Vec::new() }
    }

    /// The value of the next `?`.
    pub fn with(mut self, value: impl Into<Value>) -> Self {
        self.values.push(value.into());
        self
    }

    /// More text.
    pub fn push(mut self, text: &'static str) -> Self {
        self.text.push_str(text);
        self
    }

    /// Another part with its values.
    pub fn append(mut self, other: Sql) -> Self {
        self.text.push_str(&other.text);
        self.values.extend(other.values);
        self
    }

    /// `(?, ?, …)`, or a list that nothing is in.
    pub fn list<V: Into<Value>>(mut self, values: impl IntoIterator<Item = V>) -> Self {
        let before = self.values.len();
        self.values.extend(values.into_iter().map(Into::into));
        let marks = vec!["?"; self.values.len() - before].join(", ");
        self.text.push('(');
        self.text.push_str(if marks.is_empty() { "NULL" } else { &marks });
        self.text.push(')');
        self
    }

    /// `(?, …), (?, …), …`: the rows of `VALUES`.
    pub fn rows(mut self, rows: impl IntoIterator<Item = Vec<Value>>) -> Self {
        for (index, row) in rows.into_iter().enumerate() {
            if index > 0 {
                self.text.push_str(", ");
            }
            self = self.list(row);
        }
        self
    }

    /// The text with numbered placeholders, which both databases take.
    pub fn render(&self) -> String {
        let mut numbered = String::with_capacity(self.text.len() + self.values.len() * 2);
        for (index, part) in self.text.split('?').enumerate() {
            if index > 0 {
                numbered.push('$');
                numbered.push_str(&index.to_string());
            }
            numbered.push_str(part);
        }
        debug_assert_eq!(self.text.matches('?').count(), self.values.len(), "{}", self.text);
        numbered
    }

    /// The values in the order of their placeholders.
    pub fn values(&self) -> &[Value] {
        &self.values
    }
}

/// The statement with its values, for the database of the type parameter.
/// `AssertSqlSafe` holds because [`Sql`] is made of literals only.
macro_rules! query {
    ($database:ty, $sql:expr) => {{
        let sql: &$crate::server::store::db::sql::Sql = $sql;
        let mut query = sqlx::query::<$database>(sqlx::AssertSqlSafe(sql.render()));
        for value in sql.values() {
            query = match value {
                $crate::server::store::db::sql::Value::Int(number) => query.bind(*number),
                $crate::server::store::db::sql::Value::Text(text) => query.bind(text.clone()),
            };
        }
        query
    }};
}
pub(crate) use query;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_numbered_across_parts() {
        let part = Sql::new(" AND b = ?").with("x");
        let sql = Sql::new("SELECT a FROM t WHERE a = ?")
            .with(1_i64)
            .append(part)
            .push(" AND c IN ")
            .list([2_i64, 3]);
        assert_eq!(sql.render(), "SELECT a FROM t WHERE a = $1 AND b = $2 AND c IN ($3, $4)");
        assert_eq!(sql.values().len(), 4);
    }

    #[test]
    fn an_empty_list_holds_nothing() {
        assert_eq!(Sql::new("a IN ").list(Vec::<i64>::new()).render(), "a IN (NULL)");
    }
}
