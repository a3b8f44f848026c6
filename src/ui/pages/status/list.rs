//! The list of partner calls.

use super::figures::Figures;
use super::history::History;
use super::words::{
    AnswerLine, Call, ConditionBadge, LifecycleBadge, area_text, caller_text, condition_text, lifecycle_text,
    millis_text, operation_text,
};
use crate::paths;
use crate::tr;
use crate::ui::components::{
    Chip, Choice, Column, Empty, FilterBar, Nothing, PageHead, Pager, Row, RowLink, Table, Unknown,
};
use crate::ui::format::{self, count};
use crate::ui::load::{load, state};
use leptos::prelude::*;
use model::page::{Direction, Listing, Paging};
use model::status::{Area, Caller, Condition, Lifecycle, OperationRow, StatusFilter, StatusView};

/// `/status`
#[component]
pub fn StatusPage() -> impl IntoView {
    let filter: StatusFilter = state();
    load(crate::api::status::status(filter.clone()), |view| {
        view! { <StatusListView view=view filter=filter /> }
    })
}

/// The page with its data.
#[component]
pub fn StatusListView(
    /// What it shows.
    view: StatusView,
    /// Its state.
    filter: StatusFilter,
) -> impl IntoView {
    let tallied = (filter.clone(), view.conditions.clone());
    let history = (view.history.clone(), view.touching);
    let operations = view.operations.clone();
    view! {
        <PageHead title=title(&view)>
            <Tallies filter=tallied.0 conditions=tallied.1 />
        </PageHead>
        <Figures view=view />
        <Operations listing=operations filter=filter.clone() />
        <History listing=history.0 touching=history.1 filter=filter />
    }
    .into_any()
}

/// The heading says how the calls are doing.
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

/// How many are in each condition, the worst first, each a link to them.
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

#[component]
fn Operations(listing: Listing<OperationRow>, filter: StatusFilter) -> impl IntoView {
    let linked = filter.clone();
    let pager = Pager::new(&filter.paging, listing.total, ("health", Direction::Ascending), move |paging| {
        paths::status(&StatusFilter { paging, ..linked.clone() })
    });
    let nothing = Nothing::FilteredOut(listing.total_unfiltered, paths::status(&StatusFilter::default()));
    let keep = filter.paging.write().into_iter().chain(filter.history()).collect();
    view! {
        <FilterBar
            action="/status"
            search_label=tr!("status-search")
            search=filter.search.clone()
            choices=choices(&filter)
            keep=keep
            chips=chips(&filter)
            clear=paths::status(&StatusFilter::default())
        />
        <Table
            caption=tr!("status-caption")
            columns=columns()
            rows=listing.rows.into_iter().map(row).collect()
            pager=pager
            empty=move || view! { <Empty nothing=nothing.clone() /> }
        />
    }
    .into_any()
}

fn choices(filter: &StatusFilter) -> Vec<Choice> {
    vec![
        Choice {
            name: "area",
            label: tr!("status-area"),
            any: tr!("status-any-area"),
            options: Area::ALL.into_iter().map(|area| (area.code().to_owned(), area_text(area))).collect(),
            value: filter.area.map(|area| area.code().to_owned()),
        },
        Choice {
            name: "lifecycle",
            label: tr!("status-lifecycle"),
            any: tr!("status-any-lifecycle"),
            options: Lifecycle::ALL
                .iter()
                .map(|lifecycle| (lifecycle.code().to_owned(), lifecycle_text(*lifecycle)))
                .collect(),
            value: filter.lifecycle.map(|lifecycle| lifecycle.code().to_owned()),
        },
        Choice {
            name: "health",
            label: tr!("status-health"),
            any: tr!("status-any-health"),
            options: Condition::ALL
                .iter()
                .map(|condition| (condition.code().to_owned(), condition_text(*condition)))
                .collect(),
            value: filter.condition.map(|condition| condition.code().to_owned()),
        },
    ]
}

fn chips(filter: &StatusFilter) -> Vec<Chip> {
    let base = StatusFilter { paging: Paging { page: 1, ..filter.paging.clone() }, ..filter.clone() };
    let chip = |label: Option<String>, without: StatusFilter| {
        label.map(|label| Chip { label, without: paths::status(&without) })
    };
    let chips = [
        chip(
            filter.search.as_ref().map(|text| format!("\u{201c}{text}\u{201d}")),
            StatusFilter { search: None, ..base.clone() },
        ),
        chip(filter.area.map(area_text), StatusFilter { area: None, ..base.clone() }),
        chip(filter.lifecycle.map(lifecycle_text), StatusFilter { lifecycle: None, ..base.clone() }),
        chip(filter.condition.map(condition_text), StatusFilter { condition: None, ..base }),
    ];
    chips.into_iter().flatten().collect()
}

fn columns() -> Vec<Column> {
    vec![
        Column::text("call", tr!("status-operation")).sorted(Direction::Ascending).lead(),
        Column::text("health", tr!("status-health")).sorted(Direction::Ascending),
        Column::number("failures", tr!("status-failures")).sorted(Direction::Descending),
        Column::number("time", tr!("status-time")).sorted(Direction::Descending).middle(),
        Column::number("left", tr!("status-left")).sorted(Direction::Ascending).wide(),
        Column::text("caller", tr!("status-caller")).sorted(Direction::Ascending),
        Column::text("lifecycle", tr!("status-lifecycle")).sorted(Direction::Descending),
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
        left(&row),
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

/// Calls left in this second; what each customer has is not told here.
fn left(row: &OperationRow) -> AnyView {
    let of = tr!("status-a-second", n = row.per_second.to_string());
    let (left, sub) = match row.room {
        Some(room) => (room.to_string(), of),
        None => (row.per_second.to_string(), tr!("status-per-customer")),
    };
    view! {
        {left}
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
