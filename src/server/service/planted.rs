//! Mistakes on purpose, for the simulation to see (feature `sim`). In no release.

use super::intents::{self, Begun};
use super::{Outcome, payments, seen};
use crate::model::audit::Deed;
use crate::model::error::{AppError, PartnerFailure};
use crate::model::ids::{CustomerId, OrderId};
use crate::model::intent::{Held, IntentKind, Stage};
use crate::model::payment::PayOrder;
use crate::server::ctx::Ctx;
use crate::server::state::{Desk, Planted};

/// Sends a payment once more when its outcome is not clear.
pub async fn resent(
    desk: &Desk,
    customer: &CustomerId,
    order: &OrderId,
    first: impl Future<Output = Result<(), PartnerFailure>>,
) -> Result<(), PartnerFailure> {
    match first.await {
        Err(failure) if failure.unclear && desk.planted == Some(Planted::ResendOnTimeout) => {
            desk.partner.pay(customer, order).await
        }
        answer => answer,
    }
}

/// Pays first, and stores the intent when that is over.
pub async fn stored_after(desk: &Desk, ctx: &Ctx, customer: &CustomerId, what: PayOrder) -> Outcome<Held> {
    let details = desk.partner.order_details(&what.order, None).await?;
    if !details.order.is_waiting_for_payment() {
        return Err(AppError::WrongOrderStatus(details.order.status.code()).into());
    }
    seen::agreed(Some(&what.amount), details.order.amount)?;
    let answer = desk.partner.pay(customer, &what.order).await;
    let about = (None, Vec::new());
    let draft = intents::draft(desk, ctx, &desk.ids.intent_id(), customer, what);
    match intents::begin(desk, ctx, Deed::Pay, draft, about).await? {
        Begun::UnderWay(held) => Ok(held),
        Begun::Mine(mut mine) => {
            let id = mine.intent.id.clone();
            mine.confirm(desk).await?;
            mine.send(desk, std::future::ready(answer), payments::judge).await?;
            Ok(Held { id, kind: IntentKind::Pay, stage: Stage::Sent })
        }
    }
}
