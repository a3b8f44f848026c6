//! Replaces the network below the client, for example with a simulator in the same process.
//! Everything above is unchanged: keys, limits, signing, classification, retries.

use bytes::Bytes;
use futures::future::BoxFuture;
use http::header::HOST;
use http::{Request, Response};
use std::time::Duration;

use super::answer::Received;
use super::error::CallError;

/// Sends signed requests to a partner API.
pub trait Carrier: Send + Sync {
    /// Sends one request and returns its answer; times out after `timeout`.
    fn carry(
        &self,
        request: Request<Bytes>,
        timeout: Duration,
    ) -> BoxFuture<'static, Result<Response<Bytes>, Undelivered>>;
}

/// Why there is no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Undelivered {
    /// No connection was made; nothing was sent.
    NotConnected,
    /// No answer in time.
    TimedOut,
    /// The connection broke.
    Lost,
}

/// Passes on the request that the HTTP client would have sent.
pub(crate) async fn carry(
    carrier: &dyn Carrier,
    request: reqwest::Request,
    host: &str,
    timeout: Duration,
) -> Result<Received, CallError> {
    let invalid = CallError::Invalid;
    let mut carried = Request::builder()
        .method(request.method().clone())
        .uri(request.url().as_str())
        .body(
            request.body().and_then(reqwest::Body::as_bytes).map(Bytes::copy_from_slice).unwrap_or_default(),
        )
        .map_err(|_| invalid.clone())?;
    *carried.headers_mut() = request.headers().clone();
    carried.headers_mut().insert(HOST, host.parse().map_err(|_| invalid)?);
    let (head, body) = match carrier.carry(carried, timeout).await {
        Ok(response) => response.into_parts(),
        Err(Undelivered::NotConnected) => return Err(CallError::NotConnected),
        Err(Undelivered::TimedOut) => return Err(CallError::TimedOut),
        Err(Undelivered::Lost) => return Err(CallError::Lost),
    };
    Ok(Received { status: head.status.as_u16(), headers: head.headers, body, whole: true })
}
