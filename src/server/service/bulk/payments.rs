//! Dry runs of payments: each order is read live, and the budgets of its customers are checked in the
//! order in which they would be paid, so that two orders of one customer share what is left.

use super::current_budgets::{self, ReadBudget};
use super::draft::{self, DraftSpec, task_row};
use crate::server::ctx::Ctx;
use crate::server::service::renewals::renewal_orders;
use crate::server::service::{Error, Result, mirror, orders};
use crate::server::state::Desk;
use crate::server::store::{CustomerAndBudget, Fetch};
use futures::{StreamExt, TryStreamExt, stream};
use model::bulk::{BulkKind, BulkRow, MOST_TASKS, SkipReason, Task};
use model::customers::{Customer, Frozen};
use model::error::{AppError, FieldProblem};
use model::forms::bulk::PlanPaymentsForm;
use model::ids::{BulkId, CustomerId, OrderId};
use model::intents::ResourceLock;
use model::lists::{List, OrderFilter};
use model::money::Money;
use model::orders::{Order, OrderStatus};
use model::page::Pairs;
use model::time::Timestamp;
use model::users::Permission;
use std::collections::{BTreeSet, HashMap};

/// Orders that are read at the same time; the client keeps them within the rate limit.
const AT_ONCE: usize = 8;

/// An order as it was read, or why it could not be.
struct Found {
    asked: OrderId,
    known: Option<(Order, Customer)>,
    live: bool,
    resets: bool,
}

/// A dry run of paying selected orders, or all that match and wait for payment.
///
/// # Errors
/// [`AppError::Invalid`] with the field `ids`; [`AppError::NotAllowed`]; [`AppError::NotUnderstood`] when
/// all that match are meant and the filter is not understood as a whole; or a failure of the database.
pub async fn plan(desk: &Desk, ctx: &Ctx, form: &PlanPaymentsForm) -> Result<BulkId> {
    ctx.allow(Permission::Pay)?;
    let me = ctx.me().ok_or(AppError::SignedOut)?;
    let ids: BTreeSet<OrderId> = match form.all.as_str() {
        "yes" => matching(desk, ctx, &form.filter).await?,
        _ => form.ids.iter().cloned().collect(),
    };
    let problem = match ids.len() {
        0 => Some(FieldProblem::NothingSelected),
        count if count > usize::from(MOST_TASKS) => Some(FieldProblem::TooMany(MOST_TASKS)),
        _ => None,
    };
    if let Some(problem) = problem {
        return Err(AppError::field("ids", problem).into());
    }
    let reading: Vec<_> = ids.into_iter().map(|id| read(desk, ctx, id)).collect();
    let mut found: Vec<Found> = stream::iter(reading).buffered(AT_ONCE).try_collect().await?;
    // The most urgent first: what is left of a budget goes to it.
    let urgency = |found: &Found| {
        let known = found.known.as_ref();
        known.and_then(|(order, _)| order.deadline()).map_or(Timestamp::MAX, |(at, _)| at)
    };
    found.sort_by_key(urgency);
    let mut left = budgets_left(desk, ctx, &found).await?;
    let id = desk.ids.bulk_id();
    let mut rows = Vec::with_capacity(found.len());
    for (found, line) in found.into_iter().zip(1..) {
        rows.push(row(desk, (&id, line), found, &mut left).await?);
    }
    let spec = (id, DraftSpec::of(BulkKind::Pay));
    Ok(draft::add(desk, me, spec, rows, (0, Some(desk.clock.now()))).await?.id)
}

async fn read(desk: &Desk, ctx: &Ctx, asked: OrderId) -> Result<Found> {
    let (order, customer) = match orders::find(desk, ctx, &asked).await {
        Ok(known) => known,
        Err(Error::Refused(_)) => return Ok(Found { asked, known: None, live: false, resets: false }),
        Err(broken) => return Err(broken),
    };
    let live = mirror::read_order(desk, &order.id, customer.reseller.as_ref()).await.ok();
    let (order, live) = live.map_or((order, false), |details| (details.order, true));
    let resets = match renewal_orders::policy_resets(desk, ctx, &customer, &order.id).await {
        Ok(resets) => !resets.is_empty(),
        Err(Error::Refused(_)) => false,
        Err(broken) => return Err(broken),
    };
    Ok(Found { asked, known: Some((order, customer)), live, resets })
}

/// What the budgets of these customers have left, as far as it is known.
async fn budgets_left(desk: &Desk, ctx: &Ctx, found: &[Found]) -> Result<HashMap<CustomerId, Money>> {
    let customers = found.iter().filter_map(|found| found.known.as_ref());
    let ids: BTreeSet<CustomerId> = customers.map(|(_, customer)| customer.id.clone()).collect();
    let known = desk.store.known_customers(&ctx.scope, &ids.into_iter().collect::<Vec<_>>()).await?;
    let resale: Vec<&CustomerAndBudget> =
        known.iter().filter(|known| known.customer.may_be_resale()).collect();
    let budgets = current_budgets::read(desk, &resale).await?;
    let left = |(id, read): (CustomerId, ReadBudget)| {
        let none = || Money::new(0.into(), read.budget.currency.clone());
        (id, read.budget.remaining().unwrap_or_else(none))
    };
    Ok(budgets.into_iter().map(left).collect())
}

async fn row(
    desk: &Desk,
    (job, line): (&BulkId, u32),
    found: Found,
    left: &mut HashMap<CustomerId, Money>,
) -> Result<BulkRow> {
    let intent = desk.ids.intent_id();
    let Some((order, customer)) = found.known else {
        let task = Task::new(ResourceLock::Order(found.asked.clone()), intent);
        return Ok(task_row((job, line), None, found.asked.to_string(), task, Some(SkipReason::NotFound)));
    };
    let target = ResourceLock::Order(order.id.clone());
    let held = desk.store.holder([&target]).await?;
    let task = Task {
        price: order.amount.clone(),
        left: left.get(&customer.id).cloned(),
        end: order.deadline().map(|(at, _)| at),
        resets: found.resets,
        ..Task::new(target, intent)
    };
    let frozen = customer.frozen.is_some_and(|frozen| frozen != Frozen::No);
    let skipped = match () {
        () if !found.live => Some(SkipReason::NotLive),
        () if !order.is_waiting_for_payment() => Some(SkipReason::NotPayable),
        () if held.is_some() => Some(SkipReason::UnderWay),
        () if order.amount.is_none() => Some(SkipReason::NoPrice),
        () if frozen => Some(SkipReason::Frozen),
        () if task.short().is_some() => Some(SkipReason::OverBudget),
        () => None,
    };
    if let (None, Some(price), Some(left)) = (skipped, &task.price, left.get_mut(&customer.id)) {
        *left = left.checked_sub(price).unwrap_or_else(|| left.clone());
    }
    Ok(task_row((job, line), Some(&customer), order.id.to_string(), task, skipped))
}

/// The orders that match and wait for payment; one more than are taken when there are too many.
async fn matching(desk: &Desk, ctx: &Ctx, query: &str) -> Result<BTreeSet<OrderId>> {
    let read = OrderFilter::read_strictly(&Pairs::parse(query));
    let mut filter = read.map_err(|misread| AppError::NotUnderstood(misread.wrong))?;
    let waiting = OrderStatus::PendingPayment;
    if filter.status.get_or_insert(waiting) != &waiting {
        return Ok(BTreeSet::new());
    }
    let asked = ctx.of_list(desk.clock.now());
    let (mut ids, mut cursor) = (BTreeSet::new(), None);
    loop {
        let batch = desk.store.fetch(&asked, &filter, Fetch::Many(cursor.as_ref())).await?;
        ids.extend(batch.rows.into_iter().map(|row| row.order.id));
        cursor = batch.next;
        if cursor.is_none() || ids.len() > usize::from(MOST_TASKS) {
            return Ok(ids);
        }
    }
}
