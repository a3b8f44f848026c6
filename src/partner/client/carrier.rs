//! Something else than the network below the client, such as a partner in the same process.
//! Everything above stays what it is: keys, limits, signing, judging, retries.

use bytes::Bytes;
use futures::future::BoxFuture;
use http::header::HOST;
use http::{Request, Response};
use std::time::Duration;

use super::answer::Received;
use super::error::Ending;

/// Carries signed requests to a partner.
pub trait Carrier: Send + Sync {
    /// Carries one request, and its answer back; gives up when `patience` is over.
    fn carry(
        &self,
        request: Request<Bytes>,
        patience: Duration,
    ) -> BoxFuture<'static, Result<Response<Bytes>, Undelivered>>;
}

/// Why there is no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Undelivered {
    /// No connection was made; nothing was sent.
    NotConnected,
    /// Patience was over before the answer was there.
    TimedOut,
    /// The connection broke.
    Lost,
}

/// Hands over what the HTTP client would have sent now.
pub(crate) async fn carry(
    carrier: &dyn Carrier,
    request: reqwest::Request,
    host: &str,
    patience: Duration,
) -> Result<Received, Ending> {
    let invalid = Ending::Invalid;
    let mut carried = Request::builder()
        .method(request.method().clone())
        .uri(request.url().as_str())
        .body(
            request.body().and_then(reqwest::Body::as_bytes).map(Bytes::copy_from_slice).unwrap_or_default(),
        )
        .map_err(|_| invalid.clone())?;
    *carried.headers_mut() = request.headers().clone();
    carried.headers_mut().insert(HOST, host.parse().map_err(|_| invalid)?);
    let (head, body) = match carrier.carry(carried, patience).await {
        Ok(response) => response.into_parts(),
        Err(Undelivered::NotConnected) => return Err(Ending::NotConnected),
        Err(Undelivered::TimedOut) => return Err(Ending::TimedOut),
        Err(Undelivered::Lost) => return Err(Ending::Lost),
    };
    Ok(Received { status: head.status.as_u16(), headers: head.headers, body, whole: true })
}
