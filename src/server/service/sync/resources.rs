//! Resources: customer by customer, with each customer's own credentials, the one read longest
//! ago first.

use crate::server::service::{Error, mirror};
use crate::server::state::Desk;
use futures::stream::{StreamExt, iter};
use model::error::PartnerFailure;
use model::ids::CustomerId;
use model::resources::Resource;
use std::time::Duration;

/// Rows per page of the resource list, its maximum.
const PAGE: u32 = 500;
/// Customers read side by side; the gateway counts per source address.
const SIDE_BY_SIDE: usize = 4;
/// Customers taken from the mirror at once.
const BATCH: u32 = 200;

/// Every customer whose resources were last read (or tried) longer ago than the interval.
pub async fn resources(desk: &Desk) -> Result<(), Error> {
    let every = desk.settings.sync_resources.saturating_sub(Duration::from_secs(1));
    let seconds = i64::try_from(every.as_secs()).unwrap_or(0);
    let before = desk.clock.now() - jiff::SignedDuration::from_secs(seconds);
    let mut last_failure: Option<PartnerFailure> = None;
    let mut good = 0u32;
    loop {
        let stale = desk.store.stalest_customers(BATCH, before).await?;
        if stale.is_empty() {
            break;
        }
        let results: Vec<_> = iter(stale)
            .map(|customer| async move {
                let result = resources_of(desk, &customer).await;
                (customer, result)
            })
            .buffer_unordered(SIDE_BY_SIDE)
            .collect()
            .await;
        for (customer, result) in results {
            match result {
                Ok(()) => {
                    good += 1;
                    mirror::note_agency(desk, &customer, Ok(())).await;
                }
                Err(error) => {
                    last_failure = last_failure.or(tried(desk, &customer, error).await?);
                }
            }
        }
    }
    match last_failure {
        // One customer without an agency must not make the whole list look broken.
        Some(failure) if good == 0 => Err(failure.into()),
        _ => Ok(()),
    }
}

/// Stamps a customer whose resources could not be read, so that the loop ends.
async fn tried(desk: &Desk, customer: &CustomerId, error: Error) -> Result<Option<PartnerFailure>, Error> {
    let failure = error.into_partner_failure()?;
    mirror::note_agency(desk, customer, Err(&failure)).await;
    tracing::info!(?failure, %customer, "resources could not be read");
    desk.store.record_resources_attempt(customer, desk.clock.now()).await?;
    Ok(Some(failure))
}

/// All resources of one customer, attached ones too.
pub async fn resources_of(desk: &Desk, customer: &CustomerId) -> Result<(), Error> {
    let mut all: Vec<Resource> = Vec::new();
    let mut offset = 0;
    loop {
        let page = desk.partner.resources(customer, offset, PAGE, false).await?;
        let count = page.received();
        for resource in page.rows {
            if !all.iter().any(|known| known.id == resource.id) {
                all.push(resource);
            }
        }
        if count < PAGE {
            break;
        }
        offset += PAGE;
    }
    desk.store.replace_resources(customer, &all, desk.clock.now()).await?;
    Ok(())
}
