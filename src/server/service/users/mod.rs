//! Users of the desk: adding, listing, signing out. Signing in is in [`sign_in`].

pub(crate) mod passwords;
mod sign_in;
mod throttle;

pub(super) use passwords::broken;
pub use sign_in::{LONGEST_NAME, SignedIn, bounded, password_again, sign_in};
pub use throttle::MEMORY;

use super::Result;
use super::audit::{self, Facts};
use crate::server::{
    ctx::Ctx,
    state::Desk,
    store::{StoreError, name_key},
};
use model::audit::AuditAction;
use model::error::{AppError, FieldProblem};
use model::ids::UserId;
use model::users::{Me, Permission, Role, User};
use model::viewer::ViewChoices;

pub use crate::server::service::users::passwords::{
    LONGEST as LONGEST_PASSWORD, SHORTEST as SHORTEST_PASSWORD,
};

/// The name that the desk's own entries bear in the audit log.
const SYSTEM: &str = "system";

/// Writes the sign-out into the audit log; the session itself is ended by the caller.
///
/// # Errors
/// A failure of the database.
pub async fn sign_out(desk: &Desk, ctx: &Ctx) -> Result<()> {
    let opened = audit::open(desk, ctx, AuditAction::SignOut, None, Some(ctx.actor()), Facts::new()).await?;
    let result: Result<()> = Ok(());
    opened.complete(desk, &result, &[], &[]).await;
    result
}

/// The current user of a session: `None` when gone or switched off.
///
/// # Errors
/// A failure of the database.
pub async fn present(desk: &Desk, id: &UserId) -> Result<Option<Me>> {
    let user = desk.store.user(id).await?.filter(|user| user.active);
    Ok(user.map(|user| Me { id: user.id, name: user.name, role: user.role }))
}

/// Keeps how the caller wants their pages, for every browser where they sign in; what was not chosen stays.
/// It is no change to anything but their own view: no permission is asked for, and nothing is audited.
///
/// # Errors
/// A failure of the database.
pub async fn keep_view(desk: &Desk, ctx: &Ctx, chosen: &ViewChoices) -> Result<()> {
    match ctx.me() {
        Some(me) if *chosen != ViewChoices::default() => {
            Ok(desk.store.keep_view_choices(&me.id, chosen).await?)
        }
        _ => Ok(()),
    }
}

/// Adds a user.
///
/// # Errors
/// [`AppError::NotAllowed`]; [`AppError::Invalid`] with the fields `name` or `password` when the
/// name is taken, empty, too long, holds blanks or what cannot be seen, or the password has not 8 to 128 characters; or
/// a failure of the database.
pub async fn add(desk: &Desk, ctx: &Ctx, name: &str, role: Role, password: &str) -> Result<User> {
    ctx.allow(Permission::Administer)?;
    check_name(name)?;
    check_password(password)?;
    let facts = vec![("role".to_owned(), role.code().to_owned())];
    audit::around(
        desk,
        ctx,
        AuditAction::AddUser,
        None,
        Some(name),
        facts,
        store(desk, ctx, name, role, password),
    )
    .await
}

async fn store(desk: &Desk, ctx: &Ctx, name: &str, role: Role, password: &str) -> Result<User> {
    let hashed = passwords::hash(password.to_owned(), desk.ids.bytes())
        .await
        .map_err(|error| broken(&error, &ctx.request))?;
    let user = User {
        id: desk.ids.user_id(),
        name: name.to_owned(),
        role,
        active: true,
        created_at: desk.clock.now(),
        signed_in_at: None,
    };
    match desk.store.add_user(&user, &hashed).await {
        Ok(()) => Ok(user),
        Err(StoreError::Taken) => Err(AppError::field("name", FieldProblem::NotOffered).into()),
        Err(error) => Err(error.into()),
    }
}

fn check_name(name: &str) -> Result<(), AppError> {
    let length = name.chars().count();
    if length == 0 {
        return Err(AppError::field("name", FieldProblem::Missing));
    }
    if length > LONGEST_NAME {
        return Err(AppError::field("name", FieldProblem::TooLong(64)));
    }
    let key = name_key(name);
    let odd = name.chars().any(|c| c.is_whitespace() || c.is_control()) || has_unseen(name);
    if odd || key.is_empty() || key == SYSTEM {
        return Err(AppError::field("name", FieldProblem::NotOffered));
    }
    Ok(())
}

/// Whether a name holds signs that nobody sees.
fn has_unseen(name: &str) -> bool {
    name.chars().any(|c| name_key(c.encode_utf8(&mut [0; 4])).is_empty())
}

fn check_password(password: &str) -> Result<(), AppError> {
    let length = password.chars().count();
    if length == 0 {
        return Err(AppError::field("password", FieldProblem::Missing));
    }
    if length < passwords::SHORTEST {
        return Err(AppError::field("password", FieldProblem::TooShort(8)));
    }
    if length > passwords::LONGEST {
        return Err(AppError::field("password", FieldProblem::TooLong(128)));
    }
    Ok(())
}

/// Every user, by name.
///
/// # Errors
/// [`AppError::NotAllowed`], or a failure of the database.
pub async fn list(desk: &Desk, ctx: &Ctx) -> Result<Vec<User>> {
    ctx.allow(Permission::Administer)?;
    Ok(desk.store.users().await?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_passwords_have_bounds() {
        assert!(check_name("ann.lee").is_ok());
        assert!(check_name("").is_err());
        assert!(check_name("System").is_err());
        assert!(check_name("ann lee").is_err());
        assert!(check_name("ann\u{200b}lee").is_err());
        assert!(check_name("\u{ff33}ystem").is_err());
        assert!(check_name(&"a".repeat(65)).is_err());
        let refused = |problem| Err(AppError::field("password", problem));
        assert_eq!(check_password(""), refused(FieldProblem::Missing));
        assert_eq!(check_password("1234567"), refused(FieldProblem::TooShort(8)));
        assert!(check_password("密码密码密码密码").is_ok());
        assert!(check_password(&"a".repeat(129)).is_err());
    }
}
