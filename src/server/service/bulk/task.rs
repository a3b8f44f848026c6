//! A row that is done by an intent of its own: an order that is paid, a resource that is changed. The row
//! follows the intent. A row that is begun twice, after a crash or by two runners, finds the one intent
//! under its id; another id is given only after an attempt that certainly sent nothing.

use super::super::{Error, Result, changes, payments};
use crate::server::ctx::Ctx;
use crate::server::state::Desk;
use crate::server::store::{Counted, RowChange, RowEntry, Scope};
use model::bulk::{Bulk, BulkRow, RowState, Task};
use model::changes::{Change, Part, PartOutcome};
use model::error::{AppError, PartnerFailure};
use model::ids::AuditId;
use model::intents::{IntentRef, ResourceLock, Stage};

/// How often an attempt may end before anything was sent, because something could not be read. The
/// other rows go first.
const MOST_TRIES: u32 = 3;
/// The states of a row that was begun.
const BEGUN: [RowState; 2] = [RowState::Sent, RowState::Unknown];

/// Begins a waiting row. False when its job is no longer running.
pub(super) async fn send(desk: &Desk, ctx: &Ctx, job: &Bulk, row: &BulkRow, task: &Task) -> Result<bool> {
    if !desk.store.claim_row(row, desk.clock.now()).await? {
        return Ok(false);
    }
    match begin(desk, ctx, job, row, task).await {
        Ok(held) if held.id != task.intent => under_way(desk, job, row, task, held).await?,
        Ok(_) => reconcile(desk, row, task).await?,
        Err(Error::Refused(error)) => return nothing_sent(desk, row, task, error).await,
        // The row stays as it is, and is read again.
        Err(broken) => return Err(broken),
    }
    Ok(true)
}

async fn begin(desk: &Desk, ctx: &Ctx, job: &Bulk, row: &BulkRow, task: &Task) -> Result<IntentRef> {
    let own = (&job.id, &task.intent);
    match (&task.target, job.kind.change(), &row.customer) {
        (ResourceLock::Order(order), None, _) => {
            let price = task.price.clone().ok_or(AppError::NoPrice(order.to_string()))?;
            payments::pay_of_job(desk, ctx, own, (order, price)).await
        }
        (ResourceLock::Resource(id), Some(act), Some(customer)) => {
            changes::change_of_job(desk, ctx, act, own, (customer, id, task)).await
        }
        _ => Err(AppError::BadRequest.into()),
    }
}

/// Another intent has the order or resource. A change that is in effect already is as wanted; an order
/// that somebody else pays is theirs.
async fn under_way(desk: &Desk, job: &Bulk, row: &BulkRow, task: &Task, held: IntentRef) -> Result<()> {
    if job.kind.change().is_some() && held.stage.had_effect() {
        return end(desk, row, task, RowState::Done, None).await;
    }
    end(desk, row, task, RowState::Changed, Some(AppError::UnderWay(held))).await
}

/// The row ends without a call, or waits for another attempt when something could not be read. False when nothing
/// was asked, since HUAWEI CLOUD does not respond.
async fn nothing_sent(desk: &Desk, row: &BulkRow, task: &Task, error: AppError) -> Result<bool> {
    match &error {
        AppError::Partner(failure) if failure.was_not_asked() => {
            try_again(desk, row, task, Counted::No).await?;
            return Ok(false);
        }
        AppError::Partner(_) if row.tries + 1 < MOST_TRIES => {
            try_again(desk, row, task, Counted::Yes).await?;
        }
        AppError::Partner(_) => end(desk, row, task, RowState::Refused, Some(error)).await?,
        _ => end(desk, row, task, RowState::Changed, Some(error)).await?,
    }
    Ok(true)
}

/// Lets the row wait for another attempt. The one before is over for good: it never sends anything.
async fn try_again(desk: &Desk, row: &BulkRow, task: &Task, counted: Counted) -> Result<()> {
    let next = Task { intent: desk.ids.intent_id(), ..task.clone() };
    desk.store.retry_row(row, &next, counted, desk.clock.now()).await?;
    Ok(())
}

/// Takes the state of its intent over. Called after the row was begun, and while its outcome is open.
pub(super) async fn reconcile(desk: &Desk, row: &BulkRow, task: &Task) -> Result<()> {
    let now = desk.clock.now();
    let Some(progress) = desk.store.progress(&task.intent).await? else {
        // The desk stopped before the intent was stored. An attempt that still runs finds its id taken.
        desk.store.retry_row(row, task, Counted::Yes, now).await?;
        return Ok(());
    };
    let already = progress.held.stage == Stage::Void && was_already(desk, task).await?;
    let state = match progress.held.stage {
        Stage::Done | Stage::ConfirmedDone => RowState::Done,
        Stage::Void if already => RowState::Done,
        Stage::Rejected => RowState::Refused,
        Stage::ConfirmedNotDone => RowState::NotDone,
        Stage::Void if progress.failure.as_ref().is_some_and(PartnerFailure::was_not_asked) => {
            return try_again(desk, row, task, Counted::No).await;
        }
        Stage::Void if row.tries + 1 < MOST_TRIES => {
            return try_again(desk, row, task, Counted::Yes).await;
        }
        Stage::Void => RowState::Changed,
        Stage::Unknown | Stage::NoEffect if row.state != RowState::Unknown => RowState::Unknown,
        _ => return Ok(desk.store.record_row_check(row, &[], now).await?),
    };
    store(desk, row, state, (None, progress.failure), Some(&progress.audit)).await
}

/// Whether an attempt ended because the resource was as wanted when it was read: there was nothing left to
/// change. An attempt to pay that ended before its call never paid.
async fn was_already(desk: &Desk, task: &Task) -> Result<bool> {
    let ResourceLock::Resource(_) = &task.target else { return Ok(false) };
    let change = desk.store.intent::<Change>(&Scope::All, &task.intent).await?;
    let is_already = |part: &Part| part.outcome == PartOutcome::Already;
    Ok(change.is_some_and(|change| change.what.parts.iter().all(is_already)))
}

async fn end(
    desk: &Desk,
    row: &BulkRow,
    task: &Task,
    state: RowState,
    error: Option<AppError>,
) -> Result<()> {
    let audit = desk.store.progress(&task.intent).await?.map(|progress| progress.audit);
    let failure = match &error {
        Some(AppError::Partner(failure)) => Some((**failure).clone()),
        _ => None,
    };
    let task = Task { error, ..task.clone() };
    store(desk, row, state, (Some(task), failure), audit.as_ref()).await
}

async fn store(
    desk: &Desk,
    row: &BulkRow,
    state: RowState,
    (task, failure): (Option<Task>, Option<PartnerFailure>),
    audit: Option<&AuditId>,
) -> Result<()> {
    let change = RowChange { failure, task, ..RowChange::at(desk.clock.now()) };
    desk.store.move_row(row, &BEGUN, state, &change, RowEntry::OfIntent(audit)).await?;
    Ok(())
}
