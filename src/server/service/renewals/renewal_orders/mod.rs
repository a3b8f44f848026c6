//! After renewing: the renewal's page, its orders, and a person's decision about an open outcome.

mod end;
mod facts;
mod find;

pub use end::policy_resets;
pub(crate) use facts::named;
pub use find::reconcile;

use crate::server::ctx::Ctx;
use crate::server::service::{Result, customers, intents, mirror, orders};
use crate::server::state::Desk;
use crate::server::store::Scope;
use model::customers::Customer;
use model::error::{AppError, FieldProblem};
use model::ids::{IntentId, OrderId};
use model::intents::Stage;
use model::money::Money;
use model::orders::{Order, OrderStatus};
use model::renewals::{Renew, Renewal};
use model::users::Permission;
use model::views::{OrderView, RenewalView};
use rust_decimal::Decimal;
use std::collections::BTreeSet;

/// Most intents shown that are about the same orders and resources.
const MOST_RELATED: u32 = 8;

/// One renewal with its orders, each read live.
pub async fn show(desk: &Desk, ctx: &Ctx, id: &IntentId) -> Result<RenewalView> {
    ctx.allow(Permission::Read)?;
    let mut renewal: Renewal = desk.store.intent(&ctx.scope, id).await?.ok_or(AppError::NotFound)?;
    let customer = customers::in_scope(desk, ctx, &renewal.customer).await?;
    if renewal.stage.is_live() && intents::is_due(&renewal, desk.clock.now()) {
        intents::ignore_unreadable(reconcile(desk, &renewal, &customer).await)?;
        renewal = desk.store.intent(&ctx.scope, id).await?.ok_or(AppError::NotFound)?;
    }
    let mut made: Vec<OrderView> = Vec::with_capacity(renewal.what.orders.len());
    for order in &renewal.what.orders {
        made.push(orders::show(desk, ctx, order).await?);
    }
    let (calls, steps) = intents::calls_and_steps(desk, id).await?;
    let mut resources = desk.store.resources(&ctx.scope, &renewal.what.resources).await?;
    // Canceled without a payment, its resources may have been renewed elsewhere: only their ends tell.
    if made.iter().any(is_canceled) {
        match mirror::read_resources(desk, &customer.id, &renewal.what.resources).await {
            Ok(live) if !live.is_empty() => resources = live,
            Ok(_) => {}
            Err(failure) => tracing::info!(?failure, renewal = %id, "its resources could not be read"),
        }
    }
    Ok(RenewalView {
        resources,
        related: desk.store.related_intents(&ctx.scope, id, &renewal.what.touches(), MOST_RELATED).await?,
        may_decide: intents::may_decide(desk, ctx, &renewal, Permission::Order),
        candidates: known(desk, ctx, &renewal.what.candidates).await?,
        renewal,
        customer,
        orders: made,
        calls,
        steps,
        now: desk.clock.now(),
    })
}

fn is_canceled(order: &OrderView) -> bool {
    order.details.value.as_ref().is_some_and(|details| details.order.status == OrderStatus::Cancelled)
}

/// A person confirms that a renewal made no order, after its orders were looked for once more.
pub async fn decide(desk: &Desk, ctx: &Ctx, id: &IntentId) -> Result<()> {
    let Some(renewal) = in_doubt(desk, ctx, id).await? else { return Ok(()) };
    intents::decide(desk, ctx, &renewal, Stage::ConfirmedNotDone, (renewal.id.as_str(), Vec::new())).await?;
    Ok(())
}

/// A person decides which orders a renewal made, among the candidates that were just read. When
/// another renewal was found to have made one of them meanwhile, nothing is decided: the page then
/// no longer offers it.
pub async fn choose(desk: &Desk, ctx: &Ctx, id: &IntentId, orders: &[OrderId]) -> Result<()> {
    let Some(mut renewal) = in_doubt(desk, ctx, id).await? else { return Ok(()) };
    let offered = known(desk, ctx, &renewal.what.candidates).await?;
    renewal.what.orders = chosen(orders, &offered, &renewal.what.agreed)?;
    renewal.what.candidates = Vec::new();
    let about = (renewal.id.as_str(), named(&renewal.what.orders));
    intents::decide(desk, ctx, &renewal, Stage::ConfirmedDone, about).await?;
    Ok(())
}

/// The renewal that a person may decide about; `None` when its outcome is known by now.
async fn in_doubt(desk: &Desk, ctx: &Ctx, id: &IntentId) -> Result<Option<Renewal>> {
    ctx.allow(Permission::Order)?;
    let renewal: Renewal = desk.store.intent(&ctx.scope, id).await?.ok_or(AppError::NotFound)?;
    let customer = customers::in_scope(desk, ctx, &renewal.customer).await?;
    if !renewal.stage.is_in_doubt() {
        return Ok(None);
    }
    let read = reconcile(desk, &renewal, &customer).await;
    intents::still_in_doubt(desk, ctx, renewal, read, Permission::Order).await
}

/// Orders from the mirror, in which each reading puts what it found.
async fn known(desk: &Desk, ctx: &Ctx, ids: &[OrderId]) -> Result<Vec<Order>> {
    let mut orders = Vec::with_capacity(ids.len());
    for id in ids {
        orders.extend(desk.store.order(&ctx.scope, id).await?);
    }
    Ok(orders)
}

/// The chosen orders, each once: some, all of them on offer, and no more than one renew can have
/// made, which is what was agreed to.
fn chosen(ids: &[OrderId], offered: &[Order], agreed: &Money) -> Result<Vec<OrderId>, AppError> {
    let refused = |problem| AppError::field("orders", problem);
    let chosen: BTreeSet<&OrderId> = ids.iter().collect();
    let of = |id: &&OrderId| offered.iter().find(|order| order.id == **id);
    let orders: Vec<&Order> = chosen.iter().filter_map(of).collect();
    let amounts = orders.iter().filter_map(|order| order.amount.as_ref()).map(|money| money.amount);
    if chosen.is_empty() {
        return Err(refused(FieldProblem::NothingSelected));
    }
    if orders.len() < chosen.len() {
        return Err(refused(FieldProblem::NotOffered));
    }
    if amounts.sum::<Decimal>() > agreed.amount {
        return Err(refused(FieldProblem::OverAgreed));
    }
    Ok(orders.into_iter().map(|order| order.id.clone()).collect())
}

/// Reads the orders a renewal made, so that the lists know them at once.
pub async fn refresh_orders(desk: &Desk, id: &IntentId, customer: &Customer) {
    let renewal: Renewal = match desk.store.intent(&Scope::All, id).await {
        Ok(Some(renewal)) => renewal,
        Ok(None) => return,
        Err(error) => {
            tracing::warn!(%error, renewal = %id, "a renewal could not be read back");
            return;
        }
    };
    read_orders(desk, &renewal, customer).await;
}

/// The current status of a renewal's orders; `None` for one that could not be read.
async fn read_orders(desk: &Desk, renewal: &Renewal, customer: &Customer) -> Vec<Option<OrderStatus>> {
    let mut read = Vec::with_capacity(renewal.what.orders.len());
    for order in &renewal.what.orders {
        match mirror::read_order(desk, order, customer.reseller.as_ref()).await {
            Ok(details) => read.push(Some(details.order.status)),
            Err(failure) => {
                tracing::info!(?failure, %order, "a renewal order could not be read");
                read.push(None);
            }
        }
    }
    read
}

/// Releases the resources of a renewal whose orders have all been carried out or canceled; true
/// when it did.
pub async fn release(desk: &Desk, id: &IntentId, customer: &Customer) -> Result<bool> {
    let Some(renewal) = desk.store.intent::<Renew>(&Scope::All, id).await? else { return Ok(false) };
    if !renewal.stage.had_effect() {
        return Ok(false);
    }
    let read = read_orders(desk, &renewal, customer).await;
    let ended = |status| matches!(status, Some(OrderStatus::Completed | OrderStatus::Cancelled));
    let all = read.into_iter().all(ended);
    if all {
        desk.store.release_intent(id).await?;
    } else {
        intents::postpone_check(desk, &renewal).await?;
    }
    Ok(all)
}
