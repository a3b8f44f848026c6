//! Fetches temporary credentials of a customer (calling.md 3.3, CreateTemporaryAccessKeyByAgency).

use futures::future::BoxFuture;
use secrecy::SecretString;
use serde::Serialize;
use std::sync::Arc;
use std::time::Duration;

use super::Partner;
use super::answer::{Answer, Refusal};
use super::call::Call;
use super::credentials::Credentials;
use super::wire::Unreadable;
use crate::operations::ASSUME_AGENCY;
use model::error::PartnerFailure;
use model::ids::CustomerId;

impl Partner {
    /// Whether the customer has an agency that lets us act for it. Keys that are still good are not asked
    /// for again.
    ///
    /// # Errors
    /// [`PartnerFailure`]; where it has none, [`PartnerFailure::is_missing_agency`].
    pub async fn check_agency(&self, customer: &CustomerId) -> Result<(), PartnerFailure> {
        Ok(self.keys_of(customer).await.map(|_| ())?)
    }

    /// Keys of a customer. Those who ask at the same time share one request.
    pub(crate) async fn keys_of(&self, customer: &CustomerId) -> Result<Arc<Credentials>, Box<Refusal>> {
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

    fn outlasts_margin(&self, keys: &Credentials) -> bool {
        let margin = self.config().keys_margin;
        keys.ends_at.is_none_or(|end| self.clock().now().checked_add(margin).is_ok_and(|then| then < end))
    }

    /// Boxed, because a call needs keys and fetching keys is a call.
    fn fetch_keys<'a>(
        &'a self,
        customer: &'a CustomerId,
    ) -> BoxFuture<'a, Result<Arc<Credentials>, PartnerFailure>> {
        let config = self.config();
        let body = TokenRequest::new(customer, &config.agency, config.keys_for);
        let call = Call::new(&ASSUME_AGENCY).json(&body);
        Box::pin(async move {
            let keys = self.call(call, |answer| read_keys(answer, customer)).await?;
            Ok(Arc::new(keys))
        })
    }
}

fn read_keys(answer: &Answer, customer: &CustomerId) -> Result<Credentials, Unreadable> {
    let fields = answer.fields()?;
    let credential = fields.object("credential").ok_or(Unreadable)?;
    let needed = |name: &str| credential.text(name).ok_or(Unreadable);
    Ok(Credentials {
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
