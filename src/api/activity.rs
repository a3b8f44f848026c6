//! The audit log.

use leptos::prelude::*;
use model::audit::SealView;
use model::error::AppError;
use model::ids::AuditId;
use model::views::ActivityView;

/// One entry with its calls of the partner API.
#[server(prefix = "/api", endpoint = "activity_entry")]
pub async fn activity_entry(id: AuditId) -> Result<ActivityView, AppError> {
    let (desk, ctx) = super::reply::caller()?;
    super::reply::respond(&ctx, crate::server::service::audit::show(&desk, &ctx, &id).await)
}

/// How far the log is sealed.
#[server(prefix = "/api", endpoint = "activity_seals")]
pub async fn activity_seals() -> Result<SealView, AppError> {
    let (desk, ctx) = super::reply::caller()?;
    super::reply::respond(&ctx, crate::server::service::audit_proof::show(&desk, &ctx).await)
}
