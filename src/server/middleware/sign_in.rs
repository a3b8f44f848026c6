//! The sign-in page as the answer to what was posted: to a form that arrived when nobody was signed
//! in, and to a sign-in that was refused. What was typed goes back to the browser inside the page,
//! so that nothing has to be kept for strangers.
//!
//! A form that arrived too late is posted once more by the browser, to the address of the sign-in
//! page (status 307), so that the browser shows this address and not that of a server function.

use crate::context::forms::{RefusedHere, RequestForms, SignInAgain};
use crate::paths;
use axum::body::Body;
use axum::extract::{Query, Request};
use axum::http::request::Parts;
use axum::http::{Method, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use model::error::AppError;
use model::forms;
use model::forms::second_factor::SignInCodeForm;
use model::forms::session::SignInForm;
use model::forms::users::AcceptInvitationForm;
use model::forms::{Form, FormStates};
use model::viewer::Viewer;

/// The address of the server function that signs in.
const SIGN_IN_ACTION: &str = "/api/sign_in";
/// The address of the server function that takes the code of a sign-in.
const CODE_ACTION: &str = "/api/sign_in_code";
/// The address of the server function that answers an invitation.
const ACCEPT_ACTION: &str = "/api/accept_invitation";

/// A pair of the sign-in page's address.
fn pair(uri: &Uri, wanted: &str) -> Option<String> {
    let Query(pairs) = Query::<Vec<(String, String)>>::try_from_uri(uri).ok()?;
    pairs.into_iter().find_map(|(name, value)| (name == wanted).then_some(value))
}

fn is_posted_to(request: &Request, path: &str) -> bool {
    *request.method() == Method::POST && request.uri().path() == path
}

fn is_posted_here(request: &Request) -> bool {
    is_posted_to(request, SignInForm::SPEC.action)
}

/// Rewrites the address of a form that was posted to its own page, that of an invitation, of the code or the sign-in
/// page, to that of its server function: signing in, or another form that arrived too late and is refused once more because
/// nobody is signed in.
pub fn route_to_action(request: &mut Request) {
    if is_posted_to(request, AcceptInvitationForm::SPEC.action) {
        *request.uri_mut() = Uri::from_static(ACCEPT_ACTION);
        return;
    }
    if is_posted_to(request, SignInCodeForm::SPEC.action) {
        *request.uri_mut() = Uri::from_static(CODE_ACTION);
        return;
    }
    if !is_posted_here(request) {
        return;
    }
    let form = pair(request.uri(), "form").as_deref().and_then(forms::find);
    let action = form.map_or(SIGN_IN_ACTION, |form| form.action);
    let action = if action == SignInForm::SPEC.action { SIGN_IN_ACTION } else { action };
    *request.uri_mut() = Uri::from_static(action);
}

/// Somebody signed in between the two posts of a form: it is not carried out, and the browser is
/// redirected.
pub fn redirect_late_form(request: &Request) -> Option<Response> {
    pair(request.uri(), "form").filter(|_| is_posted_here(request))?;
    let next = pair(request.uri(), "next").unwrap_or_default();
    Some(Redirect::to(&paths::inside(&next)).into_response())
}

/// What is needed to render the sign-in page as the answer, kept while the request is handled.
pub struct SignInFallback {
    head: Parts,
    next: Next,
    posted_here: bool,
}

impl SignInFallback {
    /// For a request: its head, and what answers requests.
    pub fn of(request: &Request, next: &Next) -> Self {
        let mut empty = Request::new(Body::empty());
        *empty.headers_mut() = request.headers().clone();
        *empty.extensions_mut() = request.extensions().clone();
        for of_the_body in [header::CONTENT_LENGTH, header::CONTENT_TYPE, header::TRANSFER_ENCODING] {
            empty.headers_mut().remove(of_the_body);
        }
        let head = empty.into_parts().0;
        Self { head, next: next.clone(), posted_here: is_posted_here(request) }
    }

    /// The page; or its address, to which the form is posted again.
    pub async fn answer(self, again: SignInAgain) -> Response {
        if again.error == AppError::SignedOut && !self.posted_here {
            return match again.form {
                Some(form) => Redirect::temporary(&paths::sign_in_with(form, &again.next)).into_response(),
                None => Redirect::to(&paths::sign_in_then(&again.next)).into_response(),
            };
        }
        let here = paths::sign_in_then(&again.next);
        let later = matches!(again.error, AppError::RateLimited(_) | AppError::Busy);
        let later = later.then(|| again.error.status());
        self.render(here, RequestForms::for_sign_in(again), later).await
    }

    /// The page of a form that was refused.
    pub async fn answer_refused(self, refused: RefusedHere) -> Response {
        let RefusedHere { here, key, state } = refused;
        let mut states = FormStates::default();
        states.keep(key, state);
        self.render(here, RequestForms::with(states), None).await
    }

    async fn render(self, here: String, forms: RequestForms, later: Option<u16>) -> Response {
        let Self { mut head, next, .. } = self;
        let Ok(uri) = here.parse::<Uri>() else { return StatusCode::BAD_REQUEST.into_response() };
        head.uri = uri;
        if let Some(viewer) = head.extensions.get_mut::<Viewer>() {
            viewer.here = here;
        }
        head.extensions.insert(forms);
        let mut response = next.run(Request::from_parts(head, Body::empty())).await;
        if let (Some(later), StatusCode::OK) = (later, response.status()) {
            *response.status_mut() = StatusCode::from_u16(later).unwrap_or(StatusCode::SERVICE_UNAVAILABLE);
        }
        response
    }
}
