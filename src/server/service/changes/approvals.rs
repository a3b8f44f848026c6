//! Switching auto-renewal on above a limit waits for a second person, who sees the price and the
//! warnings as the first one did: both are read again, and nothing is switched on at another price.

use super::{check_resources, refresh_resources, send};
use crate::server::ctx::Ctx;
use crate::server::service::intents::IntentGuard;
use crate::server::service::{Error, Result, limits, users};
use crate::server::state::Desk;
use model::changes::{PartOutcome, StoredChange};
use model::error::AppError;
use model::ids::IntentId;
use model::intents::Stage;
use model::time::Timestamp;
use model::users::Permission;

/// Approves a change that another user requested, and sends it. Nothing happens when it no longer
/// waits: its page shows its stage.
pub async fn approve(desk: &Desk, ctx: &Ctx, id: &IntentId, password: &str) -> Result<()> {
    let Some(change) = waiting(desk, ctx, id).await? else { return Ok(()) };
    let approval = limits::approval(desk, ctx, &change, Permission::Pay).await?;
    if !approval.may_approve {
        return Err(AppError::NotAllowed(Permission::Pay).into());
    }
    if approval.password
        && let Err(refused) = users::password_again(desk, ctx, password, id.as_str()).await
    {
        let over = || async { Ok(waiting(desk, ctx, id).await?.is_none().then_some(())) };
        return users::of_twin(desk, ctx, id.as_str(), refused, over).await;
    }
    let (customer, before) = (change.customer.clone(), parts(&change));
    let mut guard = IntentGuard::take_up(desk, ctx, change).await?;
    match check_resources(desk, &mut guard, None).await {
        // When reading fails it stays waiting; another price, end or setting ends it.
        Err(error @ Error::Refused(AppError::Partner(_))) => return Err(error),
        Err(error) => return Err(guard.void(desk, error).await),
        Ok(()) => {}
    }
    if parts(&guard.intent) != before {
        return Err(guard.void(desk, AppError::Stale { expected: None, actual: None }.into()).await);
    }
    if guard.approve(desk, ctx, id.as_str()).await? {
        send::send(desk, guard).await?;
        refresh_resources(desk, &customer).await;
    }
    Ok(())
}

/// Declines a change that another user requested, or withdraws one's own.
pub async fn decline(desk: &Desk, ctx: &Ctx, id: &IntentId) -> Result<()> {
    let Some(change) = waiting(desk, ctx, id).await? else { return Ok(()) };
    let guard = IntentGuard::take_up(desk, ctx, change).await?;
    guard.decline(desk, ctx, id.as_str()).await?;
    Ok(())
}

/// When its resources end, and which of them are to be changed, as last read.
fn parts(change: &StoredChange) -> Vec<(Option<Timestamp>, PartOutcome)> {
    change.what.parts.iter().map(|part| (part.end, part.outcome)).collect()
}

async fn waiting(desk: &Desk, ctx: &Ctx, id: &IntentId) -> Result<Option<StoredChange>> {
    ctx.allow(Permission::Pay)?;
    let change: StoredChange = desk.store.intent(&ctx.scope, id).await?.ok_or(AppError::NotFound)?;
    Ok((change.stage == Stage::Waiting).then_some(change))
}
