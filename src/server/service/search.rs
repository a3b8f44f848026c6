//! The search box.

use super::Result;
use crate::server::ctx::Ctx;
use crate::server::state::Desk;
use model::users::Permission;
use model::views::Hit;

/// The best hits in scope; none for a text that is empty or too long.
pub async fn find(desk: &Desk, ctx: &Ctx, text: &str) -> Result<Vec<Hit>> {
    ctx.allow(Permission::Read)?;
    Ok(desk.store.find(&ctx.scope, text).await?)
}
