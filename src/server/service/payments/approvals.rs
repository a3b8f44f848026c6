//! Payments above a limit wait for a second person, who sees them as the first one did: the
//! order is read again, and nothing is paid at another price than the one agreed to.

use crate::server::ctx::Ctx;
use crate::server::service::intents::IntentGuard;
use crate::server::service::{Result, customers, limits, mirror, payments, users};
use crate::server::state::Desk;
use model::error::AppError;
use model::ids::IntentId;
use model::intents::Stage;
use model::payments::Payment;
use model::users::Permission;

/// Approves a payment that another user requested, and pays it. Nothing happens when it no longer
/// waits: its page shows its stage.
pub async fn approve(desk: &Desk, ctx: &Ctx, id: &IntentId, password: &str) -> Result<()> {
    let Some(payment) = waiting(desk, ctx, id).await? else { return Ok(()) };
    let approval = limits::approval(desk, ctx, &payment, Permission::Pay).await?;
    if !approval.may_approve {
        return Err(AppError::NotAllowed(Permission::Pay).into());
    }
    let customer = customers::in_scope(desk, ctx, &payment.customer).await?;
    let order = payment.what.order.clone();
    if approval.password
        && let Err(refused) = users::password_again(desk, ctx, password, order.as_str()).await
    {
        let over = || async { Ok(waiting(desk, ctx, id).await?.is_none().then_some(())) };
        return users::of_twin(desk, ctx, order.as_str(), refused, over).await;
    }
    let mut guard = IntentGuard::take_up(desk, ctx, payment).await?;
    // When reading fails it stays waiting; another price ends it.
    let details = guard.read(mirror::read_order(desk, &order, customer.reseller.as_ref())).await?;
    if let Err(error) = payments::check_order(&mut guard, Ok(details)) {
        return Err(guard.void(desk, error).await);
    }
    if guard.approve(desk, ctx, order.as_str()).await? {
        payments::send(desk, guard, &customer).await?;
    }
    Ok(())
}

/// Declines a payment that another user requested, or withdraws one's own.
pub async fn decline(desk: &Desk, ctx: &Ctx, id: &IntentId) -> Result<()> {
    let Some(payment) = waiting(desk, ctx, id).await? else { return Ok(()) };
    let order = payment.what.order.clone();
    let guard = IntentGuard::take_up(desk, ctx, payment).await?;
    guard.decline(desk, ctx, order.as_str()).await?;
    Ok(())
}

async fn waiting(desk: &Desk, ctx: &Ctx, id: &IntentId) -> Result<Option<Payment>> {
    ctx.allow(Permission::Pay)?;
    let payment: Payment = desk.store.intent(&ctx.scope, id).await?.ok_or(AppError::NotFound)?;
    Ok((payment.stage == Stage::Waiting).then_some(payment))
}
