//! The next order to pay, after one was paid.

use crate::server::ctx::Ctx;
use crate::server::service::Result;
use crate::server::state::Desk;
use crate::server::store::Fetch;
use model::customers::Frozen;
use model::intents::ResourceLock;
use model::lists::{OrderFilter, OrderRow};
use model::orders::OrderStatus;
use model::page::Paging;
use model::users::Permission;

/// Orders that are looked at, the most urgent first.
const AMONG: usize = 50;

/// The most urgent order that waits for payment and that nothing known stands against: nobody else pays
/// it, the account is not frozen, and the budget, as last read, covers it.
pub(super) async fn next_payable(desk: &Desk, ctx: &Ctx) -> Result<Option<OrderRow>> {
    if ctx.allow(Permission::Pay).is_err() {
        return Ok(None);
    }
    let paging = Paging { sort: Some("deadline".to_owned()), ..Paging::default() };
    let filter = OrderFilter { status: Some(OrderStatus::PendingPayment), paging, ..OrderFilter::default() };
    let waiting = desk.store.take_orders(&ctx.scope, &filter, Fetch::Many(None)).await?;
    for row in waiting.rows.into_iter().take(AMONG) {
        let Some(price) = &row.order.amount else { continue };
        if desk.store.holder(&[ResourceLock::Order(row.order.id.clone())]).await?.is_some() {
            continue;
        }
        let known = desk.store.known_customers(&ctx.scope, std::slice::from_ref(&row.order.customer)).await?;
        let Some(known) = known.into_iter().next() else { continue };
        let frozen = known.customer.frozen.is_some_and(|frozen| frozen != Frozen::No);
        let left =
            known.budget.filter(|_| known.customer.is_resale()).and_then(|(budget, _)| budget.remaining());
        let covered = left.is_none_or(|left| left.currency == price.currency && left.amount >= price.amount);
        if !frozen && covered {
            return Ok(Some(row));
        }
    }
    Ok(None)
}
