//! The rows of a job as a file: wanted budgets, prices, and outcomes.

use super::Exported;
use super::cells::{self, Cell, Column};
use crate::server::service::mirror::Part;
use model::budgets::BudgetType;
use model::bulk::{BulkRow, SkipReason, Target, Task};
use model::ids::AuditId;
use model::lists::BulkFilter;
use model::money::{Currency, Money};

const COLUMNS: &[Column<BulkRow>] = &[
    ("customer_id", |row| row.customer.as_ref().map(|id| id.as_str()).into()),
    ("name", |row| row.name.as_deref().into()),
    ("line", |row| row.line.into()),
    ("given_customer", |row| row.given.as_str().into()),
    // As written in the file, or the exact amount that was rounded or cannot be a budget.
    ("given_amount", |row| row.given_amount.as_str().into()),
    ("currency", |row| row.currency.as_ref().map(Currency::code).into()),
    ("amount_before", |row| amount(row, row.before.as_ref())),
    ("type_before", |row| kind(row.before.as_ref())),
    ("amount_after", |row| amount(row, row.after.as_ref())),
    ("type_after", |row| kind(row.after.as_ref())),
    ("freeze_before", |row| row.behaviour_before.map(|behaviour| behaviour.word()).into()),
    ("freeze", |row| row.behaviour.map(|behaviour| behaviour.word()).into()),
    // The order or resource, and what it costs, in a job that pays or changes resources.
    ("object_id", |row| row.task.as_ref().map(Task::subject).into()),
    ("price", |row| price(row, |task| task.price.clone())),
    ("budget_left", |row| price(row, |task| task.left.clone())),
    ("short_by", |row| price(row, Task::short)),
    ("state", |row| row.state.code().into()),
    ("left_out", |row| row.skip_reason.map(SkipReason::code).into()),
    ("amount_instead", |row| amount(row, row.actual.as_ref())),
    ("code", |row| row.failure.as_ref().and_then(|failure| failure.code.as_deref()).into()),
    ("message", |row| row.failure.as_ref().and_then(|failure| failure.message.as_deref()).into()),
    ("request_id", |row| row.failure.as_ref().and_then(|failure| failure.request_id.as_deref()).into()),
    ("sent_at", |row| row.sent_at.into()),
    ("ended_at", |row| row.ended_at.into()),
    ("intent_id", |row| row.task.as_ref().map(|task| task.intent.as_str()).into()),
    ("activity_id", |row| row.audit.as_ref().map(AuditId::as_str).into()),
];

fn price(row: &BulkRow, of: impl Fn(&Task) -> Option<Money>) -> Cell {
    cells::amount(row.task.as_ref().and_then(of).as_ref())
}

fn amount(row: &BulkRow, target: Option<&Target>) -> Cell {
    cells::amount(row.money(target).as_ref())
}

fn kind(target: Option<&Target>) -> Cell {
    target.and_then(|target| target.kind.as_ref()).map(BudgetType::word).into()
}

impl Exported for BulkFilter {
    const PART: Option<Part> = None;

    fn columns() -> &'static [Column<BulkRow>] {
        COLUMNS
    }
}
