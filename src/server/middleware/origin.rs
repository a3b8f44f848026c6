//! Who may ask for a change: only pages of this desk. Server functions have no other defense
//! against requests that another site makes a browser send.

use crate::server::middleware::plain::RefusalContext;
use crate::server::{config::Settings, state::Desk};
use axum::Extension;
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderName, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;
use model::error::AppError;

const FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// Allows reads, and writes whose origin is this desk.
pub async fn check(Extension(desk): Extension<Desk>, request: Request, next: Next) -> Response {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    if reads || is_ours(request.headers(), &desk.settings) {
        return next.run(request).await;
    }
    let refusal = RefusalContext::of(&request);
    let Some(Mismatch { origin, expected, setting }) = mismatch(request.headers(), &desk.settings) else {
        tracing::warn!("a change was asked for from elsewhere");
        return refusal.refuse(StatusCode::FORBIDDEN, &AppError::BadRequest, "plain-foreign");
    };
    tracing::warn!(origin, expected, setting, "a change was asked for from another origin");
    let facts = [("origin", origin), ("expected", expected), ("setting", setting.to_owned())];
    refusal.refuse_with(StatusCode::FORBIDDEN, &AppError::BadRequest, "plain-origin", facts)
}

/// Two origins that should be one, and the setting that would make them so, if the browser's is right.
#[derive(Debug, PartialEq, Eq)]
struct Mismatch {
    origin: String,
    expected: String,
    setting: &'static str,
}

/// Longest origin that is shown and logged: a host name has at most 253 characters.
const LONGEST: usize = 280;

fn mismatch(headers: &HeaderMap, settings: &Settings) -> Option<Mismatch> {
    let text = |name: &HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    let origin = text(&header::ORIGIN).filter(|origin| origin.contains("://") && origin.len() <= LONGEST)?;
    let (expected, setting) = match (&settings.origin, text(&header::HOST)) {
        (Some(ours), _) => (ours.clone(), "PARTNERDESK_ORIGIN"),
        (None, Some(host)) if settings.https && origin.eq_ignore_ascii_case(&format!("http://{host}")) => {
            (format!("https://{host}"), "PARTNERDESK_HTTPS")
        }
        (None, host) => {
            let scheme = if settings.https { "https" } else { "http" };
            let host = host.filter(|host| host.len() <= LONGEST).unwrap_or_default();
            (format!("{scheme}://{host}"), "PARTNERDESK_ORIGIN")
        }
    };
    // The right origin was refused for another reason.
    (!origin.eq_ignore_ascii_case(&expected)).then(|| Mismatch {
        origin: origin.to_owned(),
        expected,
        setting,
    })
}

fn is_ours(headers: &HeaderMap, settings: &Settings) -> bool {
    let text = |name: &HeaderName| headers.get(name).map(|value| value.to_str().unwrap_or("?"));
    let from_here = text(&FETCH_SITE).is_none_or(|site| matches!(site, "same-origin" | "none"));
    match text(&header::ORIGIN) {
        Some(origin) => from_here && is_our_origin(origin, text(&header::HOST), settings),
        // Browsers that send no Origin send the other header.
        None => from_here && headers.contains_key(FETCH_SITE),
    }
}

fn is_our_origin(origin: &str, host: Option<&str>, settings: &Settings) -> bool {
    if let Some(ours) = &settings.origin {
        return origin.eq_ignore_ascii_case(ours);
    }
    let Some((scheme, authority)) = origin.split_once("://") else { return false };
    let scheme_fits = scheme == "https" || (scheme == "http" && !settings.https);
    scheme_fits && host.is_some_and(|host| host.eq_ignore_ascii_case(authority))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(HeaderName, &str)]) -> HeaderMap {
        pairs.iter().map(|(name, value)| (name.clone(), value.parse().unwrap())).collect()
    }

    const HOST: (HeaderName, &str) = (header::HOST, "desk.example");

    #[test]
    fn only_this_desk_may_ask_for_a_change() {
        let plain = Settings::default();
        let origin = |origin: &'static str| headers(&[HOST, (header::ORIGIN, origin)]);
        assert!(is_ours(&origin("http://desk.example"), &plain));
        assert!(is_ours(&origin("https://desk.example"), &plain));
        for foreign in
            ["http://evil.example", "http://desk.example.evil.example", "null", "", "http://desk.example:81"]
        {
            assert!(!is_ours(&origin(foreign), &plain), "{foreign}");
        }
        let https = Settings { https: true, ..Settings::default() };
        assert!(!is_ours(&origin("http://desk.example"), &https));
        let named = Settings { origin: Some("https://public.example".into()), ..Settings::default() };
        assert!(is_ours(&origin("https://public.example"), &named));
        assert!(!is_ours(&origin("https://desk.example"), &named));
    }

    #[test]
    fn a_wrong_setting_is_named_with_both_origins() {
        let of = |origin: &str, settings: &Settings| {
            let found = mismatch(&headers(&[HOST, (header::ORIGIN, origin)]), settings)?;
            Some((found.expected, found.setting))
        };
        let named = |expected: &str, setting| Some((expected.to_owned(), setting));
        let plain = Settings::default();
        let https = Settings { https: true, ..Settings::default() };
        let set = Settings { origin: Some("https://public.example".into()), ..Settings::default() };
        let from_host = named("http://desk.example", "PARTNERDESK_ORIGIN");
        assert_eq!(of("http://public.example", &plain), from_host);
        assert_eq!(of("http://desk.example", &https), named("https://desk.example", "PARTNERDESK_HTTPS"));
        let from_setting = named("https://public.example", "PARTNERDESK_ORIGIN");
        assert_eq!(of("https://desk.example", &set), from_setting);
        assert_eq!(of("null", &plain), None);
        assert_eq!(of("http://desk.example", &plain), None);
        assert_eq!(of(&format!("http://{}", "x".repeat(10_000)), &plain), None);
    }

    #[test]
    fn without_an_origin_the_browser_must_vouch() {
        let settings = Settings::default();
        assert!(!is_ours(&headers(&[HOST]), &settings));
        for (site, ours) in
            [("same-origin", true), ("none", true), ("same-site", false), ("cross-site", false)]
        {
            assert_eq!(is_ours(&headers(&[HOST, (FETCH_SITE, site)]), &settings), ours, "{site}");
        }
        let both = headers(&[HOST, (header::ORIGIN, "http://desk.example"), (FETCH_SITE, "cross-site")]);
        assert!(!is_ours(&both, &settings));
    }
}
