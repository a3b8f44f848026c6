//! Paying an order: at most once, and never in doubt for long.
//!
//! The way of a payment: the intent is stored and holds the order; the order is read live and
//! its amount compared with what the person saw; `sent` is stored; the call leaves once; what
//! came back is stored. An outcome that is not clear is settled by reading the order
//! ([`settle`]), never by sending again. Pay carries no amount and has no idempotency key
//! (transactions.yaml, x-never-pay-twice).

use super::intents::{self, Begun, Finding, Judged, Mine};
use super::read::live_or_known;
use super::{Error, Outcome, approvals, customers, mirror, orders, renewal_orders, seen, users};
use crate::model::audit::Deed;
use crate::model::customer::Customer;
use crate::model::error::{AppError, PartnerFailure};
use crate::model::forms::payments::PayForm;
use crate::model::ids::{IntentId, OrderId, ResellerId};
use crate::model::intent::{Held, IntentKind, Stage, Thing};
use crate::model::money::Money;
use crate::model::order::{OrderDetails, OrderStatus};
use crate::model::payment::{PayOrder, Payment};
use crate::model::spending::Demands;
use crate::model::user::Action;
use crate::model::views::{OrderView, PaymentView};
use crate::server::ctx::Ctx;
use crate::server::state::Desk;

/// What paying would do: the order and the budget, both read live. No fallback for the order:
/// nobody should agree to an old amount.
pub async fn review(desk: &Desk, ctx: &Ctx, id: &OrderId) -> Outcome<OrderView> {
    ctx.allow(Action::Pay)?;
    let (order, customer) = orders::find(desk, ctx, id).await?;
    let live = mirror::read_order(desk, &order.id, customer.reseller.as_ref());
    let (live, budget) = futures::join!(live, customers::read_budget(desk, ctx, &customer));
    let details = live_or_known(desk, live, None);
    let waits = details.value.as_ref().is_some_and(|details| details.order.is_waiting_for_payment());
    let sets_back = match waits {
        true => renewal_orders::sets_back(desk, ctx, &customer, &order.id).await?,
        false => Vec::new(),
    };
    let thing = Thing::Order(order.id.clone());
    Ok(OrderView {
        details,
        payments: desk.store.intents_about(&ctx.scope, &thing).await?,
        demands: order.amount.as_ref().map(|amount| demands(desk, ctx, amount)).unwrap_or_default(),
        changes: desk.store.intents_about(&ctx.scope, &thing).await?,
        budget: budget?,
        sets_back,
        customer,
    })
}

/// Pays an order whose amount the person saw. Answers with the intent whose page to show: a
/// form posted twice, in whatever order the two arrive, leads to the same one.
pub async fn pay(desk: &Desk, ctx: &Ctx, form: &PayForm) -> Outcome<Held> {
    ctx.allow(Action::Pay)?;
    let (order, customer) = orders::find(desk, ctx, &form.order).await?;
    let Some(amount) = seen::money(&form.seen_amount, &form.seen_currency) else {
        return Err(AppError::Changed { seen: None, now: order.amount }.into());
    };
    let demands = demands(desk, ctx, &amount);
    if demands.password {
        users::password_again(desk, ctx, &form.password, order.id.as_str()).await?;
    }
    let facts = vec![("amount".to_owned(), amount.to_string())];
    let what = PayOrder { order: order.id.clone(), amount, moved_to: None, order_status: None };
    let about = (Some(order.id.as_str()), facts);
    let draft = intents::draft(desk, ctx, &desk.ids.intent_id(), &customer.id, what);
    let mut mine = match intents::begin(desk, ctx, Deed::Pay, draft, about).await? {
        Begun::UnderWay(held) => return Ok(held),
        Begun::Mine(mine) => mine,
    };
    let read = mine.read(mirror::read_order(desk, &order.id, customer.reseller.as_ref())).await;
    if let Err(error) = agree(&mut mine, read) {
        return Err(mine.void(desk, error).await);
    }
    let id = mine.intent.id.clone();
    let stage = if demands.approval {
        mine.wait(desk).await?;
        Stage::Waiting
    } else {
        if mine.confirm(desk).await? {
            leave(desk, *mine, &customer).await?;
        }
        Stage::Sent
    };
    Ok(Held { id, kind: IntentKind::Pay, stage })
}

/// What is asked of the caller for spending this much; the desk itself is asked for nothing.
pub(super) fn demands(desk: &Desk, ctx: &Ctx, amount: &Money) -> Demands {
    ctx.me().map(|me| desk.settings.spending.of(me.role, amount)).unwrap_or_default()
}

pub(super) async fn leave(desk: &Desk, mine: Mine<PayOrder>, customer: &Customer) -> Outcome<()> {
    let order = mine.intent.what.order.clone();
    let call = desk.partner.pay(&customer.id, &order);
    mine.send(desk, call, judge).await?;
    // So that its page and the lists show what happened.
    if let Err(failure) = mirror::read_order(desk, &order, customer.reseller.as_ref()).await {
        tracing::info!(?failure, %order, "the paid order could not be read");
    }
    Ok(())
}

/// Compares the order as it stands with what the person saw.
pub(super) fn agree(
    mine: &mut Mine<PayOrder>,
    read: Result<OrderDetails, PartnerFailure>,
) -> Result<(), Error> {
    let details = read?;
    let what = &mut mine.intent.what;
    what.order_status = Some(details.order.status);
    if !details.order.is_waiting_for_payment() {
        return Err(AppError::WrongOrderStatus(details.order.status.code()).into());
    }
    if let Err(moved) = seen::agreed(Some(&what.amount), details.order.amount.clone()) {
        what.moved_to = details.order.amount;
        return Err(moved.into());
    }
    Ok(())
}

pub(super) fn judge(what: &PayOrder, answer: Result<(), PartnerFailure>) -> Judged<PayOrder> {
    let (stage, failure) = match answer {
        Ok(()) => (Stage::Done, None),
        Err(failure) if failure.unclear => (Stage::Unknown, Some(failure)),
        Err(failure) => (Stage::Rejected, Some(failure)),
    };
    Judged { stage, what: what.clone(), failure, facts: Vec::new() }
}

/// One payment. While it is open, asking for it reads the order when it is time to.
pub async fn show(desk: &Desk, ctx: &Ctx, id: &IntentId) -> Outcome<PaymentView> {
    ctx.allow(Action::Read)?;
    let mut payment: Payment = desk.store.intent(&ctx.scope, id).await?.ok_or(AppError::NotFound)?;
    let customer = customers::in_scope(desk, ctx, &payment.customer).await?;
    if intents::is_due(&payment, desk.clock.now()) {
        intents::even_unread(settle(desk, &payment, customer.reseller.as_ref()).await)?;
        payment = desk.store.intent(&ctx.scope, id).await?.ok_or(AppError::NotFound)?;
    }
    let (calls, steps) = intents::behind(desk, id).await?;
    let approval = approvals::of(desk, ctx, &payment);
    let sets_back = match approval.may_approve {
        true => renewal_orders::sets_back(desk, ctx, &customer, &payment.what.order).await?,
        false => Vec::new(),
    };
    Ok(PaymentView {
        may_decide: intents::may_decide(desk, ctx, &payment, Action::Pay),
        approval,
        sets_back,
        payment,
        customer,
        calls,
        steps,
        now: desk.clock.now(),
    })
}

/// A person settles a payment by hand, after the order was read once more: what that shows for
/// certain counts more than what anybody says.
pub async fn decide(desk: &Desk, ctx: &Ctx, id: &IntentId, paid: bool) -> Outcome<()> {
    ctx.allow(Action::Pay)?;
    let payment: Payment = desk.store.intent(&ctx.scope, id).await?.ok_or(AppError::NotFound)?;
    let customer = customers::in_scope(desk, ctx, &payment.customer).await?;
    if !payment.stage.is_in_doubt() {
        return Ok(());
    }
    let read = settle(desk, &payment, customer.reseller.as_ref()).await;
    let Some(payment) = intents::still_in_doubt(desk, ctx, payment, read, Action::Pay).await? else {
        return Ok(());
    };
    // The order was just read as unpaid: nobody may say that it is paid.
    if paid && payment.stage == Stage::NoEffect {
        return Err(AppError::WrongOrderStatus(OrderStatus::PendingPayment.code()).into());
    }
    let stage = if paid { Stage::SettledDone } else { Stage::SettledUndone };
    intents::decide(desk, ctx, &payment, stage, (payment.what.order.as_str(), Vec::new())).await?;
    Ok(())
}

/// One step towards certainty for an open payment, by reading its order. Called by the janitor
/// and by the payment's page.
///
/// 3, 5 or a payment time: paid. 4: nothing happened. 6: no effect, once the attempt is older
/// than the setting `unpaid_after`, which a person confirms; before that the order may change.
pub async fn settle(desk: &Desk, payment: &Payment, reseller: Option<&ResellerId>) -> Outcome<()> {
    // As old as it was when the order was asked for: the answer takes its time, and knows no more.
    let old = intents::is_old(desk, payment);
    let reading = async {
        let details = mirror::read_order(desk, &payment.what.order, reseller).await?;
        Ok(finding(&details, payment, old))
    };
    let subject = Some(payment.what.order.as_str());
    intents::settle(desk, payment, Deed::SettlePayment, subject, reading).await
}

fn finding(details: &OrderDetails, payment: &Payment, old: bool) -> Finding<PayOrder> {
    let status = details.order.status;
    let stage = match status {
        _ if details.order.shows_payment() => Some(Stage::Done),
        OrderStatus::Cancelled => Some(Stage::Void),
        OrderStatus::PendingPayment if old => Some(Stage::NoEffect),
        _ => None,
    };
    let mut facts = vec![
        ("amount".to_owned(), payment.what.amount.to_string()),
        ("order-status".to_owned(), status.code().to_string()),
    ];
    facts.extend(stage.map(|stage| ("stage".to_owned(), stage.code().to_owned())));
    Finding { stage, what: PayOrder { order_status: Some(status), ..payment.what.clone() }, facts }
}
