//! Acting for a customer: short-lived keys by the agency that the customer gave to the partner
//! (calling.md 3.3 and 5). Kept in memory only, until shortly before they end.

use moka::future::Cache;
use moka::ops::compute::Op;
use secrecy::{ExposeSecret, SecretString};
use std::sync::Arc;
use std::time::Duration;

use crate::config::{ConfigError, PartnerConfig};
use model::ids::CustomerId;
use model::time::Timestamp;

/// Credentials that sign a request. No `Debug`, so that they are never logged.
pub(crate) struct Credentials {
    pub access: String,
    pub secret: SecretString,
    /// Sent and signed with temporary keys.
    pub token: Option<SecretString>,
    /// Account id of the keys' owner.
    pub domain_id: Option<String>,
    /// Expiry, UTC: temporary credentials have one; the partner's own keys have none.
    pub ends_at: Option<Timestamp>,
}

impl Credentials {
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

/// Most customers whose credentials are cached.
const HELD: u64 = 20_000;

/// The keys held for customers.
pub(crate) struct CredentialCache(pub(super) Cache<CustomerId, Arc<Credentials>>);

impl CredentialCache {
    /// `lifetime` is how long keys are asked for: none are held longer.
    pub fn new(lifetime: Duration) -> Self {
        Self(Cache::builder().max_capacity(HELD).time_to_live(lifetime).build())
    }

    /// Takes keys out, unless others have taken their place meanwhile.
    pub async fn forget(&self, customer: &CustomerId, keys: &Arc<Credentials>) {
        let same = |held: Option<moka::Entry<CustomerId, Arc<Credentials>>>| {
            let same = held.is_some_and(|held| Arc::ptr_eq(held.value(), keys));
            std::future::ready(if same { Op::Remove } else { Op::Nop })
        };
        self.0.entry(customer.clone()).and_compute_with(same).await;
    }
}
