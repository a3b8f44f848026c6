//! Orders: with the partner's credentials one list holds the orders of all its customers, so
//! they are read page by page and not customer by customer.

use super::pause::next_try;
use super::source::{PAGE, owners};
use super::step::{Step, mark_failed};
use crate::server::service::Error;
use crate::server::service::mirror::Part;
use crate::server::state::Desk;
use crate::server::store::{Scope, orders_key};
use model::customers::Customer;
use model::ids::{OrderId, ResellerId};
use model::orders::OrderStatus;
use model::time::{Timestamp, plus_days};
use partner::OrdersQuery;
use std::collections::BTreeSet;

/// Days that are read again each time, for orders that change soon after they are made.
const OVERLAP_DAYS: i64 = 2;
/// The first reading goes back this far; some operations return nothing older.
const HISTORY_DAYS: i64 = 365;

/// The orders of each owner but those that failed a moment ago.
pub(super) async fn orders(desk: &Desk) -> Result<Step, Error> {
    each_owner(desk, false).await
}

/// The orders of each owner.
pub(super) async fn every_owner(desk: &Desk) -> Result<Step, Error> {
    each_owner(desk, true).await
}

/// An owner whose list fails keeps no other from being read.
async fn each_owner(desk: &Desk, at_once: bool) -> Result<Step, Error> {
    let mut done = (0, None);
    for reseller in owners(&desk.store.resellers().await?) {
        if at_once || is_due(desk, reseller.as_ref()).await? {
            match read(desk, reseller.as_ref()).await {
                Ok(()) => done.0 += 1,
                Err(error) => done.1 = Some(error.into_partner_failure()?),
            }
        }
    }
    match done {
        (0, Some(failure)) => Err(failure.into()),
        (0, None) => Ok(Step::Idle),
        _ => Ok(Step::Read),
    }
}

/// The newest orders of one customer, and everything of theirs that waits for payment.
///
/// # Errors
/// Why they could not be read.
pub async fn orders_of(desk: &Desk, customer: &Customer) -> Result<(), Error> {
    for status in [None, Some(OrderStatus::PendingPayment)] {
        let query = OrdersQuery {
            customer: Some(customer.id.clone()),
            reseller: customer.reseller.clone(),
            status,
            newest_first: true,
            limit: PAGE,
            ..OrdersQuery::default()
        };
        let page = desk.partner.orders(&query).await?;
        desk.store.upsert_orders(&page.rows, desk.clock.now()).await?;
    }
    Ok(())
}

/// The owners whose last reading failed, when their time has come.
pub(super) async fn again(desk: &Desk) -> Result<(), Error> {
    for reseller in owners(&desk.store.resellers().await?) {
        let failing = desk.store.mark(&orders_key(reseller.as_ref())).await?.failing;
        if failing && is_due(desk, reseller.as_ref()).await? {
            match read(desk, reseller.as_ref()).await {
                Ok(()) => desk.store.mark_ok(Part::Orders.code(), desk.clock.now()).await?,
                Err(error) => {
                    let failure = error.into_partner_failure()?;
                    tracing::info!(?failure, ?reseller, "orders could not be read");
                }
            }
        }
    }
    Ok(())
}

/// Whether an owner may be tried: always, unless it failed a moment ago.
async fn is_due(desk: &Desk, reseller: Option<&ResellerId>) -> Result<bool, Error> {
    let mark = desk.store.mark(&orders_key(reseller)).await?;
    let Some(tried_at) = mark.tried_at.filter(|_| mark.failing) else { return Ok(true) };
    Ok(next_try(tried_at, mark.times, desk.settings.sync_orders) <= desk.clock.now())
}

/// Reads the orders of one owner and marks how it went. What is read is as of the begin of the reading.
async fn read(desk: &Desk, reseller: Option<&ResellerId>) -> Result<(), Error> {
    let (begin, key) = (desk.clock.now(), orders_key(reseller));
    match of_owner(desk, reseller, begin, &key).await {
        Ok(()) => Ok(desk.store.mark_ok(&key, begin).await?),
        Err(error) => {
            mark_failed(desk, &key, &error).await?;
            Err(error)
        }
    }
}

/// New orders since the last reading, everything that waits or is being processed, and what
/// was open in the mirror and is no longer.
async fn of_owner(
    desk: &Desk,
    reseller: Option<&ResellerId>,
    begin: Timestamp,
    key: &str,
) -> Result<(), Error> {
    let since = match desk.store.mark(key).await?.ok_at {
        Some(last) => plus_days(last, -OVERLAP_DAYS),
        None => plus_days(begin, -HISTORY_DAYS),
    };
    walk(desk, reseller, Some(since), None).await?;
    let mut open = BTreeSet::new();
    for status in [OrderStatus::PendingPayment, OrderStatus::Processing] {
        open.extend(walk(desk, reseller, None, Some(status)).await?);
    }
    reread_closed(desk, reseller, &open).await
}

async fn walk(
    desk: &Desk,
    reseller: Option<&ResellerId>,
    since: Option<Timestamp>,
    status: Option<OrderStatus>,
) -> Result<Vec<OrderId>, Error> {
    let mut met = Vec::new();
    let mut offset = 0;
    loop {
        let query = OrdersQuery {
            reseller: reseller.cloned(),
            created_begin: since,
            status,
            newest_first: true,
            offset,
            limit: PAGE,
            ..OrdersQuery::default()
        };
        let page = desk.partner.orders(&query).await?;
        let count = page.received();
        desk.store.upsert_orders(&page.rows, desk.clock.now()).await?;
        if status.is_some() {
            met.extend(page.rows.into_iter().map(|order| order.id));
        }
        if count < PAGE {
            return Ok(met);
        }
        offset += PAGE;
    }
}

/// An order that waited in the mirror and is in no list of open ones any more was paid or
/// lapsed: it is read once by its id.
async fn reread_closed(
    desk: &Desk,
    owner: Option<&ResellerId>,
    open: &BTreeSet<OrderId>,
) -> Result<(), Error> {
    let mut after: Option<OrderId> = None;
    loop {
        let known = desk.store.open_order_ids(1_000, after.as_ref()).await?;
        let Some((last, _)) = known.last() else { return Ok(()) };
        after = Some(last.clone());
        for (order, customer) in known.into_iter().filter(|(order, _)| !open.contains(order)) {
            let customer = desk.store.customer(&Scope::All, &customer).await?;
            let reseller = customer.and_then(|customer| customer.reseller);
            if reseller.as_ref() != owner {
                continue;
            }
            match desk.partner.order_details(&order, owner).await {
                Ok(details) => desk.store.upsert_orders(&[details.order], desk.clock.now()).await?,
                Err(failure) => tracing::info!(?failure, %order, "an order could not be read again"),
            }
        }
    }
}
