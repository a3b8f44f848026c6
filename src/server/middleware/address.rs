//! Addresses that are not quite ours: with a slash at the end, or below a path of a proxy.

use crate::paths;
use crate::server::middleware::plain::RefusalContext;
use axum::extract::Request;
use axum::http::{HeaderName, Method, StatusCode, Uri};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use model::error::AppError;

/// Set by proxies that serve an application below a path.
const PREFIX: HeaderName = HeaderName::from_static("x-forwarded-prefix");

/// Where each of our addresses begins.
const OURS: [&str; 17] = [
    "activity",
    "api",
    "budgets",
    "changes",
    "customers",
    "export",
    "export-xlsx",
    "fonts",
    "help",
    "orders",
    "payments",
    "pkg",
    "renewals",
    "resellers",
    "search",
    "sign-in",
    "status",
];

/// Redirects an address with a slash at its end to the one without, and says on a page of its own what is
/// wrong where a proxy serves this desk below a path: its pages would have neither style nor links.
pub async fn check(request: Request, next: Next) -> Response {
    let prefix = request.headers().get(PREFIX).and_then(|value| value.to_str().ok());
    let is_below = prefix.is_some_and(|prefix| !prefix.trim_matches('/').is_empty());
    if is_below || is_below_a_path(request.uri().path()) {
        tracing::warn!(?prefix, "a proxy serves this desk below a path, which it cannot");
        let refusal = RefusalContext::of(&request);
        return refusal.refuse(StatusCode::NOT_FOUND, &AppError::NotFound, "plain-below-path");
    }
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    match without_slash(request.uri()) {
        Some(address) if reads => Redirect::permanent(&address).into_response(),
        _ => next.run(request).await,
    }
}

fn is_below_a_path(path: &str) -> bool {
    let mut parts = path.split('/').skip(1);
    let (first, second) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    !OURS.contains(&first) && OURS.contains(&second)
}

fn without_slash(uri: &Uri) -> Option<String> {
    let path = uri.path().strip_suffix('/')?.trim_end_matches('/');
    let query = uri.query().map(|query| format!("?{query}")).unwrap_or_default();
    // Two slashes at the beginning would lead to another host.
    (!path.is_empty()).then(|| paths::inside(&format!("{path}{query}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slash_at_the_end_is_dropped_and_leads_nowhere_else() {
        let without = |address: &'static str| without_slash(&Uri::from_static(address));
        assert_eq!(without("/customers/").as_deref(), Some("/customers"));
        assert_eq!(without("/customers//?q=a%2F&page=2").as_deref(), Some("/customers?q=a%2F&page=2"));
        assert_eq!(without("/"), None);
        assert_eq!(without("/customers"), None);
        assert_eq!(without("/customers?q=/"), None);
        assert_eq!(without("//evil.example/").as_deref(), Some("/"));
    }

    #[test]
    fn an_address_below_a_path_is_recognised() {
        for path in ["/desk/sign-in", "/desk/customers/c1", "/desk/pkg/a.css", "/a/api/sign_in"] {
            assert!(is_below_a_path(path), "{path}");
        }
        for path in [
            "/",
            "/desk",
            "/customers",
            "/export/customers",
            "/export-xlsx/customers",
            "/api/search",
            "/no/such/page",
        ] {
            assert!(!is_below_a_path(path), "{path}");
        }
    }
}
