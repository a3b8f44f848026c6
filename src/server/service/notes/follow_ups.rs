//! What becomes of follow-ups: done, opened again, passed on. Everybody who sees the customer may do it; the
//! audit log says who did.

use super::in_scope;
use super::write::{facts, name};
use crate::server::ctx::Ctx;
use crate::server::service::Result;
use crate::server::service::assignments::common::done_entry;
use crate::server::state::Desk;
use crate::server::store::{FollowUpChange, FollowUpChanged};
use model::audit::AuditAction;
use model::error::{AppError, FieldProblem};
use model::forms::notes::{EndFollowUpForm, PassOnForm};
use model::ids::UserId;
use model::notes::{Note, NoteRow};
use model::users::Permission;

async fn change(
    desk: &Desk,
    ctx: &Ctx,
    note: &Note,
    change: FollowUpChange<'_>,
    (action, more): (AuditAction, Vec<(String, String)>),
) -> Result<FollowUpChanged> {
    let me = ctx.me().ok_or(AppError::NotFound)?;
    let about = (Some(&note.customer), Some(note.subject.id.as_str()));
    let facts = facts(&note.id, &note.subject).into_iter().chain(more).collect();
    let entry = done_entry(desk, ctx, action, about, facts);
    let (which, by) = ((&note.id, &note.customer), (&me.id, me.name.as_str()));
    Ok(desk.store.change_follow_up(which, change, by, &entry, desk.clock.now()).await?)
}

/// Marks a follow-up as done, or opens it again; whether it is done now.
///
/// # Errors
/// [`AppError::NotAllowed`]; [`AppError::NotFound`] when it is out of scope; [`AppError::BadRequest`];
/// [`AppError::ChangedMeanwhile`] when somebody else did so first, or it was withdrawn; or a failure of the
/// database.
pub async fn end(desk: &Desk, ctx: &Ctx, form: &EndFollowUpForm) -> Result<bool> {
    ctx.allow(Permission::WriteNotes)?;
    let row = in_scope(desk, ctx, &form.note).await?;
    let (done, wanted, action) = match form.done.as_str() {
        "yes" => (true, FollowUpChange::Done, AuditAction::FollowUpDone),
        "no" => (false, FollowUpChange::Reopened, AuditAction::FollowUpReopened),
        _ => return Err(AppError::BadRequest.into()),
    };
    match change(desk, ctx, &row.note, wanted, (action, Vec::new())).await? {
        FollowUpChanged::Done => Ok(done),
        FollowUpChanged::Refused | FollowUpChanged::PersonRefused => Err(AppError::NotFound.into()),
        FollowUpChanged::Stale => {
            let now = in_scope(desk, ctx, &form.note).await?;
            if done && is_done_by(&now, ctx) { Ok(true) } else { Err(AppError::ChangedMeanwhile.into()) }
        }
    }
}

/// Whether the caller did it: then the same button was pressed twice.
fn is_done_by(row: &NoteRow, ctx: &Ctx) -> bool {
    let end = row.note.follow_up.as_ref().and_then(|asked| asked.done.as_ref());
    row.note.withdrawn_at.is_none() && end.is_some_and(|end| Some(&end.by.id) == ctx.user())
}

/// Passes an open follow-up on to another person who sees the customer; their login name.
///
/// # Errors
/// [`AppError::NotAllowed`]; [`AppError::NotFound`] when it is out of scope; [`AppError::Invalid`] with the
/// field `person`; [`AppError::ChangedMeanwhile`] when it is not that person's any more, or done; or a failure
/// of the database.
pub async fn pass_on(desk: &Desk, ctx: &Ctx, form: &PassOnForm) -> Result<String> {
    ctx.allow(Permission::WriteNotes)?;
    let note = in_scope(desk, ctx, &form.note).await?.note;
    let refused = |problem| AppError::field(PassOnForm::PERSON.name, problem);
    if form.person.is_empty() {
        return Err(refused(FieldProblem::Missing).into());
    }
    let seen = UserId::parse(form.seen.as_str()).map_err(|_| AppError::ChangedMeanwhile)?;
    let to = UserId::parse(form.person.as_str()).map_err(|_| refused(FieldProblem::NotOffered))?;
    if to == seen {
        return Err(refused(FieldProblem::NotOffered).into());
    }
    let to_name = name(desk, &to).await?;
    let more = vec![("from".to_owned(), name(desk, &seen).await?), ("to".to_owned(), to_name.clone())];
    let wanted = FollowUpChange::PassedOn(&seen, &to);
    match change(desk, ctx, &note, wanted, (AuditAction::PassOnFollowUp, more)).await? {
        FollowUpChanged::Done => Ok(to_name),
        FollowUpChanged::Stale => Err(AppError::ChangedMeanwhile.into()),
        FollowUpChanged::Refused => Err(AppError::NotFound.into()),
        FollowUpChanged::PersonRefused => Err(refused(FieldProblem::NotOffered).into()),
    }
}
