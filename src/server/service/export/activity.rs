//! The audit log as a file.

use super::Exported;
use super::cells::Column;
use crate::server::service::mirror::Part;
use model::ids::{AuditId, CustomerId};
use model::lists::{ActivityFilter, ActivityRow};

const COLUMNS: &[Column<ActivityRow>] = &[
    ("entry_id", |row| row.entry.id.as_str().into()),
    ("opened_at", |row| row.entry.opened_at.into()),
    ("completed_at", |row| row.entry.completed_at.into()),
    ("actor", |row| row.entry.actor.as_str().into()),
    ("deed", |row| row.entry.action.code().into()),
    ("customer_id", |row| row.entry.customer.as_ref().map(CustomerId::as_str).into()),
    ("customer_name", |row| row.customer_name.as_deref().into()),
    ("subject", |row| row.entry.subject.as_deref().into()),
    ("outcome", |row| row.entry.outcome.code().into()),
    ("code", |row| row.entry.code.as_deref().into()),
    ("request_id", |row| row.entry.request.as_str().into()),
    ("facts", |row| facts(row).into()),
];

/// One to a line: a value may hold any other sign.
fn facts(row: &ActivityRow) -> String {
    let facts = row.entry.facts.iter().map(|(name, value)| format!("{name}: {value}"));
    facts.collect::<Vec<_>>().join("\n")
}

impl Exported for ActivityFilter {
    const PART: Option<Part> = None;

    fn columns() -> &'static [Column<ActivityRow>] {
        COLUMNS
    }

    fn holds(row: &ActivityRow, export: &AuditId) -> bool {
        row.entry.id != *export
    }
}
