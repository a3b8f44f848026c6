//! Finds the orders of a renewal whose answer was lost.

use crate::server::service::intents::{self, Reconciled};
use crate::server::service::{Result, mirror};
use crate::server::state::Desk;
use crate::server::store::Scope;
use model::audit::AuditAction;
use model::customers::Customer;
use model::ids::OrderId;
use model::intents::Stage;
use model::orders::{LinePeriod, Order, OrderDetails, OrderStatus, OrderType};
use model::renewals::{Renew, Renewal};
use model::time::Timestamp;
use partner::OrdersQuery;
use rust_decimal::Decimal;

/// Seconds by which HUAWEI CLOUD's clock may be slow when an order is looked for.
const SKEW: i64 = 900;

/// Orders that are tried in every combination: one renew makes no more of them.
const MOST_CANDIDATES: usize = 10;

/// Most renewals of the customer that are read to exclude their orders from the candidates.
const MOST_RENEWALS: u32 = 1_000;

/// Reconciles an open renewal: searches for the orders that it may have made.
///
/// One renew can make several orders, one for each service. Renewal orders of this customer,
/// created since the attempt, not canceled, whose sum is the confirmed amount and which have as
/// many lines as resources at least, are taken as its orders when no other set does and, while they
/// wait for payment, the partner API reports that our resources are in an unpaid order: a line
/// names no resource, and another renewal may cost the same. None after the setting `unpaid_after`:
/// nothing was made. Several sets: a person decides. So are orders with a smaller sum: some
/// resources may have failed, or the orders are somebody else's.
pub async fn reconcile(desk: &Desk, renewal: &Renewal, customer: &Customer) -> Result<()> {
    // The age at the time of the request: the answer may be slow, and is no newer.
    let old = intents::is_old(desk, renewal);
    let reading = async {
        let found = candidates(desk, renewal, customer).await?;
        let waiting = found.iter().any(|details| details.order.is_waiting_for_payment());
        let ours = !waiting || sits_in_an_order(desk, renewal).await?;
        let (stage, orders) = match sets(&found, renewal).as_deref() {
            Some([]) if old => (Some(Stage::NoEffect), Vec::new()),
            Some([one]) if ours => (Some(Stage::Done), one.clone()),
            _ => (None, Vec::new()),
        };
        let candidates = match stage {
            Some(Stage::Done) => Vec::new(),
            _ => found.into_iter().map(|details| details.order.id).collect(),
        };
        let mut facts = super::facts::named(&orders);
        facts.extend(stage.map(|stage| ("stage".to_owned(), stage.code().to_owned())));
        Ok(Reconciled { stage, what: Renew { orders, candidates, ..renewal.what.clone() }, facts })
    };
    intents::reconcile(desk, renewal, AuditAction::ReconcileRenewal, None, reading).await
}

/// Whether a price is refused for one of the resources because it is in an order that waits for
/// payment (transactions.yaml, ListRenewRateOnPeriod).
async fn sits_in_an_order(desk: &Desk, renewal: &Renewal) -> Result<bool> {
    let Renew { resources, period, .. } = &renewal.what;
    let quote = desk.partner.renewal_price(&renewal.customer, resources, *period).await?;
    Ok(quote.failures.iter().any(|row| row.failure.is_unpaid_order()))
}

/// The sets of orders that one renew may have made: exactly the agreed amount together. `None`
/// when the candidates are too many to be tried.
fn sets(candidates: &[OrderDetails], renewal: &Renewal) -> Option<Vec<Vec<OrderId>>> {
    if candidates.len() > MOST_CANDIDATES {
        return None;
    }
    // Each with what is missing to the amount, and its lines.
    let mut partial_sets = vec![(Vec::new(), renewal.what.agreed.amount, 0usize)];
    for details in candidates {
        let Some(amount) = details.order.amount.as_ref().map(|money| money.amount) else { continue };
        let longer =
            partial_sets.iter().filter(|(_, missing, _)| amount <= *missing).map(|(ids, missing, lines)| {
                let ids = ids.iter().chain([&details.order.id]).cloned().collect();
                (ids, missing - amount, lines + details.lines.len())
            });
        let longer: Vec<_> = longer.collect();
        partial_sets.extend(longer);
    }
    let fits = |(ids, missing, lines): &(Vec<OrderId>, Decimal, usize)| {
        !ids.is_empty() && missing.is_zero() && *lines >= renewal.what.resources.len()
    };
    Some(partial_sets.into_iter().filter(fits).map(|(ids, ..)| ids).collect())
}

/// Orders that may be the lost ones, or some of them.
async fn candidates(desk: &Desk, renewal: &Renewal, customer: &Customer) -> Result<Vec<OrderDetails>> {
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
    mirror::keep_orders(desk, &page.rows).await;
    let others = desk.store.intents_of(&Scope::All, &customer.id, MOST_RENEWALS).await?;
    let others: Vec<Renewal> = others;
    let mut found = Vec::new();
    for order in page.rows.into_iter().filter(|order| is_possible(order, renewal.what.agreed.amount)) {
        if !others.iter().any(|other| other.what.orders.contains(&order.id)) {
            found.push(mirror::read_order(desk, &order.id, customer.reseller.as_ref()).await?);
        }
    }
    found.retain(|details| is_for(details, renewal));
    Ok(found)
}

fn is_possible(order: &Order, agreed: Decimal) -> bool {
    order.status != OrderStatus::Cancelled
        && order.amount.as_ref().is_some_and(|money| money.amount > Decimal::ZERO && money.amount <= agreed)
}

fn is_for(details: &OrderDetails, renewal: &Renewal) -> bool {
    details.lines.iter().all(|line| {
        line.period_count.is_none_or(|count| {
            let years = line.period == Some(LinePeriod::Year);
            let months = if years { count.saturating_mul(12) } else { count };
            months == i64::from(renewal.what.period.months())
        })
    })
}
