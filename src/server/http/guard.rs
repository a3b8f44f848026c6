//! What holds when things go wrong: panics, slow answers, browsers that hang up.

use super::plain;
use crate::model::error::AppError;
use crate::server::state::Desk;
use axum::extract::{Request, State};
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use futures::FutureExt;
use std::panic::AssertUnwindSafe;
use std::time::Duration;
use tracing::Instrument;

/// Longest time for an answer. The partner's reads give up earlier.
const PATIENCE: Duration = Duration::from_secs(30);

/// Answers a panic with a page that bears the request id, and goes on serving.
pub async fn catch_panic(request: Request, next: Next) -> Response {
    let asked = plain::Asked::of(&request);
    // What the request held is dropped with it; nothing of it is looked at afterwards.
    match AssertUnwindSafe(next.run(request)).catch_unwind().await {
        Ok(response) => response,
        Err(panic) => {
            let text = panic.downcast_ref::<String>().map(String::as_str);
            let text = text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("?");
            tracing::error!(panic = text, "panicked while answering");
            asked.refuse_internal()
        }
    }
}

/// Bounds the time of an answer. What changes something is finished even when the browser hangs
/// up or the time is over: a payment must not stop half-way because somebody closed a tab.
pub async fn finish(State(desk): State<Desk>, request: Request, next: Next) -> Response {
    let asked = plain::Asked::of(&request);
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    let answer = async move {
        if reads {
            return next.run(request).await;
        }
        let work = next.run(request).instrument(tracing::Span::current());
        match desk.tasks.spawn(work).await {
            Ok(response) => response,
            Err(error) => match error.try_into_panic() {
                Ok(panic) => std::panic::resume_unwind(panic),
                Err(_) => StatusCode::SERVICE_UNAVAILABLE.into_response(),
            },
        }
    };
    match tokio::time::timeout(PATIENCE, answer).await {
        Ok(response) => response,
        Err(_) => {
            tracing::warn!("answer took too long");
            asked.refuse(StatusCode::GATEWAY_TIMEOUT, &AppError::Unreachable, "plain-late")
        }
    }
}
