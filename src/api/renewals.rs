//! Renewals: what expires, what renewing costs, renewing.

use crate::model::{
    error::AppError,
    ids::{CustomerId, IntentId, OrderId, ResourceId},
    lists::{RenewalFilter, ResourceRow},
    page::Listing,
    renewal::Period,
    views::{PriceGrid, RenewalView},
};
use leptos::prelude::*;

/// The main resources in scope that match, from the mirror.
#[server(prefix = "/api", endpoint = "resources")]
pub async fn resources(filter: RenewalFilter) -> Result<Listing<ResourceRow>, AppError> {
    let (desk, ctx) = super::reply::caller()?;
    super::reply::give(&ctx, crate::server::service::renewals::list(&desk, &ctx, &filter).await)
}

/// How many resources in scope need a renewal in each of the next twelve weeks.
#[server(prefix = "/api", endpoint = "expiring_weeks")]
pub async fn expiring_weeks() -> Result<Vec<u64>, AppError> {
    let (desk, ctx) = super::reply::caller()?;
    super::reply::give(&ctx, crate::server::service::renewals::weeks(&desk, &ctx).await)
}

/// The services among the resources in scope, to filter by: code and name.
#[server(prefix = "/api", endpoint = "resource_services")]
pub async fn resource_services() -> Result<Vec<(String, String)>, AppError> {
    let (desk, ctx) = super::reply::caller()?;
    super::reply::give(&ctx, crate::server::service::renewals::services(&desk, &ctx).await)
}

/// Live prices of a selection, a grid per customer, a column per period.
#[server(prefix = "/api", endpoint = "price_grids")]
pub async fn price_grids(
    #[server(default)] ids: Vec<ResourceId>,
    #[server(default)] periods: Vec<Period>,
) -> Result<Vec<PriceGrid>, AppError> {
    let (desk, ctx) = super::reply::caller()?;
    super::reply::give(&ctx, crate::server::service::prices::prices(&desk, &ctx, &ids, &periods).await)
}

/// Makes the renewal orders for one customer's selection, without paying. Form `renew`: `intent`
/// as the page gave it, `ids[]`, `period` such as `6m`, `seen_total`, `seen_currency` and `seen_ends`
/// as the page showed them.
/// Leads to the renewal's own page, whatever the outcome of the call.
#[server(prefix = "/api", endpoint = "renew")]
pub async fn renew(
    intent: IntentId,
    customer: CustomerId,
    #[server(default)] ids: Vec<ResourceId>,
    #[server(default)] period: String,
    #[server(default)] seen_total: String,
    #[server(default)] seen_currency: String,
    #[server(default)] seen_ends: String,
) -> Result<(), AppError> {
    use crate::server::service::renewals::{self, Wanted};
    let (desk, ctx) = super::reply::caller()?;
    let form = super::reply::Form::new("renew").value("customer", customer.as_str()).value("period", &period);
    let wanted = Wanted {
        intent: &intent,
        ids: &ids,
        period: &period,
        seen_total: &seen_total,
        seen_currency: &seen_currency,
        seen_ends: &seen_ends,
    };
    let done = renewals::renew(&desk, &ctx, &customer, wanted).await;
    form.go(&ctx, done.map(|held| crate::ui::paths::intent(&held))).await
}

/// One renewal with its orders.
#[server(prefix = "/api", endpoint = "renewal")]
pub async fn renewal(id: IntentId) -> Result<RenewalView, AppError> {
    let (desk, ctx) = super::reply::caller()?;
    super::reply::give(&ctx, crate::server::service::renewal_orders::show(&desk, &ctx, &id).await)
}

/// Says which of the orders on offer a renewal made. Form `choose-orders`: `orders[]`. Leads back
/// to its page.
#[server(prefix = "/api", endpoint = "choose_renewal_orders")]
pub async fn choose_renewal_orders(
    id: IntentId,
    #[server(default)] orders: Vec<OrderId>,
) -> Result<(), AppError> {
    let (desk, ctx) = super::reply::caller()?;
    let form = orders
        .iter()
        .fold(super::reply::Form::new("choose-orders"), |form, order| form.value("orders", order.as_str()));
    let done = crate::server::service::renewal_orders::choose(&desk, &ctx, &id, &orders).await;
    form.go(&ctx, done.map(|()| crate::ui::paths::renewal(&id))).await
}

/// Confirms that a renewal made no order. Form `settle-renewal`. Leads back to its page.
#[server(prefix = "/api", endpoint = "settle_renewal")]
pub async fn settle_renewal(id: IntentId) -> Result<(), AppError> {
    let (desk, ctx) = super::reply::caller()?;
    let form = super::reply::Form::new("settle-renewal");
    let done = crate::server::service::renewal_orders::decide(&desk, &ctx, &id).await;
    form.go(&ctx, done.map(|()| crate::ui::paths::renewal(&id))).await
}
