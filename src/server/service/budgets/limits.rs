//! What is asked of people who raise budgets by much. A budget permits to spend and spends
//! nothing, so its limits are settings of their own.

use crate::server::ctx::Ctx;
use crate::server::state::Desk;
use model::limits::RoleLimits;

/// Above which raises the caller is asked for more; the desk itself is asked for nothing.
pub(crate) fn limits(desk: &Desk, ctx: &Ctx) -> RoleLimits {
    ctx.me().map(|me| desk.settings.raising.for_role(me.role)).unwrap_or_default()
}
