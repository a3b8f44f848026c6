//! Acting for a customer: short-lived keys by the agency that the customer gave to the partner
//! (calling.md 3.3 and 5). Kept in memory only, until shortly before they end.

use futures::future::BoxFuture;
use moka::future::Cache;
use moka::ops::compute::Op;
use secrecy::{ExposeSecret, SecretString};
use serde::Serialize;
use std::sync::Arc;
use std::time::Duration;

use super::answer::{Answer, Refusal};
use super::call::Call;
use super::client::Partner;
use super::config::{ConfigError, PartnerConfig};
use super::operations::ASSUME_AGENCY;
use super::wire::Unreadable;
use crate::model::error::PartnerFailure;
use crate::model::ids::CustomerId;
use crate::model::time::Timestamp;

/// What a request is signed with. No `Debug`: there is nothing here to show.
pub(super) struct Keys {
    pub access: String,
    pub secret: SecretString,
    /// Sent and signed with temporary keys.
    pub token: Option<SecretString>,
    /// Account id of the keys' owner.
    pub domain_id: Option<String>,
    /// The partner answers with an end; the partner's own keys have none.
    pub ends_at: Option<Timestamp>,
}

impl Keys {
    /// The partner's own, as they are configured.
    ///
    /// # Errors
    /// [`ConfigError`] when one of them is missing or cannot be sent.
    pub fn own(config: &PartnerConfig) -> Result<Self, ConfigError> {
        let printable = |text: &str| text.bytes().all(|byte| byte.is_ascii_graphic());
        if config.ak.is_empty() {
            return Err(ConfigError::Missing("access key"));
        }
        if config.sk.expose_secret().is_empty() {
            return Err(ConfigError::Missing("secret key"));
        }
        if config.agency.is_empty() {
            return Err(ConfigError::Missing("agency name"));
        }
        if !printable(&config.ak) {
            return Err(ConfigError::Unsendable("access key"));
        }
        if config.domain_id.as_deref().is_some_and(|id| !printable(id)) {
            return Err(ConfigError::Unsendable("domain id"));
        }
        Ok(Self {
            access: config.ak.clone(),
            secret: config.sk.clone(),
            token: None,
            domain_id: config.domain_id.clone().filter(|id| !id.is_empty()),
            ends_at: None,
        })
    }

    /// What must never be shown.
    pub fn secrets(&self) -> Vec<&SecretString> {
        std::iter::once(&self.secret).chain(&self.token).collect()
    }
}

/// Customers whose keys are held at a time.
const HELD: u64 = 20_000;

/// The keys held for customers.
pub(super) struct KeyRing(Cache<CustomerId, Arc<Keys>>);

impl KeyRing {
    /// `lifetime` is how long keys are asked for: none are held longer.
    pub fn new(lifetime: Duration) -> Self {
        Self(Cache::builder().max_capacity(HELD).time_to_live(lifetime).build())
    }

    /// Takes keys out, unless others have taken their place meanwhile.
    pub async fn forget(&self, customer: &CustomerId, keys: &Arc<Keys>) {
        let same = |held: Option<moka::Entry<CustomerId, Arc<Keys>>>| {
            let same = held.is_some_and(|held| Arc::ptr_eq(held.value(), keys));
            std::future::ready(if same { Op::Remove } else { Op::Nop })
        };
        self.0.entry(customer.clone()).and_compute_with(same).await;
    }
}

impl Partner {
    /// Keys of a customer. Those who ask at the same time share one request.
    pub(super) async fn keys_of(&self, customer: &CustomerId) -> Result<Arc<Keys>, Box<Refusal>> {
        let ring = self.key_ring();
        if let Some(keys) = ring.0.get(customer).await {
            if self.outlasts_margin(&keys) {
                return Ok(keys);
            }
            ring.forget(customer, &keys).await;
        }
        let fetched = ring.0.try_get_with(customer.clone(), self.fetch_keys(customer)).await;
        fetched.map_err(|failure| Refusal::of_another((*failure).clone()))
    }

    fn outlasts_margin(&self, keys: &Keys) -> bool {
        let margin = self.config().keys_margin;
        keys.ends_at.is_none_or(|end| self.clock().now().checked_add(margin).is_ok_and(|then| then < end))
    }

    /// Boxed, because a call needs keys and fetching keys is a call.
    fn fetch_keys<'a>(
        &'a self,
        customer: &'a CustomerId,
    ) -> BoxFuture<'a, Result<Arc<Keys>, PartnerFailure>> {
        let config = self.config();
        let body = TokenRequest::new(customer, &config.agency, config.keys_for);
        let call = Call::new(&ASSUME_AGENCY).json(&body);
        Box::pin(async move {
            let keys = self.call(call, |answer| read_keys(answer, customer)).await?;
            Ok(Arc::new(keys))
        })
    }
}

fn read_keys(answer: &Answer, customer: &CustomerId) -> Result<Keys, Unreadable> {
    let fields = answer.fields()?;
    let credential = fields.object("credential").ok_or(Unreadable)?;
    let needed = |name: &str| credential.text(name).ok_or(Unreadable);
    Ok(Keys {
        access: needed("access")?,
        secret: SecretString::from(needed("secret")?),
        token: Some(SecretString::from(needed("securitytoken")?)),
        domain_id: Some(customer.as_str().to_owned()),
        ends_at: Some(credential.instant("expires_at").ok_or(Unreadable)?),
    })
}

#[derive(Serialize)]
struct TokenRequest<'a> {
    auth: Auth<'a>,
}

#[derive(Serialize)]
struct Auth<'a> {
    identity: Identity<'a>,
}

#[derive(Serialize)]
struct Identity<'a> {
    methods: [&'static str; 1],
    assume_role: AssumeRole<'a>,
}

#[derive(Serialize)]
struct AssumeRole<'a> {
    domain_id: &'a str,
    agency_name: &'a str,
    duration_seconds: u64,
}

impl<'a> TokenRequest<'a> {
    fn new(customer: &'a CustomerId, agency: &'a str, lifetime: Duration) -> Self {
        let assume_role = AssumeRole {
            domain_id: customer.as_str(),
            agency_name: agency,
            duration_seconds: lifetime.as_secs().clamp(900, 86_400),
        };
        Self { auth: Auth { identity: Identity { methods: ["assume_role"], assume_role } } }
    }
}
