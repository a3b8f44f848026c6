//! Something else than the network below the client, such as a partner in the same process.
//! Everything above stays what it is: keys, limits, signing, judging, retries.

use bytes::Bytes;
use futures::future::BoxFuture;
use http::header::HOST;
use http::{Request, Response};
use std::sync::Arc;
use std::time::Duration;

use super::answer::Received;
use super::client::Partner;
use super::config::{ConfigError, PartnerConfig};
use super::error::Ending;
use super::transport::Transport;
use crate::server::clock::Clock;

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

impl Partner {
    /// Makes a connection with something else than the network below it.
    ///
    /// # Errors
    /// As [`Partner::new`].
    pub fn carried_by(
        carrier: Arc<dyn Carrier>,
        config: PartnerConfig,
        clock: Clock,
    ) -> Result<Self, ConfigError> {
        let mut transport = Transport::new(&config, config.has_tls()?)?;
        transport.carrier = Some(carrier);
        Self::over(transport, config, clock)
    }
}

/// Hands over what the HTTP client would have sent now.
pub(super) async fn carry(
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
