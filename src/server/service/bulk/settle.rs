//! Rows whose outcome is not known: settled by reading the budget, never by sending again. The
//! target is absolute, so a budget that stands as wanted is a success, whatever became of the
//! answer.

use super::super::{Result, audit};
use super::row::ended;
use crate::server::service::intents::send_time::is_long_ago;
use crate::server::state::Desk;
use crate::server::store::{RowChange, RowEntry, Scope};
use model::bulk::{BulkRow, RowState, Target};
use model::time::Timestamp;
use partner::recording;

/// Seconds between two readings of a budget whose setting is open.
const CHECK_EVERY: i64 = 10;
/// Rows looked at in one step.
const AT_ONCE: u32 = 20;

/// Looks at the rows whose outcome is not known, the ones longest not looked at first.
pub async fn unknown(desk: &Desk) -> Result<()> {
    let now = desk.clock.now();
    let due = Timestamp::from_second(now.as_second() - CHECK_EVERY).unwrap_or(now);
    for row in desk.store.unknown_rows(due, AT_ONCE).await? {
        look(desk, &row).await?;
        desk.store.finish_bulk(&row.job, desk.clock.now()).await?;
    }
    Ok(())
}

async fn look(desk: &Desk, row: &BulkRow) -> Result<()> {
    let (Some(id), Some(entry)) = (&row.customer, &row.audit) else { return Ok(()) };
    let customer = desk.store.customer(&Scope::All, id).await?;
    let reseller = customer.and_then(|customer| customer.reseller);
    // As old as it was when the budget was asked for: the answer takes its time, and knows no more.
    let late = is_long_ago(desk, row.sent_at.unwrap_or(desk.clock.now()));
    let (read, calls) = recording(desk.partner.budget(id, reseller.as_ref())).await;
    let at = desk.clock.now();
    let Ok(budget) = read else { return Ok(desk.store.checked_row(row, &calls, at).await?) };
    desk.store.upsert_budgets(std::slice::from_ref(&budget), at).await?;
    let stands = Target::of(&budget);
    let Some(state) = verdict(row, &stands, late) else {
        return Ok(desk.store.checked_row(row, &calls, at).await?);
    };
    let code = (state != RowState::Done).then(|| state.code().to_owned());
    let outcome = ended(state);
    let closing = audit::Closing { entry: entry.clone(), outcome, code, facts: Vec::new(), calls };
    let change = RowChange { stands: Some(stands), ..RowChange::at(at) };
    let end = RowEntry::Completed(closing.completion());
    desk.store.move_row(row, &[RowState::Unknown], state, &change, end).await?;
    Ok(())
}

/// What a reading says of an attempt: the old value counts for "not done" only when it still
/// stands long after, since before that the call may yet take effect.
fn verdict(row: &BulkRow, stands: &Target, late: bool) -> Option<RowState> {
    if row.after.as_ref() == Some(stands) {
        return Some(RowState::Done);
    }
    if row.before.as_ref() != Some(stands) {
        return Some(RowState::Changed);
    }
    late.then_some(RowState::NotDone)
}
