//! What a change would do, read live. It changes nothing.

use super::charges::{Charges, charges};
use super::chosen;
use crate::server::ctx::Ctx;
use crate::server::service::renewals::AT_ONCE;
use crate::server::service::renewals::prices;
use crate::server::service::{Result, customers, limits, mirror};
use crate::server::state::Desk;
use futures::future::try_join_all;
use model::changes::{Candidate, Change, ChangeBlocker, ChangeKind, Part, StoredChange};
use model::customers::Customer;
use model::error::{AppError, FieldProblem};
use model::ids::{CustomerId, ResourceId};
use model::intents::{IntentKind, IntentPayload, IntentRef, ResourceLock};
use model::limits::{Demands, Pool};
use model::money::Money;
use model::renewals::Period;
use model::resources::{Resource, ResourceStatus};
use model::users::Permission;
use model::views::ChangeReview;
use std::collections::{BTreeMap, BTreeSet};

/// Resources on one page.
const MOST: usize = 50;

/// What a change would do to a selection: one review for each customer, and for as many
/// resources as one change takes.
pub async fn review(desk: &Desk, ctx: &Ctx, act: &str, ids: &[ResourceId]) -> Result<Vec<ChangeReview>> {
    ctx.allow(Permission::Read)?;
    let act =
        ChangeKind::on_resources(act).ok_or_else(|| AppError::field("act", FieldProblem::NotOffered))?;
    of_all(desk, ctx, act, &chosen(ids, MOST)?).await
}

/// The same for any number of resources.
pub(in crate::server::service) async fn of_all(
    desk: &Desk,
    ctx: &Ctx,
    act: ChangeKind,
    ids: &[ResourceId],
) -> Result<Vec<ChangeReview>> {
    let known = desk.store.main_resources(&ctx.scope, ids).await?;
    let mut by: BTreeMap<CustomerId, Vec<Resource>> = BTreeMap::new();
    for resource in known {
        by.entry(resource.customer.clone()).or_default().push(resource);
    }
    if by.is_empty() {
        return Err(AppError::NotFound.into());
    }
    let groups = by.into_iter().flat_map(|(customer, rows)| {
        let chunks: Vec<_> = rows.chunks(act.most()).map(<[Resource]>::to_vec).collect();
        chunks.into_iter().map(move |rows| (customer.clone(), rows))
    });
    try_join_all(groups.map(|(customer, rows)| group(desk, ctx, act, customer, rows, None))).await
}

async fn group(
    desk: &Desk,
    ctx: &Ctx,
    act: ChangeKind,
    id: CustomerId,
    known: Vec<Resource>,
    own: Option<&StoredChange>,
) -> Result<ChangeReview> {
    let customer = customers::in_scope(desk, ctx, &id).await?;
    let ids: Vec<ResourceId> = known.iter().map(|resource| resource.id.clone()).collect();
    let (live, unpaid) =
        futures::join!(mirror::read_resources(desk, &id, &ids), unpaid(desk, act, &customer, &ids));
    let (live, failure) = match live {
        Ok(live) => (Some(live), None),
        Err(failure) => (None, Some(failure)),
    };
    // Asked for by id, the partner API returns main resources only; the mirror has what belongs to
    // them.
    let mirrored = desk.store.resources_of(&ctx.scope, &id).await?;
    let mut candidates = Vec::with_capacity(known.len());
    for resource in known {
        let attached =
            mirrored.iter().filter(|row| row.parent.as_ref() == Some(&resource.id)).cloned().collect();
        let (resource, blocker) = current_and_blocker(desk, act, resource, live.as_deref(), &unpaid).await?;
        let is_own = |held: &IntentRef| own.is_some_and(|own| own.id == held.id);
        let blocker =
            blocker.filter(|blocker| !matches!(blocker, ChangeBlocker::Intent(held) if is_own(held)));
        let renewing = if act.is_about_the_end() { renewing(desk, &resource.id).await? } else { None };
        candidates.push(Candidate { resource, attached, blocker, charge: None, renewing });
    }
    let total = match act {
        ChangeKind::AutoRenewOn if live.is_some() => price(desk, &id, &mut candidates).await,
        _ => None,
    };
    let demands = match &total {
        Some(total) => limits::demands(desk, ctx, Pool::Spend, std::slice::from_ref(total)).await?,
        None => Ok(Demands::default()),
    };
    let blocked =
        candidates.iter().any(|one| one.blocker.as_ref().is_some_and(ChangeBlocker::may_wait_for_payment));
    let waiting = if blocked { prices::waiting(desk, ctx, &customer).await? } else { Vec::new() };
    let intent = desk.ids.intent_id();
    Ok(ChangeReview { customer, act, candidates, failure, waiting, total, demands, intent })
}

/// What a change that waits would do now, for the person who approves it: as the person who asked saw it.
/// Its own lock blocks nothing.
pub(super) async fn of_change(desk: &Desk, ctx: &Ctx, change: &StoredChange) -> Result<Option<ChangeReview>> {
    let ids: Vec<ResourceId> = change.what.resources().cloned().collect();
    let mut known = desk.store.resources(&ctx.scope, &ids).await?;
    known.retain(|resource| resource.is_main);
    if known.is_empty() {
        return Ok(None);
    }
    group(desk, ctx, change.what.act, change.customer.clone(), known, Some(change)).await.map(Some)
}

/// Prices what auto-renewal will buy for the candidates that can be changed; the others, and those
/// without a price, are blocked. The net price of all.
async fn price(desk: &Desk, customer: &CustomerId, candidates: &mut [Candidate]) -> Option<Money> {
    let open: Vec<&Resource> =
        candidates.iter().filter(|one| one.blocker.is_none()).map(|one| &one.resource).collect();
    if open.is_empty() {
        return None;
    }
    let Charges { by_resource, total, mut failures } = charges(desk, customer, &open).await;
    for candidate in candidates.iter_mut().filter(|one| one.blocker.is_none()) {
        let id = &candidate.resource.id;
        candidate.charge = by_resource.get(id).cloned();
        candidate.blocker = failures.remove(id).map(|failure| match failure {
            Some(failure) if failure.is_unpaid_order() => ChangeBlocker::UnpaidOrder,
            failure => ChangeBlocker::NoPrice(failure.map(Box::new)),
        });
    }
    total
}

/// The resources that sit in an unpaid order. Only the price of a renewal shows that; where it
/// cannot be read, the answer to the change itself decides.
async fn unpaid(
    desk: &Desk,
    act: ChangeKind,
    customer: &Customer,
    ids: &[ResourceId],
) -> BTreeSet<ResourceId> {
    let mut unpaid = BTreeSet::new();
    if matches!(act, ChangeKind::AutoRenewOn | ChangeKind::AutoRenewOff) {
        return unpaid;
    }
    for ids in ids.chunks(AT_ONCE) {
        match desk.partner.renewal_price(&customer.id, ids, Period::Months(1)).await {
            Ok(quote) => {
                let unpaid_rows = quote.failures.into_iter().filter(|row| row.failure.is_unpaid_order());
                unpaid.extend(unpaid_rows.map(|row| row.resource));
            }
            Err(failure) if failure.is_unpaid_order() => unpaid.extend(ids.iter().cloned()),
            Err(_) => {}
        }
    }
    unpaid
}

/// The current resource, and why it cannot be changed.
async fn current_and_blocker(
    desk: &Desk,
    act: ChangeKind,
    known: Resource,
    live: Option<&[Resource]>,
    unpaid: &BTreeSet<ResourceId>,
) -> Result<(Resource, Option<ChangeBlocker>)> {
    let part = Part::new(ResourceLock::Resource(known.id.clone()), String::new());
    let holder = desk.store.holder(&Change::new(act, vec![part]).locks()).await?;
    let found = live.and_then(|rows| rows.iter().find(|row| row.id == known.id)).cloned();
    let gone = live.is_some() && found.is_none();
    let resource = found.unwrap_or(known);
    let blocker = match holder {
        Some(intent) => Some(ChangeBlocker::Intent(intent)),
        None if gone => Some(ChangeBlocker::Gone),
        None if unpaid.contains(&resource.id) => Some(ChangeBlocker::UnpaidOrder),
        None => status_blocker(act, &resource),
    };
    Ok((resource, blocker))
}

/// The renewal that locks a resource until its orders have ended.
async fn renewing(desk: &Desk, id: &ResourceId) -> Result<Option<IntentRef>> {
    let holder = desk.store.holder(&[ResourceLock::Resource(id.clone())]).await?;
    Ok(holder.filter(|intent| intent.kind == IntentKind::Renew && intent.stage.had_effect()))
}

/// What the state of a resource does not allow, according to the sheets.
fn status_blocker(act: ChangeKind, resource: &Resource) -> Option<ChangeBlocker> {
    let status = resource.status;
    match act {
        ChangeKind::Unsubscribe | ChangeKind::UnsubscribeRenewedTerms => {
            (status == Some(ResourceStatus::Frozen)).then_some(ChangeBlocker::Frozen)
        }
        _ if act.is_in_effect_on(Some(resource), None) => Some(ChangeBlocker::Already),
        ChangeKind::AutoRenewOff => None,
        _ => {
            status.is_some_and(|status| status != ResourceStatus::InUse).then_some(ChangeBlocker::PastItsEnd)
        }
    }
}
