//! The operations of the partner API that this desk calls: facts, health, changes.

mod history;
mod list;

use super::{Result, audit_proof, mirror};
use crate::server::ctx::Ctx;
use crate::server::state::Desk;
use crate::server::store::Scope;
use model::error::AppError;
use model::listing::Listing;
use model::lists::StatusFilter;
use model::page::PAGE_SIZE;
use model::status::{Condition, Lifecycle, OperationView, QuotaLeft, StatusView};
use model::time::Freshness;
use model::users::Permission;
use partner::fault_of_code;
use std::time::Duration;

/// How long the page waits for the quota: it must work even when the partner API is down.
const QUOTA_PATIENCE: Duration = Duration::from_secs(2);

/// Every operation that the filter matches, and the history.
///
/// # Errors
/// [`AppError::NotAllowed`].
pub async fn show(desk: &Desk, ctx: &Ctx, filter: &StatusFilter) -> Result<StatusView> {
    ctx.allow(Permission::Read)?;
    // First, so that this very call is counted too.
    let quota = quota(desk, ctx).await;
    let changes = history::rows(ctx.language);
    let rows = list::rows(&desk.partner);
    let count = |condition| rows.iter().filter(|row| row.health.condition() == condition).count();
    let conditions = Condition::ALL.into_iter().map(|condition| (condition, number(count(condition))));
    let conditions = conditions.collect();
    let ending = rows.iter().filter(|row| row.lifecycle != Lifecycle::Current).count();
    let touching = changes.iter().filter(|row| history::is_ours(row));
    Ok(StatusView {
        started_at: desk.partner.started_at(),
        conditions,
        calls: rows.iter().map(|row| row.health.calls).sum(),
        failures: rows.iter().map(|row| row.health.failures).sum(),
        connections: desk.partner.connections(),
        ending: number(ending),
        quota,
        mirror: mirror::coverages(desk, ctx).await?,
        seal_behind: audit_proof::is_behind_for(desk, ctx).await?,
        touching: number(touching.clone().count()),
        touched_on: touching.map(|row| row.date.clone()).next(),
        operations: page(desk, number(rows.len()), list::matching(rows, filter), filter.paging.page),
        history: {
            let all = number(changes.len());
            let shown =
                changes.into_iter().filter(|row| !filter.is_ours() || history::is_ours(row)).collect();
            page(desk, all, shown, filter.history_number())
        },
    })
}

/// One operation with the codes that it documents and the changes that touch it.
///
/// # Errors
/// [`AppError::NotFound`] when the registry has no such row, [`AppError::NotAllowed`].
pub fn operation(desk: &Desk, ctx: &Ctx, id: &str) -> Result<OperationView> {
    ctx.allow(Permission::Read)?;
    let known = desk.partner.health().into_iter().find(|entry| entry.operation.id == id);
    let entry = known.ok_or(AppError::NotFound)?;
    let errors = entry.operation.errors.iter();
    let errors = errors.map(|code| ((*code).to_owned(), fault_of_code(entry.operation, code))).collect();
    let changes = history::rows(ctx.language).into_iter();
    let history = changes.filter(|change| history::touches(change, id)).collect();
    let row = list::row(entry);
    Ok(OperationView { row, started_at: desk.partner.started_at(), errors, history })
}

/// One page of rows that are all in memory.
fn page<T>(desk: &Desk, total_unfiltered: u64, rows: Vec<T>, page: u32) -> Listing<T> {
    let now = desk.clock.now();
    let total = number(rows.len());
    let size = usize::try_from(PAGE_SIZE).unwrap_or(usize::MAX);
    let before = usize::try_from(page.saturating_sub(1)).unwrap_or(usize::MAX).saturating_mul(size);
    let rows = rows.into_iter().skip(before).take(size).collect();
    let freshness = Freshness { read_at: Some(now), failing: false, now };
    Listing { rows, total, total_unfiltered, freshness, coverage: None }
}

fn number(count: usize) -> u64 {
    u64::try_from(count).unwrap_or(u64::MAX)
}

/// The partner's own debt concerns those who see every customer.
async fn quota(desk: &Desk, ctx: &Ctx) -> Option<QuotaLeft> {
    if ctx.scope != Scope::All {
        return None;
    }
    let partner = desk.partner.clone();
    // On its own, so that a call which comes too late for this page still ends in the book.
    let asked = tokio::spawn(async move { partner.consumption_quota().await });
    Some(match tokio::time::timeout(QUOTA_PATIENCE, asked).await {
        Ok(Ok(Ok(quota))) => QuotaLeft::Read(quota),
        Ok(Ok(Err(failure))) => QuotaLeft::Failed(Box::new(failure)),
        Ok(Err(_)) | Err(_) => QuotaLeft::Late,
    })
}
