//! Verifies SDK-HMAC-SHA256 signatures of received requests.
//!
//! Source: `calling.md`, section 4. Written independently of the application's signer, so that a
//! mistake in one of them is found.

use hmac::{Hmac, Mac};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use sha2::{Digest, Sha256};

use crate::wire::fields::query_pairs;
use crate::wire::request::Request;
use crate::world::calendar;

const ALGORITHM: &str = "SDK-HMAC-SHA256";
/// A larger difference between X-Sdk-Date and the gateway's time is refused.
pub const MAX_SKEW_SECONDS: i64 = 15 * calendar::MINUTE;

const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// The parts of an Authorization header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Authorization {
    pub access: String,
    /// Names in lower case, sorted.
    pub signed_headers: Vec<String>,
    pub signature: String,
}

impl Authorization {
    /// `None` for another algorithm or another form.
    pub fn parse(value: &str) -> Option<Self> {
        let rest = value.strip_prefix(ALGORITHM)?.strip_prefix(' ')?;
        let (mut access, mut signed, mut signature) = (None, None, None);
        for part in rest.split(',') {
            match part.trim().split_once('=')? {
                ("Access", value) => access = Some(value),
                ("SignedHeaders", value) => signed = Some(value),
                ("Signature", value) => signature = Some(value),
                _ => return None,
            }
        }
        let mut signed_headers: Vec<String> = signed?.split(';').map(str::to_ascii_lowercase).collect();
        signed_headers.sort_unstable();
        Some(Self { access: access?.to_owned(), signed_headers, signature: signature?.to_owned() })
    }

    /// Whether a header, in lower case, is signed.
    pub fn signs(&self, name: &str) -> bool {
        self.signed_headers.iter().any(|signed| signed == name)
    }
}

impl Request {
    fn canonical_path(&self) -> String {
        let decoded = percent_decode_str(&self.path).decode_utf8_lossy();
        let mut path = decoded
            .split('/')
            .map(|part| utf8_percent_encode(part, RESERVED).to_string())
            .collect::<Vec<_>>()
            .join("/");
        if !path.ends_with('/') {
            path.push('/');
        }
        path
    }

    fn canonical_query(&self) -> String {
        let mut pairs = query_pairs(&self.query);
        pairs.sort();
        pairs
            .iter()
            .map(|(name, value)| {
                format!("{}={}", utf8_percent_encode(name, RESERVED), utf8_percent_encode(value, RESERVED))
            })
            .collect::<Vec<_>>()
            .join("&")
    }

    fn payload_hash(&self) -> String {
        match self.header("x-sdk-content-sha256") {
            Some(sent) if !self.body.is_empty() => sent,
            _ => hex::encode(Sha256::digest(&self.body)),
        }
    }

    /// The canonical request. `None` when a signed header is missing.
    pub fn canonical_request(&self, signed_headers: &[String]) -> Option<String> {
        let mut headers = String::new();
        for name in signed_headers {
            let value = self.header(name)?;
            headers.push_str(&format!("{name}:{}\n", value.trim()));
        }
        Some(format!(
            "{}\n{}\n{}\n{}\n{}\n{}",
            self.method.to_uppercase(),
            self.canonical_path(),
            self.canonical_query(),
            headers,
            signed_headers.join(";"),
            self.payload_hash()
        ))
    }

    /// True when `secret` made the signature; compared in constant time.
    pub fn is_signed_by(&self, authorization: &Authorization, secret: &str) -> bool {
        let (Some(date), Some(request)) =
            (self.header("x-sdk-date"), self.canonical_request(&authorization.signed_headers))
        else {
            return false;
        };
        let text = format!("{ALGORITHM}\n{date}\n{}", hex::encode(Sha256::digest(request.as_bytes())));
        let (Ok(mut mac), Ok(signature)) =
            (Hmac::<Sha256>::new_from_slice(secret.as_bytes()), hex::decode(&authorization.signature))
        else {
            return false;
        };
        mac.update(text.as_bytes());
        mac.verify_slice(&signature).is_ok()
    }
}

/// Parses `YYYYMMDDTHHMMSSZ`.
pub fn parse_date(text: &str) -> Option<i64> {
    if text.len() != 16 || !text.is_ascii() {
        return None;
    }
    let (day, time) = text.split_once('T')?;
    if day.len() != 8 || !time.ends_with('Z') {
        return None;
    }
    calendar::parse(&format!(
        "{}-{}-{}T{}:{}:{}Z",
        day.get(..4)?,
        day.get(4..6)?,
        day.get(6..)?,
        time.get(..2)?,
        time.get(2..4)?,
        time.get(4..6)?
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::{HeaderMap, HeaderName, HeaderValue};
    use serde_json::Value;

    fn vectors() -> Vec<Value> {
        let text = include_str!("../../../tests/data/signing-vectors.json");
        let data: Value = serde_json::from_str(text).unwrap();
        data["vectors"].as_array().unwrap().clone()
    }

    fn headers(vector: &Value) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for (name, value) in vector["expected"]["headers_final"].as_object().unwrap() {
            headers.insert(
                HeaderName::from_bytes(name.to_lowercase().as_bytes()).unwrap(),
                HeaderValue::from_bytes(value.as_str().unwrap().as_bytes()).unwrap(),
            );
        }
        headers
    }

    #[test]
    fn every_published_vector_is_accepted_and_every_change_refused() {
        let vectors = vectors();
        assert_eq!(vectors.len(), 49);
        for vector in &vectors {
            let input = &vector["input"];
            let url = input["url"].as_str().unwrap();
            let after_host = url.split_once("://").unwrap().1;
            let target = &after_host[after_host.find('/').unwrap()..];
            let (path, query) = target.split_once('?').unwrap_or((target, ""));
            let mut request = Request {
                method: input["method"].as_str().unwrap().to_owned(),
                path: path.to_owned(),
                query: query.to_owned(),
                headers: headers(vector),
                body: input["body"].as_str().unwrap_or("").to_owned().into(),
                id: String::new(),
            };
            let expected = &vector["expected"];
            let authorization = Authorization::parse(expected["authorization"].as_str().unwrap()).unwrap();
            assert_eq!(
                request.canonical_request(&authorization.signed_headers).unwrap(),
                expected["canonical_request"].as_str().unwrap(),
                "{}",
                vector["name"]
            );
            let secret = input["sk"].as_str().unwrap();
            assert!(request.is_signed_by(&authorization, secret), "{}", vector["name"]);
            assert!(!request.is_signed_by(&authorization, "another secret"));
            assert!(authorization.signs("x-sdk-date"));
            request.path = "/v2/another/path".to_owned();
            assert!(!request.is_signed_by(&authorization, secret), "{}", vector["name"]);
        }
    }

    #[test]
    fn dates_and_headers_of_another_form_are_refused() {
        assert_eq!(parse_date("20240223T081500Z").map(calendar::text).unwrap(), "2024-02-23T08:15:00Z");
        for wrong in ["20240223T081500", "2024-02-23T08:15:00Z", "", "20249923T081500Z"] {
            assert_eq!(parse_date(wrong), None);
        }
        assert_eq!(Authorization::parse("Bearer x"), None);
        assert_eq!(
            Authorization::parse("SDK-HMAC-SHA256 Credential=AK/x, SignedHeaders=a, Signature=b"),
            None
        );
        let parsed =
            Authorization::parse("SDK-HMAC-SHA256 Access=a, SignedHeaders=X-Sdk-Date;Host, Signature=b");
        assert_eq!(parsed.unwrap().signed_headers, ["host", "x-sdk-date"]);
    }
}
