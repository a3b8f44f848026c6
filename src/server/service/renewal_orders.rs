//! After renewing: the renewal's page, its orders, and finding the order whose answer was lost.

use super::{Outcome, audit, customers, mirror, orders};
use crate::model::audit::Deed;
use crate::model::customer::Customer;
use crate::model::error::AppError;
use crate::model::ids::{OrderId, RenewalId};
use crate::model::order::{Order, OrderDetails, OrderStatus, OrderType};
use crate::model::renewal::{Renewal, RenewalState};
use crate::model::time::Timestamp;
use crate::model::user::Action;
use crate::model::views::{OrderView, RenewalView};
use crate::server::ctx::Ctx;
use crate::server::partner::OrdersQuery;
use crate::server::state::Desk;
use crate::server::store::{RenewalChange, Scope};
use rust_decimal::Decimal;

/// Seconds after which an intent that never left is given up: the process that made it is gone.
const ABANDONED_AFTER: i64 = 120;
/// Seconds by which the partner's clock may be behind ours when an order is looked for.
const SKEW: i64 = 900;

/// Orders that are tried in every combination: one renew makes no more of them.
const MOST_CANDIDATES: usize = 10;

/// Renewals of the customer whose orders are known not to be the lost one.
const RENEWALS_LOOKED_AT: u32 = 1_000;

/// One renewal with its orders, each read live.
pub async fn show(desk: &Desk, ctx: &Ctx, id: &RenewalId) -> Outcome<RenewalView> {
    ctx.allow(Action::Read)?;
    let mut renewal = desk.store.renewal(&ctx.scope, id).await?.ok_or(AppError::NotFound)?;
    let customer = customers::in_scope(desk, ctx, &renewal.customer).await?;
    if renewal.state == RenewalState::Unknown {
        settle(desk, &renewal, &customer).await?;
        renewal = desk.store.renewal(&ctx.scope, id).await?.ok_or(AppError::NotFound)?;
    }
    let mut made: Vec<OrderView> = Vec::with_capacity(renewal.orders.len());
    for order in &renewal.orders {
        made.push(orders::show(desk, ctx, order).await?);
    }
    let calls = match desk.store.entry_of_renewal(id).await? {
        Some(entry) => desk.store.calls_of(&entry).await?,
        None => Vec::new(),
    };
    Ok(RenewalView {
        resources: desk.store.resources(&ctx.scope, &renewal.resources).await?,
        renewal,
        customer,
        orders: made,
        calls,
        now: desk.clock.now(),
    })
}

/// Reads the orders a renewal made, so that the lists know them at once.
pub async fn look(desk: &Desk, id: &RenewalId, customer: &Customer) {
    let renewal = match desk.store.renewal(&Scope::All, id).await {
        Ok(Some(renewal)) => renewal,
        Ok(None) => return,
        Err(error) => {
            tracing::warn!(%error, renewal = %id, "a renewal could not be read back");
            return;
        }
    };
    for order in &renewal.orders {
        match desk.partner.order_details(order, customer.reseller.as_ref()).await {
            Ok(details) => mirror::keep_order(desk, &details).await,
            Err(failure) => tracing::info!(?failure, %order, "a renewal order could not be read"),
        }
    }
}

/// One step towards certainty for an open renewal: looks for the order it may have made.
///
/// One renew can make several orders, one for each service. Renewal orders of this customer,
/// created since the attempt, not cancelled, that together come to the agreed amount and have
/// as many lines as resources at least, are taken for ours when no others do. None after the
/// setting `unpaid_after`: nothing was made. Several ways: left to a person.
pub async fn settle(desk: &Desk, renewal: &Renewal, customer: &Customer) -> Outcome<()> {
    let now = desk.clock.now();
    let age = now.as_second() - renewal.created_at.as_second();
    if renewal.state == RenewalState::Confirmed {
        if age >= ABANDONED_AFTER {
            let change = RenewalChange::at(now);
            let from = [RenewalState::Confirmed];
            desk.store.move_renewal(&renewal.id, &from, RenewalState::Rejected, &change, None).await?;
        }
        return Ok(());
    }
    let Some(candidates) = candidates(desk, renewal, customer).await else { return Ok(()) };
    let patience = i64::try_from(desk.settings.unpaid_after.as_secs()).unwrap_or(i64::MAX);
    match sets(&candidates, renewal).as_slice() {
        [] if age >= patience => conclude(desk, renewal, RenewalState::Rejected, Vec::new()).await,
        [one] => conclude(desk, renewal, RenewalState::Ordered, one.clone()).await,
        _ => Ok(()),
    }
}

/// The sets of orders that one renew may have made: exactly the agreed amount together.
fn sets(candidates: &[OrderDetails], renewal: &Renewal) -> Vec<Vec<OrderId>> {
    // Each with what is missing to the amount, and its lines.
    let mut begun = vec![(Vec::new(), renewal.agreed.amount, 0usize)];
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
        !ids.is_empty() && missing.is_zero() && *lines >= renewal.resources.len()
    };
    begun.into_iter().filter(fits).map(|(ids, ..)| ids).collect()
}

/// Orders that may be the lost ones; `None` when the partner could not be asked, or when they are
/// too many to be told apart.
async fn candidates(desk: &Desk, renewal: &Renewal, customer: &Customer) -> Option<Vec<OrderDetails>> {
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
    let page = desk.partner.orders(&query).await.ok()?;
    let others = desk.store.renewals_of(&Scope::All, &customer.id, RENEWALS_LOOKED_AT).await.ok()?;
    let mut found = Vec::new();
    for order in page.rows.into_iter().filter(|order| is_possible(order, renewal.agreed.amount)) {
        if !others.iter().any(|other| other.orders.contains(&order.id)) {
            found.push(desk.partner.order_details(&order.id, customer.reseller.as_ref()).await.ok()?);
        }
    }
    found.retain(|details| is_for(details, renewal));
    (found.len() <= MOST_CANDIDATES).then_some(found)
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
            months == i64::from(renewal.period.months())
        })
    })
}

async fn conclude(desk: &Desk, renewal: &Renewal, state: RenewalState, found: Vec<OrderId>) -> Outcome<()> {
    let ctx = Ctx::system("janitor", desk.ids.request_id());
    let mut facts = vec![("renewal-state".to_owned(), state.code().to_owned())];
    facts.extend(found.iter().map(|order| ("order".to_owned(), order.to_string())));
    let subject = Some(renewal.id.as_str());
    audit::around(desk, &ctx, Deed::SettleRenewal, Some(&renewal.customer), subject, facts, async {
        let change = RenewalChange {
            orders: found,
            failures: renewal.failures.clone(),
            failure: renewal.failure.clone(),
            at: desk.clock.now(),
        };
        let from = [RenewalState::Sent, RenewalState::Unknown];
        desk.store.move_renewal(&renewal.id, &from, state, &change, None).await?;
        Ok(())
    })
    .await
}
