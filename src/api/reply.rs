//! What server functions share: who asks, how an answer leaves, and forms posted without script.

use crate::model::{
    error::AppError,
    form::{Flash, Notice},
    ids::RequestId,
    user::Me,
    viewer::{Density, Language, Theme, Viewer},
};
use crate::server::{
    ctx::{Ctx, Visitor},
    service::Outcome,
    session::{self, Back, Session},
    state::Desk,
};
use crate::ui::paths;
use http::request::Parts;
use http::{HeaderName, HeaderValue, StatusCode, header};
use leptos::context::use_context;
use leptos::reactive::owner::with_context;
use leptos::server_fn::redirect::REDIRECT_HEADER;
use leptos_axum::ResponseOptions;

/// One year, in seconds.
const YEAR: u32 = 31_536_000;

/// Something that the server put beside the request.
fn beside<T: Clone + Send + Sync + 'static>() -> Option<T> {
    with_context(|parts: &Parts| parts.extensions.get::<T>().cloned()).flatten()
}

/// The desk, and who asks.
pub(super) fn caller() -> Result<(Desk, Ctx), AppError> {
    let desk = desk()?;
    match beside::<Ctx>() {
        Some(ctx) => Ok((desk, ctx)),
        None => Err(with_status(AppError::SignedOut)),
    }
}

/// The desk, for those who are not signed in yet.
pub(super) fn desk() -> Result<Desk, AppError> {
    beside::<Desk>().ok_or_else(|| with_status(AppError::Unreachable))
}

/// Somebody who may not be signed in.
pub(super) fn visitor() -> Result<Visitor, AppError> {
    beside::<Visitor>().ok_or_else(|| with_status(AppError::Unreachable))
}

/// Gives a service's answer to the caller.
pub(super) fn give<T>(ctx: &Ctx, done: Outcome<T>) -> Result<T, AppError> {
    give_for(&ctx.request, done)
}

fn give_for<T>(request: &RequestId, done: Outcome<T>) -> Result<T, AppError> {
    done.map_err(|error| with_status(error.told(request)))
}

/// Sets the HTTP status for scripts. A page keeps its own: another status than a redirect's
/// would break forms posted without script.
fn with_status(error: AppError) -> AppError {
    if !is_for_page()
        && let (Some(response), Ok(status)) =
            (use_context::<ResponseOptions>(), StatusCode::from_u16(error.status()))
    {
        response.set_status(status);
    }
    error
}

/// Whether a browser waits for a page: it renders one, or posted a form without script.
fn is_for_page() -> bool {
    let accepts = |parts: &Parts| {
        let accepted = parts.headers.get(header::ACCEPT).and_then(|value| value.to_str().ok());
        accepted.is_some_and(|types| types.contains("text/html"))
    };
    with_context(accepts).unwrap_or(false)
}

/// A form as it was posted, to be filled in again when it is refused.
pub(super) struct Form {
    name: &'static str,
    values: Vec<(String, String)>,
}

impl Form {
    /// The form of that name.
    pub(super) fn new(name: &'static str) -> Self {
        Self { name, values: Vec::new() }
    }

    /// What was typed into a field. Never a password.
    pub(super) fn value(mut self, field: &str, value: &str) -> Self {
        self.values.push((field.to_owned(), value.to_owned()));
        self
    }

    /// Leads back to the page the form was on, with a notice or with what was wrong.
    pub(super) async fn stay(self, ctx: &Ctx, done: Outcome<Notice>) -> Result<(), AppError> {
        match give(ctx, done) {
            Ok(notice) if is_for_page() => {
                let (form, values) = (self.name.to_owned(), Vec::new());
                remember(&Flash { form, values, error: None, notice: Some(notice) }).await;
                redirect(&back());
                Ok(())
            }
            Ok(_) => Ok(()),
            Err(error) => self.refuse(error).await,
        }
    }

    /// Leads on to a page, or back with what was wrong.
    pub(super) async fn go(self, ctx: &Ctx, done: Outcome<String>) -> Result<(), AppError> {
        self.go_for(&ctx.request, done).await
    }

    /// [`Form::go`] for somebody who was not signed in when the form was posted.
    pub(super) async fn go_as_visitor(
        self,
        visitor: &Visitor,
        done: Outcome<String>,
    ) -> Result<(), AppError> {
        self.go_for(&visitor.request, done).await
    }

    async fn go_for(self, request: &RequestId, done: Outcome<String>) -> Result<(), AppError> {
        match give_for(request, done) {
            Ok(path) => {
                redirect(&path);
                Ok(())
            }
            Err(error) => self.refuse(error).await,
        }
    }

    async fn refuse(self, error: AppError) -> Result<(), AppError> {
        // A stranger who is told to wait is told by a bare page: a trace would be a session in the
        // database, one for each try.
        let only_waits = matches!(error, AppError::SlowDown(_)) && beside::<Ctx>().is_none();
        if only_waits || !is_for_page() {
            return Err(error);
        }
        let (form, values) = (self.name.to_owned(), self.values);
        remember(&Flash { form, values, error: Some(error), notice: None }).await;
        redirect(&back());
        Ok(())
    }
}

async fn remember(flash: &Flash) {
    if let Some(session) = beside::<Session>() {
        session::remember(&session, flash, beside::<Ctx>().is_some()).await;
    }
}

/// Begins the session of somebody who just proved who they are.
pub(super) async fn start_session(me: &Me) -> Result<(), AppError> {
    let (desk, session) = (desk()?, here_session()?);
    session::begin(&desk, &session, me).await.map_err(session_failed)
}

/// Ends the session, in the database too.
pub(super) async fn end_session() -> Result<(), AppError> {
    session::end(&here_session()?).await.map_err(session_failed)
}

fn here_session() -> Result<Session, AppError> {
    beside::<Session>().ok_or_else(|| with_status(AppError::Unreachable))
}

fn session_failed(failure: session::Failure) -> AppError {
    tracing::error!(error = ?failure, "a session could not be written");
    let request = beside::<Visitor>().map(|visitor| visitor.request);
    with_status(request.map_or(AppError::Unreachable, AppError::Internal))
}

/// Sends the browser to a path of this desk: by status when it waits for a page, else by the
/// header that scripts of ours follow.
pub(super) fn redirect(path: &str) {
    let Some(response) = use_context::<ResponseOptions>() else { return };
    let location = HeaderValue::from_str(&paths::inside(path));
    response.insert_header(header::LOCATION, location.unwrap_or(HeaderValue::from_static("/")));
    if is_for_page() {
        response.set_status(StatusCode::SEE_OTHER);
    } else {
        response.insert_header(HeaderName::from_static(REDIRECT_HEADER), HeaderValue::from_static(""));
    }
}

/// The page that this request came from, if it is one of ours, else the overview.
pub(super) fn back() -> String {
    beside::<Back>().map_or_else(paths::overview, |back| back.0)
}

/// Keeps what the viewer chose. Values that are not on offer are left alone.
pub(super) fn set_view(language: &str, theme: &str, density: &str, zone: &str) {
    let language = Language::from_tags(language).map(Language::tag);
    let theme = Theme::from_code(theme).map(Theme::code);
    let density = Density::from_code(density).map(Density::code);
    let zone = (!zone.is_empty() && jiff::tz::TimeZone::get(zone).is_ok()).then_some(zone);
    for (name, value) in [("language", language), ("theme", theme), ("density", density), ("zone", zone)] {
        if let Some(value) = value {
            set_cookie(name, value);
        }
    }
}

fn set_cookie(name: &str, value: &str) {
    let secure = desk().is_ok_and(|desk| desk.settings.https);
    let secure = if secure { "; Secure" } else { "" };
    let cookie = format!("{name}={value}; Path=/; Max-Age={YEAR}; SameSite=Lax{secure}");
    if let (Some(response), Ok(cookie)) = (use_context::<ResponseOptions>(), HeaderValue::from_str(&cookie)) {
        response.append_header(header::SET_COOKIE, cookie);
    }
}

/// For whom this page is made.
pub(super) fn viewer() -> Option<Viewer> {
    beside::<Viewer>()
}

/// The language of this page.
pub(super) fn language() -> Language {
    let language = |parts: &Parts| parts.extensions.get::<Viewer>().map(|viewer| viewer.language);
    with_context(language).flatten().unwrap_or_default()
}

/// What a form of that name left behind for this page.
pub(super) fn flash(form: &str) -> Option<Flash> {
    beside::<Flash>().filter(|flash| flash.form == form)
}
