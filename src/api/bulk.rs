//! Budgets in bulk. A file of budgets is not posted here but to the page of the jobs
//! (`server/http/upload.rs`): it is larger than what server functions take.

use crate::model::{
    bulk::{Bulk, BulkFilter, BulkView},
    error::AppError,
    ids::{BulkId, CustomerId},
    page::{Listing, Paging},
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The jobs that were confirmed, newest first.
#[server(prefix = "/api", endpoint = "bulk_jobs")]
pub async fn bulk_jobs(paging: Paging) -> Result<Listing<Bulk>, AppError> {
    let (desk, ctx) = super::reply::caller()?;
    super::reply::give(&ctx, crate::server::service::bulk::list(&desk, &ctx, &paging).await)
}

/// One job or dry run with a page of its rows.
#[server(prefix = "/api", endpoint = "bulk_job")]
pub async fn bulk_job(id: BulkId, filter: BulkFilter) -> Result<BulkView, AppError> {
    let (desk, ctx) = super::reply::caller()?;
    super::reply::give(&ctx, crate::server::service::bulk::show(&desk, &ctx, &id, filter).await)
}

/// The filter of the list of budgets as a form sends it, empty where it lets everything through.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Matching {
    /// What was searched for.
    pub q: String,
    /// Code of a level.
    pub level: String,
    /// Code of a type.
    pub kind: String,
    /// Id of a reseller.
    pub reseller: String,
}

/// A dry run for a selection of the list. Form `plan-budgets`: `act` set, raise or percent;
/// `value` as typed; `kind` empty (leave as it is), MONTHLY or PACKAGE; `ids[]`, or `all` "yes"
/// with the filter of the list in `filter[q]` and so on. Leads to the dry run.
#[server(prefix = "/api", endpoint = "plan_budgets")]
pub async fn plan_budgets(
    #[server(default)] act: String,
    #[server(default)] value: String,
    #[server(default)] kind: String,
    #[server(default)] ids: Vec<CustomerId>,
    #[server(default)] all: String,
    #[server(default)] filter: Matching,
) -> Result<(), AppError> {
    use crate::model::{
        lists::BudgetFilter,
        page::{Pairs, QueryState},
    };
    use crate::server::service::bulk::plan::{self, Chosen, Wanted};
    let (desk, ctx) = super::reply::caller()?;
    let picked: Vec<&str> = ids.iter().map(CustomerId::as_str).collect();
    let form = super::reply::Form::new("plan-budgets")
        .value("act", &act)
        .value("value", &value)
        .value("kind", &kind)
        .value("ids", &picked.join(" "));
    let Matching { q, level, kind: of_kind, reseller } = filter;
    let pairs = [("q", q), ("level", level), ("type", of_kind), ("reseller", reseller)];
    let filter = BudgetFilter::read(&Pairs::new(pairs.map(|(name, value)| (name.to_owned(), value))));
    let chosen = if all == "yes" { Chosen::Matching(&filter) } else { Chosen::Ids(&ids) };
    let wanted = Wanted { act: &act, value: &value, kind: &kind };
    let done = plan::selection(&desk, &ctx, wanted, chosen).await;
    form.go(&ctx, done.map(|job| crate::ui::paths::bulk(&job))).await
}

/// Confirms a dry run. Form `start-bulk`: `password` where it was asked for. Leads to the job's
/// page, as those below do.
#[server(prefix = "/api", endpoint = "start_bulk")]
pub async fn start_bulk(id: BulkId, #[server(default)] password: String) -> Result<(), AppError> {
    let (desk, ctx) = super::reply::caller()?;
    let done = crate::server::service::bulk::control::start(&desk, &ctx, &id, &password).await;
    super::reply::Form::new("start-bulk").go(&ctx, done.map(|job| crate::ui::paths::bulk(&job))).await
}

/// Agrees to what another person wants to raise. Form `approve-bulk`: `password` where it was
/// asked for.
#[server(prefix = "/api", endpoint = "approve_bulk")]
pub async fn approve_bulk(id: BulkId, #[server(default)] password: String) -> Result<(), AppError> {
    let (desk, ctx) = super::reply::caller()?;
    let done = crate::server::service::bulk::approval::approve(&desk, &ctx, &id, &password).await;
    super::reply::Form::new("approve-bulk").go(&ctx, done.map(|job| crate::ui::paths::bulk(&job))).await
}

/// Refuses what another person wants to raise, or takes one's own back. Form `decline-bulk`.
#[server(prefix = "/api", endpoint = "decline_bulk")]
pub async fn decline_bulk(id: BulkId) -> Result<(), AppError> {
    let (desk, ctx) = super::reply::caller()?;
    let done = crate::server::service::bulk::approval::decline(&desk, &ctx, &id).await;
    super::reply::Form::new("decline-bulk").go(&ctx, done.map(|job| crate::ui::paths::bulk(&job))).await
}

/// Pauses a running job. Form `bulk`.
#[server(prefix = "/api", endpoint = "pause_bulk")]
pub async fn pause_bulk(id: BulkId) -> Result<(), AppError> {
    let (desk, ctx) = super::reply::caller()?;
    let done = crate::server::service::bulk::control::pause(&desk, &ctx, &id).await;
    super::reply::Form::new("bulk").go(&ctx, done.map(|job| crate::ui::paths::bulk(&job))).await
}

/// Goes on with a paused job. Form `bulk`.
#[server(prefix = "/api", endpoint = "resume_bulk")]
pub async fn resume_bulk(id: BulkId) -> Result<(), AppError> {
    let (desk, ctx) = super::reply::caller()?;
    let done = crate::server::service::bulk::control::resume(&desk, &ctx, &id).await;
    super::reply::Form::new("bulk").go(&ctx, done.map(|job| crate::ui::paths::bulk(&job))).await
}

/// Cancels what is left of a job. Form `bulk`.
#[server(prefix = "/api", endpoint = "cancel_bulk")]
pub async fn cancel_bulk(id: BulkId) -> Result<(), AppError> {
    let (desk, ctx) = super::reply::caller()?;
    let done = crate::server::service::bulk::control::cancel(&desk, &ctx, &id).await;
    super::reply::Form::new("bulk").go(&ctx, done.map(|job| crate::ui::paths::bulk(&job))).await
}

/// A dry run that undoes a job. Form `bulk`. Leads to the dry run.
#[server(prefix = "/api", endpoint = "undo_bulk")]
pub async fn undo_bulk(id: BulkId) -> Result<(), AppError> {
    let (desk, ctx) = super::reply::caller()?;
    let done = crate::server::service::bulk::control::undo(&desk, &ctx, &id).await;
    super::reply::Form::new("bulk").go(&ctx, done.map(|job| crate::ui::paths::bulk(&job))).await
}
