//! The first page.

use leptos::prelude::*;
use model::error::AppError;
use model::overview;

/// What needs the signed-in user today.
#[server(prefix = "/api", endpoint = "overview")]
pub async fn overview() -> Result<overview::Overview, AppError> {
    let (desk, ctx) = super::reply::caller()?;
    super::reply::respond(&ctx, crate::server::service::overview::show(&desk, &ctx).await)
}
