//! Dry runs of changes to resources of many customers: read live, with the price of what auto-renewal
//! will buy, customer by customer.

use super::draft::{self, DraftSpec, task_row};
use crate::server::ctx::Ctx;
use crate::server::service::Result;
use crate::server::service::changes::charges::price_alone;
use crate::server::service::changes::review;
use crate::server::service::renewals::chosen;
use crate::server::state::Desk;
use crate::server::store::Fetch;
use futures::{StreamExt, stream};
use model::bulk::{BulkKind, BulkRow, MOST_TASKS, SkipReason, Task};
use model::changes::{Candidate, ChangeBlocker, ChangeKind};
use model::customers::Customer;
use model::error::{AppError, FieldProblem};
use model::ids::{BulkId, ResourceId};
use model::intents::ResourceLock;
use model::lists::{List, RenewalFilter};
use model::money::Money;
use model::page::Pairs;
use model::users::Permission;
use model::views::ChangeReview;

/// Prices that are read at the same time; the client keeps them within the rate limit.
const AT_ONCE: usize = 8;

/// A dry run of one change to resources of any number of customers.
///
/// # Errors
/// [`AppError::Invalid`] with the fields `act` or `ids`; [`AppError::NotAllowed`];
/// [`AppError::NotFound`] when none of them is known; or a failure of the database.
pub async fn plan(desk: &Desk, ctx: &Ctx, act: ChangeKind, ids: &[ResourceId]) -> Result<BulkId> {
    ctx.allow(Permission::Order)?;
    let me = ctx.me().ok_or(AppError::SignedOut)?;
    let kind = BulkKind::of_change(act).ok_or_else(|| AppError::field("act", FieldProblem::NotOffered))?;
    let reviews = review::of_all(desk, ctx, act, &chosen(ids, usize::from(MOST_TASKS))?).await?;
    let all = reviews.into_iter().flat_map(|review| {
        let ChangeReview { customer, candidates, failure, .. } = review;
        candidates.into_iter().map(move |candidate| (customer.clone(), candidate, failure.is_some()))
    });
    let priced: Vec<_> =
        all.map(|(customer, one, unread)| priced(desk, act, customer, one, unread)).collect();
    let priced: Vec<Priced> = stream::iter(priced).buffered(AT_ONCE).collect().await;
    let id = desk.ids.bulk_id();
    let rows = priced.into_iter().zip(1..).map(|(priced, line)| row(desk, (&id, line), priced)).collect();
    Ok(draft::add(desk, me, (id, DraftSpec::of(kind)), rows, (0, Some(desk.clock.now()))).await?.id)
}

/// The main resources that match a filter of the list; one more than are taken when there are too many.
///
/// # Errors
/// [`AppError::NotUnderstood`] when the filter is not understood as a whole: more than was seen would be
/// changed; [`AppError::NotAllowed`]; or a failure of the database.
pub async fn matching(desk: &Desk, ctx: &Ctx, query: &str) -> Result<Vec<ResourceId>> {
    ctx.allow(Permission::Order)?;
    let read = RenewalFilter::read_strictly(&Pairs::parse(query));
    let filter = read.map_err(|misread| AppError::NotUnderstood(misread.wrong))?;
    let asked = ctx.of_list(desk.clock.now());
    let (mut ids, mut cursor) = (Vec::new(), None);
    loop {
        let batch = desk.store.fetch(&asked, &filter, Fetch::Many(cursor.as_ref())).await?;
        ids.extend(batch.rows.into_iter().map(|row| row.resource.id));
        cursor = batch.next;
        if cursor.is_none() || ids.len() > usize::from(MOST_TASKS) {
            return Ok(ids);
        }
    }
}

/// A resource with the price of its change, or why it is skipped.
struct Priced {
    customer: Customer,
    candidate: Candidate,
    price: Option<Money>,
    skipped: Option<SkipReason>,
}

async fn priced(
    desk: &Desk,
    act: ChangeKind,
    customer: Customer,
    candidate: Candidate,
    unread: bool,
) -> Priced {
    let skipped = skip_reason(&candidate, unread);
    if act != ChangeKind::AutoRenewOn || skipped.is_some() {
        return Priced { customer, candidate, price: None, skipped };
    }
    let price = price_alone(desk, &customer.id, &candidate.resource).await.ok();
    let skipped = price.is_none().then_some(SkipReason::NoPrice);
    Priced { customer, candidate, price, skipped }
}

fn row(desk: &Desk, place: (&BulkId, u32), priced: Priced) -> BulkRow {
    let Priced { customer, candidate, price, skipped } = priced;
    let Candidate { resource, renewing, .. } = candidate;
    let target = ResourceLock::Resource(resource.id.clone());
    let task = Task {
        price,
        end: resource.expires_at,
        resets: renewing.is_some(),
        ..Task::new(target, desk.ids.intent_id())
    };
    task_row(place, Some(&customer), resource.display_name().to_owned(), task, skipped)
}

fn skip_reason(candidate: &Candidate, unread: bool) -> Option<SkipReason> {
    if unread {
        return Some(SkipReason::NotLive);
    }
    match &candidate.blocker {
        Some(ChangeBlocker::Intent(_)) => Some(SkipReason::UnderWay),
        Some(ChangeBlocker::UnpaidOrder) => Some(SkipReason::UnpaidOrder),
        Some(ChangeBlocker::Gone) => Some(SkipReason::Gone),
        Some(ChangeBlocker::Frozen | ChangeBlocker::PastItsEnd) => Some(SkipReason::PastItsEnd),
        Some(ChangeBlocker::Already) => Some(SkipReason::AlreadySo),
        Some(ChangeBlocker::NoPrice(_)) => Some(SkipReason::NoPrice),
        None => None,
    }
}
