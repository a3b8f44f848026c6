//! Signing in: the first step, with name and password. Who has a second factor takes [`super::second_step`].

use super::super::audit;
use super::super::{Error, Result};
use super::admit::{SignedIn, admitted, facts_of, known_browser, mark};
use super::passwords::{LONGEST as LONGEST_PASSWORD, is_right};
use super::second_step::{self, Leading};
use super::throttle::Counts;
use crate::server::{
    ctx::{Ctx, Visitor},
    state::Desk,
};
use model::audit::AuditAction;
use model::error::AppError;
use model::users::{Me, User};

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

/// What a right password, or an invitation, leads to.
#[derive(Debug)]
pub enum Entered {
    /// Somebody is signed in.
    In(Box<SignedIn>),
    /// A code is asked for. What the browser is to keep in its cookie meanwhile; the database has only a hash of it.
    Code(String),
}

/// Signs in. `leading` says where to; it is kept where a code is asked for. The answer and its time are the
/// same for an unknown name, a wrong password and a user who was switched off. Failures are counted as
/// `users::throttle` says. Tries refused for their pace are not audited: they could fill the log. An entry
/// about a failure bears the system as its actor: whose name was typed has done nothing. Users see these
/// entries as they see their own.
///
/// # Errors
/// [`AppError::WrongSignIn`], [`AppError::RateLimited`] with the seconds to wait, or a failure of
/// the database.
pub async fn sign_in(
    desk: &Desk,
    visitor: &Visitor,
    (name, password): (&str, &str),
    leading: Leading,
) -> Result<Entered> {
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
    let facts = facts_of(visitor);
    let subject = user.as_ref().map_or_else(|| name.clone(), |user| user.name.clone());
    let user = user.filter(|user| right && user.active);
    let factor = match &user {
        Some(user) => desk.store.second_factor(&user.id).await?,
        None => None,
    };
    match user {
        Some(user) if factor.is_some() => {
            counts.clear(desk).await?;
            let hashed = hashed.unwrap_or_default();
            Ok(Entered::Code(second_step::begin(desk, visitor, &user, &hashed, leading).await?))
        }
        Some(user) => {
            let me = Me::of(user);
            let ctx = Ctx::of_user(me.clone(), visitor.request.clone(), visitor.language);
            audit::around(desk, &ctx, AuditAction::SignIn, None, Some(&subject), facts, async {
                let mark = mark(hashed.as_deref().unwrap_or_default(), false);
                counts.clear(desk).await?;
                Ok(Entered::In(Box::new(admitted(desk, visitor, me, mark).await?)))
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

/// Whether user and password are as they were read: others may have changed them while this one waited for its
/// turn.
async fn is_still(desk: &Desk, user: Option<&User>, hashed: Option<&str>) -> Result<bool> {
    let Some(user) = user else { return Ok(false) };
    let now = desk.store.user_with_password(&user.id).await?;
    Ok(now.is_some_and(|(user, hash)| user.active && Some(hash.as_str()) == hashed))
}
