//! What users change of themselves: the password, and their sessions.

use super::step_up::present_password;
use super::{hash, strength};
use crate::server::ctx::Ctx;
use crate::server::service::Result;
use crate::server::service::audit::{self, Facts};
use crate::server::state::Desk;
use model::audit::AuditAction;
use model::error::{AppError, FieldProblem};
use model::forms::session::{ChangePasswordForm, EndSessionForm};
use model::sessions::UserSession;
use model::users::Me;

fn caller(ctx: &Ctx) -> Result<&Me> {
    Ok(ctx.me().ok_or(AppError::NotFound)?)
}

/// The caller's sessions, the one used last first. `present` is the id of this request's, as in its cookie.
///
/// # Errors
/// A failure of the database.
pub async fn sessions(desk: &Desk, ctx: &Ctx, present: Option<&str>) -> Result<Vec<UserSession>> {
    open_sessions(desk, &caller(ctx)?.id, present).await
}

/// The sessions of a user that the next request would still let in.
pub(super) async fn open_sessions(
    desk: &Desk,
    user: &model::ids::UserId,
    present: Option<&str>,
) -> Result<Vec<UserSession>> {
    let now = desk.clock.now();
    let mut sessions = desk.store.sessions_of(user, present, now).await?;
    let (idle, total) = (desk.settings.session_idle, desk.settings.session_total);
    let age = |at| u64::try_from(now.duration_since(at).as_secs()).unwrap_or_default();
    sessions.retain(|one| age(one.since) <= total.as_secs() && age(one.seen) <= idle.as_secs());
    Ok(sessions)
}

/// Changes the caller's password. The present one is asked for also where there is a second factor. Their other sessions end; how many.
///
/// # Errors
/// Those of [`super::password_again`] for the present one; [`AppError::Invalid`] for a new one that is refused, or is
/// not the same twice.
pub async fn change_password(
    desk: &Desk,
    ctx: &Ctx,
    form: &ChangePasswordForm,
    present: Option<&str>,
) -> Result<u64> {
    let me = caller(ctx)?;
    present_password(desk, ctx, &form.password, &me.name).await?;
    let field = ChangePasswordForm::NEW_PASSWORD.name;
    strength::check(ctx, field, &form.new_password, &me.name).await?;
    same_twice(&form.new_password, &form.again_password, ChangePasswordForm::AGAIN_PASSWORD.name)?;
    audit::around(desk, ctx, AuditAction::ChangePassword, None, Some(&me.name), Facts::new(), async {
        let hashed = hash(desk, &ctx.request, &form.new_password).await?;
        Ok(desk.store.set_password(&me.id, &hashed, present, desk.clock.now()).await?)
    })
    .await
}

/// Whether a new password was typed the same twice; `field` is the second one.
pub(super) fn same_twice(one: &str, again: &str, field: &str) -> Result<(), AppError> {
    match again {
        "" => Err(AppError::field(field, FieldProblem::Missing)),
        again if again != one => Err(AppError::field(field, FieldProblem::NotTheSame)),
        _ => Ok(()),
    }
}

/// Ends one of the caller's sessions. One that has ended already is as wanted.
///
/// # Errors
/// A failure of the database.
pub async fn end_session(desk: &Desk, ctx: &Ctx, form: &EndSessionForm) -> Result<()> {
    let me = caller(ctx)?;
    let facts = vec![("sessions".to_owned(), "1".to_owned())];
    audit::around(desk, ctx, AuditAction::EndSessions, None, Some(&me.name), facts, async {
        // Only among the caller's own: another's is not found.
        match desk.store.end_session_of(&me.id, &form.session).await? {
            true => Ok(()),
            false => Err(AppError::NotFound.into()),
        }
    })
    .await
}

/// Ends the caller's sessions but this one; how many.
///
/// # Errors
/// A failure of the database.
pub async fn end_other_sessions(desk: &Desk, ctx: &Ctx, present: Option<&str>) -> Result<u64> {
    let me = caller(ctx)?;
    audit::around(desk, ctx, AuditAction::EndSessions, None, Some(&me.name), Facts::new(), async {
        Ok(desk.store.end_sessions_of(&me.id, present).await?)
    })
    .await
}
