//! Who has to set up a second factor first: nothing but its page and its forms answers.

use super::plain::{RefusalContext, accepts_html};
use crate::paths;
use axum::extract::Request;
use axum::http::{Method, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use model::error::AppError;
use model::forms::Form;
use model::forms::second_factor::{BeginSetUpForm, CancelSetUpForm, ConfirmSetUpForm};
use model::forms::session::{SignOutForm, ViewForm};

/// The forms that answer: those of the page, signing out, and the language of the page.
const OPEN: [&str; 5] = [
    BeginSetUpForm::SPEC.action,
    ConfirmSetUpForm::SPEC.action,
    CancelSetUpForm::SPEC.action,
    SignOutForm::SPEC.action,
    ViewForm::SPEC.action,
];

/// The answer in place of any other: people are led to the set-up, and from there to where they wanted to go.
/// Scripts learn that nobody is signed in.
pub fn refuse(request: &Request, refusal: &RefusalContext) -> Option<Response> {
    let path = request.uri().path();
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    let open = if reads { path == paths::second_factor() } else { OPEN.contains(&path) };
    if open {
        return None;
    }
    if !accepts_html(request.headers()) {
        return Some(refusal.refuse(StatusCode::UNAUTHORIZED, &AppError::SignedOut, "plain-unreadable"));
    }
    let here = request.uri().path_and_query().map_or("/", |here| here.as_str());
    // Never to a download or to the address of a form.
    let is_page = reads && !path.starts_with("/api/") && path != paths::audit_proof();
    let then = if is_page { paths::exported(here).unwrap_or(here) } else { "/" };
    Some(Redirect::to(&paths::second_factor_then(then)).into_response())
}
