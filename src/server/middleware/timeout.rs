//! How long an answer may take. A change is finished even when nobody waits for it any more.

use crate::paths;
use crate::server::middleware::plain;
use crate::server::state::Desk;
use axum::extract::{Request, State};
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use model::error::AppError;
use std::time::Duration;
use tracing::Instrument;

/// Longest time for a page. Reads of the partner API time out earlier.
const FOR_READS: Duration = Duration::from_secs(30);
/// Longest time until a file begins: all of its rows are read and written before.
const FOR_FILES: Duration = Duration::from_secs(300);
/// Longest time for a change: the client waits up to 20 s before it sends a write, and then 30 s
/// for its answer.
const FOR_WRITES: Duration = Duration::from_secs(60);

fn is_file(path: &str) -> bool {
    paths::exported(path).is_some() || path == paths::audit_proof()
}

/// Bounds the time of an answer. A write is completed even when the browser disconnects or the time
/// is over: a payment must not stop half-way because somebody closed a tab.
pub async fn limit_time(State(desk): State<Desk>, request: Request, next: Next) -> Response {
    let refusal = plain::RefusalContext::of(&request);
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    let longest = match reads {
        true if is_file(request.uri().path()) => FOR_FILES,
        true => FOR_READS,
        false => FOR_WRITES,
    };
    let answer = async move {
        let work = partner::noticing_writes(next.run(request));
        if reads {
            return work.await;
        }
        let work = work.instrument(tracing::Span::current());
        match desk.tasks.spawn(work).await {
            Ok(response) => response,
            Err(error) => match error.try_into_panic() {
                Ok(panic) => std::panic::resume_unwind(panic),
                Err(_) => StatusCode::SERVICE_UNAVAILABLE.into_response(),
            },
        }
    };
    match tokio::time::timeout(longest, answer).await {
        Ok(response) => response,
        Err(_) => {
            tracing::warn!("answer took too long");
            refusal.refuse(StatusCode::GATEWAY_TIMEOUT, &AppError::Unreachable, "plain-late")
        }
    }
}
