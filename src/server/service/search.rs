//! The search box.

use super::Outcome;
use crate::model::user::Action;
use crate::model::views::Hit;
use crate::server::ctx::Ctx;
use crate::server::state::Desk;

/// Longest text that is looked for; nothing the partner sends has a longer name or id.
const LONGEST: usize = 200;

/// The best hits in scope.
pub async fn find(desk: &Desk, ctx: &Ctx, text: &str) -> Outcome<Vec<Hit>> {
    ctx.allow(Action::Read)?;
    let text: String = text.trim().chars().take(LONGEST).collect();
    if text.is_empty() {
        return Ok(Vec::new());
    }
    Ok(desk.store.find(&ctx.scope, &text).await?)
}
