//! Customers: one customer read live, freezing and unfreezing.

mod purchase;

use super::mirror::{self, Part};
use super::{Result, assignments, audit};
use crate::server::ctx::Ctx;
use crate::server::service::live::live_or_cached;
use crate::server::state::Desk;
use crate::server::store::Fetch;
use model::audit::AuditAction;
use model::budgets::Budget;
use model::customers::{Customer, Frozen};
use model::error::{AppError, PartnerFailure};
use model::forms::customers::{FreezeForm, UnfreezeForm};
use model::ids::CustomerId;
use model::lists::{ActivityFilter, OrderFilter, RenewalFilter};
use model::orders::OrderStatus;
use model::page::Paging;
use model::users::Permission;
use model::views::{CustomerView, Read};
use partner::{CustomersQuery, FreezeKind};

/// Rows of each short list on a customer's page.
const SHORT: usize = 8;
/// Payments, renewals and changes on a customer's page.
const INTENTS: u32 = 5;

/// The customer from the mirror; [`AppError::NotFound`] when it is out of scope.
pub async fn in_scope(desk: &Desk, ctx: &Ctx, id: &CustomerId) -> Result<Customer> {
    let found = desk.store.customer(&ctx.scope, id).await?;
    Ok(found.ok_or(AppError::NotFound)?)
}

/// Everything on one customer; the account and the budget are read live, side by side.
pub async fn show(desk: &Desk, ctx: &Ctx, id: &CustomerId) -> Result<CustomerView> {
    ctx.allow(Permission::Read)?;
    let known = in_scope(desk, ctx, id).await?;
    let (account, budget, asked) = futures::join!(
        read_account(desk, &known),
        read_budget(desk, ctx, &known),
        purchase::ask(desk, &known)
    );
    let customer = account?;
    let budget = budget?;
    let orders = short_orders(desk, ctx, id).await?;
    let by_expiry = RenewalFilter { customer: Some(id.clone()), ..RenewalFilter::default() };
    let now = desk.clock.now();
    let resources = desk.store.take_resources(&ctx.scope, &by_expiry, now, Fetch::Few).await?;
    let about = ActivityFilter { customer: Some(id.clone()), ..ActivityFilter::default() };
    let activity = desk.store.take_entries(&ctx.scope, audit::own(ctx), &about, Fetch::Few).await?;
    let outlook = desk.store.budget(&ctx.scope, id).await?.and_then(|row| row.outlook);
    let waiting = OrderFilter {
        customer: Some(id.clone()),
        status: Some(OrderStatus::PendingPayment),
        ..OrderFilter::default()
    };
    Ok(CustomerView {
        purchase: purchase::check(desk, ctx, &known, (&customer, budget.as_ref()), &asked).await?,
        waiting_orders: desk.store.order_count(&ctx.scope, &waiting).await?,
        customer,
        budget,
        outlook,
        orders: orders.0,
        order_count: orders.1,
        resource_count: desk.store.resource_count(&ctx.scope, &by_expiry, now).await?,
        resources: resources.rows,
        intents: desk.store.all_intents_of(&ctx.scope, id, INTENTS).await?,
        team: assignments::team::team(desk, ctx, id).await?,
        activity: activity.rows.into_iter().map(|row| row.entry).collect(),
        orders_reading: desk.store.reading(Part::Orders, id).await?,
        resources_reading: desk.store.reading(Part::Resources, id).await?,
        now,
    })
}

/// Orders that wait for payment first, then the newest.
async fn short_orders(desk: &Desk, ctx: &Ctx, id: &CustomerId) -> Result<(Vec<model::lists::OrderRow>, u64)> {
    let newest = OrderFilter {
        customer: Some(id.clone()),
        paging: Paging {
            sort: Some("created".into()),
            direction: model::page::Direction::Descending,
            ..Paging::default()
        },
        ..OrderFilter::default()
    };
    let waiting = OrderFilter { status: Some(OrderStatus::PendingPayment), ..newest.clone() };
    let mut rows = desk.store.take_orders(&ctx.scope, &waiting, Fetch::Few).await?.rows;
    for row in desk.store.take_orders(&ctx.scope, &newest, Fetch::Few).await?.rows {
        if !rows.iter().any(|shown| shown.order.id == row.order.id) {
            rows.push(row);
        }
    }
    rows.truncate(SHORT);
    Ok((rows, desk.store.order_count(&ctx.scope, &newest).await?))
}

/// The account, read live and kept in the mirror.
pub async fn read_account(desk: &Desk, known: &Customer) -> Result<Read<Customer>> {
    let query = CustomersQuery {
        customer: Some(known.id.clone()),
        reseller: known.reseller.clone(),
        limit: 1,
        ..CustomersQuery::default()
    };
    let answer = desk.partner.customers(&query).await;
    // An empty list is no error: the association of the customer ended, and the next sync removes it;
    // the page still works.
    let live = answer.map(|page| page.rows.into_iter().find(|row| row.id == known.id));
    let live = live.map(|row| row.unwrap_or_else(|| known.clone()));
    let mark = mirror::age(desk, Part::Customers, &known.id).await?;
    if let Ok(row) = &live {
        mirror::keep(desk, desk.store.upsert_customers(std::slice::from_ref(row), desk.clock.now())).await;
    }
    let fallback = Some((known.clone(), mark.read_at.unwrap_or(desk.clock.now())));
    Ok(live_or_cached(desk, live, fallback))
}

/// The budget, read live and kept in the mirror; `None` for a customer who is known not to be resale.
pub async fn read_budget(desk: &Desk, ctx: &Ctx, customer: &Customer) -> Result<Option<Read<Budget>>> {
    if !customer.may_be_resale() {
        return Ok(None);
    }
    let live = desk.partner.budget(&customer.id, customer.reseller.as_ref()).await;
    if let Ok(budget) = &live {
        mirror::keep(desk, desk.store.upsert_budgets(std::slice::from_ref(budget), desk.clock.now())).await;
    }
    let known = desk.store.budget(&ctx.scope, &customer.id).await?;
    Ok(Some(live_or_cached(desk, live, known.map(|row| (row.budget, row.read_at)))))
}

/// Freezes the account, or the account and its resources.
pub async fn freeze(desk: &Desk, ctx: &Ctx, form: &FreezeForm) -> Result<()> {
    ctx.allow(Permission::Freeze)?;
    let id = &form.id;
    let customer = in_scope(desk, ctx, id).await?;
    let reason = form.check()?;
    let (kind, frozen) = if form.with_resources == "yes" {
        (FreezeKind::AccountAndResources, Frozen::AccountAndResources)
    } else {
        (FreezeKind::Account, Frozen::Account)
    };
    let facts = vec![("reason".into(), reason.clone()), ("frozen".into(), frozen.code().to_string())];
    audit::around(desk, ctx, AuditAction::Freeze, Some(id), None, facts, async {
        let ids = std::slice::from_ref(id);
        let failed = desk.partner.freeze(ids, customer.reseller.as_ref(), &reason, kind).await?;
        refused(id, failed)?;
        mirror::kept(desk.store.set_frozen(id, frozen).await);
        Ok(())
    })
    .await
}

/// Unfreezes with the type that was frozen: the partner API refuses another type.
pub async fn unfreeze(desk: &Desk, ctx: &Ctx, form: &UnfreezeForm) -> Result<()> {
    ctx.allow(Permission::Freeze)?;
    let id = &form.id;
    let customer = in_scope(desk, ctx, id).await?;
    let reason = form.check()?;
    let account = read_account(desk, &customer).await?;
    if let Some(failure) = account.failure {
        return Err(failure.into());
    }
    let frozen = account.value.and_then(|customer| customer.frozen);
    let kind = match frozen {
        Some(Frozen::AccountAndResources) => FreezeKind::AccountAndResources,
        _ => FreezeKind::Account,
    };
    let facts = vec![("reason".into(), reason.clone())];
    audit::around(desk, ctx, AuditAction::Unfreeze, Some(id), None, facts, async {
        let ids = std::slice::from_ref(id);
        let failed = desk.partner.unfreeze(ids, customer.reseller.as_ref(), &reason, kind).await?;
        refused(id, failed)?;
        mirror::kept(desk.store.set_frozen(id, Frozen::No).await);
        Ok(())
    })
    .await
}

/// A whole answer can be a success while it lists this customer as failed.
fn refused(id: &CustomerId, failed: Vec<(CustomerId, PartnerFailure)>) -> Result<(), PartnerFailure> {
    match failed.into_iter().find(|(failed, _)| failed == id) {
        Some((_, failure)) => Err(failure),
        None => Ok(()),
    }
}
