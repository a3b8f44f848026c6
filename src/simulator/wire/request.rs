//! A request as it came in.

use bytes::Bytes;
use http::HeaderMap;

/// A request that was read to its end; path and query still percent-encoded.
pub struct Request {
    pub method: String,
    pub path: String,
    /// Empty when there is none.
    pub query: String,
    pub headers: HeaderMap,
    pub body: Bytes,
    /// The id that the answer has in `X-Request-Id`.
    pub id: String,
}

impl Request {
    /// A header as text; bytes that are no UTF-8 are replaced.
    pub fn header(&self, name: &str) -> Option<String> {
        self.headers.get(name).map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned())
    }
}
