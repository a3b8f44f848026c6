//! Classifies an answer by its status AND its body: a 200 can carry a failure, and a failure can
//! come without a readable body (calling.md 6).

use bytes::Bytes;
use http::HeaderMap;
use http::header::{CONTENT_TYPE, DATE, RETRY_AFTER};
use jiff::SignedDuration;
use jiff::fmt::rfc2822;
use secrecy::{ExposeSecret, SecretString};
use std::time::Duration;

use super::codes::is_one_of;
use super::error::{CallError, ErrorBody, failure};
use super::wire::{Fields, Unreadable};
use crate::operations::{Content, Operation};
use model::error::PartnerFailure;
use model::time::Timestamp;

/// Characters of an error message that are kept (the longest documented text has 2,000).
const MESSAGE_LIMIT: usize = 2_000;

/// A received HTTP response.
#[derive(Debug)]
pub(crate) struct Received {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: Bytes,
    /// False when the body was larger than this client reads.
    pub whole: bool,
}

/// An answer that says yes.
pub(crate) struct Answer {
    pub operation: &'static Operation,
    pub status: u16,
    pub request_id: Option<String>,
    pub body: Bytes,
}

/// An answer that says no, or the want of one.
pub(crate) struct Refusal {
    pub ending: CallError,
    pub failure: PartnerFailure,
    /// What came with it: a refusal may still name orders that were made.
    pub body: Bytes,
    /// `Retry-After`.
    pub retry_after: Option<Duration>,
}

impl Refusal {
    /// Without an answer.
    pub fn unanswered(operation: &Operation, ending: CallError) -> Box<Self> {
        let failure = failure(operation, &ending, ErrorBody::default());
        Box::new(Self { ending, failure, body: Bytes::new(), retry_after: None })
    }

    /// Nothing was sent since the service does not answer; the next call is let through then.
    pub fn paused(operation: &Operation, until: Timestamp) -> Box<Self> {
        let mut refusal = Self::unanswered(operation, CallError::Paused);
        refusal.failure.paused_until = Some(until.as_second());
        refusal
    }

    /// The failure of a call that had to be made first: the call itself was not sent.
    pub fn of_another(failure: PartnerFailure) -> Box<Self> {
        Box::new(Self { ending: CallError::Invalid, failure, body: Bytes::new(), retry_after: None })
    }
}

impl From<Box<Refusal>> for PartnerFailure {
    fn from(refusal: Box<Refusal>) -> Self {
        refusal.failure
    }
}

impl Answer {
    /// The body's fields; none when it is empty.
    pub fn fields(&self) -> Result<Fields<'_>, Unreadable> {
        if self.body.is_empty() { Ok(Fields::default()) } else { Fields::parse(&self.body) }
    }

    /// The failure of one item of a batch. The answer names the item as failed, so its outcome is clear
    /// unless its code says otherwise.
    pub fn item_failure(&self, item: &Fields<'_>) -> PartnerFailure {
        let ending = CallError::Refused { status: self.status, code: item.text("error_code").map(cut_code) };
        let said = ErrorBody {
            message: item.text("error_msg").map(cut_message),
            request_id: self.request_id.clone(),
        };
        let unclear = is_one_of(ending.code(), self.operation.unclear_codes);
        PartnerFailure { unclear, ..failure(self.operation, &ending, said) }
    }

    /// The same answer, judged unreadable after all.
    pub fn unreadable(self) -> Box<Refusal> {
        let ending = CallError::Unreadable { status: self.status };
        let said = ErrorBody { message: None, request_id: self.request_id };
        let failure = failure(self.operation, &ending, said);
        Box::new(Refusal { ending, failure, body: self.body, retry_after: None })
    }
}

/// Classifies an answer. `secrets` are removed from the error message: a gateway that refuses a
/// signature may quote what it was given.
pub(crate) fn judge(
    operation: &'static Operation,
    received: Received,
    secrets: &[&SecretString],
    now: Timestamp,
) -> Result<Answer, Box<Refusal>> {
    let Received { status, headers, body, whole } = received;
    let envelope = Envelope::read(&headers, &body, whole);
    let request_id = envelope.request_id.clone();
    let succeeded = (200..300).contains(&status);
    let done = envelope.code.as_deref().is_some_and(|code| operation.done_codes.contains(&code));
    if done {
        return Ok(Answer { operation, status, request_id, body: Bytes::new() });
    }
    let ending = match envelope.code {
        Some(code) => CallError::Refused { status, code: Some(code) },
        None if !succeeded => CallError::Refused { status, code: None },
        None if whole && body.is_empty() && operation.content == Content::Optional => {
            return Ok(Answer { operation, status, request_id, body });
        }
        None if envelope.readable => return Ok(Answer { operation, status, request_id, body }),
        None => CallError::Unreadable { status },
    };
    let message = envelope.message.map(|text| cut_message(redact(text, secrets)));
    let retry_after = retry_after(&headers, now);
    let failure = failure(operation, &ending, ErrorBody { message, request_id });
    Err(Box::new(Refusal { ending, failure, body, retry_after }))
}

/// Fields that every answer may have.
struct Envelope {
    readable: bool,
    code: Option<String>,
    message: Option<String>,
    request_id: Option<String>,
}

impl Envelope {
    fn read(headers: &HeaderMap, body: &[u8], whole: bool) -> Self {
        let from_header = header(headers, "x-request-id");
        let fields = if whole && is_json(headers) { Fields::parse(body).ok() } else { None };
        let Some(fields) = fields else {
            return Self { readable: false, code: None, message: None, request_id: from_header };
        };
        // IAM has two forms: the billing service's, and an object named `error`.
        let inner = fields.object("error").unwrap_or_default();
        let code = fields.text("error_code").or_else(|| inner.text("error_code"));
        let message =
            fields.text("error_msg").or_else(|| inner.text("message")).or_else(|| inner.text("error_msg"));
        Self {
            readable: true,
            code: code.map(cut_code).filter(|code| code != "CBC.0000"),
            message,
            request_id: from_header.or_else(|| fields.text("request_id").map(cut_code)),
        }
    }
}

/// Whether the content type is JSON; an answer without a content type counts as JSON.
fn is_json(headers: &HeaderMap) -> bool {
    header(headers, CONTENT_TYPE.as_str()).is_none_or(|kind| kind.to_ascii_lowercase().contains("json"))
}

fn header(headers: &HeaderMap, name: &str) -> Option<String> {
    let value = headers.get(name)?.to_str().ok()?.trim();
    (!value.is_empty()).then(|| cut(value.to_owned(), 256))
}

/// How long the answer asks to wait: seconds, or until a date.
fn retry_after(headers: &HeaderMap, now: Timestamp) -> Option<Duration> {
    let value = header(headers, RETRY_AFTER.as_str())?;
    if let Ok(seconds) = value.parse::<u64>() {
        return Some(Duration::from_secs(seconds));
    }
    let until = rfc2822::parse(&value).ok()?.timestamp();
    Some(Duration::try_from(until.duration_since(now)).unwrap_or(Duration::ZERO))
}

/// By how much our clock is ahead of the server's, if the answer has a `Date` header: a signature
/// is refused when it is more than 15 minutes either way.
pub(crate) fn clock_difference(headers: &HeaderMap, now: Timestamp) -> Option<SignedDuration> {
    let theirs = rfc2822::parse(&header(headers, DATE.as_str())?).ok()?.timestamp();
    Some(now.duration_since(theirs))
}

fn redact(mut text: String, secrets: &[&SecretString]) -> String {
    for secret in secrets {
        let secret = secret.expose_secret();
        if !secret.is_empty() {
            text = text.replace(secret, "[REDACTED]");
        }
    }
    text
}

fn cut_code(code: String) -> String {
    cut(code, 64)
}

fn cut_message(message: String) -> String {
    cut(message, MESSAGE_LIMIT)
}

fn cut(text: String, limit: usize) -> String {
    match text.char_indices().nth(limit) {
        Some((end, _)) => text.get(..end).unwrap_or_default().to_owned(),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::operations::*;

    fn now() -> Timestamp {
        "2024-02-23T08:15:00Z".parse().unwrap()
    }

    fn received(status: u16, kind: &str, body: &str) -> Received {
        let mut headers = HeaderMap::new();
        if !kind.is_empty() {
            headers.insert(CONTENT_TYPE, kind.parse().unwrap());
        }
        headers.insert("X-Request-Id", "req-1".parse().unwrap());
        Received { status, headers, body: Bytes::copy_from_slice(body.as_bytes()), whole: true }
    }

    fn ending(operation: &'static Operation, status: u16, kind: &str, body: &str) -> Option<CallError> {
        judge(operation, received(status, kind, body), &[], now()).err().map(|refusal| refusal.ending)
    }

    const JSON: &str = "application/json;charset=UTF-8";

    #[test]
    fn judges_by_status_and_body() {
        let refused = |status, code: &str| Some(CallError::Refused { status, code: Some(code.to_owned()) });
        for (operation, status, kind, body, expected) in [
            (&LIST_CUSTOMERS, 200, JSON, r#"{"count":0}"#, None),
            (&LIST_CUSTOMERS, 200, "", r#"{"count":0}"#, None),
            (&LIST_CUSTOMERS, 200, JSON, r#"{"error_code":"CBC.0000","count":0}"#, None),
            (&LIST_CUSTOMERS, 200, JSON, r#"{"error_code":null,"error_msg":""}"#, None),
            (&LIST_CUSTOMERS, 200, JSON, r#"{"error_code":"CBC.5001"}"#, refused(200, "CBC.5001")),
            (&LIST_CUSTOMERS, 200, JSON, "", Some(CallError::Unreadable { status: 200 })),
            (&LIST_CUSTOMERS, 200, JSON, r#"{"count":0,"custo"#, Some(CallError::Unreadable { status: 200 })),
            (&LIST_CUSTOMERS, 200, JSON, "[]", Some(CallError::Unreadable { status: 200 })),
            (&LIST_CUSTOMERS, 200, "text/html", "{}", Some(CallError::Unreadable { status: 200 })),
            (&PAY_ORDER, 204, "", "", None),
            (&PAY_ORDER, 200, JSON, "{}", None),
            (&PAY_ORDER, 200, "text/html", "<p>ok</p>", Some(CallError::Unreadable { status: 200 })),
            (&PAY_ORDER, 400, JSON, r#"{"error_code":"CBC.99005003"}"#, refused(400, "CBC.99005003")),
            (&PAY_ORDER, 502, "text/html", "<p>no</p>", Some(CallError::Refused { status: 502, code: None })),
            (&PAY_ORDER, 302, "", "", Some(CallError::Refused { status: 302, code: None })),
            (
                &PAY_ORDER,
                400,
                JSON,
                r#"{"error_code":"CBC.0000"}"#,
                Some(CallError::Refused { status: 400, code: None }),
            ),
            (&AUTO_RENEW_OFF, 400, JSON, r#"{"error_code":"CBC.99003605"}"#, None),
            (&AUTO_RENEW_ON, 400, JSON, r#"{"error_code":"CBC.99003605"}"#, refused(400, "CBC.99003605")),
            (&RENEW, 200, JSON, "", Some(CallError::Unreadable { status: 200 })),
        ] {
            assert_eq!(ending(operation, status, kind, body), expected, "{} {status} {body}", operation.id);
        }
    }

    #[test]
    fn keeps_the_request_id_and_the_words() {
        let body = r#"{"error_code":"APIG.0308","error_msg":"slow down","request_id":"in-body"}"#;
        let refusal = judge(&LIST_CUSTOMERS, received(429, JSON, body), &[], now()).err().unwrap();
        assert_eq!(refusal.failure.request_id.as_deref(), Some("req-1"));
        assert_eq!(refusal.failure.message.as_deref(), Some("slow down"));
        let mut without = received(429, JSON, body);
        without.headers.remove("x-request-id");
        let refusal = judge(&LIST_CUSTOMERS, without, &[], now()).err().unwrap();
        assert_eq!(refusal.failure.request_id.as_deref(), Some("in-body"));
    }

    #[test]
    fn reads_both_forms_of_iam() {
        let body = r#"{"error":{"code":401,"message":"The request is wrong.","title":"Unauthorized"}}"#;
        let refusal = judge(&ASSUME_AGENCY, received(401, JSON, body), &[], now()).err().unwrap();
        assert_eq!(refusal.failure.code, None);
        assert_eq!(refusal.failure.message.as_deref(), Some("The request is wrong."));
        let body = r#"{"error_code":"IAM.0101","error_msg":"no"}"#;
        let refusal = judge(&ASSUME_AGENCY, received(400, JSON, body), &[], now()).err().unwrap();
        assert_eq!(refusal.failure.code.as_deref(), Some("IAM.0101"));
    }

    #[test]
    fn takes_secrets_out_of_what_the_gateway_quotes() {
        let secret = SecretString::from("canary-token");
        let body = r#"{"error_code":"APIG.0301","error_msg":"x-security-token:canary-token refused"}"#;
        let refusal = judge(&PAY_ORDER, received(401, JSON, body), &[&secret], now()).err().unwrap();
        let shown = format!("{:?}", refusal.failure);
        assert!(shown.contains("[REDACTED]") && !shown.contains("canary"), "{shown}");
    }

    #[test]
    fn a_long_text_is_cut_between_characters() {
        let body = format!(r#"{{"error_code":"CBC.0100","error_msg":"{}"}}"#, "\u{8d26}".repeat(5_000));
        let refusal = judge(&PAY_ORDER, received(400, JSON, &body), &[], now()).err().unwrap();
        assert_eq!(refusal.failure.message.unwrap().chars().count(), MESSAGE_LIMIT);
    }

    #[test]
    fn retry_after_is_seconds_or_a_date() {
        let with = |value: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(RETRY_AFTER, value.parse().unwrap());
            retry_after(&headers, now())
        };
        assert_eq!(with("7"), Some(Duration::from_secs(7)));
        assert_eq!(with("Fri, 23 Feb 2024 08:15:30 GMT"), Some(Duration::from_secs(30)));
        assert_eq!(with("Fri, 23 Feb 2024 08:14:30 GMT"), Some(Duration::ZERO));
        assert_eq!(with("soon"), None);
    }
}
