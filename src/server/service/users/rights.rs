//! What roles may do other than by default: administrators see it and decide it.

use super::step_up::password_again;
use crate::server::ctx::Ctx;
use crate::server::service::Result;
use crate::server::service::audit;
use crate::server::state::Desk;
use model::audit::AuditAction;
use model::error::AppError;
use model::forms::second_factor::RequireForm;
use model::forms::users::ChangeRightForm;
use model::users::{Permission, Role};
use model::views::RightsView;

/// Every decision.
///
/// # Errors
/// [`AppError::NotAllowed`], or a failure of the database.
pub async fn show(desk: &Desk, ctx: &Ctx) -> Result<RightsView> {
    ctx.allow(Permission::Administer)?;
    let mut exceptions = Vec::new();
    for role in Role::ALL {
        exceptions.push((role, desk.store.right_exceptions(role).await?));
    }
    Ok(RightsView { exceptions, second_factor: desk.store.roles_with_factor().await? })
}

/// Decides for which roles a second factor is required. It counts from the next request of each of their users: who
/// has none is led to set it up before anything else answers.
///
/// # Errors
/// [`AppError::NotAllowed`]; [`AppError::BadRequest`] for what is no decision; those of [`password_again`].
pub async fn require_second_factor(desk: &Desk, ctx: &Ctx, form: &RequireForm) -> Result<()> {
    ctx.allow(Permission::Administer)?;
    let mut decisions = Vec::new();
    for role in Role::ALL {
        decisions.push((role, form.decision(role).ok_or(AppError::BadRequest)?));
    }
    password_again(desk, ctx, &form.password, "second factor").await?;
    let before = desk.store.roles_with_factor().await?;
    for (role, required) in decisions.into_iter().filter(|(role, yes)| before.contains(role) != *yes) {
        let decided = if required { "yes" } else { "no" };
        let facts =
            vec![("role".to_owned(), role.code().to_owned()), ("required".to_owned(), decided.to_owned())];
        let action = AuditAction::RequireSecondFactor;
        audit::around(desk, ctx, action, None, Some(role.code()), facts, async {
            if desk.store.require_factor(role, required, ctx.user()).await? {
                return Ok(());
            }
            Err(AppError::NotAllowed(Permission::Administer).into())
        })
        .await?;
    }
    Ok(())
}

/// Gives a role a permission, or takes it away. It counts from the next request of each of its users.
///
/// # Errors
/// [`AppError::NotAllowed`]; [`AppError::BadRequest`] where nothing is open to a decision; those of
/// [`password_again`].
pub async fn change(desk: &Desk, ctx: &Ctx, form: &ChangeRightForm) -> Result<()> {
    ctx.allow(Permission::Administer)?;
    let role = Role::from_code(&form.role).ok_or(AppError::BadRequest)?;
    let permission = Permission::from_code(&form.permission).ok_or(AppError::BadRequest)?;
    let granted = match form.granted.as_str() {
        "yes" => true,
        "no" => false,
        _ => return Err(AppError::BadRequest.into()),
    };
    if !role.is_open(permission) {
        return Err(AppError::BadRequest.into());
    }
    password_again(desk, ctx, &form.password, role.code()).await?;
    let facts = vec![
        ("role".to_owned(), role.code().to_owned()),
        ("permission".to_owned(), permission.code().to_owned()),
        ("granted".to_owned(), form.granted.clone()),
    ];
    audit::around(desk, ctx, AuditAction::ChangeRight, None, Some(role.code()), facts, async {
        if desk.store.set_right(role, permission, granted, ctx.user()).await? {
            return Ok(());
        }
        Err(AppError::NotAllowed(Permission::Administer).into())
    })
    .await
}
