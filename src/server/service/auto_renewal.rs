//! Auto-renewal on and off.

use super::{Outcome, audit};
use crate::model::audit::Deed;
use crate::model::error::{AppError, FieldProblem, PartnerFailure};
use crate::model::ids::ResourceId;
use crate::model::resource::Resource;
use crate::model::user::Action;
use crate::server::ctx::Ctx;
use crate::server::state::Desk;

/// Resources switched by one form.
const MOST: u16 = 50;

/// Switches auto-renewal of main resources, one audited call each. Answers with how many were
/// switched; the first failure is reported when not all were, and what was switched stays so.
pub async fn auto_renew(desk: &Desk, ctx: &Ctx, ids: &[ResourceId], on: bool) -> Outcome<u32> {
    ctx.allow(Action::Order)?;
    if ids.is_empty() {
        return Err(AppError::field("ids", FieldProblem::NothingSelected).into());
    }
    if ids.len() > usize::from(MOST) {
        return Err(AppError::field("ids", FieldProblem::TooMany(MOST)).into());
    }
    let known = desk.store.resources(&ctx.scope, ids).await?;
    if known.is_empty() {
        return Err(AppError::NotFound.into());
    }
    let mut switched = 0;
    let mut failed = None;
    for resource in known.iter().filter(|resource| resource.is_main) {
        match switch(desk, ctx, resource, on).await {
            Ok(()) => switched += 1,
            Err(error) => failed = failed.or(Some(error)),
        }
    }
    for customer in customers_of(&known) {
        if let Err(error) = super::sync::resources_of(desk, customer).await {
            tracing::info!(?error, %customer, "resources could not be read after switching auto-renewal");
        }
    }
    match failed {
        Some(error) => Err(error),
        None => Ok(switched),
    }
}

fn customers_of(resources: &[Resource]) -> Vec<&crate::model::ids::CustomerId> {
    let mut ids: Vec<_> = resources.iter().map(|resource| &resource.customer).collect();
    ids.sort();
    ids.dedup();
    ids
}

async fn switch(desk: &Desk, ctx: &Ctx, resource: &Resource, on: bool) -> Outcome<()> {
    let deed = if on { Deed::AutoRenewOn } else { Deed::AutoRenewOff };
    let facts = vec![("resource".to_owned(), resource.display_name().to_owned())];
    let subject = Some(resource.id.as_str());
    audit::around(desk, ctx, deed, Some(&resource.customer), subject, facts, async {
        let answer: Result<(), PartnerFailure> = if on {
            desk.partner.auto_renew_on(&resource.customer, &resource.id).await
        } else {
            desk.partner.auto_renew_off(&resource.customer, &resource.id).await
        };
        Ok(answer?)
    })
    .await
}
