//! Payment deadlines: of orders that wait for payment, one by one, since only the details of an order
//! have it. The ones never read first, the most urgent by the usual deadline.

use crate::server::service::{Error, mirror};
use crate::server::state::Desk;
use futures::stream::{StreamExt, iter};
use model::error::PartnerFailure;
use model::ids::{OrderId, ResellerId};

/// Orders read side by side. The client keeps the rate limit; few at a time let people pass.
const SIDE_BY_SIDE: usize = 4;
/// Orders taken from the mirror at once.
const BATCH: u32 = 100;
/// Seconds until an order that could not be read is tried again.
const RETRY: i64 = 600;

/// Every order whose details are due.
///
/// # Errors
/// The failure of a batch of which no order could be read: then it is no matter of single orders.
pub async fn deadlines(desk: Desk) -> Result<(), Error> {
    loop {
        let due = desk.store.orders_due(desk.clock.now(), BATCH).await?;
        if due.is_empty() {
            return Ok(());
        }
        let all = due.len();
        let results: Vec<_> = iter(due)
            .map(|(order, reseller)| read(&desk, order, reseller))
            .buffer_unordered(SIDE_BY_SIDE)
            .collect()
            .await;
        let mut failures = Vec::new();
        for result in results {
            failures.extend(result?);
        }
        if let Some(last) = failures.pop().filter(|_| failures.len() + 1 == all) {
            return Err(last.into());
        }
    }
}

/// Reads one order. A failure puts it off, and is answered.
async fn read(
    desk: &Desk,
    order: OrderId,
    reseller: Option<ResellerId>,
) -> Result<Option<PartnerFailure>, Error> {
    let failure = match desk.partner.order_details(&order, reseller.as_ref()).await {
        // Not kept, it would be due again at once.
        Ok(details) => return Ok(mirror::keep_order(desk, &details).await.map(|()| None)?),
        Err(failure) => failure,
    };
    tracing::info!(?failure, %order, "the payment deadline of an order could not be read");
    let next = desk.clock.now() + jiff::SignedDuration::from_secs(RETRY);
    desk.store.put_order_off(&order, next).await?;
    Ok(Some(failure))
}
