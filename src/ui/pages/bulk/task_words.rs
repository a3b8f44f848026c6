//! Texts for jobs that pay orders or change resources.

use super::words::kind_text;
use crate::paths;
use crate::tr;
use crate::ui::components::{explain, explain_failure};
use crate::ui::format;
use crate::ui::pages::changes::words::act_text;
use model::bulk::{Bulk, BulkKind, BulkRow, BulkState, BulkView, RowState, SkipReason, Task};
use model::error::AppError;
use model::lists::{BudgetFilter, OrderFilter, RenewalFilter};

/// The links above the heading: the list that the job was made from, and all jobs.
pub fn crumbs(kind: BulkKind) -> Vec<(String, String)> {
    let list = match kind {
        BulkKind::Pay => (tr!("orders-all"), paths::orders(&OrderFilter::default())),
        kind if kind.change().is_some() => (tr!("renewals-all"), paths::renewals(&RenewalFilter::default())),
        _ => (tr!("budgets-all"), paths::budgets(&BudgetFilter::default())),
    };
    vec![list, (tr!("bulk-title"), paths::bulks())]
}

/// What the rows are.
pub fn noun(kind: BulkKind) -> String {
    if kind == BulkKind::Pay { tr!("bulk-pay-orders") } else { tr!("bulk-change-resources") }
}

/// The heading, which says the state of the job.
pub fn title(view: &BulkView) -> String {
    let job = &view.job;
    let (total, done) = (job.count(), view.count(RowState::Done));
    let (n, d, all) = (format::count(total), format::count(done), format::count(job.rows));
    let what = kind_text(job);
    match (job.kind, job.state) {
        (_, BulkState::Draft) if total == 0 => tr!("bulk-task-title-nothing"),
        (_, BulkState::Draft) => tr!("bulk-task-title-draft", what = what, n = n, all = all),
        (_, BulkState::Waiting) => tr!("bulk-task-title-waiting", what = what),
        (_, BulkState::Declined) => tr!("bulk-task-title-declined", what = what),
        (BulkKind::Pay, BulkState::Running) => tr!("bulk-pay-title-running", done = d, n = n),
        (BulkKind::Pay, BulkState::Paused) => tr!("bulk-pay-title-paused", done = d, n = n),
        (BulkKind::Pay, BulkState::Cancelled) => tr!("bulk-pay-title-cancelled", done = d, n = n),
        (BulkKind::Pay, BulkState::Done) => tr!("bulk-pay-title-done", count = total, done = d, n = n),
        (_, BulkState::Running) => tr!("bulk-change-title-running", done = d, n = n),
        (_, BulkState::Paused) => tr!("bulk-change-title-paused", done = d, n = n),
        (_, BulkState::Cancelled) => tr!("bulk-change-title-cancelled", done = d, n = n),
        (_, BulkState::Done) => tr!("bulk-change-title-done", count = total, done = d, n = n),
    }
}

/// The button: verb, number and amount.
pub fn button(job: &Bulk) -> String {
    let sums: Vec<String> = job.commits().iter().map(ToString::to_string).collect();
    let sums = sums.join(" + ");
    match job.kind.change() {
        None => tr!("bulk-pay-confirm", count = job.count(), n = format::count(job.count()), sums = sums),
        Some(act) => {
            let what = act_text(act, usize::try_from(job.count()).unwrap_or(usize::MAX));
            if sums.is_empty() { what } else { tr!("bulk-change-confirm", what = what, sums = sums) }
        }
    }
}

/// What happens after the button.
pub fn confirm_text(kind: BulkKind) -> String {
    if kind == BulkKind::Pay { tr!("bulk-pay-confirm-means") } else { tr!("bulk-change-confirm-means") }
}

/// What was read for the dry run.
pub fn read_text(kind: BulkKind, age: String) -> String {
    match kind {
        BulkKind::Pay => tr!("bulk-pay-read", age = age),
        _ => tr!("bulk-change-read", age = age),
    }
}

/// What waiting for an approval means.
pub fn waiting_text(kind: BulkKind) -> String {
    match kind {
        BulkKind::Pay => tr!("bulk-pay-waiting-means"),
        kind if kind.change().is_some() => tr!("bulk-change-waiting-means"),
        _ => tr!("bulk-waiting-means"),
    }
}

/// What it means that nobody approved it.
pub fn declined_text(kind: BulkKind) -> String {
    if kind.is_about_budgets() { tr!("bulk-declined-means") } else { tr!("bulk-task-declined-means") }
}

/// Outcomes that are not known.
pub fn unknown_text(kind: BulkKind, count: u64) -> String {
    let n = format::count(count);
    match kind {
        BulkKind::Pay => tr!("bulk-pay-unknown-means", count = count, n = n),
        kind if kind.change().is_some() => tr!("bulk-change-unknown-means", count = count, n = n),
        _ => tr!("bulk-unknown-means", count = count, n = n),
    }
}

/// Question and consequence of canceling the rest.
pub fn cancel_texts(kind: BulkKind) -> (String, String) {
    match kind {
        BulkKind::Pay => (tr!("bulk-pay-cancel-title"), tr!("bulk-pay-cancel-means")),
        kind if kind.change().is_some() => (tr!("bulk-change-cancel-title"), tr!("bulk-change-cancel-means")),
        _ => (tr!("bulk-cancel-title"), tr!("bulk-cancel-means")),
    }
}

/// The state of a row.
pub fn state_text(kind: BulkKind, state: RowState, dry: bool) -> String {
    let pays = kind == BulkKind::Pay;
    match state {
        RowState::Waiting if dry && pays => tr!("bulk-pay-row-would"),
        RowState::Waiting if dry => tr!("bulk-row-would"),
        RowState::Done if pays => tr!("bulk-pay-row-done"),
        RowState::Done => tr!("bulk-change-row-done"),
        RowState::NotDone if pays => tr!("bulk-pay-row-not-done"),
        RowState::NotDone => tr!("bulk-change-row-not-done"),
        RowState::Changed => tr!("bulk-task-row-changed"),
        state => super::words::row_state_text(state),
    }
}

/// Details of a row's state, shown below its badge.
pub fn detail(row: &BulkRow, task: &Task) -> Option<String> {
    match row.state {
        RowState::Skipped if row.skip_reason == Some(SkipReason::OverBudget) => {
            let short = task.short().map(|short| short.to_string()).unwrap_or_default();
            Some(tr!("bulk-pay-short", short = short))
        }
        RowState::Skipped => row.skip_reason.map(super::words::skip_reason_text),
        RowState::Changed | RowState::Refused => Some(match (&task.error, &row.failure) {
            (Some(AppError::Stale { actual: Some(now), .. }), _) => {
                tr!("bulk-task-moved", amount = now.to_string())
            }
            (Some(AppError::UnderWay(_)), _) => tr!("bulk-out-under-way"),
            (Some(AppError::Partner(failure)), _) => explain_failure(failure).what,
            (None, Some(failure)) => explain_failure(failure).what,
            (Some(error), _) => explain(error).what,
            (None, None) => tr!("bulk-task-stopped"),
        }),
        RowState::Unknown => Some(tr!("bulk-task-note-unknown")),
        RowState::Waiting if row.tries > 0 => Some(tr!("bulk-task-note-tried", count = row.tries)),
        _ => None,
    }
}
