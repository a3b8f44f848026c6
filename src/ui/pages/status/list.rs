//! The list of partner API operations.

use super::connections::{Connections, Paused};
use super::figures::Figures;
use super::history::History;
use super::mirror::Mirror;
use super::words::{
    AnswerLine, Call, ConditionBadge, LifecycleBadge, caller_text, condition_text, millis_text,
    operation_text,
};
use crate::paths;
use crate::tr;
use crate::ui::components::{Column, ListData, ListPage, Row, RowLink, Unknown};
use crate::ui::format::{self, count};
use crate::ui::load::{load, state, understood};
use crate::ui::pages::activity::SealsBehind;
use leptos::prelude::*;
use model::error::AppError;
use model::lists::{Misread, StatusFilter};
use model::page::Paging;
use model::status::{Caller, Condition, OperationRow, StatusView};

/// `/status`
#[component]
pub fn StatusPage() -> impl IntoView {
    load(fetch(state()), |(view, data)| view! { <StatusListView view=view data=data /> })
}

/// Figures and history are loaded even when the filters were not understood.
async fn fetch(
    asked: Result<StatusFilter, Misread<StatusFilter>>,
) -> Result<(StatusView, ListData<StatusFilter>), AppError> {
    let (filter, wrong) = understood(asked);
    let view = crate::api::status::status(filter.clone()).await?;
    if !wrong.is_empty() {
        return Ok((view, ListData::misread(filter, wrong, Vec::new())));
    }
    let listing = view.operations.clone();
    let settings = crate::api::lists::settings(<StatusFilter as model::lists::List>::NAME).await?;
    Ok((view, ListData { filter, wrong, listing, offers: Vec::new(), settings }))
}

/// The page with its data.
#[component]
pub fn StatusListView(view: StatusView, data: ListData<StatusFilter>) -> impl IntoView {
    let filter = data.filter.clone();
    let tallied = (filter.clone(), view.conditions.clone());
    let history = (view.history.clone(), view.touching);
    let title = title(&view);
    let mirror = view.mirror.clone();
    let connections = view.connections.clone();
    let rows = data.listing.rows.iter().cloned().map(row).collect();
    view! {
        <ListPage
            data=data
            title=title
            columns=columns()
            rows=rows
            in_memory=true
            above=move || {
                view! {
                    <Paused connections=view.connections.clone() />
                    {view.seal_behind.then(|| view! { <SealsBehind /> })}
                    <Figures view=view.clone() />
                }
            }
        >
            <Tallies filter=tallied.0 conditions=tallied.1 />
        </ListPage>
        <Connections connections=connections />
        <Mirror parts=mirror />
        <History listing=history.0 touching=history.1 filter=filter />
    }
    .into_any()
}

/// The heading, which says the state of the operations.
fn title(view: &StatusView) -> String {
    let all = view.operations.total_unfiltered;
    match count_in(&view.conditions, Condition::Failing) {
        0 => tr!("status-title-calm", count = all, n = count(all)),
        failing => tr!("status-title-failing", count = failing, n = count(failing), all = count(all)),
    }
}

fn count_in(conditions: &[(Condition, u64)], wanted: Condition) -> u64 {
    conditions.iter().find(|(condition, _)| *condition == wanted).map_or(0, |(_, count)| *count)
}

/// The number of operations per condition, worst first, each linked to the filtered list.
#[component]
fn Tallies(filter: StatusFilter, conditions: Vec<(Condition, u64)>) -> impl IntoView {
    let tally = move |(condition, number): (Condition, u64)| {
        let here = filter.condition == Some(condition);
        let condition_or_none = if here { None } else { Some(condition) };
        let to = StatusFilter { condition: condition_or_none, paging: Paging::default(), ..filter.clone() };
        view! {
            <li class=condition.code() class:none=number == 0>
                <a href=paths::status(&to) aria-current=here.then_some("true")>
                    <b>{count(number)}</b>
                    {condition_text(condition)}
                </a>
            </li>
        }
    };
    view! {
        <ul class="tallies" aria-label=tr!("status-health")>
            {conditions.into_iter().map(tally).collect_view()}
        </ul>
    }
    .into_any()
}

fn columns() -> Vec<Column> {
    vec![
        Column::text("call", tr!("status-operation")).lead(),
        Column::text("health", tr!("status-health")),
        Column::number("failures", tr!("status-failures")),
        Column::number("time", tr!("status-time")).middle(),
        Column::number("left", tr!("status-left")).wide(),
        Column::text("caller", tr!("status-caller")),
        Column::text("lifecycle", tr!("status-lifecycle")),
    ]
}

fn row(row: OperationRow) -> Row {
    Row::new(vec![
        view! {
            <RowLink href=paths::status_operation(&row.id) name=operation_text(&row.id) />
            <span class="sub">
                <Call call=format!("{} {}", row.method, row.path) />
            </span>
        }
        .into_any(),
        health(&row),
        failures(&row),
        time(&row),
        remaining_calls(&row),
        caller(&row),
        lifecycle(row),
    ])
}

fn health(row: &OperationRow) -> AnyView {
    let last = row.health.last.clone().map(|attempt| {
        view! {
            <span class="sub nowrap">
                <AnswerLine attempt=attempt />
            </span>
        }
    });
    view! {
        <ConditionBadge condition=row.health.condition() />
        {last}
    }
    .into_any()
}

fn failures(row: &OperationRow) -> AnyView {
    let Some(share) = row.health.failed_percent() else { return view! { <Unknown /> }.into_any() };
    let (failures, calls) = (row.health.failures, row.health.calls);
    view! {
        {format::percent(share)}
        <span class="sub">{tr!("status-of-calls", n = count(failures), all = count(calls))}</span>
    }
    .into_any()
}

fn time(row: &OperationRow) -> AnyView {
    let Some((median, p95)) = row.health.median_millis.zip(row.health.p95_millis) else {
        return view! { <Unknown /> }.into_any();
    };
    view! {
        {millis_text(median)}
        <span class="sub">{tr!("status-p95", time = millis_text(p95))}</span>
    }
    .into_any()
}

/// Calls remaining in this second. For limits per customer only the limit is shown.
fn remaining_calls(row: &OperationRow) -> AnyView {
    let of = tr!("status-a-second", n = row.per_second.to_string());
    let (remaining_calls, sub) = match row.room {
        Some(room) => (room.to_string(), of),
        None => (row.per_second.to_string(), tr!("status-per-customer")),
    };
    view! {
        {remaining_calls}
        <span class="sub">{sub}</span>
    }
    .into_any()
}

fn caller(row: &OperationRow) -> AnyView {
    let codes = row.permission.iter().cloned();
    let codes = codes.map(|code| view! { <code class="sub permission">{code}</code> }).collect_view();
    let none = (row.permission.is_empty() && row.caller != Caller::Customer)
        .then(|| view! { <span class="sub permission">{tr!("status-permission-none")}</span> });
    view! {
        {caller_text(row.caller)}
        {codes}
        {none}
    }
    .into_any()
}

fn lifecycle(row: OperationRow) -> AnyView {
    let day = match (row.end_announced.as_deref(), row.since.as_deref()) {
        (Some(day), _) => Some(tr!("status-end-announced-on", day = format::plain_day(day))),
        (None, Some(day)) => Some(tr!("status-since-day", day = format::plain_day(day))),
        (None, None) => None,
    };
    view! {
        <LifecycleBadge row=row />
        {day.map(|day| view! { <span class="sub nowrap">{day}</span> })}
    }
    .into_any()
}
