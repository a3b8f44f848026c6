//! Resources: customer by customer, with each customer's own credentials, the one read longest
//! ago first.

use super::pause::next_try;
use super::step::Step;
use crate::server::service::mirror::Part;
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

/// Every customer whose resources were read longer ago than the interval, or never; the ones that failed
/// when their time has come.
pub(super) async fn resources(desk: &Desk) -> Result<Step, Error> {
    let every = desk.settings.sync_resources.saturating_sub(Duration::from_secs(1));
    let seconds = i64::try_from(every.as_secs()).unwrap_or(0);
    let now = desk.clock.now();
    let before = now - jiff::SignedDuration::from_secs(seconds);
    let mut done = Done::default();
    let due = desk.store.due_again(Part::Resources, now, BATCH).await?;
    done.add(read_all(desk, due).await?);
    loop {
        let stale = desk.store.stalest_customers(BATCH, before).await?;
        if stale.is_empty() {
            break;
        }
        done.add(read_all(desk, stale).await?);
    }
    done.step()
}

/// How the readings of some customers went.
#[derive(Default)]
pub(super) struct Done {
    good: u64,
    failure: Option<PartnerFailure>,
}

impl Done {
    /// One customer without an agency must not make the whole list look broken.
    pub(super) fn step(self) -> Result<Step, Error> {
        match self.failure {
            Some(failure) if self.good == 0 => Err(failure.into()),
            None if self.good == 0 => Ok(Step::Idle),
            _ => Ok(Step::Read),
        }
    }

    fn add(&mut self, other: Self) {
        self.good += other.good;
        self.failure = self.failure.take().or(other.failure);
    }
}

/// Reads some customers' resources side by side; what cannot be read is recorded.
pub(super) async fn read_all(desk: &Desk, customers: Vec<CustomerId>) -> Result<Done, Error> {
    let results: Vec<_> = iter(customers)
        .map(|customer| async move { resources_of(desk, &customer).await })
        .buffer_unordered(SIDE_BY_SIDE)
        .collect()
        .await;
    let mut done = Done::default();
    for result in results {
        match result {
            Ok(()) => done.good += 1,
            Err(error) => done.failure = Some(error.into_partner_failure()?),
        }
    }
    Ok(done)
}

/// Reads all resources of one customer, attached ones too, and records how it went.
///
/// # Errors
/// Why they could not be read.
pub async fn resources_of(desk: &Desk, customer: &CustomerId) -> Result<(), Error> {
    let failure = match all_of(desk, customer).await {
        Ok(all) => {
            desk.store.replace_resources(customer, &all, desk.clock.now()).await?;
            mirror::note_agency(desk, customer, Ok(())).await;
            return Ok(());
        }
        Err(failure) => failure,
    };
    tracing::info!(?failure, %customer, "resources could not be read");
    mirror::note_agency(desk, customer, Err(&failure)).await;
    let now = desk.clock.now();
    let next = |times| next_try(now, times, desk.settings.sync_resources);
    let ids = std::slice::from_ref(customer);
    desk.store.record_unread(Part::Resources, ids, &failure, now, next).await?;
    Err(failure.into())
}

async fn all_of(desk: &Desk, customer: &CustomerId) -> Result<Vec<Resource>, PartnerFailure> {
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
            return Ok(all);
        }
        offset += PAGE;
    }
}
