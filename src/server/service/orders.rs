//! Orders: the list from the mirror, and one order read live.

use super::mirror::{self, Part};
use super::read::live_or_known;
use super::{Outcome, customers};
use crate::model::customer::Customer;
use crate::model::error::AppError;
use crate::model::ids::{OrderId, ResellerId};
use crate::model::intent::Thing;
use crate::model::lists::{OrderFilter, OrderRow};
use crate::model::order::{Order, OrderDetails};
use crate::model::page::Listing;
use crate::model::spending::Demands;
use crate::model::user::Action;
use crate::model::views::OrderView;
use crate::server::ctx::Ctx;
use crate::server::partner::OrdersQuery;
use crate::server::state::Desk;

/// The orders in scope that match.
pub async fn list(desk: &Desk, ctx: &Ctx, filter: &OrderFilter) -> Outcome<Listing<OrderRow>> {
    ctx.allow(Action::Read)?;
    let slice = desk.store.list_orders(&ctx.scope, filter).await?;
    Ok(Listing {
        rows: slice.rows,
        total: slice.total,
        total_unfiltered: slice.total_unfiltered,
        freshness: mirror::freshness(desk, Part::Orders).await?,
    })
}

/// One order with its lines, read live; from the mirror, without lines, when that fails.
pub async fn show(desk: &Desk, ctx: &Ctx, id: &OrderId) -> Outcome<OrderView> {
    ctx.allow(Action::Read)?;
    let (known, customer) = find(desk, ctx, id).await?;
    let live = mirror::read_order(desk, &known.id, customer.reseller.as_ref()).await;
    let thing = Thing::Order(known.id.clone());
    let mark = mirror::freshness(desk, Part::Orders).await?;
    let fallback = mark.read_at.map(|at| (headline(known.clone()), at));
    Ok(OrderView {
        details: live_or_known(desk, live, fallback),
        payments: desk.store.intents_about(&ctx.scope, &thing).await?,
        changes: desk.store.intents_about(&ctx.scope, &thing).await?,
        customer,
        budget: None,
        demands: Demands::default(),
        sets_back: Vec::new(),
    })
}

/// What the mirror knows of an order.
fn headline(order: Order) -> OrderDetails {
    OrderDetails { order, created_by: None, discounts: Vec::new(), lines: Vec::new() }
}

/// The order and its customer, if that customer is in scope. An order younger than the mirror
/// is looked for at the partner, among its own customers' orders and then each reseller's.
pub async fn find(desk: &Desk, ctx: &Ctx, id: &OrderId) -> Outcome<(Order, Customer)> {
    let order = match desk.store.order(&ctx.scope, id).await? {
        Some(order) => order,
        None => ask_for(desk, id).await?.ok_or(AppError::NotFound)?,
    };
    let customer = customers::in_scope(desk, ctx, &order.customer).await?;
    Ok((order, customer))
}

async fn ask_for(desk: &Desk, id: &OrderId) -> Outcome<Option<Order>> {
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
