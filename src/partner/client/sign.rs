//! Request signing, SDK-HMAC-SHA256 (calling.md 4). Pure: the same request gives the same signature.

use hmac::{Hmac, Mac};
use jiff::Timestamp;
use percent_encoding::percent_decode_str;
use secrecy::{ExposeSecret, SecretString};
use sha2::{Digest, Sha256};

use model::page::encode;

const ALGORITHM: &str = "SDK-HMAC-SHA256";

/// Header that holds the time of signing.
pub const DATE_HEADER: &str = "x-sdk-date";

/// Header whose value replaces the hash of the body.
const CONTENT_HASH_HEADER: &str = "x-sdk-content-sha256";

/// A request as it will be sent.
#[derive(Clone, Copy, Debug)]
pub struct Unsigned<'a> {
    /// HTTP method, in any case of letters.
    pub method: &'a str,
    /// Path as sent, percent-encoded.
    pub path: &'a str,
    /// Query pairs, decoded.
    pub query: &'a [(String, String)],
    /// Headers to sign; `host` and `x-sdk-date` have to be among them.
    pub headers: &'a [(String, String)],
    /// The body's bytes.
    pub body: &'a [u8],
}

/// A signature and the texts it was made from, which help to compare two signers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    /// What was hashed. It holds the security token: not for logs.
    pub canonical_request: String,
    /// What was signed.
    pub string_to_sign: String,
    /// Names of the signed headers, joined by `;`.
    pub signed_headers: String,
    /// The signature, lower-case hex.
    pub signature: String,
    /// Value of the `Authorization` header.
    pub authorization: String,
}

/// The form of an instant in `X-Sdk-Date`: `YYYYMMDDTHHMMSSZ`, UTC.
pub fn sdk_date(instant: Timestamp) -> String {
    instant.strftime("%Y%m%dT%H%M%SZ").to_string()
}

/// Signs a request. Headers whose name contains an underscore are not signed, as gateways drop
/// them.
pub fn sign(request: &Unsigned<'_>, access_key: &str, secret_key: &SecretString) -> Signature {
    let headers = canonical_headers(request.headers);
    let signed_headers = headers.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>().join(";");
    let header_lines: String = headers.iter().map(|(name, value)| format!("{name}:{value}\n")).collect();
    let canonical_request = [
        request.method.to_ascii_uppercase().as_str(),
        &canonical_path(request.path),
        &canonical_query(request.query),
        &header_lines,
        &signed_headers,
        &content_hash(&headers, request.body),
    ]
    .join("\n");
    let date = find(&headers, DATE_HEADER).unwrap_or_default();
    let string_to_sign = format!("{ALGORITHM}\n{date}\n{}", sha256_hex(canonical_request.as_bytes()));
    let signature = hmac_hex(secret_key.expose_secret().as_bytes(), string_to_sign.as_bytes());
    let authorization =
        format!("{ALGORITHM} Access={access_key}, SignedHeaders={signed_headers}, Signature={signature}");
    Signature { canonical_request, string_to_sign, signed_headers, signature, authorization }
}

fn canonical_headers(headers: &[(String, String)]) -> Vec<(String, String)> {
    let signable = headers.iter().filter(|(name, _)| !name.contains('_'));
    let mut headers: Vec<(String, String)> =
        signable.map(|(name, value)| (name.to_ascii_lowercase(), value.trim().to_owned())).collect();
    headers.sort_by(|(a, _), (b, _)| a.cmp(b));
    headers
}

/// The path is decoded before it is split, so an escaped slash separates too: the official
/// signer does the same, and the gateway expects it.
fn canonical_path(path: &str) -> String {
    let decoded = percent_decode_str(path).decode_utf8_lossy();
    let mut canonical = decoded.split('/').map(encode).collect::<Vec<_>>().join("/");
    if !canonical.ends_with('/') {
        canonical.push('/');
    }
    canonical
}

/// Sorted by name, then value, before encoding.
fn canonical_query(query: &[(String, String)]) -> String {
    let mut pairs: Vec<&(String, String)> = query.iter().collect();
    pairs.sort();
    let encoded = pairs.iter().map(|(name, value)| format!("{}={}", encode(name), encode(value)));
    encoded.collect::<Vec<_>>().join("&")
}

fn content_hash(headers: &[(String, String)], body: &[u8]) -> String {
    match find(headers, CONTENT_HASH_HEADER) {
        Some(given) if !body.is_empty() => given.to_owned(),
        _ => sha256_hex(body),
    }
}

fn find<'a>(headers: &'a [(String, String)], name: &str) -> Option<&'a str> {
    headers.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
}

fn sha256_hex(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}

fn hmac_hex(key: &[u8], message: &[u8]) -> String {
    // HMAC takes a key of any length, so this cannot fail; an empty signature would be refused.
    match Hmac::<Sha256>::new_from_slice(key) {
        Ok(mac) => hex::encode(mac.chain_update(message).finalize().into_bytes()),
        Err(_) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;

    fn text(value: &Value) -> String {
        value.as_str().unwrap().to_owned()
    }

    fn pairs(value: &Value) -> Vec<(String, String)> {
        value.as_array().unwrap().iter().map(|pair| (text(&pair[0]), text(&pair[1]))).collect()
    }

    fn headers(value: &Value) -> Vec<(String, String)> {
        value.as_object().unwrap().iter().map(|(name, value)| (name.clone(), text(value))).collect()
    }

    fn wire_path(url: &str) -> &str {
        let after_scheme = url.split_once("://").unwrap().1;
        let path = &after_scheme[after_scheme.find('/').unwrap()..];
        path.split('?').next().unwrap()
    }

    #[test]
    fn signs_every_vector_as_the_official_signer_does() {
        let file = include_str!("../../../tests/data/signing-vectors.json");
        let file: Value = serde_json::from_str(file).unwrap();
        let vectors = file["vectors"].as_array().unwrap();
        assert_eq!(vectors.len(), 49);
        for vector in vectors {
            let (input, expected) = (&vector["input"], &vector["expected"]);
            let url = text(&input["url"]);
            let request = Unsigned {
                method: input["method"].as_str().unwrap(),
                path: wire_path(&url),
                query: &pairs(&input["query"]),
                headers: &headers(&expected["headers_final"]),
                body: input["body"].as_str().unwrap_or_default().as_bytes(),
            };
            let secret = SecretString::from(text(&input["sk"]));
            let signature = sign(&request, input["ak"].as_str().unwrap(), &secret);
            let name = &vector["name"];
            assert_eq!(signature.canonical_request, text(&expected["canonical_request"]), "{name}");
            assert_eq!(signature.string_to_sign, text(&expected["string_to_sign"]), "{name}");
            assert_eq!(signature.signed_headers, text(&expected["signed_headers"]), "{name}");
            assert_eq!(signature.signature, text(&expected["signature"]), "{name}");
            assert_eq!(signature.authorization, text(&expected["authorization"]), "{name}");
        }
    }

    #[test]
    fn dates_are_utc_to_the_second() {
        let instant: Timestamp = "2024-02-23T16:15:00.987+08:00".parse().unwrap();
        assert_eq!(sdk_date(instant), "20240223T081500Z");
    }

    fn signature_of(query: &[(String, String)], headers: &[(String, String)], body: &[u8]) -> String {
        let request = Unsigned { method: "GET", path: "/v2/q", query, headers, body };
        sign(&request, "AK", &SecretString::from("SK")).signature
    }

    proptest::proptest! {
        #[test]
        fn the_order_of_pairs_and_headers_does_not_matter(
            mut query in proptest::collection::vec((".{0,8}", ".{0,8}"), 0..6),
            values in proptest::collection::vec("[ -~]{0,12}", 4),
            body in ".{0,40}",
        ) {
            let names = ["host", "x-sdk-date", "x-language", "x-domain-id"];
            let mut headers: Vec<(String, String)> =
                names.iter().map(|name| (*name).to_owned()).zip(values).collect();
            let one = signature_of(&query, &headers, body.as_bytes());
            query.reverse();
            headers.reverse();
            proptest::prop_assert_eq!(one, signature_of(&query, &headers, body.as_bytes()));
        }

        #[test]
        fn another_value_gives_another_signature(value in "[a-z]{1,8}", other in "[a-z]{1,8}") {
            proptest::prop_assume!(value != other);
            let pair = |text: &str| vec![("k".to_owned(), text.to_owned())];
            let date = vec![(DATE_HEADER.to_owned(), "20240223T081500Z".to_owned())];
            proptest::prop_assert_ne!(
                signature_of(&pair(&value), &date, b""),
                signature_of(&pair(&other), &date, b"")
            );
        }

        #[test]
        fn any_path_signs_like_its_encoded_form(path in "/.{0,24}") {
            proptest::prop_assume!(!path.contains('%'));
            let encoded = path.split('/').map(encode).collect::<Vec<_>>().join("/");
            proptest::prop_assert_eq!(canonical_path(&path), canonical_path(&encoded));
        }
    }
}
