//! Parts of a job's page: totals, source of the data, progress, and controls.

use super::task_words;
use super::words::{file_format_text, skip_reason_text};
use crate::context::viewer;
use crate::paths;
use crate::tr;
use crate::ui::components::{
    Amount, Ask, Caution, Column, Demanded, ErrorPanel, Fact, Facts, Filled, Instant, MaybeInstant, PostForm,
    Row, Section, Submit, Table, Weight,
};
use crate::ui::format;
use crate::ui::pages::changes::words::steps;
use leptos::prelude::*;
use model::bulk::{Bulk, BulkKind, BulkState, BulkView, RowState, Total};
use model::error::AppError;
use model::forms::bulk::{CancelBulkForm, PauseBulkForm, ResumeBulkForm, StartBulkForm, UndoBulkForm};
use model::limits::Demands;
use model::lists::BulkFilter;
use model::money::grouped;
use model::time::Timestamp;

/// The sums before and after, per currency.
#[component]
pub fn Totals(view: BulkView) -> impl IntoView {
    let totals = view.job.totals.clone();
    if view.job.count() == 0 {
        return view! {
            <Caution>
                <p>{tr!("bulk-nothing")}</p>
            </Caution>
        }
        .into_any();
    }
    if !view.job.kind.is_about_budgets() {
        return view! { <Prices kind=view.job.kind totals=totals /> }.into_any();
    }
    let columns = vec![
        Column::text("currency", tr!("bulk-currency")).lead(),
        Column::number("count", tr!("bulk-budgets")),
        Column::number("before", tr!("bulk-sum-before")),
        Column::number("after", tr!("bulk-sum-after")),
        Column::number("change", tr!("bulk-change")),
    ];
    let row = |total: Total| {
        let change = total.after - total.before;
        let sign = if change.is_sign_positive() { "+" } else { "" };
        Row::new(vec![
            total.currency.code().to_owned().into_any(),
            format::count(total.count).into_any(),
            view! { <Amount money=total.before() /> }.into_any(),
            view! { <Amount money=total.after() /> }.into_any(),
            format!("{sign}{}", grouped(change, &total.currency)).into_any(),
        ])
    };
    let rows = totals.into_iter().map(row).collect();
    view! {
        <div class="bulk-totals">
            <Table caption=tr!("bulk-sums") columns=columns rows=rows empty=|| () />
        </div>
    }
    .into_any()
}

/// What a job spends, per currency.
#[component]
fn Prices(kind: BulkKind, totals: Vec<Total>) -> impl IntoView {
    let columns = vec![
        Column::text("currency", tr!("bulk-currency")).lead(),
        Column::number("count", task_words::noun(kind)),
        Column::number("sum", tr!("bulk-task-sum")),
    ];
    let row = |total: Total| {
        Row::new(vec![
            total.currency.code().to_owned().into_any(),
            format::count(total.count).into_any(),
            view! { <Amount money=total.after() /> }.into_any(),
        ])
    };
    let rows: Vec<Row> = totals.into_iter().map(row).collect();
    view! {
        <div class="bulk-totals">
            <Table caption=tr!("bulk-sums") columns=columns rows=rows empty=|| () />
        </div>
    }
    .into_any()
}

/// What changing resources means, as the review of one change says it.
#[component]
pub fn Consequences(job: Bulk) -> impl IntoView {
    let act = job.kind.change().filter(|_| job.count() > 0)?;
    let steps = steps(act).into_iter();
    Some(view! {
        <Section title=tr!("bulk-change-means") id="means">
            <ul>{steps.map(|step| view! { <li>{step}</li> }).collect_view()}</ul>
        </Section>
    })
}

/// How the file was read, whether the current amounts were read live or from the mirror, and their
/// age; and how many budgets are cut sharply.
#[component]
pub fn DataSource(job: Bulk) -> impl IntoView {
    let age = |since: Timestamp| format::age(viewer().now.as_second().saturating_sub(since.as_second()));
    let amounts = job.seen_since.map(age).map(|age| match job.from_mirror {
        0 => tr!("bulk-read-live", age = age),
        count => tr!("bulk-read-mirror", count = count, n = format::count(count), age = age),
    });
    if !job.kind.is_about_budgets() {
        let read = job.seen_since.map(age).map(|age| task_words::read_text(job.kind, age));
        return view! { {read.map(|text| view! { <p class="small muted">{text}</p> })} }.into_any();
    }
    let format = job.file.as_ref().map(file_format_text);
    let cuts: u64 = job.totals.iter().map(|total| total.cuts).sum();
    let freezes: u64 = job.totals.iter().map(|total| total.freezes).sum();
    view! {
        {format.map(|format| view! { <p class="small" id="file-format">{format}</p> })}
        {amounts.map(|text| {
            view! { <p class="small muted">{text} " " {tr!("bulk-compared-again")}</p> }
        })}
        {(freezes > 0).then(|| view! {
            <p>{tr!("bulk-freezes", count = freezes, n = format::count(freezes))}</p>
        })}
        {(cuts > 0).then(|| view! {
            <Caution>
                <p>{tr!("bulk-cuts", count = cuts, n = format::count(cuts))}</p>
            </Caution>
        })}
    }
    .into_any()
}

/// Why rows are skipped, most frequent reason first.
#[component]
pub fn SkipReasons(view: BulkView) -> impl IntoView {
    let count = view.count(RowState::Skipped);
    let to = BulkFilter { state: Some(RowState::Skipped), ..BulkFilter::default() };
    let href = format!("{}#rows", paths::bulk_rows(&view.job.id, &to));
    let reason = |(why, count)| {
        view! {
            <li>
                <b>{format::count(count)}</b>
                " "
                {skip_reason_text(why)}
            </li>
        }
    };
    (count > 0).then(|| {
        view! {
            <Caution>
                <div class="bulk-reasons">
                    <p>
                        <a href=href>{tr!("bulk-left-out", count = count, n = format::count(count))}</a>
                    </p>
                    <ul>{view.reasons.into_iter().map(reason).collect_view()}</ul>
                </div>
            </Caution>
        }
    })
}

/// The button that starts a dry run.
#[component]
pub fn Confirm(
    job: Bulk,
    /// What is required to start it: password, approval; or why the viewer cannot.
    demands: Result<Demands, AppError>,
) -> impl IntoView {
    let count = job.count();
    let demands = match demands {
        Ok(demands) => demands,
        Err(error) => return Some(view! { <ErrorPanel error=error /> }.into_any()),
    };
    let (n, sums) = (format::count(count), sums(&job));
    let (label, means) = match (job.kind.is_about_budgets(), demands.approval) {
        (true, true) => (tr!("bulk-ask", count = count, n = n, sums = sums), tr!("bulk-ask-means")),
        (true, false) => (tr!("bulk-confirm", count = count, n = n, sums = sums), tr!("bulk-confirm-means")),
        (false, true) => (tr!("bulk-task-ask", what = task_words::button(&job)), tr!("bulk-task-ask-means")),
        (false, false) => (task_words::button(&job), task_words::confirm_text(job.kind)),
    };
    let pool = job.kind.pool();
    let form = Filled::of(&StartBulkForm { id: job.id.clone(), password: String::new(), why: String::new() });
    let (password, why) = (form.field(StartBulkForm::PASSWORD), form.field(StartBulkForm::WHY));
    (count > 0).then(|| {
        view! {
            <PostForm of=form class="form bulk-confirm">
                <Demanded demands=demands pool=pool password=password why=why />
                <Submit label=label weight=Weight::Decision />
                <p class="small muted">{means}</p>
            </PostForm>
        }
        .into_any()
    })
}

/// The sums before and after, per currency, as one text.
pub fn sums(job: &Bulk) -> String {
    let sums = job
        .totals
        .iter()
        .map(|total| format!("{} \u{2192} {}", total.before(), grouped(total.after, &total.currency)));
    sums.collect::<Vec<_>>().join(", ")
}

/// The progress of a job.
#[component]
pub fn Progress(view: BulkView) -> impl IntoView {
    let total = view.job.count();
    let open: u64 = view.tally.iter().filter(|(state, _)| state.is_open()).map(|(_, count)| count).sum();
    let ended = total.saturating_sub(open);
    let unknown = view.count(RowState::Unknown);
    let (state, stranded, name) = (view.job.state, view.stranded, view.job.created_by.clone());
    let skipped = view.count(RowState::Skipped);
    let text =
        tr!("bulk-progress", ended = format::count(ended), n = format::count(total), skipped = skipped);
    view! {
        <div class="bulk-progress">
            <progress max=total.to_string() value=ended.to_string() aria-label=tr!("bulk-progress-label")></progress>
            <p class="small">{text}</p>
            {(state == BulkState::Paused && !stranded).then(|| view! { <p>{tr!("bulk-paused-means")}</p> })}
            {(state == BulkState::Paused && stranded).then(|| view! {
                <Caution>
                    <p>{tr!("bulk-stranded", name = name)}</p>
                </Caution>
            })}
            {(unknown > 0).then(|| view! {
                <Caution>
                    <p>{task_words::unknown_text(view.job.kind, unknown)}</p>
                </Caution>
            })}
        </div>
    }
    .into_any()
}

/// Buttons to pause, resume and cancel.
#[component]
pub fn Controls(
    job: Bulk,
    /// Whether it cannot go on.
    stranded: bool,
) -> impl IntoView {
    let id = job.id;
    let (title, means) = task_words::cancel_texts(job.kind);
    let cancel = Filled::of(&CancelBulkForm { id: id.clone() });
    let turn = match job.state {
        BulkState::Running => view! {
            <PostForm of=Filled::of(&PauseBulkForm { id }) class="inline" silent=true>
                <Submit label=tr!("bulk-pause") />
            </PostForm>
        }
        .into_any(),
        BulkState::Paused if stranded => ().into_any(),
        BulkState::Paused => view! {
            <PostForm of=Filled::of(&ResumeBulkForm { id }) class="inline" silent=true>
                <Submit label=tr!("bulk-resume") weight=Weight::Primary />
            </PostForm>
        }
        .into_any(),
        _ => return None,
    };
    Some(
        view! {
            <div class="actions">
                {turn}
                <Ask id="cancel" label=tr!("bulk-cancel") weight=Weight::Danger title=title>
                    <PostForm of=cancel silent=true>
                        <p>{means}</p>
                        <div class="actions">
                            <Submit label=tr!("bulk-cancel-confirm") weight=Weight::Danger />
                        </div>
                    </PostForm>
                </Ask>
            </div>
        }
        .into_any(),
    )
}

/// The button that undoes the job, or a link to the job that did.
#[component]
pub fn Undo(view: BulkView) -> impl IntoView {
    let under_way = view.undone_by.iter().any(|job| job.state.is_live());
    let ended = matches!(view.job.state, BulkState::Done | BulkState::Cancelled);
    let count = view.undoable;
    (ended && count > 0 && !under_way).then(|| {
        let label = tr!("bulk-undo", count = count, n = format::count(count));
        view! {
            <PostForm of=Filled::of(&UndoBulkForm { id: view.job.id.clone() }) class="bulk-undo" silent=true>
                <Submit label=label />
                <span class="small muted">{tr!("bulk-undo-means")}</span>
            </PostForm>
        }
    })
}

/// Who created and confirmed the job and when, with related links.
#[component]
pub fn Details(view: BulkView) -> impl IntoView {
    let job = view.job;
    // Usually the creator confirms the job: shown only if it was another user.
    let confirmed = job.confirmed_by.filter(|name| *name != job.created_by);
    let confirmed = confirmed.map(|name| view! { <Fact name=tr!("bulk-confirmed-by")>{name}</Fact> });
    let declined = job.state == BulkState::Declined;
    let decided = job.decided_at.map(|at| {
        let name = if declined { tr!("bulk-declined-by") } else { tr!("bulk-approved-by") };
        let by = job.decided_by.unwrap_or_else(|| tr!("bulk-decided-nobody"));
        view! {
            <Fact name=name>{by} ", " <Instant at=at exact=true /></Fact>
        }
    });
    let undoes = job.undoes.map(|other| {
        view! {
            <Fact name=tr!("bulk-undoes")>
                <a href=paths::bulk(&other)>
                    <code>{other.to_string()}</code>
                </a>
            </Fact>
        }
    });
    let undone = view.undone_by.into_iter().map(|other| {
        view! {
            <Fact name=tr!("bulk-undone-by")>
                <a href=paths::bulk(&other.id)>
                    <code>{other.id.to_string()}</code>
                </a>
            </Fact>
        }
    });
    view! {
        <Section title=tr!("bulk-known") id="known">
            <Facts>
                <Fact name=tr!("bulk-who")>{job.created_by}</Fact>
                <Fact name=tr!("bulk-dry-at")>
                    <Instant at=job.created_at exact=true />
                </Fact>
                <Fact name=tr!("bulk-confirmed-at")>
                    <MaybeInstant at=job.confirmed_at exact=true />
                </Fact>
                {confirmed}
                {job.reason.map(|reason| view! {
                    <Fact name=tr!("demands-why")>
                        <span class="words">{reason}</span>
                    </Fact>
                })}
                {decided}
                <Fact name=tr!("bulk-ended-at")>
                    <MaybeInstant at=job.ended_at exact=true />
                </Fact>
                {undoes}
                {undone.collect_view()}
            </Facts>
        </Section>
    }
    .into_any()
}
