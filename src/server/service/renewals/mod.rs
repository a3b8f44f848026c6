//! Renewals: expiring resources, and renewing them: quote, make the order without paying, show it,
//! pay it on its own page.
//!
//! Each renew that succeeds makes a new order and has no idempotency key (transactions.yaml,
//! RenewalResources), so the intent is stored first and locks each resource until its order is
//! carried out or canceled, the call is sent once, and a lost answer is reconciled by searching for
//! the order (`renewal_orders`).

pub mod policy;
pub mod prices;
pub mod renewal_orders;

use policy::sendable;

use super::intents::{self, BeginResult, Classified, IntentGuard};
use super::limits::Given;
use super::{Result, customers, mirror};
use crate::server::ctx::Ctx;
use crate::server::service::precondition;
use crate::server::state::Desk;
use model::audit::AuditAction;
use model::customers::Customer;
use model::error::{AppError, FieldProblem, PartnerFailure};
use model::forms::renewals::RenewForm;
use model::ids::{IntentId, ResourceId};
use model::intents::{IntentKind, IntentRef, Stage};
use model::renewals::{Period, Renew, ends};
use model::resources::{ExpirePolicy, Resource};
use model::users::Permission;
use partner::Renewed;

/// Main resources per call (transactions.yaml, RenewalResourcesReq).
pub const AT_ONCE: usize = 10;

/// How many resources in scope need a renewal in each of the next twelve weeks.
pub async fn weeks(desk: &Desk, ctx: &Ctx) -> Result<Vec<u64>> {
    ctx.allow(Permission::Read)?;
    Ok(desk.store.expiring_weeks(&ctx.scope, desk.clock.now()).await?)
}

/// Makes the renewal orders of one customer's selection, unpaid. Returns the intent whose page to
/// show; a form that is posted twice gets the same one.
pub async fn renew(desk: &Desk, ctx: &Ctx, form: &RenewForm) -> Result<IntentRef> {
    ctx.allow(Permission::Order)?;
    let customer = customers::in_scope(desk, ctx, &form.customer).await?;
    let resources = chosen(&form.ids, AT_ONCE)?;
    let period = Period::from_code(form.period.trim());
    let period = period.ok_or_else(|| AppError::field("period", FieldProblem::NotOffered))?;
    let agreed = precondition::money(&form.seen_total, &form.seen_currency);
    let agreed = agreed.ok_or(AppError::Stale { expected: None, actual: None })?;
    let what = Renew {
        resources,
        period,
        agreed,
        moved_to: None,
        policy: None,
        ends: Vec::new(),
        orders: Vec::new(),
        candidates: Vec::new(),
        failures: Vec::new(),
    };
    let mut guard = match begin(desk, ctx, &form.intent, &customer, what).await? {
        BeginResult::UnderWay(intent) => return Ok(intent),
        BeginResult::Started(guard) => guard,
    };
    let policy = match check(desk, &mut guard, &form.seen_ends).await {
        Ok(policy) => policy,
        Err(error) => return Err(guard.void(desk, error).await),
    };
    let id = guard.intent.id.clone();
    if guard.confirm(desk).await? {
        let Renew { resources, period, .. } = guard.intent.what.clone();
        guard.send(desk, desk.partner.renew(&customer.id, &resources, period, policy), classify).await?;
        renewal_orders::refresh_orders(desk, &id, &customer).await;
    }
    Ok(IntentRef { id, kind: IntentKind::Renew, stage: Stage::Sent })
}

/// Stores the intent and locks the resources. The locks of a renewal whose orders have all ended
/// are released first.
async fn begin(
    desk: &Desk,
    ctx: &Ctx,
    id: &IntentId,
    customer: &Customer,
    what: Renew,
) -> Result<BeginResult<Renew>> {
    let names: Vec<&str> = what.resources.iter().map(ResourceId::as_str).collect();
    let facts = vec![
        ("resources".to_owned(), names.join(", ")),
        ("period".to_owned(), what.period.code()),
        ("amount".to_owned(), what.agreed.to_string()),
    ];
    let draft = || intents::draft(desk, ctx, id, &customer.id, what.clone());
    let about = || (None, facts.clone());
    // Ordering commits nothing: paying the orders does, and passes the limits then.
    let begin = || intents::begin(desk, ctx, AuditAction::Renew, draft(), about(), Given::default());
    match begin().await? {
        BeginResult::UnderWay(intent)
            if intent.kind == IntentKind::Renew
                && renewal_orders::release(desk, &intent.id, customer).await? =>
        {
            begin().await
        }
        result => Ok(result),
    }
}

/// The chosen resources, each once, in a stable order.
pub(super) fn chosen(ids: &[ResourceId], most: usize) -> Result<Vec<ResourceId>, AppError> {
    let mut ids = ids.to_vec();
    ids.sort();
    ids.dedup();
    let most = u16::try_from(most).unwrap_or(u16::MAX);
    match ids.len() {
        0 => Err(AppError::field("ids", FieldProblem::NothingSelected)),
        count if count > usize::from(most) => Err(AppError::field("ids", FieldProblem::TooMany(most))),
        _ => Ok(ids),
    }
}

/// Reads expiry, policy and price again right before renewing, and compares them with what the page
/// showed.
async fn check(desk: &Desk, guard: &mut IntentGuard<Renew>, seen_ends: &str) -> Result<ExpirePolicy> {
    let customer = guard.intent.customer.clone();
    let Renew { resources: ids, period, .. } = guard.intent.what.clone();
    let both = async {
        futures::join!(
            mirror::read_resources(desk, &customer, &ids),
            desk.partner.renewal_price(&customer, &ids, period)
        )
    };
    let (resources, quote) = guard.read(both).await;
    let (resources, quote) = (resources?, quote?);
    if let Some(row) = quote.failures.first() {
        return Err(row.failure.clone().into());
    }
    if let Err(moved) = precondition::agreed(Some(&guard.intent.what.agreed), quote.net()) {
        guard.intent.what.moved_to = quote.net();
        return Err(moved.into());
    }
    let policy = common_policy(&ids, &resources)?;
    let chosen: Vec<&Resource> = resources.iter().filter(|resource| ids.contains(&resource.id)).collect();
    if ends(&chosen) != seen_ends.trim() {
        return Err(AppError::Stale { expected: None, actual: None }.into());
    }
    guard.intent.what.policy = Some(policy);
    let end = |resource: &&Resource| resource.expires_at.map(|end| (resource.id.clone(), end));
    guard.intent.what.ends = chosen.iter().filter_map(end).collect();
    Ok(policy)
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
            Some(_) => return Err(AppError::Stale { expected: None, actual: None }),
        }
    }
    common.ok_or(AppError::NotFound)
}

fn classify(what: &Renew, answer: Result<Renewed, PartnerFailure>) -> Classified<Renew> {
    let (stage, made, failure) = match answer {
        Ok(made) => (stage_of(&made), Some(made), None),
        Err(failure) if failure.unclear => (Stage::Unknown, None, Some(failure)),
        Err(failure) => (Stage::Rejected, None, Some(failure)),
    };
    let (orders, failures) = made.map_or_else(Default::default, |made| (made.orders, made.failures));
    let refused = failures.first().filter(|_| stage == Stage::Rejected);
    let failure = failure.or_else(|| refused.map(|row| row.failure.clone()));
    let facts = renewal_orders::named(&orders);
    Classified { stage, what: Renew { orders, failures, ..what.clone() }, failure, facts }
}

/// An answer that names no order and no failure is unclear. Nor does one that finds every resource
/// in an unpaid order: the prices were read a moment ago, so that order may be this renewal's own,
/// of a request that arrived twice.
fn stage_of(made: &Renewed) -> Stage {
    let all_unpaid = made.failures.iter().all(|row| row.failure.is_unpaid_order());
    match (made.orders.is_empty(), all_unpaid) {
        (true, true) => Stage::Unknown,
        (true, false) => Stage::Rejected,
        (false, _) => Stage::Done,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::error::Fault;
    use model::renewals::ResourceFailure;

    fn id(text: &str) -> ResourceId {
        ResourceId::parse(text).unwrap()
    }

    #[test]
    fn each_resource_is_renewed_once_and_ten_at_most() {
        assert_eq!(chosen(&[id("b"), id("a"), id("b")], AT_ONCE).unwrap(), [id("a"), id("b")]);
        assert!(chosen(&[], AT_ONCE).is_err());
        let many: Vec<_> = (0..11).map(|n| id(&format!("r{n}"))).collect();
        assert_eq!(chosen(&many, AT_ONCE), Err(AppError::field("ids", FieldProblem::TooMany(10))));
    }

    #[test]
    fn a_refusal_that_may_be_of_its_own_twin_is_not_a_refusal() {
        let failure = |code: &str| ResourceFailure {
            resource: id("a"),
            failure: PartnerFailure {
                operation: "RenewalResources".to_owned(),
                code: Some(code.to_owned()),
                message: None,
                status: Some(200),
                request_id: None,
                fault: Fault::Partner,
                unclear: false,
                paused_until: None,
            },
        };
        let answer = |codes: &[&str]| {
            let failures = codes.iter().map(|code| failure(code)).collect();
            stage_of(&Renewed { orders: Vec::new(), failures })
        };
        assert_eq!(answer(&["CBC.99003100"]), Stage::Unknown);
        assert_eq!(answer(&["CBC.99003100", "CBC.30000010"]), Stage::Rejected);
        assert_eq!(answer(&[]), Stage::Unknown);
    }

    #[test]
    fn sends_only_policies_that_the_operation_knows() {
        assert_eq!(sendable(Some(ExpirePolicy::AutoRenew)), ExpirePolicy::AutoRenew);
        assert_eq!(sendable(Some(ExpirePolicy::Freeze)), ExpirePolicy::Grace);
        assert_eq!(sendable(None), ExpirePolicy::Grace);
    }
}
