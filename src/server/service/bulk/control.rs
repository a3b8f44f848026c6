//! What a person does with a job: confirm, pause, go on, cancel, undo. Each leads to the page of
//! the job concerned, also when it came too late: the page says how the job stands.

use super::super::audit::Facts;
use super::super::{Result, audit, users};
use super::draft::{self, Line, Of, Rule};
use super::find::find;
use crate::server::ctx::Ctx;
use crate::server::service::budgets::limits;
use crate::server::state::Desk;
use crate::server::store::Started;
use model::audit::{AuditAction, AuditOutcome};
use model::bulk::{Bulk, BulkKind, BulkState, Target};
use model::ids::BulkId;
use model::users::Permission;

/// Confirms a dry run: its rows will be sent. Confirmed twice, it is one job all the same. The
/// password is asked for where it raises budgets by much, and another person's word where by
/// more: then it waits.
///
/// # Errors
/// [`model::error::AppError::NotFound`], [`model::error::AppError::NotAllowed`],
/// those of [`users::password_again`], or a failure of the database.
pub async fn start(desk: &Desk, ctx: &Ctx, id: &BulkId, password: &str) -> Result<BulkId> {
    let job = allowed(desk, ctx, id).await?;
    if job.state != BulkState::Draft || job.count() == 0 {
        return Ok(job.id);
    }
    let demands = limits::limits(desk, ctx).of(job.raise());
    if demands.password {
        users::password_again(desk, ctx, password, id.as_str()).await?;
    }
    let to = if demands.approval { BulkState::Waiting } else { BulkState::Running };
    confirm(desk, ctx, &job, to).await
}

/// Makes a dry run a job whose rows are sent, or one that waits for another person.
pub(super) async fn confirm(desk: &Desk, ctx: &Ctx, job: &Bulk, to: BulkState) -> Result<BulkId> {
    let entry =
        audit::draft(desk, ctx, AuditAction::BulkBudgets, None, Some(job.id.as_str()), facts(job, to));
    match desk.store.start_bulk(&job.id, to, &entry, desk.clock.now()).await? {
        Started::Done | Started::Before => Ok(job.id.clone()),
        Started::UnderWay(other) => Ok(other),
    }
}

fn facts(job: &Bulk, to: BulkState) -> Facts {
    let mut facts = vec![("rows".to_owned(), job.count().to_string())];
    for total in &job.totals {
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
    turn(desk, ctx, id, AuditAction::PauseBulk, &[BulkState::Running], BulkState::Paused).await
}

/// Goes on with a paused job.
///
/// # Errors
/// As [`start`].
pub async fn resume(desk: &Desk, ctx: &Ctx, id: &BulkId) -> Result<BulkId> {
    turn(desk, ctx, id, AuditAction::ResumeBulk, &[BulkState::Paused], BulkState::Running).await
}

/// Sends no further row, ever. What was sent is settled all the same.
///
/// # Errors
/// As [`start`].
pub async fn cancel(desk: &Desk, ctx: &Ctx, id: &BulkId) -> Result<BulkId> {
    let from = [BulkState::Running, BulkState::Paused];
    turn(desk, ctx, id, AuditAction::CancelBulk, &from, BulkState::Cancelled).await
}

async fn turn(
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

/// A dry run that sets back what a job set, where that still stands. Leads to the job that
/// undoes it already, where one is under way.
///
/// # Errors
/// As [`start`].
pub async fn undo(desk: &Desk, ctx: &Ctx, id: &BulkId) -> Result<BulkId> {
    let job = allowed(desk, ctx, id).await?;
    let under_way = desk.store.undoing(&ctx.scope, id).await?.into_iter().find(|other| other.state.is_live());
    if let Some(other) = under_way {
        return Ok(other.id);
    }
    if !matches!(job.state, BulkState::Done | BulkState::Cancelled) {
        return Ok(job.id);
    }
    let none = || Target { amount: None, kind: None };
    let rows = desk.store.undoable_rows(&ctx.scope, id).await?;
    let lines: Vec<Line> = rows
        .into_iter()
        .filter_map(|row| {
            Some(Line {
                number: row.line,
                given: row.display_name().to_owned(),
                given_amount: String::new(),
                customer: Ok(row.customer?),
                rule: Rule::Back { stands: row.after?, to: row.before.unwrap_or_else(none) },
                behaviour: None,
                lift_freeze: false,
                wrong: None,
            })
        })
        .collect();
    if lines.is_empty() {
        return Ok(job.id);
    }
    let of = Of { kind: BulkKind::Undo, operand: String::new(), undoes: Some(job.id), frozen_too: false };
    draft::store(desk, ctx, of, lines).await
}

/// A job that the caller may see, and may act on.
pub(super) async fn allowed(desk: &Desk, ctx: &Ctx, id: &BulkId) -> Result<Bulk> {
    ctx.allow(Permission::SetBudget)?;
    find(desk, ctx, id).await
}
