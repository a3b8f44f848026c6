//! Cancelling an unpaid order. It locks the order, so that paying and canceling exclude each other,
//! and keeps the lock once it is canceled: a canceled order can never be revived
//! (transactions.yaml, CancelCustomerOrder).

use super::send::{classify, outcome};
use crate::server::ctx::Ctx;
use crate::server::service::intents::{self, BeginResult, Classified, IntentGuard};
use crate::server::service::limits::Given;
use crate::server::service::{Result, mirror, orders};
use crate::server::state::Desk;
use model::changes::{Change, ChangeKind, Part, PartOutcome};
use model::error::{AppError, PartnerFailure};
use model::ids::{CustomerId, OrderId, ResellerId};
use model::intents::{IntentKind, IntentRef, ResourceLock, Stage};
use model::orders::{OrderDetails, OrderStatus};
use model::users::Permission;

/// "The order's status does not allow cancelling".
const NOT_CANCELLABLE: &str = "CBC.99005010";

/// Cancels an unpaid order. Returns the intent whose page to show; a form that is posted twice gets
/// the same one.
pub async fn cancel(desk: &Desk, ctx: &Ctx, id: &OrderId) -> Result<IntentRef> {
    ctx.allow(Permission::Order)?;
    let (order, customer) = orders::find(desk, ctx, id).await?;
    let part = Part::new(ResourceLock::Order(order.id.clone()), order.id.to_string());
    let what = Change::new(ChangeKind::Cancel, vec![part]);
    let amount = order.amount.as_ref().map(ToString::to_string).unwrap_or_default();
    let about = (Some(order.id.as_str()), vec![("amount".to_owned(), amount)]);
    let action = what.act.action();
    let draft = intents::draft(desk, ctx, &desk.ids.intent_id(), &customer.id, what);
    let mut guard = match intents::begin(desk, ctx, action, draft, about, Given::default()).await? {
        BeginResult::UnderWay(intent) if intent.kind == IntentKind::Cancel => return Ok(intent),
        BeginResult::UnderWay(intent) => return Err(AppError::UnderWay(intent).into()),
        BeginResult::Started(guard) => guard,
    };
    let reseller = customer.reseller.as_ref();
    let read = guard.read(mirror::read_order(desk, &order.id, reseller)).await;
    if let Err(error) = check_order(&mut guard, read) {
        return Err(guard.void(desk, error).await);
    }
    let id = guard.intent.id.clone();
    if guard.confirm(desk).await? {
        for part in &mut guard.intent.what.parts {
            part.outcome = PartOutcome::Sent;
        }
        let call = cancel_and_read(desk, &customer.id, &order.id, reseller);
        guard.send(desk, call, classify_answer).await?;
    }
    Ok(IntentRef { id, kind: IntentKind::Cancel, stage: Stage::Sent })
}

/// Only what waits for payment can be canceled.
fn check_order(guard: &mut IntentGuard<Change>, read: Result<OrderDetails, PartnerFailure>) -> Result<()> {
    let details = read?;
    guard.intent.what.order_status = Some(details.order.status);
    if details.order.is_waiting_for_payment() {
        Ok(())
    } else {
        Err(AppError::WrongOrderStatus(details.order.known_status().code()).into())
    }
}

/// Makes the call, then reads the order, since its status decides when the answer is unclear or
/// says that the order has changed.
async fn cancel_and_read(
    desk: &Desk,
    customer: &CustomerId,
    order: &OrderId,
    reseller: Option<&ResellerId>,
) -> Result<Option<OrderStatus>, PartnerFailure> {
    let sent = desk.partner.cancel_order(customer, order).await;
    let status = match mirror::read_order(desk, order, reseller).await {
        Ok(details) => Some(details.order.status),
        Err(failure) => {
            tracing::info!(?failure, %order, "the order to cancel could not be read");
            None
        }
    };
    match sent {
        Err(failure) if is_in_doubt(&failure) && status == Some(OrderStatus::Cancelled) => Ok(status),
        // Refused, it may be canceled by this very request, which arrived twice.
        Err(failure) if is_in_doubt(&failure) && status.is_none() => {
            Err(PartnerFailure { unclear: true, ..failure })
        }
        Err(failure) => Err(failure),
        Ok(()) => Ok(status),
    }
}

fn is_in_doubt(failure: &PartnerFailure) -> bool {
    failure.unclear || failure.code.as_deref() == Some(NOT_CANCELLABLE)
}

fn classify_answer(what: &Change, answer: Result<Option<OrderStatus>, PartnerFailure>) -> Classified<Change> {
    let mut what = what.clone();
    for part in &mut what.parts {
        part.outcome = outcome(&answer);
        part.failure = answer.as_ref().err().cloned();
    }
    what.order_status = answer.ok().flatten().or(what.order_status);
    classify(&what)
}
