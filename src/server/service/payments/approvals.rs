//! Payments above a limit wait for a second person, who sees them as the first one did: the
//! order is read again, and nothing is paid at another price than the one agreed to.

use crate::server::ctx::Ctx;
use crate::server::service::intents::IntentGuard;
use crate::server::service::{Result, customers, mirror, payments, users};
use crate::server::state::Desk;
use model::error::AppError;
use model::ids::IntentId;
use model::intents::Stage;
use model::payments::Payment;
use model::users::Permission;

/// Agrees to what another person wants to pay, and pays it. Nothing happens when it no longer
/// waits: its page tells what became of it.
pub async fn approve(desk: &Desk, ctx: &Ctx, id: &IntentId, password: &str) -> Result<()> {
    let Some(payment) = waiting(desk, ctx, id).await? else { return Ok(()) };
    let approval = payments::approval(desk, ctx, &payment);
    if !approval.may_approve {
        return Err(AppError::NotAllowed(Permission::Pay).into());
    }
    let customer = customers::in_scope(desk, ctx, &payment.customer).await?;
    let order = payment.what.order.clone();
    if approval.password {
        users::password_again(desk, ctx, password, order.as_str()).await?;
    }
    let mut mine = IntentGuard::take_over(desk, ctx, payment).await?;
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
pub async fn decline(desk: &Desk, ctx: &Ctx, id: &IntentId) -> Result<()> {
    let Some(payment) = waiting(desk, ctx, id).await? else { return Ok(()) };
    let order = payment.what.order.clone();
    let mine = IntentGuard::take_over(desk, ctx, payment).await?;
    mine.decline(desk, ctx, order.as_str()).await?;
    Ok(())
}

async fn waiting(desk: &Desk, ctx: &Ctx, id: &IntentId) -> Result<Option<Payment>> {
    ctx.allow(Permission::Pay)?;
    let payment: Payment = desk.store.intent(&ctx.scope, id).await?.ok_or(AppError::NotFound)?;
    Ok((payment.stage == Stage::Waiting).then_some(payment))
}
