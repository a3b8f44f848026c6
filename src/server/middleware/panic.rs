//! Catches panics of handlers and answers with an error page.

use crate::server::middleware::plain;
use axum::extract::Request;
use axum::middleware::Next;
use axum::response::Response;
use futures::FutureExt;
use std::panic::AssertUnwindSafe;

/// Answers a panic with an error page that shows the request id.
pub async fn catch_panic(request: Request, next: Next) -> Response {
    let refusal = plain::RefusalContext::of(&request);
    // Everything that the request owned is dropped with it and not used afterwards.
    match AssertUnwindSafe(next.run(request)).catch_unwind().await {
        Ok(response) => response,
        Err(panic) => {
            let text = panic.downcast_ref::<String>().map(String::as_str);
            let text = text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("?");
            tracing::error!(panic = text, "panicked while answering");
            refusal.refuse_internal()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::{Body, to_bytes};
    use axum::http::StatusCode;
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
