//! The search box: any name, account, customer id, order id or resource id.

use leptos::prelude::*;
use model::error::AppError;
use model::views::Hit;

/// The best hits in scope, exact ids first; at most ten of each kind.
#[server(prefix = "/api", endpoint = "search")]
pub async fn search(text: String) -> Result<Vec<Hit>, AppError> {
    let (desk, ctx) = super::reply::caller()?;
    super::reply::respond(&ctx, crate::server::service::search::find(&desk, &ctx, &text).await)
}
