//! Sessions: kept in the database, found by a cookie that holds nothing but a random id.

use crate::server::ctx::Visitor;
use crate::server::service;
use crate::server::state::Desk;
use crate::server::store::{
    BUSY, SESSION_ADDRESS as ADDRESS, SESSION_DEVICE as DEVICE, SESSION_SEEN as SEEN, SESSION_SINCE as SINCE,
    SESSION_USER as USER, Sessions,
};
use jiff::Timestamp;
use model::error::AppError;
use model::forms::{FormKey, FormState, FormStates};
use model::ids::UserId;
use model::users::Me;
use partner::clock::Clock;
use std::sync::Arc;
use std::time::Duration;
use tower_sessions::cookie::SameSite;
use tower_sessions::cookie::time::Duration as CookieAge;
use tower_sessions::{Expiry, SessionManagerLayer, session_store};

pub use tower_sessions::Session;

/// The form states.
const FORMS: &str = "forms";

/// Use is written down at most this often.
const SEEN_EVERY: Duration = Duration::from_secs(5 * 60);

/// Why a session could not be read or written: the database.
pub type Failure = tower_sessions::session::Error;

/// Whether the database was busy.
pub fn is_busy(failure: &Failure) -> bool {
    matches!(failure, Failure::Store(session_store::Error::Backend(text)) if text == BUSY)
}

/// Finds the session of each request by its cookie, and writes it back when it changed.
pub fn layer(desk: &Desk) -> SessionManagerLayer<Sessions> {
    // The library counts by the machine's clock, so the store has to; ours is asked in `user`.
    let machine = Clock::system();
    let sessions = Sessions::new(desk.store.clone(), Arc::new(move || machine.now()));
    let settings = &desk.settings;
    let idle = CookieAge::try_from(settings.session_idle).unwrap_or(CookieAge::HOUR);
    SessionManagerLayer::new(sessions)
        .with_name(cookie_name(desk, "id"))
        .with_secure(settings.https)
        .with_http_only(true)
        // Strict would leave people signed out when they follow a link from their mail.
        .with_same_site(SameSite::Lax)
        .with_path("/")
        .with_expiry(Expiry::OnInactivity(idle))
}

/// The name of a cookie of this desk. Browsers do not tell the ports of a host apart: without a name of
/// its own, each of two desks on one host would sign the other's users out.
fn cookie_name(desk: &Desk, of: &str) -> String {
    let bound = if desk.settings.https { "__Host-" } else { "" };
    format!("{bound}{of}-{}", desk.store.name())
}

/// The name of the cookie by which a browser is known.
pub fn browser_cookie(desk: &Desk) -> String {
    cookie_name(desk, "browser")
}

/// The name of the cookie with the link of an invitation that this browser has just made.
pub fn link_cookie(desk: &Desk) -> String {
    cookie_name(desk, "link")
}

/// The name of the cookie of a sign-in that waits for its code.
pub fn pending_cookie(desk: &Desk) -> String {
    cookie_name(desk, "pending")
}

/// The name of the cookie with recovery codes that this browser has just made.
pub fn codes_cookie(desk: &Desk) -> String {
    cookie_name(desk, "codes")
}

/// The user of a session, read anew: switching a user off or changing the role takes effect at
/// once. A session that is too old, or whose user is gone, is ended.
///
/// # Errors
/// A failure of the database.
pub async fn user(desk: &Desk, session: &Session) -> Result<Option<Me>, service::Error> {
    let id = match session.get::<UserId>(USER).await {
        Ok(Some(id)) => id,
        Ok(None) => return Ok(None),
        // Nobody is to look signed out because the database is busy.
        Err(failure) if is_busy(&failure) => return Err(AppError::Busy.into()),
        Err(error) => {
            tracing::warn!(%error, "a session could not be read");
            return Ok(None);
        }
    };
    let now = desk.clock.now();
    let since = read::<i64>(session, SINCE).await.unwrap_or(i64::MIN);
    let seen = read::<i64>(session, SEEN).await.unwrap_or(i64::MIN);
    let settings = &desk.settings;
    let over = age(now, since) > settings.session_total || age(now, seen) > settings.session_idle;
    let me = if over { None } else { service::users::present(desk, &id).await? };
    match &me {
        None => forget(session).await,
        Some(_) if age(now, seen) > SEEN_EVERY => write(session, SEEN, now.as_second()).await,
        Some(_) => {}
    }
    Ok(me)
}

fn age(now: Timestamp, at: i64) -> Duration {
    Duration::from_secs(u64::try_from(now.as_second().saturating_sub(at)).unwrap_or(0))
}

/// Begins a session: under a new id, with nothing of what was before it.
///
/// # Errors
/// A failure of the database.
pub async fn begin(desk: &Desk, session: &Session, me: &Me, visitor: &Visitor) -> Result<(), Failure> {
    session.clear().await;
    session.cycle_id().await?;
    let now = desk.clock.now().as_second();
    session.insert(USER, &me.id).await?;
    session.insert(SINCE, now).await?;
    session.insert(DEVICE, visitor.device.code()).await?;
    if let Some(address) = visitor.address {
        session.insert(ADDRESS, address).await?;
    }
    session.insert(SEEN, now).await
}

/// Goes on under a new id: a browser with the former one is signed out.
///
/// # Errors
/// A failure of the database.
pub async fn renew(session: &Session) -> Result<(), Failure> {
    session.cycle_id().await
}

/// The id of a session, as in its cookie; `None` where there is none.
pub fn id(session: &Session) -> Option<String> {
    session.id().map(|id| id.to_string())
}

/// Ends a session, in the database too.
///
/// # Errors
/// A failure of the database.
pub async fn end(session: &Session) -> Result<(), Failure> {
    session.flush().await
}

/// The form states that no page has shown yet.
pub async fn form_states(session: &Session) -> FormStates {
    read(session, FORMS).await.unwrap_or_default()
}

/// Keeps the state of a posted form for the page with that form and subject. Only for the session
/// of somebody who is signed in: visitors cause no row.
pub async fn keep_form_state(session: &Session, key: FormKey, state: FormState) {
    let mut states = form_states(session).await;
    states.keep(key, state);
    write(session, FORMS, states).await;
}

/// Forgets what a page has shown.
pub async fn forget_form_states(session: &Session, shown: &[FormKey]) {
    if shown.is_empty() {
        return;
    }
    let mut states = form_states(session).await;
    let removed = shown.iter().filter(|key| states.remove(key)).count();
    if removed > 0 {
        write(session, FORMS, states).await;
    }
}

/// A value; one that cannot be read counts as not there, so that the session is no session.
async fn read<T: serde::de::DeserializeOwned>(session: &Session, key: &str) -> Option<T> {
    session.get(key).await.unwrap_or_else(|error| {
        tracing::warn!(%error, key, "a session could not be read");
        None
    })
}

async fn write(session: &Session, key: &str, value: impl serde::Serialize) {
    if let Err(error) = session.insert(key, value).await {
        tracing::warn!(%error, key, "a session could not be written");
    }
}

async fn forget(session: &Session) {
    if let Err(error) = session.flush().await {
        tracing::warn!(%error, "a session could not be ended");
    }
}
