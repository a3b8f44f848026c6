//! After an action of ours: what it did stands at once before what HUAWEI CLOUD still says, and what it
//! touched is read again, so that pages and lists show it without waiting for the next reading.

use super::mirror::{self, kept};
use super::{Result, sync};
use crate::server::state::Desk;
use crate::server::store::{Scope, StoreError};
use model::customers::Customer;
use model::ids::{CustomerId, OrderId};
use model::intents::ResourceLock;
use model::orders::Order;
use model::renewals::Renewal;
use model::resources::RenewedHere;
use model::time::{Timestamp, plus_months};
use std::time::Duration;

/// How long an action waits for what it touched: it is done by then, and its page must come.
const PATIENCE: Duration = Duration::from_secs(5);

/// This desk paid an order.
pub async fn paid(desk: &Desk, customer: &Customer, order: &OrderId) {
    // On the heap: paying is deep in the stack already.
    Box::pin(record_paid(desk, customer, order)).await;
}

async fn record_paid(desk: &Desk, customer: &Customer, order: &OrderId) {
    let now = desk.clock.now();
    kept(desk.store.set_paid_here(order, now).await);
    kept(renewed(desk, customer, order, now).await);
    let read = async {
        let order_read = mirror::read_order(desk, order, customer.reseller.as_ref());
        let (read, ()) = futures::join!(order_read, read_again(desk, customer));
        if let Err(failure) = read {
            tracing::info!(?failure, %order, "the paid order could not be read");
        }
    };
    in_time(customer, read).await;
}

/// A reading showed that an order of ours was paid: its budget and resources are read too.
pub async fn seen_paid(desk: &Desk, id: &CustomerId) -> Result<()> {
    if let Some(customer) = desk.store.customer(&Scope::All, id).await? {
        Box::pin(in_time(&customer, read_again(desk, &customer))).await;
    }
    Ok(())
}

/// The budget and the resources of a customer whose order was paid.
async fn read_again(desk: &Desk, customer: &Customer) {
    let budget = async {
        if customer.may_be_resale() {
            let read = desk.partner.budget(&customer.id, customer.reseller.as_ref()).await;
            match read {
                Ok(budget) => kept(desk.store.upsert_budgets(&[budget], desk.clock.now()).await),
                Err(failure) => {
                    tracing::info!(?failure, customer = %customer.id, "no budget after a payment")
                }
            }
        }
    };
    let (resources, ()) = futures::join!(sync::resources_of(desk, &customer.id), budget);
    if let Err(error) = resources {
        tracing::info!(?error, customer = %customer.id, "no resources after a payment");
    }
}

async fn in_time(customer: &Customer, read: impl Future<Output = ()>) {
    if tokio::time::timeout(PATIENCE, read).await.is_err() {
        tracing::info!(customer = %customer.id, "reading what was paid takes long: the next sync does it");
    }
}

/// Stores the expected ends of the resources that a renewal of ours covers, once all of its orders are paid:
/// an order names no resource.
async fn renewed(
    desk: &Desk,
    customer: &Customer,
    order: &OrderId,
    now: Timestamp,
) -> Result<(), StoreError> {
    let made_by: Vec<Renewal> =
        desk.store.intents_about(&Scope::All, &ResourceLock::Made(order.clone())).await?;
    let Some(what) = made_by.into_iter().next().map(|renewal| renewal.what) else { return Ok(()) };
    for made in &what.orders {
        let known = desk.store.order(&Scope::All, made).await?;
        let paid = |order: Order| order.paid_here.is_some() || order.shows_payment();
        if !known.is_some_and(paid) {
            return Ok(());
        }
    }
    let renewed = what.renewed();
    for (id, from) in what.ends.iter().filter(|(id, _)| renewed.contains(id)) {
        if let Some(to) = plus_months(*from, i64::from(what.period.months())) {
            let renewed = RenewedHere { at: now, to };
            desk.store.set_renewed_here(&customer.id, id, *from, renewed).await?;
        }
    }
    Ok(())
}
