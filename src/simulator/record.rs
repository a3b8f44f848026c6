//! Exchanges as they went over the wire, for whoever wants to hold them against the documents.

use std::fmt;
use std::fs::{File, OpenOptions};
use std::io::Write;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::Context;

use super::gateway::{Incoming, Outcome, Trace};
use super::iam;
use super::journal;

/// Fields of a body that nobody may read later.
const SECRET_FIELDS: [&str; 2] = ["password", "verification_code"];
const HIDDEN: &str = "(hidden)";

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
    pub(super) fn new(incoming: &Incoming, trace: &Trace, outcome: &Outcome) -> Self {
        let (status, answer) = match outcome {
            Outcome::Cut => (None, ""),
            Outcome::Answer { reply, .. } => (Some(reply.status), reply.body.as_str()),
        };
        // What goes to IAM and comes from there are keys and tokens.
        let is_iam = iam::Operation::find(&incoming.method, &incoming.path).is_some();
        let body = |text: &str| if is_iam { HIDDEN.to_owned() } else { text.to_owned() };
        Self {
            operation: trace.operation.clone(),
            account: trace.account.clone(),
            method: incoming.method.clone(),
            path: incoming.path.clone(),
            query: incoming.query.clone(),
            headers: journal::safe_headers(&incoming.headers),
            request: body(&String::from_utf8_lossy(&incoming.body)),
            status,
            answer: body(answer),
            fault: journal::fault_name(trace.fault),
        }
    }
}

/// Sees every exchange, before its answer leaves. Control calls are not seen.
#[derive(Clone)]
pub struct Observer(Arc<dyn Fn(&Exchange) + Send + Sync>);

impl Observer {
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

    pub(super) fn see(&self, exchange: &Exchange) {
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

/// Replaces the values of secret fields, wherever they stand, and leaves every other byte alone.
fn without_secrets(json: &str) -> String {
    let mut out = json.to_owned();
    for name in SECRET_FIELDS {
        let key = format!("\"{name}\"");
        let mut from = 0;
        while let Some(found) = out.get(from..).and_then(|rest| rest.find(&key)) {
            from += found + key.len();
            let Some(value) = secret_value(&out, from) else { continue };
            let stars = "*".repeat(out[value.clone()].chars().count());
            out.replace_range(value, &stars);
        }
    }
    out
}

/// Where the text between the quotes after a field's name stands.
fn secret_value(json: &str, after_name: usize) -> Option<std::ops::Range<usize>> {
    let rest = json.get(after_name..)?;
    let value = rest.trim_start().strip_prefix(':')?.trim_start().strip_prefix('"')?;
    let begin = json.len() - value.len();
    let mut escaped = false;
    let end = value.find(|letter| {
        let ends = letter == '"' && !escaped;
        escaped = letter == '\\' && !escaped;
        ends
    })?;
    Some(begin..begin + end)
}

#[cfg(test)]
mod tests {
    use super::without_secrets;

    #[test]
    fn secrets_become_asterisks_and_all_else_stays() {
        let body = r#"{"password" : "a\"b","n":1.10,"in":{"verification_code":"1234"},"x":"password"}"#;
        let safe = r#"{"password" : "****","n":1.10,"in":{"verification_code":"****"},"x":"password"}"#;
        assert_eq!(without_secrets(body), safe);
        for broken in [r#"{"password""#, r#"{"password":"#, r#"{"password":"abc"#, r#"{"password":null}"#] {
            assert_eq!(without_secrets(broken), broken);
        }
    }
}
