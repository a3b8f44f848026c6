//! Orders: the list from the mirror, and one order read live.

use super::mirror::{self, Part};
use super::{Result, customers};
use crate::server::ctx::Ctx;
use crate::server::service::live::live_or_cached;
use crate::server::state::Desk;
use model::customers::Customer;
use model::error::AppError;
use model::ids::{OrderId, ResellerId};
use model::intents::ResourceLock;
use model::limits::Demands;
use model::orders::{Order, OrderDetails};
use model::payability::Payability;
use model::users::Permission;
use model::views::OrderView;
use partner::OrdersQuery;

/// One order with its lines, read live; from the mirror, without lines, when that fails.
pub async fn show(desk: &Desk, ctx: &Ctx, id: &OrderId) -> Result<OrderView> {
    ctx.allow(Permission::Read)?;
    let (known, customer) = find(desk, ctx, id).await?;
    // Whether it can be paid depends on the budget.
    let budget = async {
        match known.is_waiting_for_payment() {
            true => customers::read_budget(desk, ctx, &customer).await,
            false => Ok(None),
        }
    };
    let live = mirror::read_order(desk, &known.id, customer.reseller.as_ref());
    let (live, budget) = futures::join!(live, budget);
    let lock = ResourceLock::Order(known.id.clone());
    let mark = mirror::freshness(desk, Part::Orders).await?;
    let fallback = mark.read_at.map(|at| (headline(known.clone()), at));
    Ok(OrderView {
        details: live_or_cached(desk, live, fallback),
        pay: payability(desk, ctx, &known.id).await?,
        payments: desk.store.intents_about(&ctx.scope, &lock).await?,
        changes: desk.store.intents_about(&ctx.scope, &lock).await?,
        customer,
        budget: budget?,
        demands: Ok(Demands::default()),
        policy_resets: Vec::new(),
    })
}

/// Whether an order can be paid, as far as the mirror knows by now.
pub async fn payability(desk: &Desk, ctx: &Ctx, id: &OrderId) -> Result<Option<Payability>> {
    Ok(desk.store.order_row(&ctx.scope, id).await?.and_then(|row| row.pay))
}

/// What the mirror knows of an order.
fn headline(order: Order) -> OrderDetails {
    OrderDetails { order, created_by: None, discounts: Vec::new(), lines: Vec::new() }
}

/// The order and its customer, if that customer is in scope. An order newer than the mirror is
/// searched in the partner API, among its own customers' orders and then each reseller's.
pub async fn find(desk: &Desk, ctx: &Ctx, id: &OrderId) -> Result<(Order, Customer)> {
    let order = match desk.store.order(&ctx.scope, id).await? {
        Some(order) => order,
        None => ask_for(desk, id).await?.ok_or(AppError::NotFound)?,
    };
    let customer = customers::in_scope(desk, ctx, &order.customer).await?;
    Ok((order, customer))
}

async fn ask_for(desk: &Desk, id: &OrderId) -> Result<Option<Order>> {
    let resellers = desk.store.resellers().await?;
    let owners: Vec<Option<ResellerId>> =
        std::iter::once(None).chain(resellers.into_iter().map(|reseller| Some(reseller.id))).collect();
    for reseller in owners {
        let query = OrdersQuery { order: Some(id.clone()), reseller, limit: 1, ..OrdersQuery::default() };
        let page = desk.partner.orders(&query).await?;
        if let Some(order) = page.rows.into_iter().next() {
            return Ok(Some(order));
        }
    }
    Ok(None)
}
