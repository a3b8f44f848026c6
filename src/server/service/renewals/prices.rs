//! Renewal prices side by side, read live.

use crate::server::ctx::Ctx;
use crate::server::service::live::live_or_cached;
use crate::server::service::mirror::{self, Part};
use crate::server::service::renewals::{AT_ONCE, sendable};
use crate::server::service::{Result, customers};
use crate::server::state::Desk;
use futures::future::{join_all, try_join_all};
use model::customers::Customer;
use model::error::{AppError, FieldProblem, PartnerFailure};
use model::ids::{CustomerId, ResourceId};
use model::lists::{OrderFilter, OrderRow};
use model::orders::OrderStatus;
use model::renewals::Period;
use model::resources::Resource;
use model::time::Timestamp;
use model::users::Permission;
use model::views::{PeriodPrice, PriceGrid};
use std::collections::BTreeMap;

/// Resources on one page of prices.
const MOST: u16 = 100;

/// Prices of a selection: a grid per customer, per expiry policy and per ten resources, since
/// that is what one renew call can take; a column per period.
pub async fn prices(
    desk: &Desk,
    ctx: &Ctx,
    ids: &[ResourceId],
    periods: &[Period],
) -> Result<Vec<PriceGrid>> {
    ctx.allow(Permission::Read)?;
    if ids.is_empty() {
        return Err(AppError::field("id", FieldProblem::NothingSelected).into());
    }
    if ids.len() > usize::from(MOST) {
        return Err(AppError::field("id", FieldProblem::TooMany(MOST)).into());
    }
    let known = desk.store.main_resources(&ctx.scope, ids).await?;
    if known.is_empty() {
        return Err(AppError::NotFound.into());
    }
    let mut offered: Vec<Period> =
        Period::OFFERED.into_iter().filter(|period| periods.contains(period)).collect();
    if offered.is_empty() {
        offered = Period::COMPARED.to_vec();
    }
    let live = read_live(desk, &known).await;
    // What can be ordered together depends on what holds now, not on what was read at some time.
    let current = known.into_iter().map(|row| {
        let read = live.get(&row.customer).and_then(|read| read.as_ref().ok());
        read.and_then(|read| read.iter().find(|now| now.id == row.id)).cloned().unwrap_or(row)
    });
    let groups = groups(current.collect());
    let grid = |(customer, rows): (CustomerId, Vec<Resource>)| {
        let live = live.get(&customer).cloned().unwrap_or(Ok(Vec::new()));
        grid(desk, ctx, customer, (rows, live), &offered)
    };
    try_join_all(groups.into_iter().map(grid)).await
}

/// What was read live of the resources of one customer.
type Live = Result<Vec<Resource>, PartnerFailure>;

/// Reads the resources live, customer by customer.
async fn read_live(desk: &Desk, known: &[Resource]) -> BTreeMap<CustomerId, Live> {
    let mut wanted: BTreeMap<CustomerId, Vec<ResourceId>> = BTreeMap::new();
    for row in known {
        wanted.entry(row.customer.clone()).or_default().push(row.id.clone());
    }
    let read = wanted.into_iter().map(|(customer, ids)| async move {
        let parts = ids.chunks(AT_ONCE).map(|part| mirror::read_resources(desk, &customer, part));
        let read = try_join_all(parts).await.map(|parts| parts.concat());
        (customer, read)
    });
    join_all(read).await.into_iter().collect()
}

/// Main resources by customer and policy, ten at most.
fn groups(known: Vec<Resource>) -> Vec<(CustomerId, Vec<Resource>)> {
    let mut by: BTreeMap<(CustomerId, i64), Vec<Resource>> = BTreeMap::new();
    for resource in known {
        let policy = sendable(resource.expire_policy).code();
        by.entry((resource.customer.clone(), policy)).or_default().push(resource);
    }
    let mut groups = Vec::new();
    for ((customer, _), mut rows) in by {
        rows.sort_by(|a, b| a.expires_at.cmp(&b.expires_at).then_with(|| a.id.cmp(&b.id)));
        groups.extend(rows.chunks(AT_ONCE).map(|chunk| (customer.clone(), chunk.to_vec())));
    }
    groups
}

async fn grid(
    desk: &Desk,
    ctx: &Ctx,
    id: CustomerId,
    (known, live): (Vec<Resource>, Live),
    periods: &[Period],
) -> Result<PriceGrid> {
    let customer = customers::in_scope(desk, ctx, &id).await?;
    let ids: Vec<ResourceId> = known.iter().map(|resource| resource.id.clone()).collect();
    let quotes = join_all(periods.iter().map(|period| async {
        let quote = desk.partner.renewal_price(&id, &ids, *period).await;
        PeriodPrice { period: *period, quote }
    }));
    let (prices, waiting, budget) =
        futures::join!(quotes, waiting(desk, ctx, &customer), customers::read_budget(desk, ctx, &customer),);
    let read_at = desk.store.reading(Part::Resources, &id).await?.read_at();
    let known = read_at.map(|at: Timestamp| (known.clone(), at));
    Ok(PriceGrid {
        customer,
        resources: live_or_cached(desk, in_order(live, &ids), known),
        prices,
        waiting: waiting?,
        budget: budget?,
        intent: desk.ids.intent_id(),
    })
}

/// The answer's resources in the order of the question.
fn in_order(
    live: Result<Vec<Resource>, PartnerFailure>,
    ids: &[ResourceId],
) -> Result<Vec<Resource>, PartnerFailure> {
    let mut rows = live?;
    rows.retain(|row| ids.contains(&row.id));
    rows.sort_by_key(|row| ids.iter().position(|id| *id == row.id));
    Ok(rows)
}

/// Unpaid orders of the customer: a resource in one of them can be neither priced nor renewed.
pub(crate) async fn waiting(desk: &Desk, ctx: &Ctx, customer: &Customer) -> Result<Vec<OrderRow>> {
    let filter = OrderFilter {
        customer: Some(customer.id.clone()),
        status: Some(OrderStatus::PendingPayment),
        ..OrderFilter::default()
    };
    Ok(desk.store.list_orders(&ctx.scope, &filter).await?.rows)
}
