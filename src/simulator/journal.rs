//! The last requests as they came in, for tests: without secrets.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

use http::HeaderMap;

use super::faults::Kind;
use super::json::Object;

const KEPT: usize = 2_000;
const BODY_KEPT: usize = 8_192;
const SECRET_HEADERS: [&str; 4] = ["authorization", "x-auth-token", "x-security-token", "cookie"];

/// One request as seen.
#[derive(Clone, Debug)]
pub struct Seen {
    pub number: u64,
    pub at: i64,
    pub method: String,
    pub path: String,
    pub query: String,
    pub headers: Vec<(String, String)>,
    pub body: String,
    pub operation: String,
    pub account: String,
    pub request_id: String,
    /// Answered status; 0 when the connection was cut.
    pub status: u16,
    pub fault: Option<String>,
}

#[derive(Default)]
pub struct Journal(Mutex<VecDeque<Seen>>);

/// Headers without their secrets; of Authorization the signed headers stay.
pub fn safe_headers(headers: &HeaderMap) -> Vec<(String, String)> {
    headers
        .iter()
        .map(|(name, value)| {
            let text = String::from_utf8_lossy(value.as_bytes()).into_owned();
            let shown = match name.as_str() {
                "authorization" => match text.split_once("Signature=") {
                    Some((before, _)) => format!("{before}Signature=(hidden)"),
                    None => "(hidden)".to_owned(),
                },
                secret if SECRET_HEADERS.contains(&secret) => "(hidden)".to_owned(),
                _ => text,
            };
            (name.as_str().to_owned(), shown)
        })
        .collect()
}

/// A fault as the control plane names it.
pub fn fault_name(fault: Option<Kind>) -> Option<String> {
    fault.and_then(|kind| serde_json::to_value(kind).ok()).and_then(|value| value.as_str().map(str::to_owned))
}

/// The body as text; one that carries a password or a token is hidden.
pub fn safe_body(path: &str, body: &[u8]) -> String {
    let text = String::from_utf8_lossy(body);
    if path.starts_with("/v3/") && (text.contains("\"password\"") || text.contains("\"token\"")) {
        return "(hidden)".to_owned();
    }
    text.chars().take(BODY_KEPT).collect()
}

impl Journal {
    pub fn note(&self, seen: Seen) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= KEPT {
            kept.pop_front();
        }
        kept.push_back(seen);
    }

    /// The last requests, oldest first.
    pub fn last(&self, limit: usize) -> Vec<Seen> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.iter().skip(kept.len().saturating_sub(limit)).cloned().collect()
    }

    pub fn clear(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}

impl Seen {
    pub fn json(&self) -> String {
        let headers =
            self.headers.iter().fold(Object::new(), |object, (name, value)| object.text(name, value));
        Object::new()
            .integer("number", self.number as i64)
            .time("at", self.at)
            .text("method", &self.method)
            .text("path", &self.path)
            .text("query", &self.query)
            .raw("headers", &headers.finish())
            .text("body", &self.body)
            .text("operation", &self.operation)
            .text("account", &self.account)
            .text("request_id", &self.request_id)
            .integer("status", i64::from(self.status))
            .maybe_text("fault", self.fault.as_deref())
            .finish()
    }
}
