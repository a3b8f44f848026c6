//! Signs requests, written only for these tests.

use hmac::{Hmac, Mac};
use sha2::{Digest, Sha256};

/// The key of a signature.
#[derive(Clone, Debug)]
pub struct Keys {
    pub access: String,
    pub secret: String,
    pub security_token: Option<String>,
}

/// A request to sign; path and query are in their wire format.
pub struct Unsigned<'a> {
    pub method: &'a str,
    pub host: &'a str,
    pub path: &'a str,
    pub query: &'a str,
    pub body: &'a str,
    pub date: &'a str,
}

/// The headers to send, including Authorization.
pub fn sign(keys: &Keys, request: &Unsigned<'_>, extra: &[(&str, &str)]) -> Vec<(String, String)> {
    let mut headers = vec![
        ("host".to_owned(), request.host.to_owned()),
        ("x-sdk-date".to_owned(), request.date.to_owned()),
    ];
    if !request.body.is_empty() {
        headers.push(("content-type".to_owned(), "application/json".to_owned()));
    }
    if let Some(token) = &keys.security_token {
        headers.push(("x-security-token".to_owned(), token.clone()));
    }
    headers.extend(extra.iter().map(|(n, v)| (n.to_lowercase(), (*v).to_owned())));
    headers.sort();
    let value = authorization(keys, request, &headers);
    headers.push(("authorization".to_owned(), value));
    headers
}

/// The value of Authorization when exactly these headers are signed, sorted and in lower case.
pub fn authorization(keys: &Keys, request: &Unsigned<'_>, headers: &[(String, String)]) -> String {
    let names: Vec<&str> = headers.iter().map(|(name, _)| name.as_str()).collect();
    let names = names.join(";");
    let lines: String = headers.iter().map(|(n, v)| format!("{n}:{v}\n")).collect();
    let mut pairs: Vec<&str> = request.query.split('&').filter(|p| !p.is_empty()).collect();
    pairs.sort_unstable();
    let slash = if request.path.ends_with('/') { "" } else { "/" };
    let canonical = format!(
        "{}\n{}{slash}\n{}\n{lines}\n{names}\n{}",
        request.method,
        request.path,
        pairs.join("&"),
        hex::encode(Sha256::digest(request.body.as_bytes()))
    );
    let text =
        format!("SDK-HMAC-SHA256\n{}\n{}", request.date, hex::encode(Sha256::digest(canonical.as_bytes())));
    let mut mac = Hmac::<Sha256>::new_from_slice(keys.secret.as_bytes()).unwrap();
    mac.update(text.as_bytes());
    let signature = hex::encode(mac.finalize().into_bytes());
    format!("SDK-HMAC-SHA256 Access={}, SignedHeaders={names}, Signature={signature}", keys.access)
}
