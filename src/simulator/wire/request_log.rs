//! The log of the last requests, for tests: without secrets.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

use crate::wire::json::Object;
use crate::wire::outcome::{Outcome, Trace};
use crate::wire::redact;
use crate::wire::request::Request;
use crate::world::fault_kind::FaultKind;

/// Number of requests kept, and characters of each body.
const KEPT: usize = 2_000;
const BODY_KEPT: usize = 8_192;

/// One logged request.
#[derive(Clone, Debug)]
pub struct LoggedRequest {
    /// Number of the call in this run.
    pub number: u64,
    /// Simulated time.
    pub at: i64,
    pub method: String,
    pub path: String,
    pub query: String,
    pub headers: Vec<(String, String)>,
    pub body: String,
    pub operation: String,
    pub account: String,
    pub request_id: String,
    /// Status of the answer; 0 when the connection was cut.
    pub status: u16,
    pub fault: Option<String>,
}

/// The last requests, oldest first.
#[derive(Default)]
pub struct RequestLog(Mutex<VecDeque<LoggedRequest>>);

impl RequestLog {
    /// Adds a request and removes the oldest one above the limit.
    pub fn add(&self, request: LoggedRequest) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= KEPT {
            kept.pop_front();
        }
        kept.push_back(request);
    }

    /// The last requests, oldest first.
    pub fn last(&self, limit: usize) -> Vec<LoggedRequest> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.iter().skip(kept.len().saturating_sub(limit)).cloned().collect()
    }

    /// Removes all.
    pub fn clear(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}

impl LoggedRequest {
    /// A log entry for a call.
    pub fn new(number: u64, at: i64, request: &Request, trace: Trace, outcome: &Outcome) -> Self {
        Self {
            number,
            at,
            method: request.method.clone(),
            path: request.path.clone(),
            query: request.query.clone(),
            headers: redact::headers(&request.headers),
            body: redact::body(&request.path, &request.body).chars().take(BODY_KEPT).collect(),
            operation: trace.operation,
            account: trace.account,
            request_id: request.id.clone(),
            status: match outcome {
                Outcome::Cut => 0,
                Outcome::Answer { reply, .. } => reply.status,
            },
            fault: trace.fault.map(FaultKind::name),
        }
    }

    /// The entry as the control plane shows it.
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
