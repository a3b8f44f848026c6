//! The outermost layer: each request gets an id, a line in the log and a count.

use crate::server::{ctx::Visitor, session, state::Desk};
use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;
use model::ids::RequestId;
use model::sessions::Device;
use model::viewer::Language;
use std::net::{IpAddr, SocketAddr};
use tracing::Instrument;

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
const FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");

/// Longest method and path in the log, bytes: ours are shorter, and anybody may ask for others.
const LOGGED: usize = 200;

/// Gives the request its id and its [`Visitor`], and sends the id back.
pub async fn assign(State(desk): State<Desk>, mut request: Request, next: Next) -> Response {
    let id = desk.ids.request_id();
    let visitor = Visitor {
        address: address(&request, desk.settings.behind_proxy),
        request: id.clone(),
        language: language(request.headers()),
        browser: browser(request.headers(), &session::browser_cookie(&desk)),
        link: cookie(request.headers(), &session::link_cookie(&desk)).map(str::to_owned),
        pending: cookie(request.headers(), &session::pending_cookie(&desk)).map(str::to_owned),
        codes: cookie(request.headers(), &session::codes_cookie(&desk)).map(str::to_owned),
        device: device(request.headers()),
    };
    request.extensions_mut().insert(visitor);
    // The path without the query: searches hold names of people.
    let (method, path) = (request.method().as_str(), request.uri().path());
    let kind = kind(path);
    let span = tracing::info_span!("request", %id, method = logged(method), path = logged(path));
    let began = desk.clock.now();
    let mut response = next.run(request).instrument(span.clone()).await;
    let took = desk.clock.now().duration_since(began);
    let status = response.status().as_u16();
    let millis = i64::try_from(took.as_millis()).unwrap_or(i64::MAX);
    span.in_scope(|| tracing::info!(status, millis, "answered"));
    metrics::counter!("http_requests_total", "kind" => kind, "status" => status.to_string()).increment(1);
    metrics::histogram!("http_request_seconds", "kind" => kind).record(took.as_secs_f64());
    write_id(&mut response, &id);
    response
}

/// The part of a visitor's text that is logged.
fn logged(words: &str) -> &str {
    words.get(..words.floor_char_boundary(LOGGED)).unwrap_or_default()
}

fn write_id(response: &mut Response, id: &RequestId) {
    if let Ok(value) = HeaderValue::from_str(id.as_str()) {
        response.headers_mut().insert(REQUEST_ID, value);
    }
}

/// Few kinds, so that the metrics stay few.
fn kind(path: &str) -> &'static str {
    match path.split('/').nth(1) {
        Some("api") => "api",
        Some("pkg") => "file",
        Some("export" | "export-xlsx") => "export",
        Some("healthz" | "metrics") => "probe",
        _ => "page",
    }
}

/// The socket's address, or the one that our own proxy appended: earlier entries of the header come
/// from the visitor and are not trusted.
fn address(request: &Request, behind_proxy: bool) -> Option<IpAddr> {
    if behind_proxy {
        let last = request.headers().get_all(FORWARDED_FOR).iter().next_back()?;
        return last.to_str().ok()?.rsplit(',').next()?.trim().parse().ok();
    }
    request.extensions().get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip())
}

fn language(headers: &HeaderMap) -> Language {
    let chosen = cookie(headers, model::viewer::cookies::LANGUAGE).and_then(Language::from_tags);
    let accepted = || headers.get(header::ACCEPT_LANGUAGE)?.to_str().ok().and_then(Language::from_tags);
    chosen.or_else(accepted).unwrap_or_default()
}

fn device(headers: &HeaderMap) -> Device {
    Device::of(headers.get(header::USER_AGENT).and_then(|agent| agent.to_str().ok()).unwrap_or_default())
}

/// What the browser is known by: as we made it, or nothing.
fn browser(headers: &HeaderMap, name: &str) -> Option<String> {
    let token = cookie(headers, name)?;
    let ours = token.len() == 32 && token.bytes().all(|byte| byte.is_ascii_hexdigit());
    ours.then(|| token.to_owned())
}

/// The value of a cookie.
pub fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let all = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    all.flat_map(|value| value.split(';')).find_map(|pair| {
        let (key, value) = pair.trim().split_once('=')?;
        (key == name).then_some(value)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::Body;

    fn request(headers: &[(HeaderName, &str)]) -> Request {
        let mut request = Request::new(Body::empty());
        for (name, value) in headers {
            request.headers_mut().append(name, value.parse().unwrap());
        }
        request.extensions_mut().insert(ConnectInfo(SocketAddr::from(([192, 0, 2, 1], 5000))));
        request
    }

    #[test]
    fn only_our_own_proxy_is_believed() {
        let forged =
            request(&[(FORWARDED_FOR, "203.0.113.9"), (FORWARDED_FOR, "198.51.100.1, 198.51.100.2")]);
        assert_eq!(address(&forged, false), Some("192.0.2.1".parse().unwrap()));
        assert_eq!(address(&forged, true), Some("198.51.100.2".parse().unwrap()));
        assert_eq!(address(&request(&[]), true), None);
    }

    #[test]
    fn strangers_fill_no_log_with_long_paths() {
        assert_eq!(logged("/orders/CS1"), "/orders/CS1");
        assert_eq!(logged(&"/x".repeat(30_000)).len(), LOGGED);
        assert_eq!(logged(&format!("/{}", "\u{e4}".repeat(200))).len(), LOGGED - 1);
    }

    #[test]
    fn the_chosen_language_wins() {
        let both = request(&[(header::COOKIE, "a=b; language=zh-CN"), (header::ACCEPT_LANGUAGE, "en")]);
        assert_eq!(language(both.headers()), Language::Chinese);
        let nonsense = request(&[(header::COOKIE, "language=tlh"), (header::ACCEPT_LANGUAGE, "zh")]);
        assert_eq!(language(nonsense.headers()), Language::Chinese);
        assert_eq!(language(request(&[]).headers()), Language::English);
    }
}
