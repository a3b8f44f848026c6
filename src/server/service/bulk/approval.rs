//! Jobs that raise budgets or spend more than a limit wait for a second person, who sees the dry run as
//! the first one did. Each row is compared once more before it is sent, so that nothing is done at a
//! price, or to a budget, that changed while the job waited.

use super::super::intents::APPROVAL_LASTS;
use super::super::{Result, audit, users};
use super::control::allowed;
use crate::server::ctx::Ctx;
use crate::server::service::limits;
use crate::server::state::Desk;
use crate::server::store::Scope;
use model::audit::{AuditAction, AuditEntry, AuditOutcome};
use model::bulk::{Bulk, BulkState};
use model::error::AppError;
use model::ids::BulkId;
use model::limits::Approval;

/// Jobs declined in one step.
const AT_ONCE: u32 = 100;

/// What the caller may do with a job that waits.
///
/// # Errors
/// A failure of the database.
pub async fn of(desk: &Desk, ctx: &Ctx, job: &Bulk) -> Result<Approval> {
    if job.state != BulkState::Waiting || ctx.allow(job.kind.permission()).is_err() {
        return Ok(Approval::default());
    }
    let own = ctx.user().is_none_or(|user| job.is_asked_by(user));
    limits::of_second(desk, ctx, job.kind.pool(), &job.commits(), own).await
}

/// Approves a job that another user requested: its rows will be sent. Nothing happens when it no
/// longer waits: its page shows its state.
///
/// # Errors
/// As [`super::control::start`]; [`AppError::NotAllowed`] also for one's own.
pub async fn approve(desk: &Desk, ctx: &Ctx, id: &BulkId, password: &str) -> Result<BulkId> {
    let job = allowed(desk, ctx, id).await?;
    if job.state != BulkState::Waiting {
        return Ok(job.id);
    }
    let approval = of(desk, ctx, &job).await?;
    if !approval.may_approve {
        return Err(AppError::NotAllowed(job.kind.permission()).into());
    }
    if approval.password
        && let Err(refused) = users::password_again(desk, ctx, password, id.as_str()).await
    {
        let over = || async {
            let job = allowed(desk, ctx, id).await?;
            Ok((job.state != BulkState::Waiting).then_some(job.id))
        };
        return users::of_twin(desk, ctx, id.as_str(), refused, over).await;
    }
    let entry = decision_entry(desk, ctx, AuditAction::Approve, &job);
    desk.store.approve_bulk(id, &entry, desk.clock.now()).await?;
    Ok(job.id)
}

/// Declines a job that another user requested, or withdraws one's own.
///
/// # Errors
/// As [`super::control::start`].
pub async fn decline(desk: &Desk, ctx: &Ctx, id: &BulkId) -> Result<BulkId> {
    let job = allowed(desk, ctx, id).await?;
    let entry = decision_entry(desk, ctx, AuditAction::Decline, &job);
    desk.store.decline_bulk(id, Some(&entry), desk.clock.now()).await?;
    Ok(job.id)
}

/// Declines jobs that nobody approved in time. Called by the runner.
pub(super) async fn decline_expired(desk: &Desk) -> Result<()> {
    let now = desk.clock.now();
    for job in desk.store.waiting_bulks(&Scope::All, AT_ONCE).await? {
        let deadline = job.confirmed_at.and_then(|at| at.checked_add(APPROVAL_LASTS).ok());
        if deadline.is_some_and(|deadline| deadline < now) {
            desk.store.decline_bulk(&job.id, None, now).await?;
        }
    }
    Ok(())
}

/// The audit entry of a decision, complete at once.
fn decision_entry(desk: &Desk, ctx: &Ctx, action: AuditAction, job: &Bulk) -> AuditEntry {
    let name = if job.kind.is_about_budgets() { "raised" } else { "amount" };
    let sums = job.totals.iter().filter_map(|total| total.raised());
    let facts = sums.map(|sum| (name.to_owned(), sum.to_string())).collect();
    let mut entry = audit::draft(desk, ctx, action, None, Some(job.id.as_str()), facts);
    entry.outcome = AuditOutcome::Done;
    entry
}
