//! Renewals: what expires, and renewing in its one way: quote, make the order without paying,
//! show it, pay it on its own page.
//!
//! Each renew that succeeds makes a new order and has no idempotency key (transactions.yaml,
//! RenewalResources), so the intent is stored first with a lock on each resource, the call
//! leaves once, and a lost answer is settled by looking for the order ([`settle`]).

use super::mirror::{self, Part};
use super::{Outcome, audit, customers};
use crate::model::audit::{Deed, Outcome as Ended};
use crate::model::error::{AppError, FieldProblem, PartnerFailure};
use crate::model::ids::{AuditId, CustomerId, RenewalId, ResourceId};
use crate::model::lists::{RenewalFilter, ResourceRow};
use crate::model::money::{Currency, Money};
use crate::model::page::Listing;
use crate::model::renewal::{Period, Quote, Renewal, RenewalState};
use crate::model::resource::{ExpirePolicy, Resource};
use crate::model::user::Action;
use crate::server::ctx::Ctx;
use crate::server::partner::{Renewed, recording};
use crate::server::state::Desk;
use crate::server::store::{Opened, RenewalChange};

/// Main resources per call (transactions.yaml, RenewalResourcesReq).
pub const AT_ONCE: usize = 10;

/// A form for the same resources that comes this soon after the last is the same click.
const TWIN_SECONDS: i64 = 60;

/// The main resources in scope that match.
pub async fn list(desk: &Desk, ctx: &Ctx, filter: &RenewalFilter) -> Outcome<Listing<ResourceRow>> {
    ctx.allow(Action::Read)?;
    let slice = desk.store.list_resources(&ctx.scope, filter, desk.clock.now()).await?;
    Ok(Listing {
        rows: slice.rows,
        total: slice.total,
        total_unfiltered: slice.total_unfiltered,
        freshness: mirror::freshness(desk, Part::Resources).await?,
    })
}

/// How many resources in scope need a renewal in each of the next twelve weeks.
pub async fn weeks(desk: &Desk, ctx: &Ctx) -> Outcome<Vec<u64>> {
    ctx.allow(Action::Read)?;
    Ok(desk.store.expiring_weeks(&ctx.scope, desk.clock.now()).await?)
}

/// The services to filter by: code and name.
pub async fn services(desk: &Desk, ctx: &Ctx) -> Outcome<Vec<(String, String)>> {
    ctx.allow(Action::Read)?;
    Ok(desk.store.services(&ctx.scope).await?)
}

/// What the form asks for, as it came.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    /// Main resources.
    pub ids: &'a [ResourceId],
    /// A period's code, such as `6m`.
    pub period: &'a str,
    /// The net total the page showed.
    pub seen_total: &'a str,
    /// Its currency.
    pub seen_currency: &'a str,
}

/// A form without fault, and what the partner says of it now.
struct Checked {
    ids: Vec<ResourceId>,
    period: Period,
    agreed: Money,
    policy: ExpirePolicy,
}

/// Makes the renewal orders of one customer's selection, unpaid. Answers with the renewal whose
/// page to show: a form posted twice leads to the same one.
pub async fn renew(desk: &Desk, ctx: &Ctx, id: &CustomerId, wanted: Wanted<'_>) -> Outcome<RenewalId> {
    ctx.allow(Action::Order)?;
    let customer = customers::in_scope(desk, ctx, id).await?;
    let ids = chosen(wanted.ids)?;
    if let Some(renewal) = already(desk, ctx, id, &ids).await? {
        return Ok(renewal);
    }
    let checked = check(desk, id, ids.clone(), &wanted).await;
    // The twin of this form may have made its order while this one was being checked; what the
    // partner says then ("in an unpaid order") is about that very order.
    if let Some(renewal) = already(desk, ctx, id, &ids).await? {
        return Ok(renewal);
    }
    let checked = checked?;
    let now = desk.clock.now();
    let renewal = Renewal {
        id: desk.ids.renewal_id(),
        customer: id.clone(),
        resources: checked.ids,
        period: checked.period,
        agreed: checked.agreed,
        state: RenewalState::Confirmed,
        orders: Vec::new(),
        failures: Vec::new(),
        failure: None,
        created_by: ctx.actor().to_owned(),
        created_at: now,
        changed_at: now,
    };
    let names: Vec<&str> = renewal.resources.iter().map(ResourceId::as_str).collect();
    let facts = vec![
        ("resources".to_owned(), names.join(", ")),
        ("period".to_owned(), renewal.period.code()),
        ("amount".to_owned(), renewal.agreed.to_string()),
    ];
    let entry = audit::draft(desk, ctx, Deed::Renew, Some(id), Some(renewal.id.as_str()), facts);
    match desk.store.open_renewal(&renewal, &entry).await? {
        Opened::UnderWay(other) => Ok(other),
        Opened::Done => {
            send(desk, &renewal, checked.policy, &entry.id).await?;
            super::renewal_orders::look(desk, &renewal.id, &customer).await;
            Ok(renewal.id)
        }
    }
}

/// The renewal that a repeated form belongs to: one that is under way, or one of the same
/// resources that was made a moment ago.
async fn already(
    desk: &Desk,
    ctx: &Ctx,
    customer: &CustomerId,
    ids: &[ResourceId],
) -> Outcome<Option<RenewalId>> {
    if let Some(live) = desk.store.live_renewal(ids).await? {
        return Ok(Some(live));
    }
    let now = desk.clock.now().as_second();
    let latest = desk.store.renewals_of(&ctx.scope, customer, 5).await?;
    let twin = latest.into_iter().find(|renewal| {
        renewal.state == RenewalState::Ordered
            && renewal.resources == ids
            && now - renewal.created_at.as_second() < TWIN_SECONDS
    });
    Ok(twin.map(|renewal| renewal.id))
}

/// The chosen resources, each once, in a stable order.
fn chosen(ids: &[ResourceId]) -> Result<Vec<ResourceId>, AppError> {
    let mut ids = ids.to_vec();
    ids.sort();
    ids.dedup();
    match ids.len() {
        0 => Err(AppError::field("ids", FieldProblem::NothingSelected)),
        count if count > AT_ONCE => Err(AppError::field("ids", FieldProblem::TooMany(AT_ONCE as u16))),
        _ => Ok(ids),
    }
}

/// Reads expiry, policy and price again right before renewing, and compares the total.
async fn check(
    desk: &Desk,
    customer: &CustomerId,
    ids: Vec<ResourceId>,
    wanted: &Wanted<'_>,
) -> Outcome<Checked> {
    let period = Period::from_code(wanted.period.trim());
    let period = period.ok_or_else(|| AppError::field("period", FieldProblem::NotOffered))?;
    let (resources, quote) = futures::join!(
        desk.partner.resources_by_id(customer, &ids),
        desk.partner.renewal_price(customer, &ids, period)
    );
    let (resources, quote) = (resources?, quote?);
    if let Some(left_out) = quote.failures.first() {
        return Err(left_out.failure.clone().into());
    }
    let agreed = agreed(&quote, wanted)?;
    let policy = common_policy(&ids, &resources)?;
    Ok(Checked { ids, period, agreed, policy })
}

fn agreed(quote: &Quote, wanted: &Wanted<'_>) -> Result<Money, AppError> {
    let now = quote.net();
    let seen = wanted.seen_total.trim().replace(',', "").parse().ok();
    let code = Currency::parse(wanted.seen_currency.trim()).ok();
    let seen = seen.zip(code).map(|(amount, code)| Money::new(amount, code));
    match (now, seen) {
        (Some(now), Some(seen)) if now == seen => Ok(now),
        (now, seen) => Err(AppError::Changed { seen, now }),
    }
}

/// The policy to send: older servers want one and later ones ignore it, so each resource must
/// keep what it has (RenewalResourcesReq, expire_policy). 4 and 5 cannot be sent; they count as
/// the default, which later servers ignore.
pub fn sendable(policy: Option<ExpirePolicy>) -> ExpirePolicy {
    match policy {
        Some(known @ (ExpirePolicy::ToPayPerUse | ExpirePolicy::Delete | ExpirePolicy::AutoRenew)) => known,
        _ => ExpirePolicy::Grace,
    }
}

fn common_policy(ids: &[ResourceId], resources: &[Resource]) -> Result<ExpirePolicy, AppError> {
    let mut common = None;
    for id in ids {
        let resource = resources.iter().find(|resource| resource.id == *id && resource.is_main);
        let policy = sendable(resource.ok_or(AppError::NotFound)?.expire_policy);
        match common {
            None => common = Some(policy),
            Some(other) if other == policy => {}
            // The page never mixes policies in one form; two of them mean that one just changed.
            Some(_) => return Err(AppError::Changed { seen: None, now: None }),
        }
    }
    common.ok_or(AppError::NotFound)
}

/// The one place from which a renewal leaves. The state is stored before and after the call.
async fn send(desk: &Desk, renewal: &Renewal, policy: ExpirePolicy, entry: &AuditId) -> Outcome<()> {
    let leaving = RenewalChange::at(desk.clock.now());
    let from = [RenewalState::Confirmed];
    if !desk.store.move_renewal(&renewal.id, &from, RenewalState::Sent, &leaving, None).await? {
        return Ok(());
    }
    let call = desk.partner.renew(&renewal.customer, &renewal.resources, renewal.period, policy);
    let (answer, calls) = recording(call).await;
    let (state, ended, change) = judge(desk, answer);
    let closing = audit::Closing {
        entry: entry.clone(),
        outcome: ended,
        code: change.failure.as_ref().and_then(|failure| failure.code.clone()),
        facts: change.orders.iter().map(|order| ("order".to_owned(), order.to_string())).collect(),
        calls,
    };
    desk.store
        .move_renewal(&renewal.id, &[RenewalState::Sent], state, &change, Some(closing.completion()))
        .await?;
    Ok(())
}

fn judge(desk: &Desk, answer: Result<Renewed, PartnerFailure>) -> (RenewalState, Ended, RenewalChange) {
    let now = RenewalChange::at(desk.clock.now());
    match answer {
        // An answer that names no order and no failure says nothing: look, do not guess.
        Ok(renewed) if renewed.orders.is_empty() && renewed.failures.is_empty() => {
            (RenewalState::Unknown, Ended::Unknown, now)
        }
        Ok(renewed) if renewed.orders.is_empty() => {
            let failure = renewed.failures.first().map(|left_out| left_out.failure.clone());
            let change = RenewalChange { failures: renewed.failures, failure, ..now };
            (RenewalState::Rejected, Ended::Failed, change)
        }
        Ok(renewed) => {
            let change = RenewalChange { orders: renewed.orders, failures: renewed.failures, ..now };
            (RenewalState::Ordered, Ended::Done, change)
        }
        Err(failure) => {
            let (state, ended) = if failure.unclear {
                (RenewalState::Unknown, Ended::Unknown)
            } else {
                (RenewalState::Rejected, Ended::Failed)
            };
            (state, ended, RenewalChange { failure: Some(failure), ..now })
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn id(text: &str) -> ResourceId {
        ResourceId::parse(text).unwrap()
    }

    #[test]
    fn each_resource_is_renewed_once_and_ten_at_most() {
        assert_eq!(chosen(&[id("b"), id("a"), id("b")]).unwrap(), [id("a"), id("b")]);
        assert!(chosen(&[]).is_err());
        let many: Vec<_> = (0..11).map(|n| id(&format!("r{n}"))).collect();
        assert_eq!(chosen(&many), Err(AppError::field("ids", FieldProblem::TooMany(10))));
    }

    #[test]
    fn sends_only_policies_that_the_operation_knows() {
        assert_eq!(sendable(Some(ExpirePolicy::AutoRenew)), ExpirePolicy::AutoRenew);
        assert_eq!(sendable(Some(ExpirePolicy::Freeze)), ExpirePolicy::Grace);
        assert_eq!(sendable(None), ExpirePolicy::Grace);
    }
}
