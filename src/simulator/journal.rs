//! The last requests as they came in, for tests: without secrets.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Mutex, PoisonError};

use http::HeaderMap;
use serde_json::value::RawValue;

use super::json::Object;

const KEPT: usize = 2_000;
const BODY_KEPT: usize = 8_192;
const HIDDEN: &str = "(hidden)";
/// Fields of bodies that nobody else is to read (createSubCustomer).
const SECRET_FIELDS: [&str; 2] = ["password", "verification_code"];
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

/// The body as text; one of IAM that carries a password or a token is hidden, and so are the
/// secrets of every other one.
pub fn safe_body(path: &str, body: &[u8]) -> String {
    let text = String::from_utf8_lossy(body);
    let names = |fields: &[&str]| fields.iter().any(|name| text.contains(&format!("\"{name}\"")));
    if path.starts_with("/v3/") && names(&["password", "token"]) {
        return HIDDEN.to_owned();
    }
    let shown = if names(&SECRET_FIELDS) { without_secrets(body) } else { text.into_owned() };
    shown.chars().take(BODY_KEPT).collect()
}

/// One that cannot be read is hidden as a whole.
fn without_secrets(body: &[u8]) -> String {
    let Ok(fields) = serde_json::from_slice::<BTreeMap<String, &RawValue>>(body) else {
        return HIDDEN.to_owned();
    };
    let shown = fields.into_iter().fold(Object::new(), |object, (name, value)| {
        if SECRET_FIELDS.contains(&name.as_str()) {
            object.text(&name, HIDDEN)
        } else {
            object.raw(&name, value.get())
        }
    });
    shown.finish()
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
