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

/// Longest time for a page. The partner's reads give up earlier.
const FOR_READS: Duration = Duration::from_secs(30);
/// Longest time for a change: the partner client waits up to 20 s before it sends a write, and
/// then 30 s for its answer.
const FOR_WRITES: Duration = Duration::from_secs(60);

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
    match tokio::time::timeout(if reads { FOR_READS } else { FOR_WRITES }, answer).await {
        Ok(response) => response,
        Err(_) => {
            tracing::warn!("answer took too long");
            asked.refuse(StatusCode::GATEWAY_TIMEOUT, &AppError::Unreachable, "plain-late")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::{Body, to_bytes};
    use axum::http::header;
    use axum::routing::get;
    use axum::{Router, middleware::from_fn};
    use tower::ServiceExt;

    async fn panics() -> &'static str {
        panic!("secret words of the panic")
    }

    async fn ask(accept: &str) -> (StatusCode, String) {
        let router: Router = Router::new().route("/", get(panics)).layer(from_fn(catch_panic));
        let request = Request::builder().header(header::ACCEPT, accept).body(Body::empty()).unwrap();
        let response = router.oneshot(request).await.unwrap();
        let status = response.status();
        let body = to_bytes(response.into_body(), 100_000).await.unwrap();
        (status, String::from_utf8(body.to_vec()).unwrap())
    }

    #[tokio::test]
    async fn a_panic_becomes_a_refusal_without_its_words() {
        let (status, page) = ask("text/html").await;
        assert_eq!(status, StatusCode::INTERNAL_SERVER_ERROR);
        assert!(page.starts_with("<!DOCTYPE html>") && !page.contains("secret words"), "{page}");
        let (status, data) = ask("application/json").await;
        assert_eq!((status, data.as_str()), (StatusCode::INTERNAL_SERVER_ERROR, "\"Unreachable\""));
    }
}
