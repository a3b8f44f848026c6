//! The search box.

use super::Outcome;
use crate::model::user::Action;
use crate::model::views::Hit;
use crate::server::ctx::Ctx;
use crate::server::state::Desk;

/// The best hits in scope; none for a text that is empty or too long.
pub async fn find(desk: &Desk, ctx: &Ctx, text: &str) -> Outcome<Vec<Hit>> {
    ctx.allow(Action::Read)?;
    Ok(desk.store.find(&ctx.scope, text).await?)
}
