//! Budgets in bulk: uploading a file, the list of jobs, and the page of one job.

mod approve;
mod job;
mod parts;
mod raised;
mod rows;
mod task_rows;
mod task_words;
pub(crate) mod words;

pub use job::BulkPage;

use crate::api::bulk::bulk_jobs;
use crate::context::viewer;
use crate::paths;
use crate::tr;
use crate::ui::components::{
    Column, Empty, EmptyReason, FileFormatHelp, FileOrText, Filled, Instant, LinkButton, NotUnderstood,
    PageHead, Pager, PostForm, Row, RowLink, Section, Submit, Table, Weight,
};
use crate::ui::format;
use crate::ui::load::{load_list, state, understood};
use leptos::prelude::*;
use model::bulk::Bulk;
use model::error::AppError;
use model::forms::bulk::UploadBudgetsForm;
use model::listing::Listing;
use model::lists::{BudgetFilter, BulkJobFilter, Misread};
use model::page::Unreadable;
use model::users::Permission;
use words::{BulkStateBadge, kind_text};

/// `/budgets/bulk`
#[component]
pub fn BulksPage() -> impl IntoView {
    load_list(tr!("bulk-title"), fetch(state()), |data| view! { <BulksView data=data /> })
}

type Jobs = (BulkJobFilter, Vec<Unreadable>, Listing<Bulk>);

async fn fetch(asked: Result<BulkJobFilter, Misread<BulkJobFilter>>) -> Result<Jobs, AppError> {
    let (filter, wrong) = understood(asked);
    Ok((filter.clone(), wrong, bulk_jobs(filter).await?))
}

/// The page with its data.
#[component]
pub fn BulksView(
    /// Paging, parts of the query string that were not understood, and the jobs.
    data: Jobs,
) -> impl IntoView {
    let (filter, wrong, listing) = data;
    let crumbs = vec![(tr!("budgets-all"), paths::budgets(&BudgetFilter::default()))];
    let pager = Pager::of(&filter, listing.total);
    let rows = listing.rows.into_iter().map(row).collect();
    let empty = || view! { <Empty reason=EmptyReason::NoData(tr!("bulk-none"), tr!("bulk-none-why")) /> };
    let form = if viewer().may(Permission::SetBudget) {
        view! { <Upload /> }.into_any()
    } else {
        view! { <Empty reason=EmptyReason::NotAllowed(Permission::SetBudget) /> }.into_any()
    };
    view! {
        <PageHead
            title=tr!("bulk-title")
            crumbs=crumbs
            actions=|| view! {
                <LinkButton href=paths::budgets(&BudgetFilter::default()) label=tr!("bulk-select-instead") />
            }
        />
        <div class="bulk-start">
            <Section title=tr!("bulk-file") id="file">
                {form}
            </Section>
            <Section title=tr!("bulk-format") id="format">
                <Format />
            </Section>
        </div>
        <Section title=tr!("bulk-jobs") id="jobs">
            {if wrong.is_empty() {
                view! { <Table caption=tr!("bulk-jobs") columns=columns() rows=rows pager=pager empty=empty /> }
                    .into_any()
            } else {
                view! { <NotUnderstood wrong=wrong filter=filter /> }.into_any()
            }}
        </Section>
    }
    .into_any()
}

#[component]
fn Upload() -> impl IntoView {
    let form = Filled::of(&UploadBudgetsForm::default());
    let (file, text) = (form.field(UploadBudgetsForm::FILE), form.field(UploadBudgetsForm::TEXT));
    view! {
        <PostForm of=form with_file=true>
            <FileOrText file=file text=text />
            <p class="small muted">{tr!("budgets-bulk-dry-means")}</p>
            <div class="actions">
                <Submit label=tr!("bulk-file-dry") weight=Weight::Primary />
            </div>
        </PostForm>
    }
    .into_any()
}

/// The format of the file.
#[component]
fn Format() -> impl IntoView {
    let example = "customer,amount,type,freeze\naurora-freight,5000,monthly,\n0f1e2d3c4b5a,\"12,500.50\",one-time,automatic";
    let columns = vec![
        ("customer", tr!("bulk-format-customer")),
        ("amount", tr!("bulk-format-amount")),
        ("type", tr!("bulk-format-type")),
        ("freeze", tr!("bulk-format-freeze")),
    ];
    view! {
        <FileFormatHelp example=example columns=columns>
            <p class="small muted">{tr!("bulk-format-again")}</p>
        </FileFormatHelp>
    }
    .into_any()
}

fn columns() -> Vec<Column> {
    vec![
        Column::text("what", tr!("bulk-what")).lead(),
        Column::text("state", tr!("bulk-state")),
        Column::number("count", tr!("bulk-count")),
        Column::text("created", tr!("bulk-when")),
        Column::text("who", tr!("bulk-who")),
    ]
}

fn row(job: Bulk) -> Row {
    let count = format::count(job.count());
    Row::new(vec![
        view! { <RowLink href=paths::bulk(&job.id) name=kind_text(&job) /> }.into_any(),
        view! { <BulkStateBadge state=job.state /> }.into_any(),
        count.into_any(),
        view! { <Instant at=job.confirmed_at.unwrap_or(job.created_at) /> }.into_any(),
        job.created_by.into_any(),
    ])
}
