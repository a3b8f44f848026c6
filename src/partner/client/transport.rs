//! One HTTP request: put together, signed, sent once, and its answer taken in.

use bytes::{Bytes, BytesMut};
use reqwest::Client;
use reqwest::redirect::Policy;
use secrecy::ExposeSecret;
use std::sync::Arc;
use std::time::Duration;

use super::answer::Received;
use super::carrier::{Carrier, carry};
use super::credentials::Credentials;
use super::error::CallError;
use super::sign::{DATE_HEADER, Unsigned, sdk_date, sign};
use crate::config::{ConfigError, Endpoint, PartnerConfig};
use model::page::encode;
use model::time::Timestamp;

/// The parts of a request, before keys are known.
pub(crate) struct Outgoing<'a> {
    pub endpoint: &'a Endpoint,
    pub method: &'a http::Method,
    /// Path, percent-encoded.
    pub path: &'a str,
    /// Query pairs, decoded.
    pub query: &'a [(String, String)],
    pub language: Option<&'static str>,
    pub body: Option<&'a Bytes>,
}

impl Outgoing<'_> {
    fn url(&self) -> String {
        let pairs: Vec<String> =
            self.query.iter().map(|(name, value)| format!("{}={}", encode(name), encode(value))).collect();
        let mark = if pairs.is_empty() { "" } else { "?" };
        format!("{}{}{mark}{}", self.endpoint.origin, self.path, pairs.join("&"))
    }

    /// Every header that is signed. `Host` is among them; the HTTP client sends it by itself.
    fn headers(&self, keys: &Credentials, at: Timestamp) -> Vec<(String, String)> {
        let mut headers = vec![("host", self.endpoint.host.clone()), (DATE_HEADER, sdk_date(at))];
        if self.body.is_some() {
            headers.push(("content-type", "application/json;charset=UTF-8".to_owned()));
        }
        headers.extend(self.language.map(|language| ("x-language", language.to_owned())));
        headers.extend(keys.domain_id.clone().map(|id| ("x-domain-id", id)));
        headers
            .extend(keys.token.as_ref().map(|token| ("x-security-token", token.expose_secret().to_owned())));
        headers.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
    }
}

/// The two HTTP clients and how much of an answer is read.
pub(crate) struct Transport {
    reads: Client,
    writes: Client,
    body_limit: usize,
    /// Replaces the network, for tests; `None` is the network.
    pub carrier: Option<Arc<dyn Carrier>>,
}

impl Transport {
    pub fn new(config: &PartnerConfig, tls: bool) -> Result<Self, ConfigError> {
        // Fails when a provider is installed already, which is as good.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = |idle: usize| {
            let mut builder = Client::builder()
                .user_agent(concat!("partnerdesk/", env!("CARGO_PKG_VERSION")))
                .redirect(Policy::none())
                .retry(reqwest::retry::never())
                .no_proxy()
                .connect_timeout(config.timeouts.connect)
                .pool_max_idle_per_host(idle)
                .pool_idle_timeout(Duration::from_secs(20));
            if !tls {
                // A machine that only talks to itself needs no CA certificates.
                builder = builder.tls_certs_only(std::iter::empty());
            }
            builder.build().map_err(|error| ConfigError::Client(error.to_string()))
        };
        // A pooled connection may have been closed by the other side, and then nobody could tell
        // whether a request on it arrived. Reads do not mind; each write gets a new connection.
        Ok(Self { reads: client(32)?, writes: client(0)?, body_limit: config.body_limit, carrier: None })
    }

    /// Sends a request once.
    pub async fn send(
        &self,
        outgoing: &Outgoing<'_>,
        keys: &Credentials,
        at: Timestamp,
        repeatable: bool,
        timeout: Duration,
    ) -> Result<Received, CallError> {
        let headers = outgoing.headers(keys, at);
        let body = outgoing.body.cloned().unwrap_or_default();
        let unsigned = Unsigned {
            method: outgoing.method.as_str(),
            path: outgoing.path,
            query: outgoing.query,
            headers: &headers,
            body: &body,
        };
        let signature = sign(&unsigned, &keys.access, &keys.secret);
        let client = if repeatable { &self.reads } else { &self.writes };
        let mut request = client.request(outgoing.method.clone(), outgoing.url()).timeout(timeout);
        for (name, value) in headers.iter().filter(|(name, _)| name != "host") {
            request = request.header(name, value);
        }
        request = request.header("authorization", &signature.authorization);
        // Some front ends require a content length even without a body.
        if outgoing.body.is_some() || outgoing.method == http::Method::POST {
            request = request.header("content-length", body.len()).body(body);
        }
        let request = request.build().map_err(|error| ending_of(&error))?;
        if let Some(carrier) = &self.carrier {
            return carry(carrier.as_ref(), request, &outgoing.endpoint.host, timeout).await;
        }
        let response = client.execute(request).await.map_err(|error| ending_of(&error))?;
        self.take_in(response).await
    }

    async fn take_in(&self, mut response: reqwest::Response) -> Result<Received, CallError> {
        let status = response.status().as_u16();
        let headers = std::mem::take(response.headers_mut());
        let mut body = BytesMut::new();
        while let Some(chunk) = response.chunk().await.map_err(|error| ending_of(&error))? {
            if body.len().saturating_add(chunk.len()) > self.body_limit {
                return Ok(Received { status, headers, body: Bytes::new(), whole: false });
            }
            body.extend_from_slice(&chunk);
        }
        Ok(Received { status, headers, body: body.freeze(), whole: true })
    }
}

/// What a failure of the HTTP client says about the request: only when no connection was made is
/// it certain that nothing left.
fn ending_of(error: &reqwest::Error) -> CallError {
    let ending = if error.is_builder() {
        CallError::Invalid
    } else if error.is_connect() {
        CallError::NotConnected
    } else if error.is_timeout() {
        CallError::TimedOut
    } else {
        CallError::Lost
    };
    // The failure that services see has no room for the cause, such as a refused certificate.
    tracing::warn!(ending = ending.word(), cause = root_cause(error), "no answer from HUAWEI CLOUD");
    ending
}

/// The innermost cause: the outer ones repeat the address, and with it what was asked for.
fn root_cause(error: &reqwest::Error) -> String {
    let mut cause: &dyn std::error::Error = error;
    while let Some(inner) = cause.source() {
        cause = inner;
    }
    cause.to_string()
}
