//! Paying an order: at most once, and never in doubt for long.
//!
//! The way of a payment: the order is read live and its amount compared with what the person
//! saw; the intent is stored (one live intent per order, by a unique index); `sent` is stored;
//! the call leaves once; what came back is stored. An outcome that is not clear is `unknown`
//! and is settled by reading the order ([`settle`]), never by sending again. Pay carries no
//! amount and has no idempotency key (transactions.yaml, x-never-pay-twice).

use super::mirror;
use super::read::live_or_known;
use super::{Outcome, audit, customers, orders};
use crate::model::audit::{Deed, Outcome as Ended};
use crate::model::error::{AppError, PartnerFailure};
use crate::model::ids::{AuditId, OrderId, PaymentId};
use crate::model::money::{Currency, Money};
use crate::model::order::{OrderDetails, OrderStatus};
use crate::model::payment::{Payment, PaymentState};
use crate::model::time::Timestamp;
use crate::model::user::Action;
use crate::model::views::{OrderView, PaymentView};
use crate::server::ctx::Ctx;
use crate::server::partner::recording;
use crate::server::state::Desk;
use crate::server::store::{Opened, PaymentChange};

/// Seconds between two readings of an order whose payment is open, as the page asks.
const CHECK_EVERY: i64 = 10;
/// Seconds after which an intent that never left is given up: the process that made it is gone.
const ABANDONED_AFTER: i64 = 120;

/// What paying would do: the order and the budget, both read live. No fallback for the order:
/// nobody should agree to an old amount.
pub async fn review(desk: &Desk, ctx: &Ctx, id: &OrderId) -> Outcome<OrderView> {
    ctx.allow(Action::Pay)?;
    let (order, customer) = orders::find(desk, ctx, id).await?;
    let live = desk.partner.order_details(&order.id, customer.reseller.as_ref());
    let (live, budget) = futures::join!(live, customers::read_budget(desk, ctx, &customer));
    if let Ok(details) = &live {
        mirror::keep_order(desk, details).await;
    }
    Ok(OrderView {
        details: live_or_known(desk, live, None),
        payments: desk.store.payments_of_order(&ctx.scope, &order.id).await?,
        budget: budget?,
        customer,
    })
}

/// Pays an order whose amount the person saw. Answers with the payment whose page to show: a
/// form posted twice, in whatever order the two arrive, leads to the same one.
pub async fn pay(
    desk: &Desk,
    ctx: &Ctx,
    id: &OrderId,
    seen_amount: &str,
    seen_currency: &str,
) -> Outcome<PaymentId> {
    ctx.allow(Action::Pay)?;
    let (order, customer) = orders::find(desk, ctx, id).await?;
    let id = &order.id;
    if let Some(payment) = already(desk, ctx, id).await? {
        return Ok(payment);
    }
    let details = desk.partner.order_details(id, customer.reseller.as_ref()).await?;
    mirror::keep_order(desk, &details).await;
    let amount = match agreed(&details, seen_amount, seen_currency) {
        Ok(amount) => amount,
        // The twin of this form may have paid the order while it was being read.
        Err(refused) => return already(desk, ctx, id).await?.ok_or_else(|| refused.into()),
    };
    let payment = Payment {
        id: desk.ids.payment_id(),
        order: id.clone(),
        customer: customer.id.clone(),
        amount,
        state: PaymentState::Confirmed,
        order_status: Some(details.order.status),
        failure: None,
        created_by: ctx.actor().to_owned(),
        created_at: desk.clock.now(),
        sent_at: None,
        checked_at: Some(desk.clock.now()),
        settled_at: None,
    };
    let facts = vec![("amount".to_owned(), payment.amount.to_string())];
    let entry = audit::draft(desk, ctx, Deed::Pay, Some(&customer.id), Some(id.as_str()), facts);
    match desk.store.open_payment(&payment, &entry).await? {
        Opened::UnderWay(other) => Ok(other),
        Opened::Done => {
            send(desk, &payment, &entry.id).await?;
            look(desk, &payment, customer.reseller.as_ref()).await;
            Ok(payment.id)
        }
    }
}

/// The payment that a repeated form belongs to: one that is under way, or the one that paid.
async fn already(desk: &Desk, ctx: &Ctx, id: &OrderId) -> Outcome<Option<PaymentId>> {
    let tried = desk.store.payments_of_order(&ctx.scope, id).await?;
    let found =
        tried.into_iter().find(|payment| payment.state.is_live() || payment.state == PaymentState::Paid);
    Ok(found.map(|payment| payment.id))
}

/// The amount that stands, if the order waits for it and it is the one the person saw.
fn agreed(details: &OrderDetails, amount: &str, currency: &str) -> Result<Money, AppError> {
    if !details.order.is_waiting_for_payment() {
        return Err(AppError::WrongOrderStatus(details.order.status.code()));
    }
    let now = details.order.amount.clone();
    let seen = amount.trim().replace(',', "").parse().ok();
    let seen = seen.zip(Currency::parse(currency.trim()).ok()).map(|(amount, code)| Money::new(amount, code));
    match (now, seen) {
        (Some(now), Some(seen)) if now == seen => Ok(now),
        (now, seen) => Err(AppError::Changed { seen, now }),
    }
}

/// The one place from which money leaves. The state is stored before and after the call.
async fn send(desk: &Desk, payment: &Payment, entry: &AuditId) -> Outcome<()> {
    let leaving = PaymentChange::at(desk.clock.now());
    let mine = desk
        .store
        .move_payment(&payment.id, &[PaymentState::Confirmed], PaymentState::Sent, &leaving, None)
        .await?;
    if !mine {
        // Given up meanwhile as abandoned, or taken by another process: not ours to send.
        return Ok(());
    }
    let (answer, calls) = recording(desk.partner.pay(&payment.customer, &payment.order)).await;
    let (state, ended, failure) = judge(answer);
    let change = PaymentChange { failure: failure.clone(), ..PaymentChange::at(desk.clock.now()) };
    let closing = audit::Closing {
        entry: entry.clone(),
        outcome: ended,
        code: failure.and_then(|failure| failure.code),
        facts: Vec::new(),
        calls,
    };
    desk.store
        .move_payment(&payment.id, &[PaymentState::Sent], state, &change, Some(closing.completion()))
        .await?;
    Ok(())
}

fn judge(answer: Result<(), PartnerFailure>) -> (PaymentState, Ended, Option<PartnerFailure>) {
    match answer {
        Ok(()) => (PaymentState::Paid, Ended::Done, None),
        Err(failure) if failure.unclear => (PaymentState::Unknown, Ended::Unknown, Some(failure)),
        Err(failure) => (PaymentState::Rejected, Ended::Failed, Some(failure)),
    }
}

/// Reads the order once after paying, so that its page and the lists show what happened.
async fn look(desk: &Desk, payment: &Payment, reseller: Option<&crate::model::ids::ResellerId>) {
    match desk.partner.order_details(&payment.order, reseller).await {
        Ok(details) => mirror::keep_order(desk, &details).await,
        Err(failure) => tracing::info!(?failure, order = %payment.order, "the paid order could not be read"),
    }
}

/// One payment. While it is open, asking for it reads the order when the last reading is old.
pub async fn show(desk: &Desk, ctx: &Ctx, id: &PaymentId) -> Outcome<PaymentView> {
    ctx.allow(Action::Read)?;
    let mut payment = desk.store.payment(&ctx.scope, id).await?.ok_or(AppError::NotFound)?;
    let customer = customers::in_scope(desk, ctx, &payment.customer).await?;
    if is_due(&payment, desk.clock.now()) {
        settle(desk, &payment, customer.reseller.as_ref()).await?;
        payment = desk.store.payment(&ctx.scope, id).await?.ok_or(AppError::NotFound)?;
    }
    let calls = match desk.store.entry_of_payment(id).await? {
        Some(entry) => desk.store.calls_of(&entry).await?,
        None => Vec::new(),
    };
    let open = matches!(payment.state, PaymentState::Sent | PaymentState::Unknown);
    let last = payment.checked_at.unwrap_or(payment.created_at);
    Ok(PaymentView {
        next_check_at: open.then(|| last + jiff::SignedDuration::from_secs(CHECK_EVERY)),
        payment,
        customer,
        calls,
        now: desk.clock.now(),
    })
}

fn is_due(payment: &Payment, now: Timestamp) -> bool {
    let last = payment.checked_at.unwrap_or(payment.created_at);
    payment.state == PaymentState::Unknown && now.as_second() - last.as_second() >= CHECK_EVERY
}

/// One step towards certainty for an open payment, by reading its order. Called by the janitor
/// and by the payment's page.
///
/// 3, 5 or a payment time: paid. 4: not paid. 6: not paid only when the attempt is older than
/// the setting `unpaid_after`; before that the order may still change. An intent that never
/// left and whose process is gone is not paid.
pub async fn settle(
    desk: &Desk,
    payment: &Payment,
    reseller: Option<&crate::model::ids::ResellerId>,
) -> Outcome<()> {
    let now = desk.clock.now();
    if payment.state == PaymentState::Confirmed {
        if now.as_second() - payment.created_at.as_second() >= ABANDONED_AFTER {
            let change = PaymentChange::at(now);
            let from = [PaymentState::Confirmed];
            desk.store.move_payment(&payment.id, &from, PaymentState::NotPaid, &change, None).await?;
        }
        return Ok(());
    }
    let (answer, calls) = recording(desk.partner.order_details(&payment.order, reseller)).await;
    if let Some(entry) = desk.store.entry_of_payment(&payment.id).await? {
        desk.store.add_calls(&entry, &calls).await?;
    }
    let Ok(details) = answer else { return Ok(()) };
    mirror::keep_order(desk, &details).await;
    let attempted = payment.sent_at.unwrap_or(payment.created_at);
    let age = now.as_second() - attempted.as_second();
    match verdict(&details, age, desk.settings.unpaid_after.as_secs()) {
        None => desk.store.checked_payment(&payment.id, details.order.status, now).await?,
        Some(state) => conclude(desk, payment, &details, state).await?,
    }
    Ok(())
}

/// What a reading of the order says of an attempt that is `age` seconds old.
fn verdict(details: &OrderDetails, age: i64, unpaid_after: u64) -> Option<PaymentState> {
    if details.order.shows_payment() {
        return Some(PaymentState::Paid);
    }
    match details.order.status {
        OrderStatus::Cancelled => Some(PaymentState::NotPaid),
        OrderStatus::PendingPayment if age >= i64::try_from(unpaid_after).unwrap_or(i64::MAX) => {
            Some(PaymentState::NotPaid)
        }
        _ => None,
    }
}

async fn conclude(
    desk: &Desk,
    payment: &Payment,
    details: &OrderDetails,
    state: PaymentState,
) -> Outcome<()> {
    let ctx = Ctx::system("janitor", desk.ids.request_id());
    let facts = vec![
        ("amount".to_owned(), payment.amount.to_string()),
        ("order-status".to_owned(), details.order.status.code().to_string()),
        ("payment-state".to_owned(), state.code().to_owned()),
    ];
    let subject = Some(payment.order.as_str());
    audit::around(desk, &ctx, Deed::SettlePayment, Some(&payment.customer), subject, facts, async {
        let change = PaymentChange {
            failure: payment.failure.clone(),
            order_status: Some(details.order.status),
            ..PaymentChange::at(desk.clock.now())
        };
        let from = [PaymentState::Sent, PaymentState::Unknown];
        desk.store.move_payment(&payment.id, &from, state, &change, None).await?;
        Ok(())
    })
    .await
}
