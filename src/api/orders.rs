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
