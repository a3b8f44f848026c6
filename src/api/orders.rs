//! Orders.

use leptos::prelude::*;
use model::error::AppError;
use model::ids::OrderId;
use model::lists::{OrderFilter, OrderRow};
use model::page::Listing;
use model::views::OrderView;

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
