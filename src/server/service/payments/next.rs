//! The next order to pay, after one was paid.

use crate::server::ctx::Ctx;
use crate::server::service::Result;
use crate::server::state::Desk;
use crate::server::store::Fetch;
use model::intents::ResourceLock;
use model::lists::{OrderFilter, OrderRow};
use model::orders::OrderStatus;
use model::page::Paging;
use model::users::Permission;

/// Payable orders that are looked at, the most urgent first.
const AMONG: usize = 50;

/// The most urgent order that waits for payment, that nothing known stands against, and that nobody else
/// pays just now.
pub(super) async fn next_payable(desk: &Desk, ctx: &Ctx) -> Result<Option<OrderRow>> {
    if ctx.allow(Permission::Pay).is_err() {
        return Ok(None);
    }
    let paging = Paging { sort: Some("deadline".to_owned()), ..Paging::default() };
    let filter = OrderFilter { status: Some(OrderStatus::PendingPayment), paging, ..OrderFilter::default() };
    let waiting = desk.store.take_orders(&ctx.scope, &filter, Fetch::Many(None)).await?;
    let now = desk.clock.now();
    for row in waiting.rows.into_iter().filter(|row| row.may_be_paid(now)).take(AMONG) {
        if desk.store.holder(&[ResourceLock::Order(row.order.id.clone())]).await?.is_none() {
            return Ok(Some(row));
        }
    }
    Ok(None)
}
