//! Determines once per request the user, and what the page needs to know of them.

use super::plain::{RefusalContext, accepts_html};
use super::request_id::cookie;
use super::{second_factor, sign_in};
use crate::context::forms::RequestForms;
use crate::paths;
use crate::server::{
    ctx::{Ctx, Newcomer, Visitor},
    session::{self, Session},
    state::Desk,
};
use axum::body::HttpBody;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, Method, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use model::error::AppError;
use model::forms::second_factor::SignInCodeForm;
use model::forms::session::SignInForm;
use model::forms::users::AcceptInvitationForm;
use model::forms::{self, Form, FormStates};
use model::search::is_too_long;
use model::second_factor::Factor;
use model::time::known_zone;
use model::users::Me;
use model::viewer::{Density, Theme, Viewer, ZoneSource, cookies as view};
use percent_encoding::percent_decode_str;

/// Set by browsers that fetch a page ahead of a click.
const PURPOSE: HeaderName = HeaderName::from_static("sec-purpose");
/// Set by browsers: what the answer is for.
const FETCH_DEST: HeaderName = HeaderName::from_static("sec-fetch-dest");
/// Set by server functions on an answer that is an error.
const ERROR: HeaderName = HeaderName::from_static("serverfnerror");

/// More than an error in JSON takes.
const ERROR_SIZE: usize = 64 * 1024;

/// Loads the user, redirects to the sign-in page where nobody is signed in, and adds `Ctx`,
/// `Viewer` and the form states to the request. Who has to set up a second factor first gets no `Ctx` but a
/// `Newcomer`, and no other answer than that of the set-up.
pub async fn load(State(desk): State<Desk>, session: Session, mut request: Request, next: Next) -> Response {
    let refusal = RefusalContext::of(&request);
    let Some(visitor) = request.extensions().get::<Visitor>().cloned() else {
        return refusal.refuse_internal();
    };
    let me = match session::user(&desk, &session).await {
        Ok(me) => me,
        Err(error) => {
            let error = error.into_app_error(&visitor.request);
            return if error == AppError::Busy { refusal.refuse_busy() } else { refusal.refuse_internal() };
        }
    };
    let redirect =
        if me.is_none() { sign_in_redirect(&request) } else { sign_in::redirect_late_form(&request) };
    if let Some(redirect) = redirect {
        return redirect;
    }
    let is_newcomer = me.as_ref().is_some_and(|me| me.factor == Factor::Required);
    if is_newcomer && let Some(refused) = second_factor::refuse(&request, &refusal) {
        return refused;
    }
    let form_states = match me {
        Some(_) if is_navigation(&request) => session::form_states(&session).await,
        _ => FormStates::default(),
    };
    let left = RequestForms::with(form_states);
    // Nobody is signed in for anything else until the second factor is set up.
    let viewer = viewer(&desk, &visitor, me.clone().filter(|_| !is_newcomer), &request);
    let zone = viewer.zone.clone();
    let extensions = request.extensions_mut();
    extensions.insert(viewer);
    extensions.insert(left.clone());
    if let Some(me) = me {
        let ctx = Ctx::of_user(me, visitor.request, visitor.language).in_zone(&zone);
        if is_newcomer {
            extensions.insert(Newcomer(ctx));
        } else {
            extensions.insert(ctx);
        }
    }
    let fallback = is_post_of_page(&request).then(|| sign_in::SignInFallback::of(&request, &next));
    sign_in::route_to_action(&mut request);
    let call = request.uri().path().starts_with("/api/");
    let response = if call { answer_call(request, next, &refusal).await } else { next.run(request).await };
    if let Some(fallback) = fallback {
        if let Some(again) = left.again() {
            return fallback.answer(again).await;
        }
        if let Some(refused) = left.refused() {
            return fallback.answer_refused(refused).await;
        }
    }
    session::forget_form_states(&session, &left.taken()).await;
    response
}

/// The session layer answers with nothing at all when a new session could not be stored; people get a
/// page.
pub async fn leave_no_blank(request: Request, next: Next) -> Response {
    let refusal = RefusalContext::of(&request);
    let response = next.run(request).await;
    let blank = response.body().size_hint().exact() == Some(0);
    if response.status() == StatusCode::INTERNAL_SERVER_ERROR && blank {
        return refusal.refuse_busy();
    }
    response
}

/// The redirect of a page to the sign-in page. Posted forms pass: the server functions answer them,
/// so that a form is not lost.
fn sign_in_redirect(request: &Request) -> Option<Response> {
    let path = request.uri().path();
    let open = match *request.method() {
        Method::POST => {
            path.starts_with("/api/")
                || path == paths::sign_in()
                || forms::ALL.iter().any(|spec| spec.action == path)
        }
        _ => {
            [SignInForm::SPEC.action, SignInCodeForm::SPEC.action, AcceptInvitationForm::SPEC.action]
                .contains(&path)
                || (path.starts_with("/api/") && !accepts_html(request.headers()))
        }
    };
    let here = request.uri().path_and_query().map_or("/", |here| here.as_str());
    // The target is never a download, after which the browser would still show the sign-in page, and
    // never an address that only accepts POST.
    let next = match path {
        _ if path.starts_with("/api/") => "/",
        _ if path == paths::audit_proof() => "/activity",
        _ => paths::exported(here).unwrap_or(here),
    };
    (!open).then(|| Redirect::to(&paths::sign_in_then(next)).into_response())
}

/// Runs a server function. When its arguments cannot be read, the framework answers with status 500
/// and redirects browsers to an address that contains the error; this sets the right status and
/// shows an error page instead.
async fn answer_call(mut request: Request, next: Next, refusal: &RefusalContext) -> Response {
    let for_page = accepts_html(request.headers());
    request.headers_mut().remove(header::REFERER);
    let response = next.run(request).await;
    let needs_status = for_page || response.status() == StatusCode::INTERNAL_SERVER_ERROR;
    if !needs_status || !response.headers().contains_key(ERROR) {
        return response;
    }
    let body = axum::body::to_bytes(response.into_body(), ERROR_SIZE).await.unwrap_or_default();
    let error: AppError = serde_json::from_slice(&body).unwrap_or(AppError::Unreachable);
    let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let sentence = match error {
        AppError::BadRequest => "plain-unreadable",
        AppError::Busy => "plain-busy",
        _ => "plain-broken",
    };
    refusal.refuse(status, &error, sentence)
}

/// Whether a person navigates to a page: only that shows and removes form states. Scripts,
/// pictures, prefetched pages and downloads keep them.
fn is_navigation(request: &Request) -> bool {
    let headers = request.headers();
    let page = match headers.get(FETCH_DEST) {
        Some(dest) => dest == "document",
        None => accepts_html(headers),
    };
    page && *request.method() == Method::GET && !is_prefetch(headers)
}

/// Whether a person posts a form and waits for a page.
fn is_post_of_page(request: &Request) -> bool {
    *request.method() == Method::POST && accepts_html(request.headers())
}

/// Whether a browser fetches ahead of a click.
pub fn is_prefetch(headers: &HeaderMap) -> bool {
    let purpose = headers.get(PURPOSE).and_then(|value| value.to_str().ok());
    purpose.is_some_and(|purpose| purpose.contains("prefetch"))
}

/// Path and query of this page, for links and forms that return here. A value longer than any
/// search is dropped: it would travel with every form of the page.
fn here(uri: &Uri) -> String {
    let fits = |pair: &&str| {
        let value = pair.split_once('=').map_or("", |(_, value)| value);
        !is_too_long(&percent_decode_str(value).decode_utf8_lossy())
    };
    let pairs: Vec<&str> = uri.query().unwrap_or_default().split('&').filter(fits).collect();
    let query = pairs.join("&");
    if query.is_empty() { uri.path().to_owned() } else { format!("{}?{query}", uri.path()) }
}

fn viewer(desk: &Desk, visitor: &Visitor, me: Option<Me>, request: &Request) -> Viewer {
    let headers = request.headers();
    // Cookies are the viewer's own, but may be old or forged: an unknown zone counts as none.
    let zone = |name: &str| cookie(headers, name).filter(|zone| known_zone(zone).is_some());
    let (chosen, told) = (zone(view::ZONE), zone(view::BROWSER_ZONE));
    let zone_source = match (chosen, told) {
        (Some(_), _) => ZoneSource::Chosen,
        (None, Some(_)) => ZoneSource::Browser,
        (None, None) => ZoneSource::Desk,
    };
    Viewer {
        me,
        language: visitor.language,
        zone: chosen.or(told).unwrap_or(&desk.settings.zone).to_owned(),
        zone_source,
        browser_zone: told.map(str::to_owned),
        theme: cookie(headers, view::THEME).and_then(Theme::from_code).unwrap_or_default(),
        density: cookie(headers, view::DENSITY).and_then(Density::from_code).unwrap_or_default(),
        now: desk.clock.now(),
        simulated: desk.settings.simulated,
        here: here(request.uri()),
    }
}
