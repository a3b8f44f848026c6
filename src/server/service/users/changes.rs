//! What administrators see and change of users. Each change asks for their password, and counts from the next
//! request of the user that it is about.

use super::invitations;
use super::own::open_sessions;
use super::step_up::password_again;
use super::{hash, strength};
use crate::server::ctx::Ctx;
use crate::server::service::Result;
use crate::server::service::audit::{self, Facts};
use crate::server::state::Desk;
use crate::server::store::{UserChange, UserChanged};
use model::audit::AuditAction;
use model::error::{AppError, FieldProblem};
use model::forms::users::ChangeRoleForm;
use model::ids::UserId;
use model::users::{Permission, Role, User};
use model::views::{UserRow, UserView};

/// What a change ended with it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ended {
    /// Sessions of the user.
    pub sessions: u64,
    /// Running jobs of the user, which wait until somebody resumes them.
    pub jobs: u64,
}

/// Every user, by name.
///
/// # Errors
/// [`AppError::NotAllowed`], or a failure of the database.
pub async fn list(desk: &Desk, ctx: &Ctx) -> Result<Vec<UserRow>> {
    ctx.allow(Permission::Administer)?;
    let now = desk.clock.now();
    let users = desk.store.users().await?;
    let counts = desk.store.session_counts(now).await?;
    let invitations = desk.store.open_invitations(now).await?;
    let factors = desk.store.factors().await?;
    let row = |user: User| UserRow {
        sessions: counts.iter().find(|(id, _)| *id == user.id).map_or(0, |(_, count)| *count),
        invited_until: invitations.iter().find(|(id, ..)| *id == user.id).map(|(_, _, until)| *until),
        factor: factors.iter().find(|(id, _)| *id == user.id).map(|(_, factor)| *factor).unwrap_or_default(),
        user,
    };
    Ok(users.into_iter().map(row).collect())
}

/// One user. `made` is the token of a link that the caller's browser has just made, where it has.
///
/// # Errors
/// [`AppError::NotAllowed`], [`AppError::NotFound`], or a failure of the database.
pub async fn show(desk: &Desk, ctx: &Ctx, id: &UserId, made: Option<&str>) -> Result<UserView> {
    ctx.allow(Permission::Administer)?;
    let (user, factor) = desk.store.user_and_factor(id).await?.ok_or(AppError::NotFound)?;
    let open = desk.store.open_invitations(desk.clock.now()).await?;
    let open = open.into_iter().find(|(of, ..)| of == id);
    let link = open.as_ref().and_then(|(_, hash, _)| made.filter(|token| invitations::is_of(token, hash)));
    let is_administrator = user.role == Role::Administrator && user.active;
    Ok(UserView {
        sessions: open_sessions(desk, id, None).await?,
        invited_until: open.as_ref().map(|(_, _, until)| *until),
        link: link.map(str::to_owned),
        own: ctx.user() == Some(id),
        factor,
        last_administrator: is_administrator && desk.store.other_administrators(id).await? == 0,
        user,
    })
}

async fn found(desk: &Desk, id: &UserId) -> Result<User> {
    Ok(desk.store.user(id).await?.ok_or(AppError::NotFound)?)
}

/// Gives a user another role.
///
/// # Errors
/// [`AppError::NotAllowed`]; [`AppError::NotFound`]; [`AppError::Invalid`] for the field `role` when it is none,
/// or when nobody could administer any more; those of [`password_again`].
pub async fn change_role(desk: &Desk, ctx: &Ctx, form: &ChangeRoleForm) -> Result<Ended> {
    ctx.allow(Permission::Administer)?;
    let field = ChangeRoleForm::ROLE.name;
    let role = Role::from_code(&form.role).ok_or_else(|| AppError::field(field, FieldProblem::NotOffered))?;
    let user = found(desk, &form.id).await?;
    if user.role == role {
        // Nothing to change: neither their jobs nor their links are touched.
        return Ok(Ended::default());
    }
    let facts = vec![
        ("role-before".to_owned(), user.role.code().to_owned()),
        ("role".to_owned(), role.code().to_owned()),
    ];
    let change = (AuditAction::ChangeRole, UserChange::Role(role), field);
    make(desk, ctx, &user, &form.password, change, facts).await
}

/// Switches a user off. Their sessions end, and their running jobs stop before the next row.
///
/// # Errors
/// As [`change_role`]; the field of the last administrator is `password`.
pub async fn switch_off(desk: &Desk, ctx: &Ctx, id: &UserId, password: &str) -> Result<Ended> {
    ctx.allow(Permission::Administer)?;
    let user = found(desk, id).await?;
    let change = (AuditAction::SwitchOffUser, UserChange::Off, "password");
    make(desk, ctx, &user, password, change, Facts::new()).await
}

/// Switches a user on again, with the role and the password that they had.
///
/// # Errors
/// As [`change_role`].
pub async fn switch_on(desk: &Desk, ctx: &Ctx, id: &UserId, password: &str) -> Result<Ended> {
    ctx.allow(Permission::Administer)?;
    let user = found(desk, id).await?;
    let change = (AuditAction::SwitchOnUser, UserChange::On, "password");
    make(desk, ctx, &user, password, change, Facts::new()).await
}

async fn make(
    desk: &Desk,
    ctx: &Ctx,
    user: &User,
    password: &str,
    (action, change, field): (AuditAction, UserChange, &str),
    facts: Facts,
) -> Result<Ended> {
    password_again(desk, ctx, password, &user.name).await?;
    let opened = audit::open(desk, ctx, action, None, Some(&user.name), facts).await?;
    let result = match desk.store.change_user(&user.id, change, ctx.user(), desk.clock.now()).await {
        Ok(UserChanged::Done { sessions, jobs }) => Ok(Ended { sessions, jobs }),
        Ok(UserChanged::LastAdministrator) => {
            Err(AppError::field(field, FieldProblem::LastAdministrator).into())
        }
        Ok(UserChanged::NotAllowed) => Err(AppError::NotAllowed(Permission::Administer).into()),
        Ok(UserChanged::NotFound) => Err(AppError::NotFound.into()),
        Err(error) => Err(error.into()),
    };
    let ended = result.as_ref().copied().unwrap_or_default();
    let counted = [("sessions", ended.sessions), ("jobs-paused", ended.jobs)];
    let counted = counted.into_iter().filter(|(_, count)| *count > 0);
    let facts: Facts = counted.map(|(name, count)| (name.to_owned(), count.to_string())).collect();
    opened.complete(desk, &result, &facts, &[]).await;
    result
}

/// Ends the sessions of a user; how many.
///
/// # Errors
/// [`AppError::NotAllowed`]; [`AppError::NotFound`]; those of [`password_again`].
pub async fn end_sessions(desk: &Desk, ctx: &Ctx, id: &UserId, password: &str) -> Result<u64> {
    ctx.allow(Permission::Administer)?;
    let user = found(desk, id).await?;
    password_again(desk, ctx, password, &user.name).await?;
    audit::around(desk, ctx, AuditAction::EndSessions, None, Some(&user.name), Facts::new(), async {
        Ok(desk.store.end_sessions_of(id, None).await?)
    })
    .await
}

/// Takes the second factor of a user away, who lost authenticator app and recovery codes. Their sessions end, and
/// they see it in their activity. Where their role requires one, their next sign-in leads them to set it up.
///
/// # Errors
/// [`AppError::NotAllowed`]; [`AppError::NotFound`], also where there is none; those of [`password_again`].
pub async fn remove_second_factor(desk: &Desk, ctx: &Ctx, id: &UserId, password: &str) -> Result<u64> {
    ctx.allow(Permission::Administer)?;
    let user = found(desk, id).await?;
    password_again(desk, ctx, password, &user.name).await?;
    let opened =
        audit::open(desk, ctx, AuditAction::RemoveSecondFactor, None, Some(&user.name), Facts::new()).await?;
    let result = match desk.store.remove_factor(id, ctx.user()).await {
        Ok(UserChanged::Done { sessions, .. }) => Ok(sessions),
        Ok(UserChanged::NotAllowed) => Err(AppError::NotAllowed(Permission::Administer).into()),
        Ok(UserChanged::NotFound | UserChanged::LastAdministrator) => Err(AppError::NotFound.into()),
        Err(error) => Err(error.into()),
    };
    let ended = result.as_ref().copied().unwrap_or_default();
    opened.complete(desk, &result, &[("sessions".to_owned(), ended.to_string())], &[]).await;
    result
}

/// Sets the password of a user, for the command line: on the pages nobody sets another's. Their sessions end.
///
/// # Errors
/// [`AppError::NotAllowed`]; [`AppError::NotFound`]; [`AppError::Invalid`] for the field `password`.
pub async fn set_password(desk: &Desk, ctx: &Ctx, id: &UserId, new: &str) -> Result<u64> {
    ctx.allow(Permission::Administer)?;
    let user = found(desk, id).await?;
    strength::check(ctx, "password", new, &user.name).await?;
    audit::around(desk, ctx, AuditAction::ChangePassword, None, Some(&user.name), Facts::new(), async {
        let hashed = hash(desk, &ctx.request, new).await?;
        Ok(desk.store.set_password(id, &hashed, None, desk.clock.now()).await?)
    })
    .await
}
