//! Rows whose outcome is not known: reconciled by reading the budget, never by sending again. The
//! target is absolute, so a budget with the wanted value is a success, whatever the answer was. Rows
//! with an intent follow it ([`task`]).

use super::super::{Result, audit};
use super::row::{audit_outcome, store_behaviour};
use super::task;
use crate::server::service::intents::send_time::is_long_ago;
use crate::server::state::Desk;
use crate::server::store::{RowChange, RowEntry, Scope};
use model::bulk::{BulkRow, RowState, Target};
use model::time::Timestamp;
use partner::recording;

/// Seconds between two readings of a budget whose setting is open.
const CHECK_EVERY: i64 = 10;
/// Rows reconciled in one step.
const AT_ONCE: u32 = 20;

/// Reconciles the rows whose outcome is not known, those checked longest ago first.
pub async fn unknown(desk: &Desk) -> Result<()> {
    let now = desk.clock.now();
    let due = Timestamp::from_second(now.as_second() - CHECK_EVERY).unwrap_or(now);
    for row in desk.store.unknown_rows(due, AT_ONCE).await? {
        match &row.task {
            Some(task) => task::reconcile(desk, &row, task).await?,
            None => reconcile_row(desk, &row).await?,
        }
        desk.store.complete_bulk(&row.job, desk.clock.now()).await?;
    }
    Ok(())
}

async fn reconcile_row(desk: &Desk, row: &BulkRow) -> Result<()> {
    let (Some(id), Some(entry)) = (&row.customer, &row.audit) else { return Ok(()) };
    let customer = desk.store.customer(&Scope::All, id).await?;
    let reseller = customer.and_then(|customer| customer.reseller);
    // The age at the time of the request: the answer may be slow, and is no newer.
    let late = is_long_ago(desk, row.sent_at.unwrap_or(desk.clock.now()));
    let (read, calls) = recording(desk.partner.budget(id, reseller.as_ref())).await;
    let at = desk.clock.now();
    let Ok(budget) = read else { return Ok(desk.store.record_row_check(row, &calls, at).await?) };
    desk.store.upsert_budgets(std::slice::from_ref(&budget), at).await?;
    let current = Target::of(&budget);
    let Some(state) = verdict(row, &current, late) else {
        return Ok(desk.store.record_row_check(row, &calls, at).await?);
    };
    if state == RowState::Done {
        store_behaviour(desk, row).await?;
    }
    let code = (state != RowState::Done).then(|| state.code().to_owned());
    let outcome = audit_outcome(state);
    let closing = audit::Closing { entry: entry.clone(), outcome, code, facts: Vec::new(), calls };
    let change = RowChange { actual: Some(current), ..RowChange::at(at) };
    let end = RowEntry::Completed(closing.completion());
    desk.store.move_row(row, &[RowState::Unknown], state, &change, end).await?;
    Ok(())
}

/// The state that follows from a reading: the old value means "not done" only long after the call,
/// since before that the call may still take effect.
fn verdict(row: &BulkRow, current: &Target, late: bool) -> Option<RowState> {
    if row.after.as_ref() == Some(current) {
        return Some(RowState::Done);
    }
    if row.before.as_ref() != Some(current) {
        return Some(RowState::Changed);
    }
    late.then_some(RowState::NotDone)
}
