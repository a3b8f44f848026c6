//! Refusals that come before the app could answer: a bare page for people, the app's error for
//! scripts. They need nothing that could be broken: no database, no session, no style.

use crate::escape::escaped;
use crate::server::ctx::Visitor;
use crate::texts::in_language;
use axum::extract::Request;
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Response};
use model::error::AppError;
use model::ids::RequestId;
use model::viewer::Language;

/// What an error response needs of its request.
#[derive(Clone, Debug)]
pub struct RefusalContext {
    for_page: bool,
    language: Language,
    request: Option<RequestId>,
}

impl RefusalContext {
    /// Reads it before the request is passed to the next handler.
    pub fn of(request: &Request) -> Self {
        let visitor = request.extensions().get::<Visitor>();
        Self {
            for_page: accepts_html(request.headers()),
            language: visitor.map(|visitor| visitor.language).unwrap_or_default(),
            request: visitor.map(|visitor| visitor.request.clone()),
        }
    }

    /// The error response. `sentence` is a key of `locales/*/plain.ftl`.
    pub fn refuse(&self, status: StatusCode, error: &AppError, sentence: &str) -> Response {
        self.refuse_with(status, error, sentence, [])
    }

    /// The same, with facts in the sentence.
    pub fn refuse_with<const N: usize>(
        &self,
        status: StatusCode,
        error: &AppError,
        sentence: &str,
        facts: [(&'static str, String); N],
    ) -> Response {
        if !self.for_page {
            return (status, axum::Json(error)).into_response();
        }
        let facts = facts.map(|(name, value)| (name, value.into()));
        let sentence = in_language(self.language, sentence, facts);
        (status, Html(self.page(&sentence))).into_response()
    }

    /// The response to an internal error.
    pub fn refuse_internal(&self) -> Response {
        let error = self.request.clone().map_or(AppError::Unreachable, AppError::Internal);
        self.refuse(StatusCode::INTERNAL_SERVER_ERROR, &error, "plain-broken")
    }

    /// The response when the database is busy and nothing was sent.
    pub fn refuse_busy(&self) -> Response {
        self.refuse(StatusCode::SERVICE_UNAVAILABLE, &AppError::Busy, "plain-busy")
    }

    fn page(&self, sentence: &str) -> String {
        let say = |key| escaped(&in_language(self.language, key, []));
        let (title, text, home) = (say("plain-title"), escaped(sentence), say("plain-home"));
        let id = self.request.as_ref().map(RequestId::as_str).unwrap_or_default();
        let request = escaped(&in_language(self.language, "plain-request", [("id", id.into())]));
        let tag = self.language.tag();
        format!(
            "<!DOCTYPE html><html lang=\"{tag}\"><head><meta charset=\"utf-8\">\
             <meta name=\"viewport\" content=\"width=device-width\"><title>{title}</title></head>\
             <body><main><h1>{title}</h1><p>{text}</p><p>{request}</p><p><a href=\"/\">{home}</a></p></main></body></html>"
        )
    }
}

/// Puts a page around the refusals of libraries, which are bare words or nothing: a body that is too large,
/// a method that an address does not have.
pub async fn dress(request: Request, next: Next) -> Response {
    let refusal = RefusalContext::of(&request);
    let response = next.run(request).await;
    let sentence = match response.status() {
        StatusCode::PAYLOAD_TOO_LARGE => "plain-too-large",
        StatusCode::METHOD_NOT_ALLOWED => "plain-method",
        _ => return response,
    };
    let is_page = response.headers().get(header::CONTENT_TYPE);
    let is_page =
        is_page.and_then(|kind| kind.to_str().ok()).is_some_and(|kind| kind.starts_with("text/html"));
    if !refusal.for_page || is_page {
        return response;
    }
    let mut page = refusal.refuse(response.status(), &AppError::BadRequest, sentence);
    page.headers_mut()
        .extend(response.headers().get(header::ALLOW).cloned().map(|allow| (header::ALLOW, allow)));
    page
}

/// Whether somebody waits for a page, rather than a script for data.
pub fn accepts_html(headers: &HeaderMap) -> bool {
    let accepted = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok());
    accepted.is_some_and(|types| types.contains("text/html"))
}
