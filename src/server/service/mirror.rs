//! How old the mirror is, and how what was just read live gets into it.

use super::Result;
use crate::server::ctx::Ctx;
use crate::server::state::Desk;
use crate::server::store::{Scope, StoreError};
use model::error::PartnerFailure;
use model::ids::{CustomerId, OrderId, ResellerId, ResourceId};
use model::mirror::Coverage;
use model::orders::{Order, OrderDetails};
use model::resources::Resource;
use model::time::{Freshness, Timestamp, days_between};
use std::sync::atomic::Ordering;

pub use model::mirror::Part;

/// How much is known of each part of the mirror, over the caller's customers.
pub async fn coverages(desk: &Desk, ctx: &Ctx) -> Result<Vec<Coverage>> {
    let mut all = Vec::with_capacity(Part::ALL.len());
    for part in Part::ALL {
        all.push(desk.store.coverage(&ctx.scope, part).await?);
    }
    Ok(all)
}

/// How old a part of the mirror is for one customer.
pub async fn age(desk: &Desk, part: Part, customer: &CustomerId) -> Result<Freshness> {
    Ok(desk.store.reading(part, customer).await?.freshness(desk.clock.now()))
}

/// Reads an order live and stores it in the mirror, so that its page and the lists show its status. What
/// this desk did with it stands beside what HUAWEI CLOUD still says.
///
/// # Errors
/// As [`partner::Partner::order_details`].
pub async fn read_order(
    desk: &Desk,
    id: &OrderId,
    reseller: Option<&ResellerId>,
) -> Result<OrderDetails, PartnerFailure> {
    let mut details = desk.partner.order_details(id, reseller).await?;
    Box::pin(keep(desk, keep_order(desk, &details))).await;
    details.order.paid_here = Box::pin(paid_here(desk, &details.order)).await;
    Ok(details)
}

/// When this desk paid an order, where that still stands.
async fn paid_here(desk: &Desk, order: &Order) -> Option<Timestamp> {
    match desk.store.order(&Scope::All, &order.id).await {
        Ok(known) => known?.paid_here,
        Err(error) => {
            kept(Err(error));
            None
        }
    }
}

/// Seconds after which the details of an order that waits for payment are read again; within the last two
/// days before its deadline the second. A deadline hardly ever moves.
const DETAILS_LAST: [i64; 2] = [6 * 3_600, 3_600];
/// Days before the deadline from which the shorter one counts.
const NEAR_DAYS: i64 = 2;

/// Keeps an order that was just read live, with its details.
pub(super) async fn keep_order(desk: &Desk, details: &OrderDetails) -> Result<(), StoreError> {
    let (order, now) = (&details.order, desk.clock.now());
    let near = order.deadline().is_some_and(|(until, _)| days_between(now, until) < NEAR_DAYS);
    let seconds = if near { DETAILS_LAST[1] } else { DETAILS_LAST[0] };
    let next = now + jiff::SignedDuration::from_secs(seconds);
    desk.store.upsert_order_details(order, now, next).await
}

/// Keeps whether we may act for a customer, after something was tried that needs its agency.
pub(super) async fn note_agency(desk: &Desk, customer: &CustomerId, tried: Result<(), &PartnerFailure>) {
    match tried {
        Ok(()) => keep(desk, desk.store.set_agency(customer, true)).await,
        Err(failure) if failure.is_missing_agency() => {
            keep(desk, desk.store.set_agency(customer, false)).await;
        }
        Err(_) => {}
    }
}

/// Keeps orders that were just read live.
pub async fn keep_orders(desk: &Desk, orders: &[Order]) {
    keep(desk, desk.store.upsert_orders(orders, desk.clock.now())).await;
}

/// Reads some main resources of one customer live and stores them in the mirror. What this desk did with
/// them stands beside what HUAWEI CLOUD still says.
///
/// # Errors
/// As [`partner::Partner::resources_by_id`].
pub async fn read_resources(
    desk: &Desk,
    customer: &CustomerId,
    ids: &[ResourceId],
) -> Result<Vec<Resource>, PartnerFailure> {
    let mut read = desk.partner.resources_by_id(customer, ids).await?;
    Box::pin(keep_resources(desk, customer, &mut read)).await;
    Ok(read)
}

/// Keeps resources that were just read live, and adds the renewals of ours that still stand.
async fn keep_resources(desk: &Desk, customer: &CustomerId, read: &mut [Resource]) {
    keep(desk, desk.store.keep_resources(customer, read, desk.clock.now())).await;
    let ids: Vec<ResourceId> = read.iter().map(|resource| resource.id.clone()).collect();
    match desk.store.resources(&Scope::All, &ids).await {
        Ok(known) => {
            for resource in read {
                let known = known.iter().find(|known| known.id == resource.id);
                resource.renewed_here = known.and_then(|known| known.renewed_here);
            }
        }
        Err(error) => kept(Err(error)),
    }
}

/// Seconds for which no page tries to write into the mirror after the database was busy: each try waits
/// for it, and a page makes several.
const LEFT_ALONE: i64 = 5;

/// Writes what was read live into the mirror, where that is possible. A mirror that cannot be written must
/// not spoil the page that already has the live value: the next sync repairs it.
pub(super) async fn keep(desk: &Desk, write: impl Future<Output = Result<(), StoreError>> + Send) {
    let now = desk.clock.now().as_second();
    if now < desk.mirror_busy_until.load(Ordering::Relaxed) {
        return;
    }
    let written = write.await;
    if written.as_ref().is_err_and(StoreError::is_busy) {
        desk.mirror_busy_until.store(now.saturating_add(LEFT_ALONE), Ordering::Relaxed);
    }
    kept(written);
}

/// The same for what this desk did, which is tried in any case: it must not look as if it was not done.
pub(super) fn kept(written: Result<(), StoreError>) {
    if let Err(error) = written {
        tracing::warn!(%error, "the mirror could not be written");
    }
}
