//! The runner's part: sends the rows of running jobs, a slice of time at once, and reconciles
//! unknown outcomes. Every row's state is in the database, so that a slice may end at any await.

use super::super::{Result, users};
use super::{approval, reconcile, row, task};
use crate::server::ctx::Ctx;
use crate::server::state::Desk;
use futures::{StreamExt, stream};
use model::bulk::{Bulk, BulkKind, BulkRow, BulkState};
use model::users::Me;
use model::viewer::Language;
use std::time::Duration;
use tokio::time::Instant;

/// How long one step takes new rows: the lease of the step outlasts it by far, also when the
/// last rows have to wait for an answer.
const SLICE: Duration = Duration::from_secs(5);
/// Rows fetched at once.
const A_FETCH: u32 = 20;
/// Rows under way at the same time, enough to use the whole rate limit; the client keeps them
/// within it.
const AT_ONCE: usize = 6;

/// One step. Called by one runner at a time.
///
/// # Errors
/// A failure of the database.
pub async fn step(desk: &Desk) -> Result<()> {
    let orphans = desk.store.mark_orphaned_rows().await?;
    if orphans > 0 {
        tracing::warn!(orphans, "rows were being sent when the desk stopped; they are read again");
    }
    reconcile::unknown(desk).await?;
    approval::decline_expired(desk).await?;
    let jobs = desk.store.running_bulks().await?;
    let share = SLICE / u32::try_from(jobs.len().max(1)).unwrap_or(u32::MAX);
    for job in &jobs {
        slice(desk, job, share).await?;
        desk.store.complete_bulk(&job.id, desk.clock.now()).await?;
    }
    Ok(())
}

/// Sends a waiting row. False when its job is no longer running.
async fn send(desk: &Desk, ctx: &Ctx, job: &Bulk, row: &BulkRow) -> Result<bool> {
    match &row.task {
        // On the heap: it holds all that paying takes, and several are under way at the same time.
        Some(task) => Box::pin(task::send(desk, ctx, job, row, task)).await,
        None => row::send(desk, ctx, row).await,
    }
}

/// Orders are paid in the order in which the budgets of their customers were checked.
fn at_once(kind: BulkKind) -> usize {
    if kind == BulkKind::Pay { 1 } else { AT_ONCE }
}

/// Who a job acts for, with their rights of now; `None` where they were switched off or may not do this any
/// more.
async fn acting(desk: &Desk, job: &Bulk) -> Result<Option<Me>> {
    let me = users::present(desk, &job.user).await?;
    Ok(me.filter(|me| me.may(job.kind.permission())))
}

/// Whether the job's user may still do what it does.
pub(super) async fn may_go_on(desk: &Desk, job: &Bulk) -> Result<bool> {
    Ok(acting(desk, job).await?.is_some())
}

/// Sends rows of a job until its share of time is used, on behalf of its creator and with that
/// user's current permissions.
async fn slice(desk: &Desk, job: &Bulk, share: Duration) -> Result<()> {
    let Some(me) = acting(desk, job).await? else {
        tracing::warn!(job = %job.id, "a job is paused: who made it may not do this any more");
        desk.store
            .move_bulk(&job.id, &[BulkState::Running], BulkState::Paused, None, desk.clock.now())
            .await?;
        return Ok(());
    };
    let ctx = Ctx::of_user(me, desk.ids.request_id(), Language::English);
    let begun = Instant::now();
    while begun.elapsed() < share {
        if desk.partner.is_paused() {
            // No row could be read. They wait until HUAWEI CLOUD responds.
            return Ok(());
        }
        let rows = desk.store.waiting_rows(&job.id, A_FETCH).await?;
        if rows.is_empty() {
            break;
        }
        let work: Vec<_> = rows.iter().map(|row| send(desk, &ctx, job, row)).collect();
        let mut ended = stream::iter(work).buffer_unordered(at_once(job.kind));
        let mut goes_on = true;
        while let Some(sent) = ended.next().await {
            goes_on &= sent?;
        }
        if !goes_on {
            // Paused or canceled meanwhile, or HUAWEI CLOUD does not respond: further rows would get the same result.
            return Ok(());
        }
    }
    Ok(())
}
