//! Reconciles intents whose outcome is open, by reading. It never sends one.

use crate::server::service;
use crate::server::service::renewals::renewal_orders;
use crate::server::service::{Error, changes, payments};
use crate::server::state::Desk;
use crate::server::store::Scope;
use model::changes::Change;
use model::customers::Customer;
use model::ids::IntentId;
use model::intents::{Intent, IntentKind, IntentPayload, IntentRef};
use model::payments::PayOrder;
use model::renewals::Renew;

/// Intents reconciled in one step.
const AT_ONCE: u32 = 100;

/// An intent, and its customer where the mirror still has it.
type Found<T> = Option<(Intent<T>, Option<Customer>)>;

/// Reconciles every intent that is due, longest due first. One that cannot be reconciled must not
/// delay the others.
pub async fn step(desk: &Desk) -> Result<(), Error> {
    for due in desk.store.due_intents(desk.clock.now(), AT_ONCE).await? {
        if let Err(error) = reconcile_one(desk, &due).await {
            tracing::warn!(?error, id = %due.id, kind = due.kind.code(), "an open outcome could not be settled");
        }
    }
    Ok(())
}

async fn reconcile_one(desk: &Desk, due: &IntentRef) -> service::Result<()> {
    match due.kind {
        IntentKind::Pay => {
            let Some((payment, customer)) = found::<PayOrder>(desk, &due.id).await? else { return Ok(()) };
            let reseller = customer.and_then(|customer| customer.reseller);
            payments::reconcile(desk, &payment, reseller.as_ref()).await
        }
        IntentKind::Renew => {
            let found = found::<Renew>(desk, &due.id).await?;
            let Some((renewal, Some(customer))) = found else { return Ok(()) };
            if renewal.stage.is_live() {
                return renewal_orders::reconcile(desk, &renewal, &customer).await;
            }
            renewal_orders::release(desk, &due.id, &customer).await.map(|_| ())
        }
        IntentKind::Cancel | IntentKind::Unsubscribe | IntentKind::AutoRenew | IntentKind::ToOnDemand => {
            let found = found::<Change>(desk, &due.id).await?;
            let Some((change, Some(customer))) = found else { return Ok(()) };
            changes::reconcile::reconcile(desk, &change, &customer).await
        }
    }
}

async fn found<T: IntentPayload>(desk: &Desk, id: &IntentId) -> service::Result<Found<T>> {
    let Some(intent) = desk.store.intent::<T>(&Scope::All, id).await? else { return Ok(None) };
    let customer = desk.store.customer(&Scope::All, &intent.customer).await?;
    Ok(Some((intent, customer)))
}
