//! Letting somebody in who proved who they are, and knowing their browser the next time.

use super::super::Result;
use super::super::audit::Facts;
use crate::server::{ctx::Visitor, state::Desk};
use model::ids::UserId;
use model::users::{Me, User};
use model::viewer::ViewChoices;
use sha2::{Digest, Sha256};

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
    /// What let them in, to be compared once their session is stored.
    mark: String,
}

/// A hash of what lets a user in, as it was checked.
pub(super) fn mark(password: &str, factor: bool) -> String {
    token_hash(&format!("{factor} {password}"))
}

/// The same as it is now; `None` for a user who is switched off.
pub(super) async fn present_mark(desk: &Desk, user: &UserId) -> Result<Option<String>> {
    let found = desk.store.user_with_password(user).await?.filter(|(user, _)| user.active);
    let factor = desk.store.second_factor(user).await?.is_some();
    Ok(found.map(|(_, password)| mark(&password, factor)))
}

/// Whether what let somebody in still does: asked when their session is stored, since a change before that could
/// not end it, and one after that does.
///
/// # Errors
/// A failure of the database.
pub async fn is_still_let_in(desk: &Desk, signed_in: &SignedIn) -> Result<bool> {
    Ok(present_mark(desk, &signed_in.me.id).await?.as_ref() == Some(&signed_in.mark))
}

/// Somebody who proved who they are: by their password and, where there is a second factor, a code; or by an
/// invitation. `mark` is that of what was checked.
pub(super) async fn admitted(desk: &Desk, visitor: &Visitor, me: Me, mark: String) -> Result<SignedIn> {
    let now = desk.clock.now();
    desk.store.record_sign_in(&me.id, now).await?;
    let kept = match &visitor.browser {
        Some(token) if desk.store.is_anybodys_browser(&token_hash(token)).await? => Some(token.clone()),
        _ => None,
    };
    let browser = kept.unwrap_or_else(|| hex::encode(desk.ids.bytes::<16>()));
    desk.store.remember_browser(&token_hash(&browser), &me.id, now).await?;
    let view = desk.store.view_choices(&me.id).await?;
    Ok(SignedIn { me, browser, view, mark })
}

/// The hash of the browser's token, when this user has signed in from it.
pub(super) async fn known_browser(
    desk: &Desk,
    visitor: &Visitor,
    user: Option<&User>,
) -> Result<Option<String>> {
    let (Some(token), Some(user)) = (&visitor.browser, user) else { return Ok(None) };
    let hash = token_hash(token);
    Ok(desk.store.is_known_browser(&hash, &user.id).await?.then_some(hash))
}

/// Where somebody signs in from, for the audit log.
pub(super) fn facts_of(visitor: &Visitor) -> Facts {
    visitor.address.map(|address| ("address".to_owned(), address.to_string())).into_iter().collect()
}

/// The token is 128 random bits or more: a plain hash of it cannot be searched for.
pub(super) fn token_hash(token: &str) -> String {
    hex::encode(Sha256::digest(token))
}
