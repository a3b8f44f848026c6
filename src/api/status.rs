//! The operations of the partner API that this desk calls.

use leptos::prelude::*;
use model::error::AppError;
use model::lists::StatusFilter;
use model::status::{OperationView, StatusView};

/// The operations that match with their health, and the change history.
#[server(prefix = "/api", endpoint = "status")]
pub async fn status(filter: StatusFilter) -> Result<StatusView, AppError> {
    let (desk, ctx) = super::reply::caller()?;
    super::reply::respond(&ctx, crate::server::service::status::show(&desk, &ctx, &filter).await)
}

/// One operation.
#[server(prefix = "/api", endpoint = "status_operation")]
pub async fn operation(id: String) -> Result<OperationView, AppError> {
    let (desk, ctx) = super::reply::caller()?;
    super::reply::respond(&ctx, crate::server::service::status::operation(&desk, &ctx, &id))
}
