//! The only way to the partner API: credentials, limit, sign, send, classify, retry, record.

pub(crate) mod agency;
pub(crate) mod amounts;
pub(crate) mod answer;
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
use std::time::Duration;
use tokio::time::{Instant, sleep};

use super::config::{ConfigError, Endpoint, Language, PartnerConfig};
use super::operations::{Caller, Operation, Service};
use jiff::SignedDuration;

use crate::client::answer::{Answer, Received, Refusal, clock_difference, judge};
use crate::client::call::Call;
use crate::client::codes::is_one_of;
use crate::client::credentials::{CredentialCache, Credentials};
use crate::client::error::{CallError, ended};
use crate::client::health::{CallStatistics, OperationHealth};
use crate::client::limit::{Account, Limits};
use crate::client::recording::{notice_write, record};
use crate::client::retry::Failed;
use crate::client::transport::{Outgoing, Transport};
use crate::client::wire::Unreadable;
use crate::clock::Clock;
use model::audit::ApiCall;
use model::error::Fault;
use model::status::{Attempt, Ended};
use model::time::Timestamp;

/// The gateway refuses signatures that are further off than this (calling.md 4).
const CLOCK_TOLERANCE: Duration = Duration::from_secs(15 * 60);

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
            if let Err(no_room) = self.wait_for_room(call, deadline).await {
                // The earlier refusal says more than that there is no time for another attempt.
                return Err(before.unwrap_or(no_room));
            }
            let refusal = match self.attempt(call, &path, &keys, deadline, &read).await {
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

    /// Sends once, judges, and writes down what happened.
    async fn attempt<T>(
        &self,
        call: &Call<'_>,
        path: &str,
        keys: &Credentials,
        deadline: Instant,
        read: impl Fn(&Answer) -> Result<T, Unreadable>,
    ) -> Result<T, Box<Refusal>> {
        let at = self.clock().now();
        let begun = Instant::now();
        let received = self.send(call, path, keys, at, deadline).await;
        let judged = match received {
            Ok(received) => self.judge(call, received, keys, at),
            Err(ending) => Err(Refusal::unanswered(call.operation, ending)),
        };
        let (status, request_id, outcome) = match judged {
            Ok(answer) => {
                let (status, request_id) = (Some(answer.status), answer.request_id.clone());
                (status, request_id, read(&answer).map_err(|_| answer.unreadable()))
            }
            Err(refusal) => (refusal.failure.status, refusal.failure.request_id.clone(), Err(refusal)),
        };
        let ending = outcome.as_ref().err().map(|refusal| &refusal.ending);
        self.record_attempt(call.operation, path, at, begun.elapsed(), (status, request_id), ending);
        outcome
    }

    async fn send(
        &self,
        call: &Call<'_>,
        path: &str,
        keys: &Credentials,
        at: Timestamp,
        deadline: Instant,
    ) -> Result<Received, CallError> {
        let operation = call.operation;
        let body = call.body.as_ref().map(Result::as_ref).transpose().map_err(|_| CallError::Invalid)?;
        let outgoing = Outgoing {
            endpoint: match operation.service {
                Service::Billing => &self.inner.billing,
                Service::Identity => &self.inner.identity,
            },
            method: &operation.method,
            path,
            query: &call.query,
            language: operation.localised.then(|| self.language.code()),
            body,
        };
        let timeouts = &self.config().timeouts;
        let repeatable = operation.is_repeatable();
        if !repeatable {
            notice_write();
        }
        let timeout = match repeatable {
            true => timeouts.read.min(deadline.saturating_duration_since(Instant::now())),
            false => timeouts.write,
        };
        self.inner.transport.send(&outgoing, keys, at, repeatable, timeout).await
    }

    fn judge(
        &self,
        call: &Call<'_>,
        received: Received,
        keys: &Credentials,
        at: Timestamp,
    ) -> Result<Answer, Box<Refusal>> {
        let operation = call.operation;
        let difference = clock_difference(&received.headers, at);
        let mut secrets = keys.secrets();
        secrets.extend(&call.secrets);
        judge(operation, received, &secrets, at).map_err(|mut refusal| {
            let skewed = difference.filter(|difference| difference.unsigned_abs() > CLOCK_TOLERANCE);
            if let (Some(ahead), Some(401)) = (skewed, refusal.failure.status) {
                let words = clock_words(ahead);
                tracing::warn!(operation = operation.id, "{words}. Set it, for example with NTP");
                refusal.failure.fault = Fault::Ours;
                refusal.failure.message = Some(words);
            }
            refusal
        })
    }

    fn record_attempt(
        &self,
        operation: &'static Operation,
        path: &str,
        at: Timestamp,
        took: Duration,
        (status, request_id): (Option<u16>, Option<String>),
        ending: Option<&CallError>,
    ) {
        let code = ending.and_then(CallError::code);
        let outcome = ending.map_or("done", CallError::word);
        let millis = i64::try_from(took.as_millis()).unwrap_or(i64::MAX);
        tracing::debug!(operation = operation.id, outcome, status, code, request_id, millis, "partner call");
        count(operation, outcome);
        metrics::histogram!("partner_call_seconds", "operation" => operation.id).record(took.as_secs_f64());
        self.inner.statistics.write(
            operation,
            Attempt {
                at,
                status,
                code: code.map(str::to_owned),
                millis: u32::try_from(millis).unwrap_or(u32::MAX),
                ended: ending.map_or(Ended::Done, |ending| ended(operation, ending)),
            },
        );
        record(ApiCall {
            operation: operation.id.to_owned(),
            method: operation.method.as_str().to_owned(),
            path: path.to_owned(),
            status,
            request_id,
            code: code.map(str::to_owned),
            millis,
            at,
        });
    }

    /// A number of 0 to 1000.
    fn jitter(&self) -> u32 {
        let mut rng = self.inner.rng.lock().unwrap_or_else(PoisonError::into_inner);
        rng.random_range(0..=1000)
    }
}

fn count(operation: &Operation, outcome: &'static str) {
    metrics::counter!("partner_calls_total", "operation" => operation.id, "outcome" => outcome).increment(1);
}

/// By how much this machine's clock is off, as people say it.
fn clock_words(ahead: SignedDuration) -> String {
    let minutes = ahead.unsigned_abs().as_secs() / 60;
    let (hours, rest) = (minutes / 60, minutes % 60);
    let by = if hours > 0 { format!("{hours} h {rest} min") } else { format!("{minutes} min") };
    let way = if ahead.is_negative() { "behind" } else { "ahead of" };
    format!("The clock of the Partnerdesk server is {by} {way} that of HUAWEI CLOUD; 15 min are allowed")
}

/// True when the answer says that the keys are not valid (any more). On the price operations that
/// comes with a 403 (transactions.yaml); for a write a 403 is an answer.
fn refuses_keys(operation: &Operation, ending: &CallError) -> bool {
    ending.status() == Some(401) || (operation.is_repeatable() && is_one_of(ending.code(), &["CBC.0154"]))
}
