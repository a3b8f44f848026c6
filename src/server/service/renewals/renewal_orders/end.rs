//! Expiry policies of resources, which a renewal order carries.

use crate::server::ctx::Ctx;
use crate::server::service::renewals::policy::sendable;
use crate::server::service::{Result, mirror};
use crate::server::state::Desk;
use model::customers::Customer;
use model::ids::OrderId;
use model::intents::ResourceLock;
use model::renewals::{PolicyReset, Renewal};

/// What paying an order may reset: expiry policies of resources that were changed since one of our
/// renewals made the order. Read live, or as the mirror has it where that fails; nothing for orders
/// that were made elsewhere.
pub async fn policy_resets(
    desk: &Desk,
    ctx: &Ctx,
    customer: &Customer,
    order: &OrderId,
) -> Result<Vec<PolicyReset>> {
    let made_by: Vec<Renewal> =
        desk.store.intents_about(&ctx.scope, &ResourceLock::Made(order.clone())).await?;
    let Some(what) = made_by.into_iter().next().map(|renewal| renewal.what) else { return Ok(Vec::new()) };
    let Some(then) = what.policy else { return Ok(Vec::new()) };
    let renewed = what.renewed();
    let found = match mirror::read_resources(desk, &customer.id, &renewed).await {
        Ok(found) => found,
        Err(failure) => {
            tracing::info!(?failure, %order, "what happens at the end of renewed resources could not be read");
            desk.store.resources(&ctx.scope, &renewed).await?
        }
    };
    let moved = found.into_iter().filter(|resource| renewed.contains(&resource.id)).filter_map(|resource| {
        let current = resource.expire_policy?;
        let name = resource.display_name().to_owned();
        (sendable(Some(current)) != then).then_some(PolicyReset { name, current, then })
    });
    Ok(moved.collect())
}
