//! Orders: with the partner's credentials one list holds the orders of all its customers, so
//! they are read page by page and not customer by customer.

use super::source::{PAGE, owners};
use crate::server::service::Error;
use crate::server::state::Desk;
use crate::server::store::Scope;
use model::ids::{OrderId, ResellerId};
use model::orders::OrderStatus;
use model::time::{Timestamp, plus_days, read_utc, write_utc};
use partner::OrdersQuery;
use std::collections::BTreeSet;

/// Where the begin of the last complete reading is kept.
const LAST_READ: &str = "orders:last-read";
/// Days that are read again each time, for orders that change soon after they are made.
const OVERLAP_DAYS: i64 = 2;
/// The first reading goes back this far; some operations return nothing older.
const HISTORY_DAYS: i64 = 365;

/// New orders since the last reading, everything that waits or is being processed, and what
/// was open in the mirror and is no longer.
pub async fn orders(desk: &Desk) -> Result<(), Error> {
    let begin = desk.clock.now();
    let last = desk.store.cursor(LAST_READ).await?.as_deref().and_then(read_utc);
    let since = match last {
        Some(last) => plus_days(last, -OVERLAP_DAYS),
        None => plus_days(begin, -HISTORY_DAYS),
    };
    let mut open = BTreeSet::new();
    for reseller in owners(&desk.store.resellers().await?) {
        walk(desk, reseller.as_ref(), Some(since), None).await?;
        for status in [OrderStatus::PendingPayment, OrderStatus::Processing] {
            open.extend(walk(desk, reseller.as_ref(), None, Some(status)).await?);
        }
    }
    reread_closed(desk, &open).await?;
    desk.store.set_cursor(LAST_READ, &write_utc(begin)).await?;
    Ok(())
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
async fn reread_closed(desk: &Desk, open: &BTreeSet<OrderId>) -> Result<(), Error> {
    let mut after: Option<OrderId> = None;
    loop {
        let known = desk.store.open_order_ids(1_000, after.as_ref()).await?;
        let Some((last, _)) = known.last() else { return Ok(()) };
        after = Some(last.clone());
        for (order, customer) in known.into_iter().filter(|(order, _)| !open.contains(order)) {
            let customer = desk.store.customer(&Scope::All, &customer).await?;
            let reseller = customer.and_then(|customer| customer.reseller);
            match desk.partner.order_details(&order, reseller.as_ref()).await {
                Ok(details) => desk.store.upsert_orders(&[details.order], desk.clock.now()).await?,
                Err(failure) => tracing::info!(?failure, %order, "an order could not be read again"),
            }
        }
    }
}
