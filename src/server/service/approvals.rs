//! Payments above a limit wait for a second person, who sees them as the first one did: the
//! order is read again, and nothing is paid at another price than the one agreed to.

use super::intents::Mine;
use super::{Outcome, customers, mirror, payments, users};
use crate::model::error::AppError;
use crate::model::ids::IntentId;
use crate::model::intent::Stage;
use crate::model::payment::Payment;
use crate::model::user::Action;
use crate::model::views::Approval;
use crate::server::ctx::Ctx;
use crate::server::state::Desk;

/// What the caller may do with a payment that waits.
pub fn of(desk: &Desk, ctx: &Ctx, payment: &Payment) -> Approval {
    if payment.stage != Stage::Waiting || ctx.allow(Action::Pay).is_err() {
        return Approval::default();
    }
    let may_approve = payment.created_by != ctx.actor();
    let password = may_approve && payments::demands(desk, ctx, &payment.what.amount).password;
    Approval { may_approve, may_decline: true, password }
}

/// Agrees to what another person wants to pay, and pays it. Nothing happens when it no longer
/// waits: its page tells what became of it.
pub async fn approve(desk: &Desk, ctx: &Ctx, id: &IntentId, password: &str) -> Outcome<()> {
    let Some(payment) = waiting(desk, ctx, id).await? else { return Ok(()) };
    let approval = of(desk, ctx, &payment);
    if !approval.may_approve {
        return Err(AppError::NotAllowed(Action::Pay).into());
    }
    let customer = customers::in_scope(desk, ctx, &payment.customer).await?;
    let order = payment.what.order.clone();
    if approval.password {
        users::password_again(desk, ctx, password, order.as_str()).await?;
    }
    let mut mine = Mine::taken_up(desk, ctx, payment).await?;
    // A reading that fails leaves it waiting; one that shows another price ends it.
    let details = mine.read(mirror::read_order(desk, &order, customer.reseller.as_ref())).await?;
    if let Err(error) = payments::agree(&mut mine, Ok(details)) {
        return Err(mine.void(desk, error).await);
    }
    if mine.approve(desk, ctx, order.as_str()).await? {
        payments::leave(desk, mine, &customer).await?;
    }
    Ok(())
}

/// Refuses what another person wants to pay, or takes one's own back.
pub async fn decline(desk: &Desk, ctx: &Ctx, id: &IntentId) -> Outcome<()> {
    let Some(payment) = waiting(desk, ctx, id).await? else { return Ok(()) };
    let order = payment.what.order.clone();
    let mine = Mine::taken_up(desk, ctx, payment).await?;
    mine.decline(desk, ctx, order.as_str()).await?;
    Ok(())
}

async fn waiting(desk: &Desk, ctx: &Ctx, id: &IntentId) -> Outcome<Option<Payment>> {
    ctx.allow(Action::Pay)?;
    let payment: Payment = desk.store.intent(&ctx.scope, id).await?.ok_or(AppError::NotFound)?;
    Ok((payment.stage == Stage::Waiting).then_some(payment))
}
