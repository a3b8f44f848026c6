//! Orders.

use leptos::prelude::*;
use model::error::AppError;
use model::ids::OrderId;
use model::views::OrderView;

/// One order with its lines, read live.
#[server(prefix = "/api", endpoint = "order")]
pub async fn order(id: OrderId) -> Result<OrderView, AppError> {
    let (desk, ctx) = super::reply::caller()?;
    super::reply::respond(&ctx, crate::server::service::orders::show(&desk, &ctx, &id).await)
}
