//! Changes to resources: unsubscribing, auto-renewal, pay-per-use at the end; and canceling an
//! order (`cancel`). Each is previewed first (`review`), stored before anything is sent, and
//! reconciled by reading where an answer is missing (`reconcile`).

pub mod approvals;
pub mod cancel;
pub mod reconcile;
pub mod review;

pub(super) mod charges;
mod parts;
mod send;

use parts::of_part;

use super::intents::{self, BeginResult, Funding, IntentGuard};
use super::limits::Given;
use super::renewals::chosen;
use super::{Result, customers, mirror, precondition, sync};
use crate::server::ctx::Ctx;
use crate::server::state::Desk;
use crate::server::store::Scope;
use model::bulk::{MOST_TASKS, Task};
use model::changes::{Change, ChangeKind, Part, PartOutcome, StoredChange};
use model::customers::Customer;
use model::error::{AppError, FieldProblem};
use model::forms::changes::ChangeResourcesForm;
use model::ids::{BulkId, CustomerId, IntentId, ResourceId};
use model::intents::{IntentPayload, IntentRef, ResourceLock, Stage};
use model::renewals::{end_text, ends};
use model::resources::Resource;
use model::unsubscribe::UnsubscribeReason;
use model::users::Permission;

/// Changes resources of one customer. Returns the intent whose page to show; a form that is posted
/// twice gets the same one.
pub async fn change(desk: &Desk, ctx: &Ctx, form: &ChangeResourcesForm) -> Result<IntentRef> {
    ctx.allow(Permission::Order)?;
    let not_offered = |field| AppError::field(field, FieldProblem::NotOffered);
    let act = ChangeKind::on_resources(&form.act).ok_or_else(|| not_offered("act"))?;
    let customer = customers::in_scope(desk, ctx, &form.customer).await?;
    let ids = chosen(&form.ids, act.most())?;
    let reason = match form.reason.trim() {
        "" => None,
        code => Some(code.parse().ok().and_then(UnsubscribeReason::from_code)),
    };
    let reason = reason.map(|known| known.ok_or_else(|| not_offered("reason"))).transpose()?;
    if act.unsubscribe_type().is_some() && form.understood != "yes" {
        return Err(AppError::field("understood", FieldProblem::Missing).into());
    }
    let given = Given { password: &form.password, why: &form.why };
    let agreed = match act {
        ChangeKind::AutoRenewOn => {
            let seen = precondition::money(&form.seen_total, &form.seen_currency);
            Some(seen.ok_or(AppError::Stale { expected: None, actual: None })?)
        }
        _ => None,
    };
    let what = Change { reason, agreed, request: given.reason(), ..draft(desk, ctx, act, ids).await? };
    let intent = intents::draft(desk, ctx, &form.intent, &customer.id, what);
    start(desk, ctx, &customer, intent, Some(&form.seen_ends), given.into()).await
}

/// Changes one resource as a part of a job, under the intent of its row. Another intent is returned when
/// that one makes the same change.
pub(super) async fn change_of_job(
    desk: &Desk,
    ctx: &Ctx,
    act: ChangeKind,
    (job, intent): (&BulkId, &IntentId),
    (customer, resource, task): (&CustomerId, &ResourceId, &Task),
) -> Result<IntentRef> {
    ctx.allow(Permission::Order)?;
    let customer = customers::in_scope(desk, ctx, customer).await?;
    let what = draft(desk, ctx, act, vec![resource.clone()]).await?;
    let what = Change { agreed: task.price.clone(), job: Some(job.clone()), ..what };
    let intent = intents::draft(desk, ctx, intent, &customer.id, what);
    let seen = end_text(resource, task.end);
    start(desk, ctx, &customer, intent, Some(&seen), Funding::Job).await
}

/// What becomes of switching auto-renewal of a selection.
pub enum Switched {
    /// It was switched at once.
    Done(IntentRef),
    /// What it will cost is reviewed first.
    ToReview,
    /// It is of several customers: one job, with a dry run.
    ToPlan,
}

/// Switches auto-renewal of a selection of one customer off at once. What is to be switched on, or is of
/// several customers, is shown first.
pub async fn auto_renew(desk: &Desk, ctx: &Ctx, ids: &[ResourceId], act: ChangeKind) -> Result<Switched> {
    ctx.allow(Permission::Order)?;
    let ids = chosen(ids, usize::from(MOST_TASKS))?;
    let known = desk.store.resources(&ctx.scope, &ids).await?;
    let first = known.first().ok_or(AppError::NotFound)?;
    if ids.len() > act.most() || known.iter().any(|resource| resource.customer != first.customer) {
        return Ok(Switched::ToPlan);
    }
    if act == ChangeKind::AutoRenewOn {
        return Ok(Switched::ToReview);
    }
    let customer = customers::in_scope(desk, ctx, &first.customer).await?;
    let what = draft(desk, ctx, act, ids).await?;
    let intent = intents::draft(desk, ctx, &desk.ids.intent_id(), &customer.id, what);
    start(desk, ctx, &customer, intent, None, Given::default().into()).await.map(Switched::Done)
}

/// A change with its resources under the names that the mirror has.
async fn draft(desk: &Desk, ctx: &Ctx, act: ChangeKind, ids: Vec<ResourceId>) -> Result<Change> {
    let known = desk.store.resources(&ctx.scope, &ids).await?;
    let part = |id: ResourceId| {
        let named = known.iter().find(|resource| resource.id == id);
        let name = named.map_or_else(|| id.to_string(), |resource| resource.display_name().to_owned());
        Part::new(ResourceLock::Resource(id), name)
    };
    Ok(Change::new(act, ids.into_iter().map(part).collect()))
}

async fn start(
    desk: &Desk,
    ctx: &Ctx,
    customer: &Customer,
    intent: StoredChange,
    seen_ends: Option<&str>,
    funding: Funding<'_>,
) -> Result<IntentRef> {
    let what = intent.what.clone();
    if let Some(earlier) = repeated_change(desk, ctx, customer, &what).await? {
        return Ok(earlier);
    }
    let names: Vec<&str> = what.resources().map(ResourceId::as_str).collect();
    let subject = if let [only] = names.as_slice() { Some((*only).to_owned()) } else { None };
    let mut facts = vec![("resources".to_owned(), names.join(", "))];
    facts.extend(what.agreed.as_ref().map(|agreed| ("amount".to_owned(), agreed.to_string())));
    facts.extend(what.job.as_ref().map(|job| ("bulk-job".to_owned(), job.to_string())));
    let about = (subject.as_deref(), facts);
    let action = what.act.action();
    let mut guard = match intents::begin(desk, ctx, action, intent, about, funding).await? {
        BeginResult::UnderWay(holder) => return same_or_refuse(desk, holder, &what).await,
        BeginResult::Started(guard) => guard,
    };
    let (id, kind) = (guard.intent.id.clone(), what.kind());
    if let Err(error) = check_resources(desk, &mut guard, seen_ends).await {
        return Err(guard.void(desk, error).await);
    }
    if guard.intent.what.parts.iter().all(|part| part.outcome == PartOutcome::Already) {
        guard.void(desk, AppError::Stale { expected: None, actual: None }.into()).await;
        return Ok(IntentRef { id, kind, stage: Stage::Void });
    }
    if guard.demands.approval {
        guard.wait(desk).await?;
        return Ok(IntentRef { id, kind, stage: Stage::Waiting });
    }
    if guard.confirm(desk).await? {
        send::send(desk, *guard).await?;
        refresh_resources(desk, &customer.id).await;
    }
    Ok(IntentRef { id, kind, stage: Stage::Sent })
}

/// The last change of the same resources, if it was the same and is still in effect: a form that is
/// posted again after the first has ended gets the first change.
async fn repeated_change(
    desk: &Desk,
    ctx: &Ctx,
    customer: &Customer,
    what: &Change,
) -> Result<Option<IntentRef>> {
    let Some(lock) = what.locks().into_iter().next_back() else { return Ok(None) };
    let about: Vec<StoredChange> = desk.store.intents_about(&ctx.scope, &lock).await?;
    let Some(last) = about.into_iter().next() else { return Ok(None) };
    if !is_same(&last.what, what) || !last.stage.had_effect() {
        return Ok(None);
    }
    let ids: Vec<ResourceId> = what.resources().cloned().collect();
    let found = mirror::read_resources(desk, &customer.id, &ids).await?;
    let shows = |part: &Part| what.act.is_in_effect_on(of_part(&found, part), part.end);
    let is_in_effect = last.what.parts.iter().all(shows);
    Ok(is_in_effect.then(|| IntentRef { id: last.id, kind: last.what.kind(), stage: last.stage }))
}

fn is_same(one: &Change, other: &Change) -> bool {
    one.act == other.act && one.resources().eq(other.resources())
}

/// The intent that has the lock when it makes the same change, else an error that names it.
async fn same_or_refuse(desk: &Desk, holder: IntentRef, what: &Change) -> Result<IntentRef> {
    let change: Option<StoredChange> = desk.store.intent(&Scope::All, &holder.id).await?;
    match change {
        Some(change) if is_same(&change.what, what) => Ok(holder),
        _ => Err(AppError::UnderWay(holder).into()),
    }
}

/// Reads the resources right before anything is sent, and compares them with what the page showed.
async fn check_resources(
    desk: &Desk,
    guard: &mut IntentGuard<Change>,
    seen_ends: Option<&str>,
) -> Result<()> {
    let customer = guard.intent.customer.clone();
    let ids: Vec<ResourceId> = guard.intent.what.resources().cloned().collect();
    let found = guard.read(mirror::read_resources(desk, &customer, &ids)).await?;
    let act = guard.intent.what.act;
    for part in &mut guard.intent.what.parts {
        let resource = of_part(&found, part).ok_or(AppError::NotFound)?;
        part.end = resource.expires_at;
        if act.is_about_the_end() && act.is_in_effect_on(Some(resource), part.end) {
            part.outcome = PartOutcome::Already;
        }
    }
    let current = ends(&found.iter().collect::<Vec<_>>());
    if seen_ends.is_some_and(|seen| seen.trim() != current) {
        return Err(AppError::Stale { expected: None, actual: None }.into());
    }
    check_charges(desk, guard, &found).await
}

/// Reads once more what auto-renewal will buy, and compares it with what was agreed to.
async fn check_charges(desk: &Desk, guard: &mut IntentGuard<Change>, found: &[Resource]) -> Result<()> {
    let Some(agreed) = guard.intent.what.agreed.clone() else { return Ok(()) };
    let open = guard.intent.what.parts.iter().filter(|part| part.outcome == PartOutcome::NotSent);
    let open: Vec<Resource> = open.filter_map(|part| of_part(found, part)).cloned().collect();
    if open.is_empty() {
        return Ok(());
    }
    let customer = guard.intent.customer.clone();
    let charges = guard.read(charges::charges(desk, &customer, &open.iter().collect::<Vec<_>>())).await;
    let now = charges.whole()?;
    if let Err(moved) = precondition::agreed(Some(&agreed), Some(now.clone())) {
        guard.intent.what.moved_to = Some(now);
        return Err(moved.into());
    }
    for part in &mut guard.intent.what.parts {
        part.charge = part.resource().and_then(|id| charges.by_resource.get(id)).cloned();
    }
    Ok(())
}

/// Reads the customer's resources into the mirror, so that the lists show the change at once.
async fn refresh_resources(desk: &Desk, customer: &CustomerId) {
    if let Err(error) = sync::resources_of(desk, customer).await {
        tracing::info!(?error, %customer, "resources could not be read after a change");
    }
}
