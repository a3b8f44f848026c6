//! The purchase that a budget is raised for, with its cost read live.

use super::super::{Error, Result, mirror, orders};
use crate::server::ctx::Ctx;
use crate::server::state::Desk;
use model::customers::Customer;
use model::error::AppError;
use model::ids::{OrderId, ResourceId};
use model::money::Money;
use model::raise::RaiseFor;
use model::renewals::{Period, Quote};
use model::views::Purchase;

/// What a purchase of this customer costs. `None` where it is not this customer's.
pub(super) async fn read(
    desk: &Desk,
    ctx: &Ctx,
    customer: &Customer,
    what: Option<RaiseFor>,
) -> Result<Option<Purchase>> {
    let cost = match &what {
        None => return Ok(None),
        Some(RaiseFor::Order(order)) => order_cost(desk, ctx, customer, order).await,
        Some(RaiseFor::Renewal(ids, period)) => renewal_cost(desk, ctx, customer, ids, *period).await,
    };
    Ok(cost?.and_then(|cost| Some(Purchase { what: what?, cost })))
}

/// The inner `None`: it cannot be paid now, or could not be read.
async fn order_cost(
    desk: &Desk,
    ctx: &Ctx,
    customer: &Customer,
    order: &OrderId,
) -> Result<Option<Option<Money>>> {
    let (known, owner) = match orders::find(desk, ctx, order).await {
        Err(Error::Refused(AppError::NotFound)) => return Ok(None),
        Err(Error::Refused(AppError::Partner(_))) => return Ok(Some(None)),
        found => found?,
    };
    if owner.id != customer.id {
        return Ok(None);
    }
    let details = mirror::read_order(desk, &known.id, customer.reseller.as_ref()).await.ok();
    let waiting = details.map(|details| details.order).filter(|order| order.is_waiting_for_payment());
    Ok(Some(waiting.and_then(|order| order.amount)))
}

async fn renewal_cost(
    desk: &Desk,
    ctx: &Ctx,
    customer: &Customer,
    ids: &[ResourceId],
    period: Period,
) -> Result<Option<Option<Money>>> {
    let known = desk.store.main_resources(&ctx.scope, ids).await?;
    if known.len() != ids.len() || known.iter().any(|resource| resource.customer != customer.id) {
        return Ok(None);
    }
    let quote = desk.partner.renewal_price(&customer.id, ids, period).await;
    let whole = quote.ok().filter(|quote: &Quote| quote.failures.is_empty());
    Ok(Some(whole.as_ref().and_then(Quote::net)))
}
