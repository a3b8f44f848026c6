//! Signing in, and confirming with the password what a signed-in user is about to do.

use super::super::audit::{self, Facts};
use super::super::{Error, Result};
use super::passwords::{self, LONGEST as LONGEST_PASSWORD, broken};
use super::throttle::Counts;
use crate::server::{
    ctx::{Ctx, Visitor},
    state::Desk,
};
use model::audit::AuditAction;
use model::error::{AppError, FieldProblem};
use model::ids::RequestId;
use model::users::{Me, User};
use model::viewer::ViewChoices;
use sha2::{Digest, Sha256};

/// Most characters of a login name.
pub const LONGEST_NAME: usize = 64;

/// A name and a password as a stranger typed them, without what makes them longer than any may
/// be: what is too long stays too long by one character, and fits nobody. Control characters are
/// dropped from the name, since names are compared without them and failures count per name.
pub fn bounded(name: String, password: String) -> (String, String) {
    let visible: String = name.chars().filter(|c| !c.is_control()).collect();
    let name = visible.trim().chars().take(LONGEST_NAME + 1).collect();
    (name, password.chars().take(LONGEST_PASSWORD + 1).collect())
}

/// Somebody who has just signed in.
#[derive(Debug)]
pub struct SignedIn {
    /// The user.
    pub me: Me,
    /// What the browser is to keep in its cookie, to be known the next time. The database has only a
    /// hash of it.
    pub browser: String,
    /// How they want their pages, as they chose in any browser before.
    pub view: ViewChoices,
}

/// Signs in. The answer and its time are the same for an unknown name, a wrong password and a
/// user who was switched off. Failures are counted as `users::throttle` says. Tries refused for their
/// pace are not audited: they could fill the log. An entry about a failure bears the system as its
/// actor: whose name was typed has done nothing. Users see these entries as they see their own.
///
/// # Errors
/// [`AppError::WrongSignIn`], [`AppError::RateLimited`] with the seconds to wait, or a failure of
/// the database.
pub async fn sign_in(desk: &Desk, visitor: &Visitor, name: &str, password: &str) -> Result<SignedIn> {
    let (name, password) = bounded(name.to_owned(), password.to_owned());
    let (user, hashed) = desk.store.user_by_name(&name).await?.unzip();
    let browser = known_browser(desk, visitor, user.as_ref()).await?;
    let counts = Counts::of_sign_in(&name, visitor, browser.as_deref());
    // Asked before waiting for a turn too: who is told to wait makes nobody else wait.
    counts.check(desk).await?;
    let _turn = desk.sign_ins.turn(browser.is_some()).await;
    counts.check(desk).await?;
    let right = is_right(&password, hashed.clone(), &visitor.request).await?
        && is_still(desk, user.as_ref(), hashed.as_deref()).await?;
    let facts: Facts =
        visitor.address.map(|address| ("address".to_owned(), address.to_string())).into_iter().collect();
    let subject = user.as_ref().map_or_else(|| name.clone(), |user| user.name.clone());
    match user.filter(|user| right && user.active) {
        Some(user) => {
            let me = Me::of(user);
            let ctx = Ctx::of_user(me.clone(), visitor.request.clone(), visitor.language);
            audit::around(desk, &ctx, AuditAction::SignIn, None, Some(&subject), facts, async {
                admit(desk, visitor, &counts, me).await
            })
            .await
        }
        None => {
            counts.record(desk).await?;
            let ctx = Ctx::system("door", visitor.request.clone());
            let refused = async { Err(Error::from(AppError::WrongSignIn)) };
            audit::around(desk, &ctx, AuditAction::SignIn, None, Some(&subject), facts, refused).await
        }
    }
}

async fn admit(desk: &Desk, visitor: &Visitor, counts: &Counts, me: Me) -> Result<SignedIn> {
    counts.clear(desk).await?;
    admitted(desk, visitor, me).await
}

/// Somebody who proved who they are: by their password, or by an invitation.
pub(super) async fn admitted(desk: &Desk, visitor: &Visitor, me: Me) -> Result<SignedIn> {
    let now = desk.clock.now();
    desk.store.record_sign_in(&me.id, now).await?;
    let kept = match &visitor.browser {
        Some(token) if desk.store.is_anybodys_browser(&token_hash(token)).await? => Some(token.clone()),
        _ => None,
    };
    let browser = kept.unwrap_or_else(|| hex::encode(desk.ids.bytes::<16>()));
    desk.store.remember_browser(&token_hash(&browser), &me.id, now).await?;
    let view = desk.store.view_choices(&me.id).await?;
    Ok(SignedIn { me, browser, view })
}

/// The hash of the browser's token, when this user has signed in from it.
async fn known_browser(desk: &Desk, visitor: &Visitor, user: Option<&User>) -> Result<Option<String>> {
    let (Some(token), Some(user)) = (&visitor.browser, user) else { return Ok(None) };
    let hash = token_hash(token);
    Ok(desk.store.is_known_browser(&hash, &user.id).await?.then_some(hash))
}

/// The token is 128 random bits or more: a plain hash of it cannot be searched for.
pub(super) fn token_hash(token: &str) -> String {
    hex::encode(Sha256::digest(token))
}

/// Whether it is the password that was hashed; without a hash it takes as long and is not.
async fn is_right(password: &str, hashed: Option<String>, request: &RequestId) -> Result<bool> {
    let fits = password.chars().count() <= passwords::LONGEST;
    let password = if fits { password.to_owned() } else { String::new() };
    let right = passwords::matches(password, hashed).await.map_err(|error| broken(&error, request))?;
    Ok(right && fits)
}

/// Whether user and password are as they were read: others may have changed them while this one waited for its
/// turn.
async fn is_still(desk: &Desk, user: Option<&User>, hashed: Option<&str>) -> Result<bool> {
    let Some(user) = user else { return Ok(false) };
    let now = desk.store.user_with_password(&user.id).await?;
    Ok(now.is_some_and(|(user, hash)| user.active && Some(hash.as_str()) == hashed))
}

/// Checks the password of the signed-in user again. Its failures have a count of their own, which
/// only who is signed in can raise.
///
/// # Errors
/// [`FieldProblem::WrongPassword`] for the field `password`, [`AppError::RateLimited`] with the
/// seconds to wait, or a failure of the database.
pub async fn password_again(desk: &Desk, ctx: &Ctx, password: &str, subject: &str) -> Result<()> {
    let Some(me) = ctx.me() else { return Ok(()) };
    if password.is_empty() {
        return Err(AppError::field("password", FieldProblem::Missing).into());
    }
    let counts = Counts::of_confirming(&me.id);
    let _turn = desk.sign_ins.turn(true).await;
    counts.check(desk).await?;
    audit::around(desk, ctx, AuditAction::PasswordAgain, None, Some(subject), Facts::new(), async {
        let (user, hashed) = desk.store.user_with_password(&me.id).await?.unzip();
        let right = is_right(password, hashed, &ctx.request).await?;
        if right && user.is_some_and(|user| user.active) {
            return counts.clear(desk).await;
        }
        counts.record(desk).await?;
        Err(AppError::field("password", FieldProblem::WrongPassword).into())
    })
    .await
}
