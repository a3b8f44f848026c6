//! What a person does with a job: confirm, pause, resume, cancel, undo. Each returns the job whose
//! page to show, also when it came too late: the page shows the state of the job.

use super::super::audit::Facts;
use super::super::limits::{self, Given, Granted};
use super::super::{Error, Result, audit, users};
use super::draft::{self, DraftSpec};
use super::find::find;
use super::line::{Line, Rule};
use crate::server::ctx::Ctx;
use crate::server::state::Desk;
use crate::server::store::{Confirmation, Started, StoreError};
use model::audit::{AuditAction, AuditOutcome};
use model::budgets::FreezeBehaviour;
use model::bulk::{Bulk, BulkKind, BulkState, FreezeChange, Target};
use model::ids::BulkId;

/// Confirms a dry run: its rows will be sent. Confirming twice makes one job. Above a first limit
/// of what it commits the password is required; above a second one the job waits for an approval.
///
/// # Errors
/// [`model::error::AppError::NotFound`], [`model::error::AppError::NotAllowed`], those of
/// [`limits::ask`], or a failure of the database.
pub async fn start(desk: &Desk, ctx: &Ctx, id: &BulkId, given: Given<'_>) -> Result<BulkId> {
    let job = allowed(desk, ctx, id).await?;
    if job.state != BulkState::Draft || job.count() == 0 {
        return Ok(job.id);
    }
    let (reason, mut asking) = (given.reason(), given.into());
    for _ in 0..limits::TRIES {
        let asked = limits::ask(desk, ctx, job.kind.pool(), job.commits(), &mut asking, id.as_str()).await;
        let granted = match asked {
            Ok(granted) => granted,
            Err(refused) => return begun_by_twin(desk, ctx, id, refused).await,
        };
        if let Some(started) = confirm(desk, ctx, &job, (&granted, reason.as_deref())).await? {
            return Ok(started);
        }
    }
    Err(StoreError::Contended.into())
}

/// The job, when the same form used the same code a moment ago and began it; else the refusal.
async fn begun_by_twin(desk: &Desk, ctx: &Ctx, id: &BulkId, refused: Error) -> Result<BulkId> {
    let begun = || async {
        let job = allowed(desk, ctx, id).await?;
        Ok((job.state != BulkState::Draft).then_some(job.id))
    };
    users::of_twin(desk, ctx, id.as_str(), refused, begun).await
}

/// Turns a dry run into a running job, or into one that waits for an approval, as the limits demand.
/// `None` when the same user committed something else meanwhile, so that the limits have to ask again.
pub(super) async fn confirm(
    desk: &Desk,
    ctx: &Ctx,
    job: &Bulk,
    (granted, reason): (&Granted, Option<&str>),
) -> Result<Option<BulkId>> {
    let to = if granted.demands.approval { BulkState::Waiting } else { BulkState::Running };
    let entry = audit::draft(desk, ctx, action(job.kind), None, Some(job.id.as_str()), facts(job, to));
    let confirmation = Confirmation { to, reason, commitment: granted.commitment.as_ref() };
    Ok(match desk.store.start_bulk(&job.id, confirmation, &entry, desk.clock.now()).await? {
        Started::Done | Started::Before => Some(job.id.clone()),
        Started::UnderWay(other) => Some(other),
        Started::OverLimit => None,
    })
}

/// What the audit log says that a job does.
fn action(kind: BulkKind) -> AuditAction {
    match kind {
        BulkKind::Pay => AuditAction::BulkPayments,
        kind if kind.change().is_some() => AuditAction::BulkChanges,
        _ => AuditAction::BulkBudgets,
    }
}

fn facts(job: &Bulk, to: BulkState) -> Facts {
    let mut facts = vec![("rows".to_owned(), job.count().to_string())];
    facts.extend(job.kind.change().map(|act| ("change".to_owned(), act.code().to_owned())));
    if !job.kind.is_about_budgets() {
        facts.extend(job.commits().iter().map(|sum| ("amount".to_owned(), sum.to_string())));
    }
    for total in job.totals.iter().filter(|_| job.kind.is_about_budgets()) {
        facts.push(("amount-before".to_owned(), total.before().to_string()));
        facts.push(("amount-after".to_owned(), total.after().to_string()));
    }
    if to == BulkState::Waiting {
        facts.push(("approval".to_owned(), "yes".to_owned()));
    }
    if let Some(other) = &job.undoes {
        facts.push(("undoes".to_owned(), other.to_string()));
    }
    facts
}

/// Sends no further row until somebody goes on with it.
///
/// # Errors
/// As [`start`].
pub async fn pause(desk: &Desk, ctx: &Ctx, id: &BulkId) -> Result<BulkId> {
    change_state(desk, ctx, id, AuditAction::PauseBulk, &[BulkState::Running], BulkState::Paused).await
}

/// Resumes a paused job.
///
/// # Errors
/// As [`start`].
pub async fn resume(desk: &Desk, ctx: &Ctx, id: &BulkId) -> Result<BulkId> {
    change_state(desk, ctx, id, AuditAction::ResumeBulk, &[BulkState::Paused], BulkState::Running).await
}

/// Sends no further row, ever. Rows that were sent are still reconciled.
///
/// # Errors
/// As [`start`].
pub async fn cancel(desk: &Desk, ctx: &Ctx, id: &BulkId) -> Result<BulkId> {
    let from = [BulkState::Running, BulkState::Paused];
    change_state(desk, ctx, id, AuditAction::CancelBulk, &from, BulkState::Cancelled).await
}

async fn change_state(
    desk: &Desk,
    ctx: &Ctx,
    id: &BulkId,
    action: AuditAction,
    from: &[BulkState],
    to: BulkState,
) -> Result<BulkId> {
    let job = allowed(desk, ctx, id).await?;
    let mut entry = audit::draft(desk, ctx, action, None, Some(id.as_str()), Vec::new());
    entry.outcome = AuditOutcome::Done;
    desk.store.move_bulk(id, from, to, Some(&entry), desk.clock.now()).await?;
    Ok(job.id)
}

/// A dry run that restores the budgets from before a job, where they are still as the job set them.
/// Returns the job that already undoes it, where one is open.
///
/// # Errors
/// As [`start`].
pub async fn undo(desk: &Desk, ctx: &Ctx, id: &BulkId) -> Result<BulkId> {
    let job = allowed(desk, ctx, id).await?;
    let under_way = desk.store.undoing(&ctx.scope, id).await?.into_iter().find(|other| other.state.is_live());
    if let Some(other) = under_way {
        return Ok(other.id);
    }
    if !job.kind.is_about_budgets() || !matches!(job.state, BulkState::Done | BulkState::Cancelled) {
        return Ok(job.id);
    }
    let none = || Target { amount: None, kind: None };
    let rows = desk.store.undoable_rows(&ctx.scope, id).await?;
    let lines: Vec<Line> = rows
        .into_iter()
        .filter_map(|row| {
            let given = row.display_name().to_owned();
            let behaviour = row.freeze().map(before_freeze);
            let rule = Rule::Restore { expected: row.after?, to: row.before.unwrap_or_else(none) };
            Some(Line { given, behaviour, ..Line::about(row.line, row.customer?, rule) })
        })
        .collect();
    if lines.is_empty() {
        return Ok(job.id);
    }
    let spec = DraftSpec { undoes: Some(job.id), ..DraftSpec::of(BulkKind::Undo) };
    draft::store(desk, ctx, spec, lines).await
}

/// What happened when a budget ran out before a job changed it. Where this desk never set it, it is
/// what HUAWEI CLOUD does at first (partner.yaml, x-domain-rules).
fn before_freeze(change: FreezeChange) -> FreezeBehaviour {
    change.before.unwrap_or(FreezeBehaviour::Manual)
}

/// A job that the caller may see, and may act on.
pub(super) async fn allowed(desk: &Desk, ctx: &Ctx, id: &BulkId) -> Result<Bulk> {
    let job = find(desk, ctx, id).await?;
    ctx.allow(job.kind.permission())?;
    Ok(job)
}
