//! Exchanges as they went over the wire, to be compared with the documents.

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

/// One request and what it was answered.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Exchange {
    /// Operation id of the sheets, or the SDK's name of an IAM call; empty for a path that is none.
    pub operation: String,
    /// Id of the calling account; empty when it did not prove who it is.
    pub account: String,
    pub method: String,
    /// As on the wire, percent-encoded.
    pub path: String,
    /// As on the wire, percent-encoded; empty when there is none.
    pub query: String,
    /// Names in small letters; signatures and tokens are hidden.
    pub headers: Vec<(String, String)>,
    /// The request's body; empty when there is none, hidden for IAM.
    pub request: String,
    /// The answer's status; `None` when the connection was cut instead.
    pub status: Option<u16>,
    /// The answer's body; empty when there is none, hidden for IAM.
    pub answer: String,
    /// The fault that was injected, in snake case.
    pub fault: Option<String>,
}

impl Exchange {
    /// With `hidden`, for what IAM is sent and answers, the bodies are left out.
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

/// Sees every exchange, before its answer leaves. Control calls are not seen.
#[derive(Clone)]
pub struct Observer(Arc<dyn Fn(&Exchange) + Send + Sync>);

impl Observer {
    /// Calls `look` for each exchange, on the task that answers it.
    pub fn new(look: impl Fn(&Exchange) + Send + Sync + 'static) -> Self {
        Self(Arc::new(look))
    }

    /// Appends one line of JSON for each exchange to a file that is made where it is missing.
    /// Values of secret fields become asterisks, as many as the value had characters.
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
    // One write for a line, so that lines of several programs do not mix.
    file.lock().unwrap_or_else(PoisonError::into_inner).write_all(&line)
}
