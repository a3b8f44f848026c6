//! The search box: any name, account, telephone number, id of a customer, order, resource or request, and
//! error codes.

use leptos::prelude::*;
use model::error::AppError;
use model::views::Found;

/// What is found in scope, exact hits first; the first eight of each kind.
#[server(prefix = "/api", endpoint = "search")]
pub async fn search(text: String) -> Result<Found, AppError> {
    let (desk, ctx) = super::reply::caller()?;
    super::reply::respond(&ctx, crate::server::service::search::find(&desk, &ctx, &text).await)
}
