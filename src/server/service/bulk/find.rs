//! A job by its id.

use crate::server::ctx::Ctx;
use crate::server::service::Result;
use crate::server::state::Desk;
use model::bulk::Bulk;
use model::error::AppError;
use model::ids::BulkId;

/// A job that the caller may see.
pub(super) async fn find(desk: &Desk, ctx: &Ctx, id: &BulkId) -> Result<Bulk> {
    Ok(desk.store.bulk(&ctx.scope, id).await?.ok_or(AppError::NotFound)?)
}
