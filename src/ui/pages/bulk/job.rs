//! The page of one bulk job: first the dry run to confirm, then the progress, then the results.

use super::approve::Approve;
use super::parts::{
    Confirm, Consequences, Controls, DataSource, Details, Progress, SkipReasons, Totals, Undo,
};
use super::raised::RaisedFor;
use super::rows::Rows;
use super::task_words::{self, crumbs, waiting_text};
use super::words::{BulkStateBadge, kind_text};
use crate::api::bulk::bulk_job;
use crate::context::viewer;
use crate::paths;
use crate::tr;
use crate::ui::components::{ErrorPanel, Filled, Id, LivePage, PageHead};
use crate::ui::format;
use crate::ui::load::{id, load, state, understood};
use leptos::prelude::*;
use model::bulk::{BulkState, BulkView, RowState};
use model::error::AppError;
use model::forms::bulk::{CancelBulkForm, PauseBulkForm, ResumeBulkForm, UndoBulkForm};
use model::ids::BulkId;
use model::lists::{BulkFilter, Misread};
use model::page::Unreadable;

/// Seconds between two polls of the page while the job runs.
const POLL_SECONDS: u32 = 2;

/// `/jobs/:id`
#[component]
pub fn BulkPage() -> impl IntoView {
    load(fetch(id(), state()), |(filter, wrong, view)| {
        view! { <BulkDetail view=view filter=filter wrong=wrong /> }
    })
}

/// The row filter, the parts of the query string that were not understood, and the job.
type Job = (BulkFilter, Vec<Unreadable>, BulkView);

async fn fetch(
    id: Result<BulkId, AppError>,
    asked: Result<BulkFilter, Misread<BulkFilter>>,
) -> Result<Job, AppError> {
    let id = id?;
    let (filter, wrong) = understood(asked);
    Ok((filter.clone(), wrong, bulk_job(id, filter).await?))
}

/// The page with its data.
#[component]
pub fn BulkDetail(
    view: BulkView,
    /// Filter of the rows.
    filter: BulkFilter,
    /// Parts of the query string that were not understood.
    wrong: Vec<Unreadable>,
) -> impl IntoView {
    let job = view.job.clone();
    let open = job.state == BulkState::Running
        || RowState::ALL
            .iter()
            .any(|state| *state != RowState::Waiting && state.is_open() && view.count(*state) > 0);
    let here = paths::bulk_rows(&job.id, &filter);
    let crumbs = crumbs(job.kind);
    let (state, number, what) = (job.state, job.id.to_string(), kind_text(&job));
    let error = control_error(&job.id);
    let may = viewer().may(job.kind.permission());
    // The island replaces the whole page while the job runs.
    view! {
        <LivePage open=open here=here every=POLL_SECONDS>
            <PageHead title=title(&view) crumbs=crumbs>
                <BulkStateBadge state=state boxed=true />
                <span>{what}</span>
                <Id id=number />
            </PageHead>
            {error.map(|error| view! { <ErrorPanel error=error /> })}
            {job.raise_for.clone().map(|what| view! { <RaisedFor what=what view=view.clone() /> })}
            <div class="bulk-job">
                {match state {
                    BulkState::Draft => view! {
                        <Totals view=view.clone() />
                        <DataSource job=job.clone() />
                        <SkipReasons view=view.clone() />
                        <Consequences job=job.clone() />
                        {may.then(|| view! { <Confirm job=job.clone() demands=view.demands.clone() /> })}
                    }
                    .into_any(),
                    BulkState::Waiting => view! {
                        <p>{waiting_text(job.kind)}</p>
                        <Totals view=view.clone() />
                        <DataSource job=job.clone() />
                        <SkipReasons view=view.clone() />
                        <Consequences job=job.clone() />
                        <Approve view=view.clone() />
                        <Details view=view.clone() />
                    }
                    .into_any(),
                    BulkState::Declined => view! {
                        <p>{task_words::declined_text(job.kind)}</p>
                        <Totals view=view.clone() />
                        <Details view=view.clone() />
                    }
                    .into_any(),
                    _ => view! {
                        <Progress view=view.clone() />
                        {may.then(|| view! { <Controls job=job.clone() stranded=view.stranded /> })}
                        <Totals view=view.clone() />
                        {may.then(|| view! { <Undo view=view.clone() /> })}
                        <Details view=view.clone() />
                    }
                    .into_any(),
                }}
            </div>
            <Rows view=view filter=filter wrong=wrong />
        </LivePage>
    }
    .into_any()
}

/// The error of a form that pauses, resumes, cancels or undoes the job. The form itself may be
/// gone, because the job has changed its state.
fn control_error(id: &BulkId) -> Option<AppError> {
    let id = || id.clone();
    let pause = Filled::of(&PauseBulkForm { id: id() });
    let resume = Filled::of(&ResumeBulkForm { id: id() });
    let cancel = Filled::of(&CancelBulkForm { id: id() });
    let undo = Filled::of(&UndoBulkForm { id: id() });
    [pause, resume, cancel, undo].iter().find_map(Filled::error)
}

/// The heading, which says the state of the job.
fn title(view: &BulkView) -> String {
    let job = &view.job;
    if !job.kind.is_about_budgets() {
        return task_words::title(view);
    }
    let (total, done) = (job.count(), view.count(RowState::Done));
    // `all` counts the rows of the file or selection, including the skipped ones.
    let (n, d, all) = (format::count(total), format::count(done), format::count(job.rows));
    match job.state {
        BulkState::Draft => tr!("bulk-title-draft", count = total, n = n, all = all),
        BulkState::Waiting => tr!("bulk-title-waiting", count = total, n = n, all = all),
        BulkState::Declined => tr!("bulk-title-declined", count = total, n = n),
        BulkState::Running => tr!("bulk-title-running", done = d, n = all),
        BulkState::Paused => tr!("bulk-title-paused", done = d, n = all),
        BulkState::Cancelled => tr!("bulk-title-cancelled", done = d, n = all),
        BulkState::Done if done == job.rows => tr!("bulk-title-all", count = total, n = n),
        BulkState::Done => tr!("bulk-title-done", done = d, n = all),
    }
}
