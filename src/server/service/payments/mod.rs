//! Paying an order, at most once.
//!
//! The steps of a payment: the intent is stored and locks the order; the order is read live and its
//! amount compared with what the person saw; `sent` is stored; the call is sent once; the answer is
//! stored. An unclear outcome is reconciled by reading the order ([`reconcile`]), never by sending
//! again. Pay carries no amount and has no idempotency key (transactions.yaml, x-never-pay-twice).

pub mod approvals;
mod next;

use super::intents::{self, BeginResult, Classified, Funding, IntentGuard, Reconciled};
use super::limits::{self, Given};
use super::{Error, Result, customers, mirror, orders, own_actions};
use crate::server::ctx::Ctx;
use crate::server::service::live::live_or_cached;
use crate::server::service::precondition;
use crate::server::service::renewals::renewal_orders;
use crate::server::state::Desk;
use crate::server::store::Scope;
use model::audit::AuditAction;
use model::customers::Customer;
use model::error::{AppError, PartnerFailure};
use model::forms::payments::PayForm;
use model::ids::{BulkId, IntentId, OrderId, ResellerId};
use model::intents::{IntentKind, IntentRef, ResourceLock, Stage};
use model::limits::Pool;
use model::money::Money;
use model::orders::{OrderDetails, OrderStatus};
use model::payments::{PayOrder, Payment};
use model::users::Permission;
use model::views::{OrderView, PaymentView};

/// What paying would do: the order and the budget, both read live. No fallback for the order:
/// nobody should agree to an old amount.
pub async fn review(desk: &Desk, ctx: &Ctx, id: &OrderId) -> Result<OrderView> {
    ctx.allow(Permission::Pay)?;
    let (order, customer) = orders::find(desk, ctx, id).await?;
    let live = mirror::read_order(desk, &order.id, customer.reseller.as_ref());
    let agency = desk.partner.check_agency(&customer.id);
    let (live, budget, agency) = futures::join!(live, customers::read_budget(desk, ctx, &customer), agency);
    mirror::note_agency(desk, &customer.id, agency.as_ref().copied()).await;
    let details = live_or_cached(desk, live, None);
    let waits = details.value.as_ref().is_some_and(|details| details.order.is_waiting_for_payment());
    let policy_resets = match waits {
        true => renewal_orders::policy_resets(desk, ctx, &customer, &order.id).await?,
        false => Vec::new(),
    };
    let lock = ResourceLock::Order(order.id.clone());
    Ok(OrderView {
        details,
        payments: desk.store.intents_about(&ctx.scope, &lock).await?,
        demands: limits::demands(desk, ctx, Pool::Spend, order.amount.as_slice()).await?,
        changes: desk.store.intents_about(&ctx.scope, &lock).await?,
        budget: budget?,
        pay: orders::payability(desk, ctx, &order.id).await?,
        policy_resets,
        customer,
    })
}

/// Pays an order whose amount the person saw. Returns the intent whose page to show; a form that is
/// posted twice, in whatever order the two arrive, gets the same one.
pub async fn pay(desk: &Desk, ctx: &Ctx, form: &PayForm) -> Result<IntentRef> {
    ctx.allow(Permission::Pay)?;
    let (order, customer) = orders::find(desk, ctx, &form.order).await?;
    let Some(amount) = precondition::money(&form.seen_amount, &form.seen_currency) else {
        return Err(AppError::Stale { expected: None, actual: order.amount }.into());
    };
    let given = Given { password: &form.password, why: &form.why };
    let (order, reason) = (order.id, given.reason());
    let what = PayOrder { order, amount, moved_to: None, order_status: None, reason, job: None };
    let draft = intents::draft(desk, ctx, &desk.ids.intent_id(), &customer.id, what);
    start(desk, ctx, &customer, draft, given).await
}

/// Pays an order as a part of a job, under the intent of its row. Another intent is returned when that one
/// has the order.
pub(super) async fn pay_of_job(
    desk: &Desk,
    ctx: &Ctx,
    (job, intent): (&BulkId, &IntentId),
    (order, amount): (&OrderId, Money),
) -> Result<IntentRef> {
    ctx.allow(Permission::Pay)?;
    let (order, customer) = orders::find(desk, ctx, order).await?;
    let (order, job) = (order.id, Some(job.clone()));
    let what = PayOrder { order, amount, moved_to: None, order_status: None, reason: None, job };
    let draft = intents::draft(desk, ctx, intent, &customer.id, what);
    start(desk, ctx, &customer, draft, Funding::Job).await
}

async fn start(
    desk: &Desk,
    ctx: &Ctx,
    customer: &Customer,
    draft: Payment,
    funding: impl Into<Funding<'_>>,
) -> Result<IntentRef> {
    let order = draft.what.order.clone();
    let mut facts = vec![("amount".to_owned(), draft.what.amount.to_string())];
    facts.extend(draft.what.job.as_ref().map(|job| ("bulk-job".to_owned(), job.to_string())));
    let about = (Some(order.as_str()), facts);
    let mut guard = match intents::begin(desk, ctx, AuditAction::Pay, draft, about, funding).await? {
        BeginResult::UnderWay(intent) => return Ok(intent),
        BeginResult::Started(guard) => guard,
    };
    let read = guard.read(mirror::read_order(desk, &order, customer.reseller.as_ref())).await;
    if let Err(error) = check_order(&mut guard, read) {
        return Err(guard.void(desk, error).await);
    }
    let id = guard.intent.id.clone();
    let stage = if guard.demands.approval {
        guard.wait(desk).await?;
        Stage::Waiting
    } else {
        if guard.confirm(desk).await? {
            send(desk, *guard, customer).await?;
        }
        Stage::Sent
    };
    Ok(IntentRef { id, kind: IntentKind::Pay, stage })
}

pub(super) async fn send(desk: &Desk, guard: IntentGuard<PayOrder>, customer: &Customer) -> Result<()> {
    let (id, order) = (guard.intent.id.clone(), guard.intent.what.order.clone());
    let call = desk.partner.pay(&customer.id, &order);
    guard.send(desk, call, classify).await?;
    if is_paid(desk, &id).await? {
        own_actions::paid(desk, customer, &order).await;
        return Ok(());
    }
    // So that its page and the lists show what happened.
    if let Err(failure) = mirror::read_order(desk, &order, customer.reseller.as_ref()).await {
        tracing::info!(?failure, %order, "the paid order could not be read");
    }
    Ok(())
}

async fn is_paid(desk: &Desk, id: &IntentId) -> Result<bool> {
    let payment: Option<Payment> = desk.store.intent(&Scope::All, id).await?;
    Ok(payment.is_some_and(|payment| payment.stage.had_effect()))
}

/// Compares the order that was just read with what the page showed.
pub(super) fn check_order(
    guard: &mut IntentGuard<PayOrder>,
    read: Result<OrderDetails, PartnerFailure>,
) -> Result<(), Error> {
    let details = read?;
    let what = &mut guard.intent.what;
    what.order_status = Some(details.order.status);
    if !details.order.is_waiting_for_payment() {
        return Err(AppError::WrongOrderStatus(details.order.known_status().code()).into());
    }
    if let Err(moved) = precondition::agreed(Some(&what.amount), details.order.amount.clone()) {
        what.moved_to = details.order.amount;
        return Err(moved.into());
    }
    Ok(())
}

pub(super) fn classify(what: &PayOrder, answer: Result<(), PartnerFailure>) -> Classified<PayOrder> {
    let (stage, failure) = match answer {
        Ok(()) => (Stage::Done, None),
        Err(failure) if failure.unclear => (Stage::Unknown, Some(failure)),
        Err(failure) => (Stage::Rejected, Some(failure)),
    };
    Classified { stage, what: what.clone(), failure, facts: Vec::new() }
}

/// One payment. While its outcome is open and a check is due, this reconciles it first.
pub async fn show(desk: &Desk, ctx: &Ctx, id: &IntentId) -> Result<PaymentView> {
    ctx.allow(Permission::Read)?;
    let mut payment: Payment = desk.store.intent(&ctx.scope, id).await?.ok_or(AppError::NotFound)?;
    let customer = customers::in_scope(desk, ctx, &payment.customer).await?;
    if intents::is_due(&payment, desk.clock.now()) {
        intents::ignore_unreadable(reconcile(desk, &payment, customer.reseller.as_ref()).await)?;
        payment = desk.store.intent(&ctx.scope, id).await?.ok_or(AppError::NotFound)?;
    }
    let (calls, steps) = intents::calls_and_steps(desk, id).await?;
    let approval = limits::approval(desk, ctx, &payment, Permission::Pay).await?;
    // Who approves sees what the person who asks saw.
    let review = match approval.may_approve {
        true => Some(Box::new(self::review(desk, ctx, &payment.what.order).await?)),
        false => None,
    };
    let next = if payment.stage.had_effect() { next::next_payable(desk, ctx).await? } else { None };
    Ok(PaymentView {
        next,
        may_decide: intents::may_decide(desk, ctx, &payment, Permission::Pay),
        approval,
        review,
        request_end: desk.store.request_end(id).await?,
        payment,
        customer,
        calls,
        steps,
        now: desk.clock.now(),
    })
}

/// A person sets the outcome of a payment by hand, after the order was read once more: what the
/// reading shows for certain takes precedence.
pub async fn decide(desk: &Desk, ctx: &Ctx, id: &IntentId, paid: bool) -> Result<()> {
    ctx.allow(Permission::Pay)?;
    let payment: Payment = desk.store.intent(&ctx.scope, id).await?.ok_or(AppError::NotFound)?;
    let customer = customers::in_scope(desk, ctx, &payment.customer).await?;
    if !payment.stage.is_in_doubt() {
        return Ok(());
    }
    let read = reconcile(desk, &payment, customer.reseller.as_ref()).await;
    let Some(payment) = intents::still_in_doubt(desk, ctx, payment, read, Permission::Pay).await? else {
        return Ok(());
    };
    // The order was just read as unpaid: nobody may say that it is paid.
    if paid && payment.stage == Stage::NoEffect {
        return Err(AppError::WrongOrderStatus(OrderStatus::PendingPayment.code()).into());
    }
    let stage = if paid { Stage::ConfirmedDone } else { Stage::ConfirmedNotDone };
    intents::decide(desk, ctx, &payment, stage, (payment.what.order.as_str(), Vec::new())).await?;
    if paid {
        own_actions::paid(desk, &customer, &payment.what.order).await;
    }
    Ok(())
}

/// Reconciles an open payment, by reading its order. Called by the janitor and by the payment's
/// page.
///
/// 3, 5 or a payment time: paid. 4: nothing happened. 6: no effect, once the attempt is older than
/// the setting `unpaid_after`, which a person confirms; before that the order may change.
pub async fn reconcile(desk: &Desk, payment: &Payment, reseller: Option<&ResellerId>) -> Result<()> {
    // The age at the time of the request: the answer may be slow, and is no newer.
    let old = intents::is_old(desk, payment);
    let reading = async {
        let details = mirror::read_order(desk, &payment.what.order, reseller).await?;
        Ok(reconciled(&details, payment, old))
    };
    let subject = Some(payment.what.order.as_str());
    intents::reconcile(desk, payment, AuditAction::ReconcilePayment, subject, reading).await?;
    if payment.stage.is_live() && is_paid(desk, &payment.id).await? {
        own_actions::seen_paid(desk, &payment.customer).await?;
    }
    Ok(())
}

fn reconciled(details: &OrderDetails, payment: &Payment, old: bool) -> Reconciled<PayOrder> {
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
    Reconciled { stage, what: PayOrder { order_status: Some(status), ..payment.what.clone() }, facts }
}
