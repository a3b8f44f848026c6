//! The first page: what needs somebody today.

use super::Result;
use super::{hand_overs, limits, mirror, notes};
use crate::server::ctx::Ctx;
use crate::server::state::Desk;
use crate::server::store::{Fetch, Scope};
use model::intents::Stage;
use model::lists::{BudgetFilter, ExpiryWindow, OrderFilter, RenewalFilter};
use model::orders::OrderStatus;
use model::overview::Overview;
use model::page::{Direction, Paging};
use model::time::{Freshness, plus_days};
use model::users::Permission;

/// Stages that wait for the janitor's certainty or a person's decision.
const UNSETTLED: [Stage; 2] = [Stage::Unknown, Stage::NoEffect];

/// Unknown payments and renewals shown.
const OPEN: u32 = 200;
/// Ended requests of the caller shown.
const ENDED: u32 = 20;
/// Days for which they are shown.
const ENDED_DAYS: i64 = 3;
/// Days ahead in which an expiry counts as near.
const NEAR_DAYS: i64 = 30;

/// What needs the caller, from the mirror; the partner's consumption quota is read live where
/// possible.
pub async fn show(desk: &Desk, ctx: &Ctx) -> Result<Overview> {
    ctx.allow(Permission::Read)?;
    let now = desk.clock.now();
    let store = &desk.store;
    let waiting = nearest_deadline();
    let recently = plus_days(now, -ENDED_DAYS);
    let budgets = store.take_budgets(&ctx.scope, &nearest_to_the_end(), Fetch::Few).await?;
    let risks = store.take_resources(&ctx.scope, &deleted_first(), now, Fetch::Few).await?;
    let orders = store.take_orders(&ctx.scope, &waiting, Fetch::Few).await?;
    let resources = store.take_resources(&ctx.scope, &expiring_first(), now, Fetch::Few).await?;
    let sums = store.waiting_sums(&ctx.scope).await?;
    // The partner's own debt concerns those who see every customer.
    let quota = match ctx.scope {
        Scope::All => Some(desk.partner.consumption_quota().await),
        Scope::Assigned(_) | Scope::Listed(_) => None,
    };
    let parts = mirror::coverages(desk, ctx).await?;
    // As old as the oldest of what is known; what is not is said apart.
    let read_at = parts.iter().filter_map(|coverage| coverage.reading.read_at()).min();
    let failing = parts.iter().any(|coverage| coverage.reading.is_failed() && !coverage.is_unknown())
        || (read_at.is_none() && parts.iter().any(|coverage| coverage.reading.is_failed()));
    Ok(Overview {
        customers: store.customer_count(&ctx.scope).await?,
        levels: store.budget_levels(&ctx.scope).await?,
        budgets: budgets.rows,
        waiting_orders: store.order_count(&ctx.scope, &waiting).await?,
        waiting_sums: sums.into_iter().map(|(sum, _)| sum).collect(),
        pay_states: store.pay_states(&ctx.scope).await?,
        orders: orders.rows,
        at_risk: store.resource_count(&ctx.scope, &deleted_first(), now).await?,
        risks: risks.rows,
        expiring: store.expiring_count(&ctx.scope, now, NEAR_DAYS).await?,
        expiring_weeks: store.expiring_weeks(&ctx.scope, now).await?,
        resources: resources.rows,
        unknown_payments: store.intents_in(&ctx.scope, &UNSETTLED, OPEN).await?,
        waiting_payments: store.intents_in(&ctx.scope, &[Stage::Waiting], OPEN).await?,
        waiting_changes: store.intents_in(&ctx.scope, &[Stage::Waiting], OPEN).await?,
        waiting_bulks: store.waiting_bulks(&ctx.scope, OPEN).await?,
        ended_requests: store.ended_requests(&ctx.scope, ctx.user(), recently, ENDED).await?,
        ended_bulks: store.decided_bulks(&ctx.scope, ctx.user(), recently, ENDED).await?,
        unknown_renewals: store.intents_in(&ctx.scope, &UNSETTLED, OPEN).await?,
        hand_overs: hand_overs::notices(desk, ctx).await?,
        limit_proposals: limits::show::to_decide(desk, ctx).await?,
        notes: notes::own(desk, ctx).await?,
        quota,
        freshness: Freshness { read_at, failing, now },
        parts,
    })
}

fn nearest_to_the_end() -> BudgetFilter {
    let paging =
        Paging { sort: Some("used-percent".into()), direction: Direction::Descending, ..Paging::default() };
    BudgetFilter { paging, ..BudgetFilter::default() }
}

fn nearest_deadline() -> OrderFilter {
    let paging = Paging { sort: Some("deadline".into()), ..Paging::default() };
    OrderFilter { status: Some(OrderStatus::PendingPayment), paging, ..OrderFilter::default() }
}

fn deleted_first() -> RenewalFilter {
    let paging = Paging { sort: Some("deletion".into()), ..Paging::default() };
    RenewalFilter { window: Some(ExpiryWindow::AtRisk), paging, ..RenewalFilter::default() }
}

fn expiring_first() -> RenewalFilter {
    RenewalFilter { window: Some(ExpiryWindow::Month), auto: Some(false), ..RenewalFilter::default() }
}
