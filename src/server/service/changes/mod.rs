//! Changes to resources: unsubscribing, auto-renewal, pay-per-use at the end; and cancelling an
//! order (`cancel`). Each is shown first (`review`), stored before anything leaves, and settled
//! by reading where an answer is missing (`settle`).

pub mod cancel;
pub mod review;
pub mod settle;

mod parts;
mod send;

use parts::of_part;

use super::intents::{self, BeginResult, IntentGuard};
use super::renewals::chosen;
use super::{Result, customers, sync};
use crate::server::ctx::Ctx;
use crate::server::state::Desk;
use crate::server::store::Scope;
use model::changes::{Change, ChangeKind, Part, PartOutcome, StoredChange};
use model::customers::Customer;
use model::error::{AppError, FieldProblem};
use model::forms::changes::ChangeResourcesForm;
use model::ids::{CustomerId, ResourceId};
use model::intents::{IntentPayload, IntentRef, ResourceLock, Stage};
use model::renewals::ends;
use model::unsubscribe::GivingBackReason;
use model::users::Permission;

/// Changes resources of one customer. Answers with the intent whose page to show: a form posted
/// twice leads to the same one.
pub async fn change(desk: &Desk, ctx: &Ctx, form: &ChangeResourcesForm) -> Result<IntentRef> {
    ctx.allow(Permission::Order)?;
    let not_offered = |field| AppError::field(field, FieldProblem::NotOffered);
    let act = ChangeKind::on_resources(&form.act).ok_or_else(|| not_offered("act"))?;
    let customer = customers::in_scope(desk, ctx, &form.customer).await?;
    let ids = chosen(&form.ids, act.most())?;
    let reason = match form.reason.trim() {
        "" => None,
        code => Some(code.parse().ok().and_then(GivingBackReason::from_code)),
    };
    let reason = reason.map(|known| known.ok_or_else(|| not_offered("reason"))).transpose()?;
    if act.gives_back().is_some() && form.understood != "yes" {
        return Err(AppError::field("understood", FieldProblem::Missing).into());
    }
    let what = Change { reason, ..draft(desk, ctx, act, ids).await? };
    let intent = intents::draft(desk, ctx, &form.intent, &customer.id, what);
    start(desk, ctx, &customer, intent, Some(&form.seen_ends)).await
}

/// Switches auto-renewal of a selection at once. `None` when it is of several customers: then
/// each customer's part is looked over first.
pub async fn auto_renew(
    desk: &Desk,
    ctx: &Ctx,
    ids: &[ResourceId],
    act: ChangeKind,
) -> Result<Option<IntentRef>> {
    ctx.allow(Permission::Order)?;
    let ids = chosen(ids, act.most())?;
    let known = desk.store.resources(&ctx.scope, &ids).await?;
    let first = known.first().ok_or(AppError::NotFound)?;
    if known.iter().any(|resource| resource.customer != first.customer) {
        return Ok(None);
    }
    let customer = customers::in_scope(desk, ctx, &first.customer).await?;
    let what = draft(desk, ctx, act, ids).await?;
    let intent = intents::draft(desk, ctx, &desk.ids.intent_id(), &customer.id, what);
    start(desk, ctx, &customer, intent, None).await.map(Some)
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
) -> Result<IntentRef> {
    let what = intent.what.clone();
    if let Some(twin) = twin(desk, ctx, customer, &what).await? {
        return Ok(twin);
    }
    let names: Vec<&str> = what.resources().map(ResourceId::as_str).collect();
    let subject = if let [only] = names.as_slice() { Some((*only).to_owned()) } else { None };
    let about = (subject.as_deref(), vec![("resources".to_owned(), names.join(", "))]);
    let action = what.act.action();
    let mut mine = match intents::begin(desk, ctx, action, intent, about).await? {
        BeginResult::UnderWay(held) => return same_or_held(desk, held, &what).await,
        BeginResult::Started(mine) => mine,
    };
    let (id, kind) = (mine.intent.id.clone(), what.kind());
    if let Err(error) = agree(desk, &mut mine, seen_ends).await {
        return Err(mine.void(desk, error).await);
    }
    if mine.intent.what.parts.iter().all(|part| part.outcome == PartOutcome::Already) {
        mine.void(desk, AppError::Stale { expected: None, actual: None }.into()).await;
        return Ok(IntentRef { id, kind, stage: Stage::Void });
    }
    if mine.confirm(desk).await? {
        send::send(desk, *mine).await?;
        keep_up(desk, &customer.id).await;
    }
    Ok(IntentRef { id, kind, stage: Stage::Sent })
}

/// The last change of the same resources, when it did the same and that still stands: a form
/// that is posted again after the first has ended leads to what the first did.
async fn twin(desk: &Desk, ctx: &Ctx, customer: &Customer, what: &Change) -> Result<Option<IntentRef>> {
    let Some(thing) = what.things().into_iter().next_back() else { return Ok(None) };
    let about: Vec<StoredChange> = desk.store.intents_about(&ctx.scope, &thing).await?;
    let Some(last) = about.into_iter().next() else { return Ok(None) };
    if !is_same(&last.what, what) || !last.stage.had_effect() {
        return Ok(None);
    }
    let ids: Vec<ResourceId> = what.resources().cloned().collect();
    let found = desk.partner.resources_by_id(&customer.id, &ids).await?;
    let shows = |part: &Part| what.act.is_seen_on(of_part(&found, part), part.end);
    let stands = last.what.parts.iter().all(shows);
    Ok(stands.then(|| IntentRef { id: last.id, kind: last.what.kind(), stage: last.stage }))
}

fn is_same(one: &Change, other: &Change) -> bool {
    one.act == other.act && one.resources().eq(other.resources())
}

/// The way to the holder when it does the same, else a refusal that names it.
async fn same_or_held(desk: &Desk, held: IntentRef, what: &Change) -> Result<IntentRef> {
    let holder: Option<StoredChange> = desk.store.intent(&Scope::All, &held.id).await?;
    match holder {
        Some(holder) if is_same(&holder.what, what) => Ok(held),
        _ => Err(AppError::UnderWay(held).into()),
    }
}

/// Reads the resources right before anything leaves, and compares with what was seen.
async fn agree(desk: &Desk, mine: &mut IntentGuard<Change>, seen_ends: Option<&str>) -> Result<()> {
    let customer = mine.intent.customer.clone();
    let ids: Vec<ResourceId> = mine.intent.what.resources().cloned().collect();
    let found = mine.read(desk.partner.resources_by_id(&customer, &ids)).await?;
    let act = mine.intent.what.act;
    for part in &mut mine.intent.what.parts {
        let resource = of_part(&found, part).ok_or(AppError::NotFound)?;
        part.end = resource.expires_at;
        if act.is_about_the_end() && act.is_seen_on(Some(resource), part.end) {
            part.outcome = PartOutcome::Already;
        }
    }
    let stands = ends(&found.iter().collect::<Vec<_>>());
    if seen_ends.is_some_and(|seen| seen.trim() != stands) {
        return Err(AppError::Stale { expected: None, actual: None }.into());
    }
    Ok(())
}

/// Reads the customer's resources anew, so that the lists know at once what has changed.
async fn keep_up(desk: &Desk, customer: &CustomerId) {
    if let Err(error) = sync::resources_of(desk, customer).await {
        tracing::info!(?error, %customer, "resources could not be read after a change");
    }
}
