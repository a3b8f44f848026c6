//! A received request.

use bytes::Bytes;
use http::HeaderMap;

/// A completely received request; path and query are percent-encoded.
pub struct Request {
    pub method: String,
    pub path: String,
    /// Empty when there is none.
    pub query: String,
    pub headers: HeaderMap,
    pub body: Bytes,
    /// The request id, sent back in `X-Request-Id`.
    pub id: String,
}

impl Request {
    /// A header as text; invalid UTF-8 is replaced.
    pub fn header(&self, name: &str) -> Option<String> {
        self.headers.get(name).map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned())
    }
}
