//! The page of one change, and reconciling its open outcome.

use super::parts::of_part;
use crate::server::ctx::Ctx;
use crate::server::service::intents::{self, Reconciled};
use crate::server::service::{Result, customers, limits, mirror, orders};
use crate::server::state::Desk;
use model::audit::AuditAction;
use model::changes::{Change, ChangeKind, PartOutcome, StoredChange};
use model::customers::Customer;
use model::error::AppError;
use model::ids::{IntentId, OrderId, ResourceId};
use model::intents::{ResourceLock, Stage};
use model::orders::OrderStatus;
use model::users::Permission;
use model::views::{ChangeView, OrderView};

/// One change. While its outcome is open and a check is due, this reconciles it first.
pub async fn show(desk: &Desk, ctx: &Ctx, id: &IntentId) -> Result<ChangeView> {
    ctx.allow(Permission::Read)?;
    let (mut change, customer) = find(desk, ctx, id).await?;
    if intents::is_due(&change, desk.clock.now()) {
        intents::ignore_unreadable(reconcile(desk, &change, &customer).await)?;
        (change, _) = find(desk, ctx, id).await?;
    }
    let mut made: Vec<OrderView> = Vec::with_capacity(change.what.orders.len());
    for order in &change.what.orders {
        made.push(orders::show(desk, ctx, order).await?);
    }
    let (calls, steps) = intents::calls_and_steps(desk, id).await?;
    let approval = limits::approval(desk, ctx, &change, Permission::Pay).await?;
    // Who approves sees what the person who asks saw.
    let review = match approval.may_approve {
        true => super::review::of_change(desk, ctx, &change).await?,
        false => None,
    };
    Ok(ChangeView {
        approval,
        review,
        request_end: desk.store.request_end(id).await?,
        may_decide: intents::may_decide(desk, ctx, &change, Permission::Order),
        change,
        customer,
        orders: made,
        calls,
        steps,
        now: desk.clock.now(),
    })
}

async fn find(desk: &Desk, ctx: &Ctx, id: &IntentId) -> Result<(StoredChange, Customer)> {
    let change: StoredChange = desk.store.intent(&ctx.scope, id).await?.ok_or(AppError::NotFound)?;
    let customer = customers::in_scope(desk, ctx, &change.customer).await?;
    Ok((change, customer))
}

/// A person sets the outcome of a change by hand, after a last reading: what the reading shows for
/// certain takes precedence.
pub async fn decide(desk: &Desk, ctx: &Ctx, id: &IntentId, done: bool) -> Result<()> {
    ctx.allow(Permission::Order)?;
    let (change, customer) = find(desk, ctx, id).await?;
    if !change.stage.is_in_doubt() {
        return Ok(());
    }
    let read = reconcile(desk, &change, &customer).await;
    let Some(mut change) = intents::still_in_doubt(desk, ctx, change, read, Permission::Order).await? else {
        return Ok(());
    };
    // It was just read as not having happened: nobody may say that it did.
    if done && change.stage == Stage::NoEffect {
        return Err(AppError::BadRequest.into());
    }
    let outcome = if done { PartOutcome::Done } else { PartOutcome::NoEffect };
    for part in change.what.parts.iter_mut().filter(|part| part.outcome.is_open()) {
        part.outcome = outcome;
    }
    let stage = if done { Stage::ConfirmedDone } else { Stage::ConfirmedNotDone };
    intents::decide(desk, ctx, &change, stage, (change.id.as_str(), Vec::new())).await?;
    Ok(())
}

/// Reconciles an open change, by reading. Called by the janitor and by the change's page.
pub async fn reconcile(desk: &Desk, change: &StoredChange, customer: &Customer) -> Result<()> {
    let old = intents::is_old(desk, change);
    let reading = async {
        let (stage, what) = match change.what.parts.first().map(|part| &part.target) {
            Some(ResourceLock::Order(order)) => read_order(desk, change, customer, order, old).await?,
            _ => read_resources(desk, change, old).await?,
        };
        let mut facts = vec![("change".to_owned(), what.act.code().to_owned())];
        facts.extend(what.order_status.map(|status| ("order-status".to_owned(), status.code().to_string())));
        facts.extend(stage.map(|stage| ("stage".to_owned(), stage.code().to_owned())));
        Ok(Reconciled { stage, what, facts })
    };
    let target = change.what.parts.first().filter(|_| change.what.parts.len() == 1).map(|part| &part.target);
    let subject = target.map(|target| match target {
        ResourceLock::Order(id) | ResourceLock::Made(id) => id.as_str(),
        ResourceLock::Resource(id) | ResourceLock::End(id) => id.as_str(),
    });
    intents::reconcile(desk, change, AuditAction::ReconcileChange, subject, reading).await
}

/// 4: canceled. 3, 5 or a payment time: it ended otherwise. 6, long after: no effect.
async fn read_order(
    desk: &Desk,
    change: &StoredChange,
    customer: &Customer,
    order: &OrderId,
    old: bool,
) -> Result<(Option<Stage>, Change)> {
    let details = mirror::read_order(desk, order, customer.reseller.as_ref()).await?;
    let (stage, outcome) = match details.order.status {
        OrderStatus::Cancelled => (Some(Stage::Done), PartOutcome::Done),
        _ if details.order.shows_payment() => (Some(Stage::Void), PartOutcome::NoEffect),
        OrderStatus::PendingPayment if old => (Some(Stage::NoEffect), PartOutcome::NoEffect),
        _ => (None, PartOutcome::Unknown),
    };
    let mut what = Change { order_status: Some(details.order.status), ..change.what.clone() };
    what.parts.iter_mut().for_each(|part| part.outcome = outcome);
    Ok((stage, what))
}

/// Each resource by itself: the effect is seen, or long after not. One that is still open keeps
/// the whole open.
async fn read_resources(desk: &Desk, change: &StoredChange, old: bool) -> Result<(Option<Stage>, Change)> {
    let mut what = change.what.clone();
    let ids: Vec<ResourceId> = what.resources().cloned().collect();
    let found = mirror::read_resources(desk, &change.customer, &ids).await?;
    let act: ChangeKind = what.act;
    let in_doubt = |outcome: PartOutcome| outcome.is_open() || outcome == PartOutcome::NoEffect;
    for part in what.parts.iter_mut().filter(|part| in_doubt(part.outcome)) {
        part.outcome = match act.is_in_effect_on(of_part(&found, part), part.end) {
            true => PartOutcome::Done,
            false if old => PartOutcome::NoEffect,
            false => PartOutcome::Unknown,
        };
    }
    let stage = what.stage();
    if stage == Stage::Done {
        super::refresh_resources(desk, &change.customer).await;
    }
    Ok(((stage != Stage::Unknown).then_some(stage), what))
}
