//! The only way to the partner API: credentials, limit, breaker, sign, send, classify, retry, record.

pub(crate) mod agency;
pub(crate) mod amounts;
pub(crate) mod answer;
pub(crate) mod attempt;
pub(crate) mod breaker;
pub(crate) mod call;
pub(crate) mod carrier;
pub(crate) mod codes;
pub(crate) mod credentials;
pub(crate) mod error;
pub(crate) mod health;
pub(crate) mod limit;
pub(crate) mod recording;
pub(crate) mod retry;
pub mod sign;
pub(crate) mod transport;
pub(crate) mod wire;

use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::time::{Instant, sleep};

use super::config::{ConfigError, Endpoint, Language, PartnerConfig};
use super::operations::{Caller, Operation, Service};
use crate::client::answer::{Answer, Refusal};
use crate::client::breaker::{Breaker, Pass};
use crate::client::call::Call;
use crate::client::codes::is_one_of;
use crate::client::credentials::{CredentialCache, Credentials};
use crate::client::error::CallError;
use crate::client::health::{CallStatistics, OperationHealth, count};
use crate::client::limit::{Account, Limits};
use crate::client::retry::Failed;
use crate::client::transport::Transport;
use crate::client::wire::Unreadable;
use crate::clock::Clock;
use model::status::Connection;
use model::time::{Timestamp, later};

/// A connection to the partner API. Cheap to clone; clones share limits, keys and health.
#[derive(Clone)]
pub struct Partner {
    inner: Arc<Inner>,
    language: Language,
}

struct Inner {
    config: PartnerConfig,
    clock: Clock,
    billing: Endpoint,
    identity: Endpoint,
    own_keys: Arc<Credentials>,
    key_ring: CredentialCache,
    transport: Transport,
    limits: Limits,
    billing_breaker: Breaker,
    identity_breaker: Breaker,
    statistics: CallStatistics,
    rng: Mutex<ChaCha8Rng>,
}

impl fmt::Debug for Partner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Partner").field(&self.inner.config).finish()
    }
}

impl Partner {
    /// Makes a connection; nothing is sent yet.
    ///
    /// # Errors
    /// [`ConfigError`] when an endpoint or a key cannot be used.
    pub fn new(config: PartnerConfig, clock: Clock) -> Result<Self, ConfigError> {
        let transport = Transport::new(&config, config.has_tls()?)?;
        Self::over(transport, config, clock)
    }

    /// Makes a connection with something else than the network below it.
    ///
    /// # Errors
    /// As [`Partner::new`].
    pub fn with_carrier(
        carrier: Arc<dyn carrier::Carrier>,
        config: PartnerConfig,
        clock: Clock,
    ) -> Result<Self, ConfigError> {
        let mut transport = Transport::new(&config, config.has_tls()?)?;
        transport.carrier = Some(carrier);
        Self::over(transport, config, clock)
    }

    /// The same with an existing transport.
    fn over(transport: Transport, config: PartnerConfig, clock: Clock) -> Result<Self, ConfigError> {
        let billing = Endpoint::parse(&config.bss_url)?;
        let identity = Endpoint::parse(&config.iam_url)?;
        let own_keys = Credentials::own(&config)?;
        let inner = Inner {
            transport,
            own_keys: Arc::new(own_keys),
            key_ring: CredentialCache::new(config.keys_for),
            limits: Limits::new(config.rate_percent),
            billing_breaker: Breaker::new(Service::Billing, config.breaker),
            identity_breaker: Breaker::new(Service::Identity, config.breaker),
            statistics: CallStatistics::begun(clock.now()),
            rng: Mutex::new(ChaCha8Rng::seed_from_u64(config.seed)),
            billing,
            identity,
            clock,
            config,
        };
        let language = inner.config.language;
        Ok(Self { inner: Arc::new(inner), language })
    }

    /// The same connection, with names in another language.
    #[must_use]
    pub fn with_language(&self, language: Language) -> Self {
        Self { inner: Arc::clone(&self.inner), language }
    }

    /// How every operation of the registry has been doing since this process started.
    pub fn health(&self) -> Vec<OperationHealth> {
        // The limits of a customer's calls are that customer's.
        let room = |operation: &Operation| match operation.caller {
            Caller::Partner | Caller::Either => self.inner.limits.room(operation),
            Caller::Customer => None,
        };
        self.inner.statistics.read(room)
    }

    /// Whether calls to each service go through, or pause since it does not answer.
    pub fn connections(&self) -> Vec<Connection> {
        let now = self.clock().now();
        Service::ALL.into_iter().map(|service| self.breaker(service).read(now)).collect()
    }

    /// True while no call to a service is sent, since it does not answer.
    pub fn is_paused(&self) -> bool {
        Service::ALL.into_iter().any(|service| self.breaker(service).is_paused())
    }

    fn breaker(&self, service: Service) -> &Breaker {
        match service {
            Service::Billing => &self.inner.billing_breaker,
            Service::Identity => &self.inner.identity_breaker,
        }
    }

    /// From when [`Partner::health`] counts, UTC.
    pub fn started_at(&self) -> Timestamp {
        self.inner.statistics.started_at()
    }

    pub(super) fn language(&self) -> Language {
        self.language
    }

    pub(super) fn config(&self) -> &PartnerConfig {
        &self.inner.config
    }

    pub(super) fn clock(&self) -> &Clock {
        &self.inner.clock
    }

    pub(super) fn key_ring(&self) -> &CredentialCache {
        &self.inner.key_ring
    }

    /// Makes one call: the only function that sends anything. `read` parses a successful answer; when it
    /// cannot, the answer counts as unreadable.
    ///
    /// That a customer's keys are refused proves of a write only that this one request was rejected: the
    /// network may have delivered it twice, and the keys may have ended in between. Unless the write
    /// succeeds after that, its outcome is unclear.
    #[tracing::instrument(name = "partner", skip_all, fields(operation = call.operation.id))]
    pub(super) async fn call<T>(
        &self,
        call: Call<'_>,
        read: impl Fn(&Answer) -> Result<T, Unreadable>,
    ) -> Result<T, Box<Refusal>> {
        let mut keys_refused = false;
        let mut answer = self.attempts(&call, read, &mut keys_refused).await;
        if let Err(refusal) = &mut answer
            && keys_refused
            && !call.operation.is_repeatable()
        {
            refusal.failure.unclear = true;
            // The request itself was sent, whatever was not sent after it.
            refusal.failure.paused_until = None;
        }
        answer
    }

    /// Sends as often as the operation allows. `keys_refused` is set when a customer's keys were refused.
    async fn attempts<T>(
        &self,
        call: &Call<'_>,
        read: impl Fn(&Answer) -> Result<T, Unreadable>,
        keys_refused: &mut bool,
    ) -> Result<T, Box<Refusal>> {
        let operation = call.operation;
        let deadline = Instant::now() + self.config().timeouts.total;
        let path = call.path().ok_or_else(|| Refusal::unanswered(operation, CallError::Invalid))?;
        let mut keys = self.keys_for(call).await?;
        let mut attempt = 1;
        let mut before: Option<Box<Refusal>> = None;
        loop {
            let pass = match self.pass(call, deadline).await {
                Ok(pass) => pass,
                // The earlier refusal says more than that there is no other attempt.
                Err(not_sent) => return Err(before.unwrap_or(not_sent)),
            };
            let refusal = match self.attempt(call, &path, &keys, deadline, pass, &read).await {
                Ok(value) => return Ok(value),
                Err(refusal) => refusal,
            };
            if let Some(customer) = call.customer
                && refuses_keys(operation, &refusal.ending)
            {
                self.key_ring().forget(customer, &keys).await;
                let first = !std::mem::replace(keys_refused, true);
                // The only case in which a write may be sent twice.
                if first && operation.again_with_new_keys {
                    keys = self.keys_for(call).await?;
                    before = Some(refusal);
                    continue;
                }
            }
            let failed = Failed {
                attempt,
                ending: &refusal.ending,
                retry_after: refusal.retry_after,
                left: deadline.saturating_duration_since(Instant::now()),
                jitter: self.jitter(),
            };
            match retry::wait(operation, &self.config().retry, &failed) {
                Some(wait) => sleep(wait).await,
                None => return Err(refusal),
            }
            before = Some(refusal);
            attempt += 1;
        }
    }

    async fn keys_for(&self, call: &Call<'_>) -> Result<Arc<Credentials>, Box<Refusal>> {
        match (call.operation.caller, call.customer) {
            (Caller::Partner, _) | (Caller::Either, None) => Ok(Arc::clone(&self.inner.own_keys)),
            (Caller::Customer | Caller::Either, Some(customer)) => self.keys_of(customer).await,
            (Caller::Customer, None) => Err(Refusal::unanswered(call.operation, CallError::Invalid)),
        }
    }

    /// Waits for room within the rate limit; refuses the call while the service does not answer.
    async fn pass(&self, call: &Call<'_>, deadline: Instant) -> Result<Pass, Box<Refusal>> {
        self.wait_for_room(call, deadline).await?;
        let operation = call.operation;
        self.breaker(operation.service).pass(!operation.is_repeatable()).map_err(|wait| {
            count(operation, CallError::Paused.word());
            Refusal::paused(operation, later(self.clock().now(), wait))
        })
    }

    async fn wait_for_room(&self, call: &Call<'_>, deadline: Instant) -> Result<(), Box<Refusal>> {
        let account = match call.customer {
            Some(customer) => Account::Customer(customer.as_str().to_owned()),
            None => Account::Partner,
        };
        let waited = self.inner.limits.wait(call.operation, &account, deadline, || self.jitter()).await;
        waited.map_err(|_| {
            count(call.operation, CallError::OverLimit.word());
            Refusal::unanswered(call.operation, CallError::OverLimit)
        })
    }

    /// A number of 0 to 1000.
    fn jitter(&self) -> u32 {
        let mut rng = self.inner.rng.lock().unwrap_or_else(PoisonError::into_inner);
        rng.random_range(0..=1000)
    }
}

/// True when the answer says that the keys are not valid (any more). On the price operations that
/// comes with a 403 (transactions.yaml); for a write a 403 is an answer.
fn refuses_keys(operation: &Operation, ending: &CallError) -> bool {
    ending.status() == Some(401) || (operation.is_repeatable() && is_one_of(ending.code(), &["CBC.0154"]))
}
