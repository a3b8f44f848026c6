//! After renewing: the renewal's page, its orders, and finding the order whose answer was lost.

use super::intents::{self, Finding};
use super::{Outcome, customers, mirror, orders};
use crate::model::audit::Deed;
use crate::model::customer::Customer;
use crate::model::error::AppError;
use crate::model::ids::{IntentId, OrderId};
use crate::model::intent::Stage;
use crate::model::order::{Order, OrderDetails, OrderStatus, OrderType};
use crate::model::renewal::{Renew, Renewal};
use crate::model::time::Timestamp;
use crate::model::user::Action;
use crate::model::views::{OrderView, RenewalView};
use crate::server::ctx::Ctx;
use crate::server::partner::OrdersQuery;
use crate::server::state::Desk;
use crate::server::store::Scope;
use rust_decimal::Decimal;

/// Seconds by which the partner's clock may be behind ours when an order is looked for.
const SKEW: i64 = 900;

/// Orders that are tried in every combination: one renew makes no more of them.
const MOST_CANDIDATES: usize = 10;

/// Renewals of the customer whose orders are known not to be the lost one.
const RENEWALS_LOOKED_AT: u32 = 1_000;

/// Lines of what was begun with the same orders and resources.
const BESIDE: u32 = 8;

/// One renewal with its orders, each read live.
pub async fn show(desk: &Desk, ctx: &Ctx, id: &IntentId) -> Outcome<RenewalView> {
    ctx.allow(Action::Read)?;
    let mut renewal: Renewal = desk.store.intent(&ctx.scope, id).await?.ok_or(AppError::NotFound)?;
    let customer = customers::in_scope(desk, ctx, &renewal.customer).await?;
    if renewal.stage.is_live() && intents::is_due(&renewal, desk.clock.now()) {
        intents::even_unread(settle(desk, &renewal, &customer).await)?;
        renewal = desk.store.intent(&ctx.scope, id).await?.ok_or(AppError::NotFound)?;
    }
    let mut made: Vec<OrderView> = Vec::with_capacity(renewal.what.orders.len());
    for order in &renewal.what.orders {
        made.push(orders::show(desk, ctx, order).await?);
    }
    let (calls, steps) = intents::behind(desk, id).await?;
    Ok(RenewalView {
        resources: desk.store.resources(&ctx.scope, &renewal.what.resources).await?,
        beside: desk.store.intents_beside(&ctx.scope, id, &renewal.what.touches(), BESIDE).await?,
        may_decide: intents::may_decide(desk, ctx, &renewal, Action::Order),
        renewal,
        customer,
        orders: made,
        calls,
        steps,
        now: desk.clock.now(),
    })
}

/// A person confirms that a renewal made no order, after its orders were looked for once more.
pub async fn decide(desk: &Desk, ctx: &Ctx, id: &IntentId) -> Outcome<()> {
    ctx.allow(Action::Order)?;
    let renewal: Renewal = desk.store.intent(&ctx.scope, id).await?.ok_or(AppError::NotFound)?;
    let customer = customers::in_scope(desk, ctx, &renewal.customer).await?;
    if !matches!(renewal.stage, Stage::Unknown | Stage::NoEffect) {
        return Ok(());
    }
    let read = settle(desk, &renewal, &customer).await;
    if renewal.stage == Stage::NoEffect { read } else { intents::even_unread(read) }?;
    let renewal: Renewal = desk.store.intent(&ctx.scope, id).await?.ok_or(AppError::NotFound)?;
    if !intents::may_decide(desk, ctx, &renewal, Action::Order) {
        return if renewal.stage.is_live() {
            Err(AppError::NotAllowed(Action::Administer).into())
        } else {
            Ok(())
        };
    }
    intents::decide(desk, ctx, &renewal, Stage::SettledUndone, renewal.id.as_str()).await?;
    Ok(())
}

/// Reads the orders a renewal made, so that the lists know them at once.
pub async fn look(desk: &Desk, id: &IntentId, customer: &Customer) {
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

/// The orders of a renewal as they stand; `None` for one that could not be read.
async fn read_orders(desk: &Desk, renewal: &Renewal, customer: &Customer) -> Vec<Option<OrderStatus>> {
    let mut read = Vec::with_capacity(renewal.what.orders.len());
    for order in &renewal.what.orders {
        let details = desk.partner.order_details(order, customer.reseller.as_ref()).await;
        match details {
            Ok(details) => {
                mirror::keep_order(desk, &details).await;
                read.push(Some(details.order.status));
            }
            Err(failure) => {
                tracing::info!(?failure, %order, "a renewal order could not be read");
                read.push(None);
            }
        }
    }
    read
}

/// Lets go of the resources of a renewal whose orders have all been carried out or cancelled;
/// true when it did.
pub async fn let_go(desk: &Desk, id: &IntentId, customer: &Customer) -> Outcome<bool> {
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
        intents::look_again(desk, &renewal).await?;
    }
    Ok(all)
}

/// One step towards certainty for an open renewal: looks for the order it may have made.
///
/// One renew can make several orders, one for each service. Renewal orders of this customer,
/// created since the attempt, not cancelled, that together come to the agreed amount and have
/// as many lines as resources at least, are taken for ours when no others do and, while they
/// wait for payment, the partner says that our resources sit in such an order: a line names no
/// resource, and another renewal may cost the same. None after the setting `unpaid_after`:
/// nothing was made. Several ways: left to a person.
pub async fn settle(desk: &Desk, renewal: &Renewal, customer: &Customer) -> Outcome<()> {
    // As old as it was when the orders were asked for.
    let old = intents::is_old(desk, renewal);
    let reading = async {
        let found = candidates(desk, renewal, customer).await?;
        let waiting = found.iter().flatten().any(|details| details.order.is_waiting_for_payment());
        let ours = !waiting || sits_in_an_order(desk, renewal).await?;
        let (stage, orders) = match found.map(|found| sets(&found, renewal)).as_deref() {
            Some([]) if old => (Some(Stage::NoEffect), Vec::new()),
            Some([one]) if ours => (Some(Stage::Done), one.clone()),
            _ => (None, Vec::new()),
        };
        let mut facts: Vec<_> = orders.iter().map(|order| ("order".to_owned(), order.to_string())).collect();
        facts.extend(stage.map(|stage| ("stage".to_owned(), stage.code().to_owned())));
        Ok(Finding { stage, what: Renew { orders, ..renewal.what.clone() }, facts })
    };
    intents::settle(desk, renewal, Deed::SettleRenewal, None, reading).await
}

/// Whether the partner refuses to price one of the resources because it sits in an order that
/// waits for payment (transactions.yaml, ListRenewRateOnPeriod).
async fn sits_in_an_order(desk: &Desk, renewal: &Renewal) -> Outcome<bool> {
    let Renew { resources, period, .. } = &renewal.what;
    let quote = desk.partner.renewal_price(&renewal.customer, resources, *period).await?;
    Ok(quote.failures.iter().any(|left_out| left_out.failure.is_unpaid_order()))
}

/// The sets of orders that one renew may have made: exactly the agreed amount together.
fn sets(candidates: &[OrderDetails], renewal: &Renewal) -> Vec<Vec<OrderId>> {
    // Each with what is missing to the amount, and its lines.
    let mut begun = vec![(Vec::new(), renewal.what.agreed.amount, 0usize)];
    for details in candidates {
        let Some(amount) = details.order.amount.as_ref().map(|money| money.amount) else { continue };
        let longer =
            begun.iter().filter(|(_, missing, _)| amount <= *missing).map(|(ids, missing, lines)| {
                let ids = ids.iter().chain([&details.order.id]).cloned().collect();
                (ids, missing - amount, lines + details.lines.len())
            });
        let longer: Vec<_> = longer.collect();
        begun.extend(longer);
    }
    let fits = |(ids, missing, lines): &(Vec<OrderId>, Decimal, usize)| {
        !ids.is_empty() && missing.is_zero() && *lines >= renewal.what.resources.len()
    };
    begun.into_iter().filter(fits).map(|(ids, ..)| ids).collect()
}

/// Orders that may be the lost ones; `None` when they are too many to be told apart.
async fn candidates(
    desk: &Desk,
    renewal: &Renewal,
    customer: &Customer,
) -> Outcome<Option<Vec<OrderDetails>>> {
    let begin = renewal.created_at.as_second().saturating_sub(SKEW);
    let query = OrdersQuery {
        customer: Some(customer.id.clone()),
        reseller: customer.reseller.clone(),
        kind: Some(OrderType::Renewal),
        created_begin: Timestamp::from_second(begin).ok(),
        newest_first: true,
        limit: 100,
        ..OrdersQuery::default()
    };
    let page = desk.partner.orders(&query).await?;
    let others = desk.store.intents_of(&Scope::All, &customer.id, RENEWALS_LOOKED_AT).await?;
    let others: Vec<Renewal> = others;
    let mut found = Vec::new();
    for order in page.rows.into_iter().filter(|order| is_possible(order, renewal.what.agreed.amount)) {
        if !others.iter().any(|other| other.what.orders.contains(&order.id)) {
            found.push(desk.partner.order_details(&order.id, customer.reseller.as_ref()).await?);
        }
    }
    found.retain(|details| is_for(details, renewal));
    Ok((found.len() <= MOST_CANDIDATES).then_some(found))
}

fn is_possible(order: &Order, agreed: Decimal) -> bool {
    order.status != OrderStatus::Cancelled
        && order.amount.as_ref().is_some_and(|money| money.amount > Decimal::ZERO && money.amount <= agreed)
}

fn is_for(details: &OrderDetails, renewal: &Renewal) -> bool {
    details.lines.iter().all(|line| {
        line.period_count.is_none_or(|count| {
            let years = line.period == Some(crate::model::order::LinePeriod::Year);
            let months = if years { count.saturating_mul(12) } else { count };
            months == i64::from(renewal.what.period.months())
        })
    })
}
