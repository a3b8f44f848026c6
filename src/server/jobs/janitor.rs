//! Settles payments and renewals whose outcome is open, by reading orders. It never sends one.

use crate::server::service::{self, Error, payments, renewal_orders};
use crate::server::state::Desk;
use crate::server::store::Scope;

/// Open payments and renewals looked at in one step.
const AT_ONCE: u32 = 100;

/// Looks at everything that is open, oldest first. One that cannot be settled must not keep
/// the others waiting.
pub async fn step(desk: &Desk) -> Result<(), Error> {
    for (payment, _) in desk.store.open_payments(AT_ONCE).await? {
        let customer = desk.store.customer(&Scope::All, &payment.customer).await?;
        let reseller = customer.and_then(|customer| customer.reseller);
        log(payments::settle(desk, &payment, reseller.as_ref()).await, payment.id.as_str());
    }
    for (renewal, _) in desk.store.open_renewals(AT_ONCE).await? {
        if let Some(customer) = desk.store.customer(&Scope::All, &renewal.customer).await? {
            log(renewal_orders::settle(desk, &renewal, &customer).await, renewal.id.as_str());
        }
    }
    Ok(())
}

fn log(result: service::Outcome<()>, id: &str) {
    if let Err(error) = result {
        tracing::warn!(?error, id, "an open outcome could not be settled");
    }
}
