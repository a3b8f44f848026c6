//! Many at once: budgets, payments, changes to resources. A dry run is stored as a job that changes
//! nothing ([`plan`], [`payments`], [`changes`]); a person confirms it ([`control`]), and above a limit
//! another one agrees ([`approval`]); the runner sends its rows one by one ([`work`]). A row that pays or
//! changes a resource is done by an intent of its own (`task`). docs/bulk.md.

pub mod approval;
pub mod changes;
pub mod control;
mod current_budgets;
mod decide;
mod draft;
pub(in crate::server::service) mod file;
mod find;
mod line;
pub mod payments;
pub mod plan;
mod reconcile;
mod row;
mod task;
pub mod work;

use find::find;

use super::Result;
use crate::server::ctx::Ctx;
use crate::server::service::limits;
use crate::server::state::Desk;
use model::bulk::{Bulk, BulkView};
use model::ids::BulkId;
use model::listing::Listing;
use model::lists::{BulkFilter, BulkJobFilter};
use model::time::Freshness;
use model::users::Permission;

/// The jobs that were confirmed, newest first: those of all users when the caller may see all
/// customers, else the caller's own.
///
/// # Errors
/// [`model::error::AppError::NotAllowed`], or a failure of the database.
pub async fn list(desk: &Desk, ctx: &Ctx, filter: &BulkJobFilter) -> Result<Listing<Bulk>> {
    ctx.allow(Permission::Read)?;
    let page = desk.store.list_bulks(&ctx.scope, filter).await?;
    Ok(Listing {
        rows: page.rows,
        total: page.total,
        total_unfiltered: page.total_unfiltered,
        freshness: just_now(desk),
        coverage: None,
    })
}

/// One job with a page of its rows.
///
/// # Errors
/// [`model::error::AppError::NotFound`] for one of somebody else, [`model::error::AppError::NotAllowed`], or a failure of
/// the database.
pub async fn show(desk: &Desk, ctx: &Ctx, id: &BulkId, filter: BulkFilter) -> Result<BulkView> {
    ctx.allow(Permission::Read)?;
    let job = find(desk, ctx, id).await?;
    let filter = BulkFilter { job: Some(id.clone()), ..filter };
    let rows = desk.store.list_bulk_rows(&ctx.scope, &filter).await?;
    Ok(BulkView {
        tally: desk.store.bulk_tally(id).await?,
        reasons: desk.store.bulk_reasons(id).await?,
        rows: Listing {
            rows: rows.rows,
            total: rows.total,
            total_unfiltered: rows.total_unfiltered,
            freshness: just_now(desk),
            coverage: None,
        },
        undone_by: desk.store.undoing(&ctx.scope, id).await?,
        undoable: desk.store.undoable_count(id).await?,
        demands: limits::demands(desk, ctx, job.kind.pool(), &job.commits()).await?,
        approval: approval::of(desk, ctx, &job).await?,
        stranded: !work::may_go_on(desk, &job).await?,
        job,
    })
}

fn just_now(desk: &Desk) -> Freshness {
    let now = desk.clock.now();
    Freshness { read_at: Some(now), failing: false, now }
}
