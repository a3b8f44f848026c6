//! Orders.

use crate::model::{
    error::AppError,
    ids::OrderId,
    lists::{OrderFilter, OrderRow},
    page::Listing,
    views::OrderView,
};
use leptos::prelude::*;

/// The orders in scope that match, from the mirror.
#[server(prefix = "/api", endpoint = "orders")]
pub async fn orders(filter: OrderFilter) -> Result<Listing<OrderRow>, AppError> {
    let (desk, ctx) = super::reply::caller()?;
    super::reply::give(&ctx, crate::server::service::orders::list(&desk, &ctx, &filter).await)
}

/// One order with its lines, read live.
#[server(prefix = "/api", endpoint = "order")]
pub async fn order(id: OrderId) -> Result<OrderView, AppError> {
    let (desk, ctx) = super::reply::caller()?;
    super::reply::give(&ctx, crate::server::service::orders::show(&desk, &ctx, &id).await)
}

/// Cancels an unpaid order. Form `cancel-order`. It cannot be undone.
#[server(prefix = "/api", endpoint = "cancel_order")]
pub async fn cancel_order(order: OrderId) -> Result<(), AppError> {
    use crate::model::form::Notice;
    let (desk, ctx) = super::reply::caller()?;
    let form = super::reply::Form::new("cancel-order");
    let done = crate::server::service::orders::cancel(&desk, &ctx, &order).await;
    form.stay(&ctx, done.map(|()| Notice::OrderCancelled)).await
}
