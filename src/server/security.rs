//! The headers that tell browsers what this desk never does.

use crate::server::state::Desk;
use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;

/// For pages: scripts by the page's nonce or from here, no plug-ins, no frames, no other hosts.
/// WebAssembly needs its own source expression; styles and everything else come from files of ours.
pub fn page_policy(nonce: &str) -> String {
    format!(
        "default-src 'none'; script-src 'self' 'nonce-{nonce}' 'wasm-unsafe-eval'; style-src 'self'; \
         img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; \
         form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
}

/// For everything that is not a page of the app.
const BARE_POLICY: &str = "default-src 'none'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// Sent with every answer, unless it brought its own.
const ALWAYS: [(HeaderName, &str); 7] = [
    (header::CONTENT_SECURITY_POLICY, BARE_POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    // Forms return to their page by the referrer, so it is sent to this desk only.
    (header::REFERRER_POLICY, "same-origin"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
    ),
    // Pages and data of customers; files of ours bring their own.
    (header::CACHE_CONTROL, "no-store"),
];

/// Two years.
const HSTS: &str = "max-age=63072000; includeSubDomains";

/// Puts them on every answer.
pub async fn headers(State(desk): State<Desk>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in ALWAYS {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    if desk.settings.https {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static(HSTS));
    }
    response
}
