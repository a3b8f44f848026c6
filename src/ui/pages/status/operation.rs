//! The page of one operation: its facts, its calls, its error codes, and its changes.

use super::history::HistoryOfOne;
use super::words::{
    AnswerLine, Call, ConditionBadge, LifecycleBadge, area_text, caller_text, millis_text, operation_text,
};
use crate::paths;
use crate::tr;
use crate::ui::components::{
    Ago, Column, Fact, Facts, Id, Instant, PageHead, Row, Section, Table, Unknown, code_texts, who_text,
};
use crate::ui::format::{self, count};
use crate::ui::load::{id, load};
use leptos::prelude::*;
use model::error::{AppError, Fault};
use model::lists::StatusFilter;
use model::status::{Attempt, Health, OperationRow, OperationView};
use model::time::Timestamp;

/// `/status/:id`
#[component]
pub fn OperationPage() -> impl IntoView {
    let id: Result<String, AppError> = id();
    let data = async move { crate::api::status::operation(id?).await };
    load(data, |view| view! { <OperationDetail view=view /> })
}

/// The page with its data.
#[component]
pub fn OperationDetail(view: OperationView) -> impl IntoView {
    let OperationView { row, started_at, errors, history } = view;
    let (id, condition, badge, known) = (row.id.clone(), row.health.condition(), row.clone(), row.clone());
    view! {
        <PageHead
            title=operation_text(&id)
            crumbs=vec![(tr!("status-title"), paths::status(&StatusFilter::default()))]
        >
            <Id id=id />
            <LifecycleBadge row=badge boxed=true />
            <ConditionBadge condition=condition boxed=true />
        </PageHead>
        <div class="halves">
            <Details row=known />
            <Doing health=row.health started_at=started_at />
        </div>
        <Errors errors=errors />
        <HistoryOfOne rows=history />
    }
    .into_any()
}

/// The facts from the registry.
#[component]
fn Details(row: OperationRow) -> impl IntoView {
    let permission = if row.permission.is_empty() {
        tr!("status-permission-none").into_any()
    } else {
        let codes = row.permission.iter().cloned();
        let codes = codes.map(|code| view! { <li><code>{code}</code></li> }).collect_view();
        view! { <ul>{codes}</ul> }.into_any()
    };
    let repeat = if row.repeatable { tr!("status-repeat-yes") } else { tr!("status-repeat-no") };
    let day = |day: Option<String>| match day {
        Some(day) => format::plain_day(&day).into_any(),
        None => view! { <span class="muted">{tr!("status-day-untold")}</span> }.into_any(),
    };
    let end = row.end_announced.clone();
    view! {
        <Section title=tr!("status-known") id="known">
            <Facts>
                <Fact name=tr!("status-call")>
                    <Call call=format!("{} {}", row.method, row.path) />
                </Fact>
                <Fact name=tr!("status-area")>{area_text(row.area)}</Fact>
                <Fact name=tr!("status-caller")>{caller_text(row.caller)}</Fact>
                <Fact name=tr!("status-permission")>{permission}</Fact>
                <Fact name=tr!("status-rate")>
                    {tr!("status-rate-of", n = row.per_second.to_string())}
                    {row.room.map(|room| tr!("status-rate-left", n = room.to_string()))}
                </Fact>
                <Fact name=tr!("status-repeat")>{repeat}</Fact>
                <Fact name=tr!("status-came")>{day(row.since)}</Fact>
                {end.map(|end| view! { <Fact name=tr!("status-end-announced")>{day(Some(end))}</Fact> })}
            </Facts>
        </Section>
    }
    .into_any()
}

/// Statistics of its calls.
#[component]
fn Doing(health: Health, started_at: Timestamp) -> impl IntoView {
    let answer = |attempt: Option<Attempt>| match attempt {
        Some(attempt) => {
            let status =
                attempt.status.zip(attempt.code.as_ref()).map(|(status, _)| format!("HTTP {status} \u{b7} "));
            let took = millis_text(attempt.millis);
            view! { {status} <AnswerLine attempt=attempt /> " \u{b7} " {took} }.into_any()
        }
        None => view! { <Unknown /> }.into_any(),
    };
    let share = health.failed_percent().map(format::percent);
    let failed = share.map(|share| tr!("status-figure-failed", n = count(health.failures), share = share));
    let success = match health.last_success_at {
        Some(at) => view! { <Ago at=at /> }.into_any(),
        None => view! { <Unknown /> }.into_any(),
    };
    let times = health.median_millis.zip(health.p95_millis).map(|(median, p95)| {
        view! {
            <Fact name=tr!("status-time")>
                {millis_text(median)} ", " {tr!("status-p95", time = millis_text(p95))}
            </Fact>
        }
    });
    view! {
        <Section title=tr!("status-doing") id="doing" beside=move || view! { {tr!("status-since")} " " <Instant at=started_at /> }>
            <Facts>
                <Fact name=tr!("status-figure-calls")>
                    {count(health.calls)} {failed.map(|failed| format!(", {failed}"))}
                </Fact>
                <Fact name=tr!("status-last")>{answer(health.last)}</Fact>
                <Fact name=tr!("status-last-success")>{success}</Fact>
                <Fact name=tr!("status-last-failure")>{answer(health.last_failure)}</Fact>
                {times}
            </Facts>
        </Section>
    }
    .into_any()
}

/// The documented error codes: what happened, who can fix it, what to do.
#[component]
fn Errors(errors: Vec<(String, Option<Fault>)>) -> impl IntoView {
    let columns = vec![
        Column::text("code", tr!("status-error-code")).lead(),
        Column::text("what", tr!("status-error-what")),
        Column::text("who", tr!("status-error-who")),
        Column::text("next", tr!("status-error-next")),
    ];
    let row = |(code, fault): (String, Option<Fault>)| {
        let (what, next) = code_texts(&code).unwrap_or_default();
        Row::new(vec![
            view! { <code class="nowrap">{code}</code> }.into_any(),
            what.into_any(),
            who_text(fault.unwrap_or(Fault::Unclear)).into_any(),
            next.into_any(),
        ])
    };
    view! {
        <Section title=tr!("status-errors") id="errors">
            <Table
                caption=tr!("status-errors")
                columns=columns
                rows=errors.into_iter().map(row).collect()
                empty=|| view! { <p class="calm-line">{tr!("status-errors-none")}</p> }
            />
        </Section>
    }
    .into_any()
}
