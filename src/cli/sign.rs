//! `partnerdesk sign`: how a request has to be signed, step by step, to find out why the partner
//! API refuses a signature.

use anyhow::{Context, anyhow, bail, ensure};
use partner::client::sign::{DATE_HEADER, Signature, Unsigned, sign};
use secrecy::SecretString;
use serde_json::{Map, Value, json};
use std::io::{BufRead, Write};

/// Reads one JSON object a line from standard input and prints one a line. A line that cannot be
/// signed gets an error and the others are signed; the command then exits with an error.
pub fn run() -> anyhow::Result<()> {
    let (mut input, mut output) = (std::io::stdin().lock(), std::io::stdout().lock());
    let (mut line, mut number, mut wrong) = (Vec::new(), 0_u64, 0_u64);
    while input.read_until(b'\n', &mut line)? > 0 {
        number += 1;
        if !line.trim_ascii().is_empty() {
            let answer = answer(&line).unwrap_or_else(|error| {
                wrong += 1;
                json!({ "line": number, "error": format!("{error:#}") })
            });
            writeln!(output, "{answer}")?;
        }
        line.clear();
    }
    ensure!(wrong == 0, "{wrong} of {number} lines could not be signed");
    Ok(())
}

/// The parts of a signature, with the request's `id` and `name` where it has them. A request is the
/// whole object or its `input`.
fn answer(line: &[u8]) -> anyhow::Result<Value> {
    let given: Value = serde_json::from_slice(line).context("not valid JSON")?;
    let request = given.get("input").unwrap_or(&given);
    let Signature { canonical_request, string_to_sign, signed_headers, signature, authorization } =
        signature(Fields(request.as_object().context("not a JSON object")?))?;
    let mut answer = Map::new();
    for name in ["id", "name"] {
        answer.extend(given.get(name).map(|value| (name.to_owned(), value.clone())));
    }
    for (name, value) in [
        ("canonical_request", canonical_request),
        ("string_to_sign", string_to_sign),
        ("signed_headers", signed_headers),
        ("signature", signature),
        ("authorization", authorization),
    ] {
        answer.insert(name.to_owned(), value.into());
    }
    Ok(Value::Object(answer))
}

fn signature(request: Fields<'_>) -> anyhow::Result<Signature> {
    let (host, path, query) = parts(request.text("url")?)?;
    let query = match request.0.get("query") {
        None | Some(Value::Null) => decoded(query),
        Some(given) => pairs(given)?,
    };
    let unsigned = Unsigned {
        method: request.text("method")?,
        path,
        query: &query,
        headers: &request.headers(host)?,
        body: request.maybe("body")?.unwrap_or_default().as_bytes(),
    };
    Ok(sign(&unsigned, request.text("ak")?, &SecretString::from(request.text("sk")?)))
}

/// The request of a line. Errors name a field and never its value, which may be a secret.
#[derive(Clone, Copy)]
struct Fields<'a>(&'a Map<String, Value>);

impl<'a> Fields<'a> {
    /// Absent and null are the same.
    fn maybe(self, name: &str) -> anyhow::Result<Option<&'a str>> {
        match self.0.get(name) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::String(text)) => Ok(Some(text)),
            Some(_) => bail!("{name} is not a string"),
        }
    }

    fn text(self, name: &str) -> anyhow::Result<&'a str> {
        self.maybe(name)?.with_context(|| format!("{name} is missing"))
    }

    /// The caller's headers, and what the official signer adds to them. Where a header is given,
    /// the given one counts.
    fn headers(self, host: &str) -> anyhow::Result<Vec<(String, String)>> {
        let mut headers = match self.0.get("headers") {
            None | Some(Value::Null) => Vec::new(),
            Some(given) => named(given)?,
        };
        let has = |headers: &[(String, String)], name: &str| {
            headers.iter().any(|(given, _)| given.eq_ignore_ascii_case(name))
        };
        for (name, value) in [
            (DATE_HEADER, self.maybe("x_sdk_date")?),
            ("host", Some(host)),
            ("x-domain-id", self.maybe("domain_id")?),
            ("x-security-token", self.maybe("security_token")?),
            ("x-sdk-content-sha256", is_other_than_json(&headers).then_some("UNSIGNED-PAYLOAD")),
        ] {
            if let Some(value) = value.filter(|_| !has(&headers, name)) {
                headers.push((name.to_owned(), value.to_owned()));
            }
        }
        ensure!(has(&headers, DATE_HEADER), "x_sdk_date is missing");
        Ok(headers)
    }
}

/// Bodies of these types are not hashed by the official signer.
fn is_other_than_json(headers: &[(String, String)]) -> bool {
    let kind = headers.iter().find(|(name, _)| name.eq_ignore_ascii_case("content-type"));
    kind.is_some_and(|(_, kind)| {
        let kind = kind.trim().to_ascii_lowercase();
        !kind.is_empty() && !kind.starts_with("application/json") && !kind.starts_with("application/bson")
    })
}

/// Host, path and query of an absolute URL, unchanged.
fn parts(url: &str) -> anyhow::Result<(&str, &str, &str)> {
    let (_, rest) = url.split_once("://").context("url does not begin with https://")?;
    let rest = rest.split('#').next().unwrap_or_default();
    let (before, query) = rest.split_once('?').unwrap_or((rest, ""));
    let (host, path) = before.split_at(before.find('/').unwrap_or(before.len()));
    Ok((host, path, query))
}

/// The pairs of a query that is percent-encoded.
fn decoded(query: &str) -> Vec<(String, String)> {
    let decode = |text: &str| percent_encoding::percent_decode_str(text).decode_utf8_lossy().into_owned();
    let pairs = query.split('&').filter(|pair| !pair.is_empty());
    pairs
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
        .map(|(n, v)| (decode(n), decode(v)))
        .collect()
}

/// `[["name", "value"], ...]`
fn pairs(given: &Value) -> anyhow::Result<Vec<(String, String)>> {
    let wrong = || anyhow!("query is not a list of pairs of strings");
    let pair = |pair: &Value| match pair.as_array().map(Vec::as_slice) {
        Some([Value::String(name), Value::String(value)]) => Ok((name.clone(), value.clone())),
        _ => Err(wrong()),
    };
    given.as_array().ok_or_else(wrong)?.iter().map(pair).collect()
}

/// `{"name": "value", ...}`
fn named(given: &Value) -> anyhow::Result<Vec<(String, String)>> {
    let wrong = || anyhow!("headers is not an object of strings");
    let header = |(name, value): (&String, &Value)| {
        value.as_str().map(|value| (name.clone(), value.to_owned())).ok_or_else(wrong)
    };
    given.as_object().ok_or_else(wrong)?.iter().map(header).collect()
}
