//! Orders: the list from the mirror, one order read live, and cancelling.

use super::mirror::{self, Part};
use super::read::live_or_known;
use super::{Error, Outcome, audit, customers};
use crate::model::audit::Deed;
use crate::model::customer::Customer;
use crate::model::error::{AppError, PartnerFailure};
use crate::model::ids::{OrderId, ResellerId};
use crate::model::intent::Thing;
use crate::model::lists::{OrderFilter, OrderRow};
use crate::model::order::{Order, OrderDetails, OrderStatus};
use crate::model::page::Listing;
use crate::model::spending::Demands;
use crate::model::user::Action;
use crate::model::views::OrderView;
use crate::server::ctx::Ctx;
use crate::server::partner::OrdersQuery;
use crate::server::state::Desk;

/// "The order's status does not allow cancelling" (transactions.yaml, CancelCustomerOrder).
const NOT_CANCELLABLE: &str = "CBC.99005010";

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
    let live = desk.partner.order_details(&known.id, customer.reseller.as_ref()).await;
    if let Ok(details) = &live {
        mirror::keep_order(desk, details).await;
    }
    let mark = mirror::freshness(desk, Part::Orders).await?;
    let fallback = mark.read_at.map(|at| (headline(known.clone()), at));
    Ok(OrderView {
        details: live_or_known(desk, live, fallback),
        payments: desk.store.intents_about(&ctx.scope, &Thing::Order(known.id.clone())).await?,
        customer,
        budget: None,
        demands: Demands::default(),
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

/// Cancels an unpaid order. An order that turns out to be cancelled already is a success.
pub async fn cancel(desk: &Desk, ctx: &Ctx, id: &OrderId) -> Outcome<()> {
    ctx.allow(Action::Order)?;
    let (order, customer) = find(desk, ctx, id).await?;
    let id = &order.id;
    let details = desk.partner.order_details(id, customer.reseller.as_ref()).await?;
    if !details.order.is_waiting_for_payment() {
        mirror::keep_order(desk, &details).await;
        return Err(AppError::WrongOrderStatus(details.order.status.code()).into());
    }
    if let Some(held) = desk.store.holder([&Thing::Order(id.clone())]).await? {
        return Err(AppError::UnderWay(held).into());
    }
    let facts = vec![(
        "amount".to_owned(),
        details.order.amount.as_ref().map(ToString::to_string).unwrap_or_default(),
    )];
    audit::around(desk, ctx, Deed::CancelOrder, Some(&customer.id), Some(id.as_str()), facts, async {
        let sent = desk.partner.cancel_order(&customer.id, id).await;
        settle(desk, id, customer.reseller.as_ref(), sent).await
    })
    .await
}

async fn settle(
    desk: &Desk,
    id: &OrderId,
    reseller: Option<&ResellerId>,
    sent: Result<(), PartnerFailure>,
) -> Result<(), Error> {
    let read = desk.partner.order_details(id, reseller).await;
    if let Ok(details) = &read {
        mirror::keep_order(desk, details).await;
    }
    let Err(failure) = sent else { return Ok(()) };
    let worth_a_look = failure.unclear || failure.code.as_deref() == Some(NOT_CANCELLABLE);
    let cancelled = read.is_ok_and(|details| details.order.status == OrderStatus::Cancelled);
    if worth_a_look && cancelled { Ok(()) } else { Err(failure.into()) }
}
