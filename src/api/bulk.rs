//! Many at once: budgets, payments, changes to resources. A file of budgets is not posted here but to the page of the jobs
//! (`server/http/upload.rs`): it is larger than what server functions take.

use leptos::prelude::*;
use model::bulk::{Bulk, BulkView};
use model::error::AppError;
use model::forms::Posted;
use model::forms::bulk::{
    ApproveBulkForm, CancelBulkForm, DeclineBulkForm, PauseBulkForm, PlanBudgetsForm, PlanPaymentsForm,
    ResumeBulkForm, StartBulkForm, UndoBulkForm,
};
use model::ids::BulkId;
use model::listing::Listing;
use model::lists::{BulkFilter, BulkJobFilter};

/// The jobs that were confirmed, newest first.
#[server(prefix = "/api", endpoint = "bulk_jobs")]
pub async fn bulk_jobs(filter: BulkJobFilter) -> Result<Listing<Bulk>, AppError> {
    let (desk, ctx) = super::reply::caller()?;
    super::reply::respond(&ctx, crate::server::service::bulk::list(&desk, &ctx, &filter).await)
}

/// One job or dry run with a page of its rows.
#[server(prefix = "/api", endpoint = "bulk_job")]
pub async fn bulk_job(id: BulkId, filter: BulkFilter) -> Result<BulkView, AppError> {
    let (desk, ctx) = super::reply::caller()?;
    super::reply::respond(&ctx, crate::server::service::bulk::show(&desk, &ctx, &id, filter).await)
}

/// A dry run for a selection of the list. Redirects to the dry run.
#[server(prefix = "/api", endpoint = "plan_budgets")]
pub async fn plan_budgets(#[server(flatten)] posted: Posted<PlanBudgetsForm>) -> Result<(), AppError> {
    use super::reply::{self, Next};
    use crate::paths;
    use crate::server::service::bulk::plan;
    reply::answer(posted, |desk, ctx, form| async move {
        plan::selection(&desk, &ctx, &form).await.map(|job| Next::Path(paths::bulk(&job)))
    })
    .await
}

/// A dry run of paying a selection of the list of orders. Redirects to the dry run.
#[server(prefix = "/api", endpoint = "plan_payments")]
pub async fn plan_payments(#[server(flatten)] posted: Posted<PlanPaymentsForm>) -> Result<(), AppError> {
    use super::reply::{self, Next};
    use crate::paths;
    use crate::server::service::bulk::payments;
    reply::answer(posted, |desk, ctx, form| async move {
        payments::plan(&desk, &ctx, &form).await.map(|job| Next::Path(paths::bulk(&job)))
    })
    .await
}

/// Confirms a dry run. Redirects to the page of the job, as the functions below do.
#[server(prefix = "/api", endpoint = "start_bulk")]
pub async fn start_bulk(#[server(flatten)] posted: Posted<StartBulkForm>) -> Result<(), AppError> {
    use super::reply::{self, Next};
    use crate::paths;
    use crate::server::service::bulk::control;
    use crate::server::service::limits::Given;
    reply::answer(posted, |desk, ctx, form| async move {
        let given = Given { password: &form.password, why: &form.why };
        control::start(&desk, &ctx, &form.id, given).await.map(|job| Next::Path(paths::bulk(&job)))
    })
    .await
}

/// Approves a raise that another user requested.
#[server(prefix = "/api", endpoint = "approve_bulk")]
pub async fn approve_bulk(#[server(flatten)] posted: Posted<ApproveBulkForm>) -> Result<(), AppError> {
    use super::reply::{self, Next};
    use crate::paths;
    use crate::server::service::bulk::approval;
    reply::answer(posted, |desk, ctx, form| async move {
        approval::approve(&desk, &ctx, &form.id, &form.password)
            .await
            .map(|job| Next::Path(paths::bulk(&job)))
    })
    .await
}

/// Declines a raise that another user requested, or withdraws one's own request.
#[server(prefix = "/api", endpoint = "decline_bulk")]
pub async fn decline_bulk(#[server(flatten)] posted: Posted<DeclineBulkForm>) -> Result<(), AppError> {
    use super::reply::{self, Next};
    use crate::paths;
    use crate::server::service::bulk::approval;
    reply::answer(posted, |desk, ctx, form| async move {
        approval::decline(&desk, &ctx, &form.id).await.map(|job| Next::Path(paths::bulk(&job)))
    })
    .await
}

/// Pauses a running job.
#[server(prefix = "/api", endpoint = "pause_bulk")]
pub async fn pause_bulk(#[server(flatten)] posted: Posted<PauseBulkForm>) -> Result<(), AppError> {
    use super::reply::{self, Next};
    use crate::paths;
    use crate::server::service::bulk::control;
    reply::answer(posted, |desk, ctx, form| async move {
        control::pause(&desk, &ctx, &form.id).await.map(|job| Next::Path(paths::bulk(&job)))
    })
    .await
}

/// Resumes a paused job.
#[server(prefix = "/api", endpoint = "resume_bulk")]
pub async fn resume_bulk(#[server(flatten)] posted: Posted<ResumeBulkForm>) -> Result<(), AppError> {
    use super::reply::{self, Next};
    use crate::paths;
    use crate::server::service::bulk::control;
    reply::answer(posted, |desk, ctx, form| async move {
        control::resume(&desk, &ctx, &form.id).await.map(|job| Next::Path(paths::bulk(&job)))
    })
    .await
}

/// Cancels the rows of a job that have not been sent.
#[server(prefix = "/api", endpoint = "cancel_bulk")]
pub async fn cancel_bulk(#[server(flatten)] posted: Posted<CancelBulkForm>) -> Result<(), AppError> {
    use super::reply::{self, Next};
    use crate::paths;
    use crate::server::service::bulk::control;
    reply::answer(posted, |desk, ctx, form| async move {
        control::cancel(&desk, &ctx, &form.id).await.map(|job| Next::Path(paths::bulk(&job)))
    })
    .await
}

/// A dry run that undoes a job. Redirects to the dry run.
#[server(prefix = "/api", endpoint = "undo_bulk")]
pub async fn undo_bulk(#[server(flatten)] posted: Posted<UndoBulkForm>) -> Result<(), AppError> {
    use super::reply::{self, Next};
    use crate::paths;
    use crate::server::service::bulk::control;
    reply::answer(posted, |desk, ctx, form| async move {
        control::undo(&desk, &ctx, &form.id).await.map(|job| Next::Path(paths::bulk(&job)))
    })
    .await
}
