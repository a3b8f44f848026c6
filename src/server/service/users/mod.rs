//! Users of the desk: adding, listing, signing out. Signing in is in [`sign_in`], what administrators change in
//! [`changes`] and [`rights`], setting a password by a link in [`invitations`], what users change of themselves in
//! [`own`] and [`second_factor`], confirming in `step_up`.

mod admit;
pub mod changes;
mod codes;
pub mod invitations;
pub mod own;
pub(crate) mod passwords;
pub mod rights;
pub mod second_factor;
mod second_step;
mod sign_in;
mod step_up;
mod strength;
mod throttle;

pub use admit::{SignedIn, is_still_let_in};
pub(super) use passwords::broken;
pub use second_step::{Leading, forget_given_up, show as pending_sign_in, sign_in_code};
pub use sign_in::{Entered, LONGEST_NAME, bounded, sign_in};
pub use step_up::{of_twin, password_again};
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
use model::ids::{RequestId, UserId};
use model::users::{Me, Permission, RightExceptions, Role, User};
use model::viewer::ViewChoices;
use unicode_security::{MixedScript, skeleton};

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
    let found = desk.store.user_and_factor(id).await?.filter(|(user, _)| user.active);
    let Some((user, factor)) = found else { return Ok(None) };
    // Most roles are open to no decision: nothing is read for them.
    let open = Permission::ALL.into_iter().any(|permission| user.role.is_open(permission));
    let exceptions =
        if open { desk.store.right_exceptions(user.role).await? } else { RightExceptions::new() };
    Ok(Some(Me { exceptions, factor, ..Me::of(user) }))
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

/// Adds a user with a password.
///
/// # Errors
/// [`AppError::NotAllowed`]; [`AppError::Invalid`] with the fields `name` or `password` when the
/// name is taken, empty, too long, holds blanks or what cannot be seen, or the password has not 12 to 128
/// characters or is easily guessed; or a failure of the database.
pub async fn add(desk: &Desk, ctx: &Ctx, name: &str, role: Role, password: &str) -> Result<User> {
    ctx.allow(Permission::Administer)?;
    check_name(name)?;
    strength::check(ctx, "password", password, name).await?;
    let facts = vec![("role".to_owned(), role.code().to_owned())];
    audit::around(desk, ctx, AuditAction::AddUser, None, Some(name), facts, async {
        let hashed = hash(desk, &ctx.request, password).await?;
        store(desk, name, role, &hashed).await
    })
    .await
}

async fn hash(desk: &Desk, request: &RequestId, password: &str) -> Result<String> {
    let hashed = passwords::hash(password.to_owned(), desk.ids.bytes()).await;
    hashed.map_err(|error| broken(&error, request))
}

/// Stores a new user. Nobody signs in with an empty hash: it is that of no password.
async fn store(desk: &Desk, name: &str, role: Role, hashed: &str) -> Result<User> {
    check_looks(desk, name).await?;
    let user = User {
        id: desk.ids.user_id(),
        name: name.to_owned(),
        role,
        active: true,
        created_at: desk.clock.now(),
        signed_in_at: None,
    };
    match desk.store.add_user(&user, hashed).await {
        Ok(()) => Ok(user),
        Err(StoreError::Taken) => Err(AppError::field("name", FieldProblem::NotAName).into()),
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
    // What looks like another name is compared as that name; what nobody sees has no place in one.
    let key = name_key(name);
    let odd = name.chars().any(|c| c.is_whitespace() || c.is_control()) || has_unseen(name);
    // A letter of another script among the others is there to be taken for one of them.
    let mixed = !name.is_single_script();
    if odd || mixed || key.is_empty() || looks(&key) == looks(SYSTEM) {
        return Err(AppError::field("name", FieldProblem::NotAName));
    }
    Ok(())
}

/// What a name looks like: names of which this is the same cannot be told apart by eye, as `paypal` in Latin and
/// in Cyrillic letters (UTS #39).
fn looks(key: &str) -> String {
    skeleton(key).collect::<String>().to_lowercase()
}

/// Refuses a name that looks like that of another user.
async fn check_looks(desk: &Desk, name: &str) -> Result<()> {
    let wanted = looks(&name_key(name));
    let users = desk.store.users().await?;
    if users.iter().any(|user| looks(&name_key(&user.name)) == wanted) {
        return Err(AppError::field("name", FieldProblem::NotAName).into());
    }
    Ok(())
}

/// Whether a name holds signs that nobody sees.
fn has_unseen(name: &str) -> bool {
    name.chars().any(|c| name_key(c.encode_utf8(&mut [0; 4])).is_empty())
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
    fn names_have_bounds() {
        assert!(check_name("ann.lee").is_ok());
        assert!(check_name("").is_err());
        assert!(check_name("System").is_err());
        assert!(check_name("ann lee").is_err());
        assert!(check_name("ann\u{200b}lee").is_err());
        assert!(check_name("\u{ff33}ystem").is_err());
        assert!(check_name("5ystem").is_ok() && check_name("s\u{443}stem").is_err());
        assert!(check_name("\u{430}dministrator").is_err());
        for plain in ["\u{738b}\u{4f1f}", "ren\u{e9}", "\u{430}\u{43d}\u{43d}\u{430}", "o-brien_2"] {
            assert!(check_name(plain).is_ok(), "{plain}");
        }
        assert!(check_name(&"a".repeat(65)).is_err());
    }
}
