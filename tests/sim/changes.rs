//! Changes of orders and resources: user actions, and what the desk has stored.

use crate::services::{IntentState, WHY, state};
use model::changes::{ChangeKind, PartOutcome, StoredChange};
use model::forms::changes::ChangeResourcesForm;
use model::ids::{CustomerId, IntentId, ResourceId};
use model::intents::{IntentPayload, ResourceLock};
use model::renewals::ends;
use model::resources::Resource;
use partnerdesk::server::ctx::Ctx;
use partnerdesk::server::service::Result;
use partnerdesk::server::service::changes::{self, Switched, reconcile};
use partnerdesk::server::state::Desk;
use partnerdesk::server::store::{Scope, Store};
use rust_decimal::Decimal;

/// The form of a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangeForm {
    pub number: u32,
    pub act: ChangeKind,
    pub resources: Vec<ResourceId>,
    /// `None` for a button on the list, which has no review.
    pub page: Option<Page>,
}

/// The values that the review puts into the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// Id of the intent.
    pub intent: IntentId,
    /// Expiries of the resources.
    pub ends: String,
    /// What auto-renewal will buy: amount and currency.
    pub total: Option<(String, String)>,
}

/// A change, as shown or as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangeIs {
    pub id: IntentId,
    /// Name of the user who confirmed it.
    pub by: String,
    pub act: ChangeKind,
    /// The order or each resource, with its outcome.
    pub parts: Vec<(String, PartOutcome)>,
    pub state: IntentState,
    /// What it commits.
    pub committed: Option<Decimal>,
}

impl From<StoredChange> for ChangeIs {
    fn from(change: StoredChange) -> Self {
        let committed = change.what.commits(change.stage).map(|money| money.amount);
        let parts = change.what.parts.into_iter().map(|part| (id_of(part.target), part.outcome));
        Self {
            id: change.id,
            by: change.created_by,
            act: change.what.act,
            parts: parts.collect(),
            state: state(change.stage),
            committed,
        }
    }
}

fn id_of(object: ResourceLock) -> String {
    match object {
        ResourceLock::Order(id) | ResourceLock::Made(id) => id.to_string(),
        ResourceLock::Resource(id) | ResourceLock::End(id) => id.to_string(),
    }
}

/// The review of a change: the resources in its form, with their attached resources.
pub async fn review(
    desk: &Desk,
    ctx: &Ctx,
    act: ChangeKind,
    ids: &[ResourceId],
) -> Result<Option<(Vec<ResourceId>, Page)>> {
    let reviews = changes::review::review(desk, ctx, act.code(), ids).await?;
    let Some(review) = reviews.into_iter().next().filter(|review| review.failure.is_none()) else {
        return Ok(None);
    };
    let free = review.candidates.iter().filter(|candidate| candidate.blocker.is_none());
    let free: Vec<&Resource> = free.map(|candidate| &candidate.resource).collect();
    let ids = free.iter().map(|resource| resource.id.clone()).collect();
    let total = review.total.map(|total| (total.amount.to_string(), total.currency.to_string()));
    let page = Page { ends: ends(&free), intent: review.intent, total };
    Ok((!free.is_empty()).then_some((ids, page)))
}

/// Posts a form, or presses the button on the list; returns the change it leads to.
pub async fn change(desk: &Desk, ctx: &Ctx, customer: &CustomerId, form: &ChangeForm) -> Result<IntentId> {
    let Some(Page { intent, ends: seen_ends, total }) = &form.page else {
        let held = changes::auto_renew(desk, ctx, &form.resources, form.act).await?;
        let Switched::Done(held) = held else { unreachable!("resources of one customer") };
        return Ok(held.id);
    };
    let (seen_total, seen_currency) = total.clone().unwrap_or_default();
    let form = ChangeResourcesForm {
        act: form.act.code().to_owned(),
        ids: form.resources.clone(),
        understood: "yes".to_owned(),
        seen_ends: seen_ends.clone(),
        seen_total,
        seen_currency,
        why: WHY.to_owned(),
        ..ChangeResourcesForm::about(intent.clone(), customer.clone())
    };
    Ok(changes::change(desk, ctx, &form).await?.id)
}

/// Loads the page of a change.
pub async fn show(desk: &Desk, ctx: &Ctx, id: &IntentId) -> Result<ChangeIs> {
    Ok(reconcile::show(desk, ctx, id).await?.change.into())
}

/// All stored changes of a customer.
pub async fn stored(store: &Store, customer: &CustomerId) -> Vec<ChangeIs> {
    let all: Vec<StoredChange> = store.intents_of(&Scope::All, customer, 1_000).await.expect("changes");
    all.into_iter().map(ChangeIs::from).collect()
}
