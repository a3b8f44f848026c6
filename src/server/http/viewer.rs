//! Settles once per request who asks, and what the page needs to know of them.

use super::plain::{Asked, accepts_html};
use super::{origin, request::cookie};
use crate::model::{
    error::AppError,
    user::Me,
    viewer::{Density, Theme, Viewer},
};
use crate::server::{
    ctx::{Ctx, Visitor},
    session::{self, Back, Session},
    state::Desk,
};
use crate::ui::paths;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};

/// Set by browsers that fetch a page ahead of a click.
const PURPOSE: HeaderName = HeaderName::from_static("sec-purpose");
/// Set by server functions on an answer that is an error.
const ERROR: HeaderName = HeaderName::from_static("serverfnerror");

/// More than an error in JSON takes.
const ERROR_SIZE: usize = 64 * 1024;

/// What can be asked for without being signed in.
const OPEN_CALLS: [&str; 2] = ["/api/sign_in", "/api/view"];

/// Loads the user anew, turns people away to the sign-in, and hands on `Ctx`, `Viewer`, the
/// form's trace and the way back.
pub async fn settle(
    State(desk): State<Desk>,
    session: Session,
    mut request: Request,
    next: Next,
) -> Response {
    let asked = Asked::of(&request);
    let Some(visitor) = request.extensions().get::<Visitor>().cloned() else {
        return asked.refuse_internal();
    };
    let me = match session::user(&desk, &session).await {
        Ok(me) => me,
        Err(error) => {
            tracing::error!(?error, "the user of a session could not be read");
            return asked.refuse_internal();
        }
    };
    let call = request.uri().path().starts_with("/api/");
    let back = origin::came_from(request.headers(), &desk.settings).unwrap_or_else(paths::overview);
    if me.is_none()
        && let Some(refusal) = turn_away(&request, call, &back)
    {
        return refusal;
    }
    let page = !call && paths::exported(request.uri().path()).is_none();
    let shown = page && *request.method() == Method::GET && !is_prefetch(request.headers());
    if shown && let Some(flash) = session::recall(&session).await {
        request.extensions_mut().insert(flash);
    }
    let viewer = viewer(&desk, &visitor, me.clone(), &request);
    let extensions = request.extensions_mut();
    extensions.insert(viewer);
    extensions.insert(Back(back));
    if let Some(me) = me {
        extensions.insert(Ctx::of_user(me, visitor.request, visitor.language));
    }
    if call { answer_call(request, next, &asked).await } else { next.run(request).await }
}

/// Pages send people to the sign-in and back again. Calls of scripts are answered by the server
/// functions themselves.
fn turn_away(request: &Request, call: bool, back: &str) -> Option<Response> {
    let path = request.uri().path();
    let here = request.uri().path_and_query().map_or("/", |here| here.as_str());
    // Back to the list, and not into a download that leaves the sign-in standing.
    let next = if call { back } else { paths::exported(here).unwrap_or(here) };
    let open = if call {
        OPEN_CALLS.contains(&path) || !accepts_html(request.headers())
    } else {
        path == paths::sign_in()
    };
    (!open).then(|| Redirect::to(&paths::sign_in_then(next)).into_response())
}

/// Runs a server function. Where one could not even read its arguments, nothing of ours has set
/// the status, and a browser would be sent to an address that holds the error: both are mended.
async fn answer_call(mut request: Request, next: Next, asked: &Asked) -> Response {
    let for_page = accepts_html(request.headers());
    request.headers_mut().remove(header::REFERER);
    let response = next.run(request).await;
    let untold = for_page || response.status() == StatusCode::INTERNAL_SERVER_ERROR;
    if !untold || !response.headers().contains_key(ERROR) {
        return response;
    }
    let body = axum::body::to_bytes(response.into_body(), ERROR_SIZE).await.unwrap_or_default();
    let error: AppError = serde_json::from_slice(&body).unwrap_or(AppError::Unreachable);
    let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let sentence = match error {
        AppError::BadRequest => "plain-unreadable",
        AppError::SlowDown(_) => "plain-wait",
        _ => "plain-broken",
    };
    asked.refuse(status, &error, sentence)
}

/// Whether a browser fetches ahead of a click.
pub fn is_prefetch(headers: &HeaderMap) -> bool {
    let purpose = headers.get(PURPOSE).and_then(|value| value.to_str().ok());
    purpose.is_some_and(|purpose| purpose.contains("prefetch"))
}

fn viewer(desk: &Desk, visitor: &Visitor, me: Option<Me>, request: &Request) -> Viewer {
    let headers = request.headers();
    // Cookies are the viewer's own, but may be old or forged: an unknown zone counts as none.
    let zone = cookie(headers, "zone").filter(|zone| jiff::tz::TimeZone::get(zone).is_ok());
    Viewer {
        me,
        language: visitor.language,
        zone: zone.unwrap_or(&desk.settings.zone).to_owned(),
        theme: cookie(headers, "theme").and_then(Theme::from_code).unwrap_or_default(),
        density: cookie(headers, "density").and_then(Density::from_code).unwrap_or_default(),
        now: desk.clock.now(),
        simulated: desk.settings.simulated,
        here: request.uri().path_and_query().map_or_else(paths::overview, ToString::to_string),
    }
}
