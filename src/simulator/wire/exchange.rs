//! Requests and answers as sent, to compare them with the documentation.

use std::fmt;
use std::fs::{File, OpenOptions};
use std::io::Write;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::Context;

use crate::wire::outcome::{Outcome, Trace};
use crate::wire::redact::{self, HIDDEN, without_secrets};
use crate::wire::request::Request;
use crate::world::fault_kind::FaultKind;

/// One request and its answer.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Exchange {
    /// Operation id of the sheets, or the SDK's name of an IAM call; empty for an unknown path.
    pub operation: String,
    /// Id of the calling account; empty when it is not authenticated.
    pub account: String,
    pub method: String,
    /// As sent, percent-encoded.
    pub path: String,
    /// As sent, percent-encoded; empty when there is none.
    pub query: String,
    /// Names in lower case; signatures and tokens are hidden.
    pub headers: Vec<(String, String)>,
    /// Body of the request; empty when there is none, hidden for IAM.
    pub request: String,
    /// Status of the answer; `None` when the connection was cut instead.
    pub status: Option<u16>,
    /// Body of the answer; empty when there is none, hidden for IAM.
    pub answer: String,
    /// The fault that was injected, in snake case.
    pub fault: Option<String>,
}

impl Exchange {
    /// With `hidden`, for IAM, the bodies are not recorded.
    pub(crate) fn new(request: &Request, trace: &Trace, outcome: &Outcome, hidden: bool) -> Self {
        let (status, answer) = match outcome {
            Outcome::Cut => (None, ""),
            Outcome::Answer { reply, .. } => (Some(reply.status), reply.body.as_str()),
        };
        let body = |text: &str| if hidden { HIDDEN.to_owned() } else { text.to_owned() };
        Self {
            operation: trace.operation.clone(),
            account: trace.account.clone(),
            method: request.method.clone(),
            path: request.path.clone(),
            query: request.query.clone(),
            headers: redact::headers(&request.headers),
            request: body(&String::from_utf8_lossy(&request.body)),
            status,
            answer: body(answer),
            fault: trace.fault.map(FaultKind::name),
        }
    }
}

/// Receives every exchange before its answer is sent. Control calls are not included.
#[derive(Clone)]
pub struct Observer(Arc<dyn Fn(&Exchange) + Send + Sync>);

impl Observer {
    /// Calls a function for each exchange, on the task that answers it.
    pub fn new(observe: impl Fn(&Exchange) + Send + Sync + 'static) -> Self {
        Self(Arc::new(observe))
    }

    /// Appends one line of JSON for each exchange to a file, which is created if missing. Each
    /// character of a secret value is replaced by an asterisk.
    pub fn file(path: &Path) -> anyhow::Result<Self> {
        let file = OpenOptions::new().create(true).append(true).open(path);
        let file = Mutex::new(file.with_context(|| format!("simulator: cannot write {}", path.display()))?);
        Ok(Self::new(move |exchange| {
            if let Err(error) = append(&file, exchange) {
                tracing::error!(%error, "simulator: an exchange was not recorded");
            }
        }))
    }

    pub(crate) fn see(&self, exchange: &Exchange) {
        (self.0)(exchange);
    }
}

impl fmt::Debug for Observer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Observer")
    }
}

fn append(file: &Mutex<File>, exchange: &Exchange) -> std::io::Result<()> {
    let safe = Exchange {
        request: without_secrets(&exchange.request),
        answer: without_secrets(&exchange.answer),
        ..exchange.clone()
    };
    let mut line = serde_json::to_vec(&safe)?;
    line.push(b'\n');
    // One write per line, so that lines of several processes do not mix.
    file.lock().unwrap_or_else(PoisonError::into_inner).write_all(&line)
}
