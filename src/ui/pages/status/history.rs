//! The change history of the partner API: new, removed and changed operations, and what affects us.

use super::words::{Call, kind_text, operation_text};
use crate::paths;
use crate::tr;
use crate::ui::components::{Badge, Column, Pager, Row, Section, Table, Tone};
use crate::ui::format::{self, count};
use leptos::prelude::*;
use model::listing::Listing;
use model::lists::{HistoryPage, HistoryPart, StatusFilter};
use model::page::{Direction, Paging};
use model::status::{ApiChangeKind, Change, ChangeRow};

/// The history, newest first.
#[component]
pub fn History(
    listing: Listing<ChangeRow>,
    /// Number of changes to operations that we use.
    touching: u64,
    /// Filters and paging of the page.
    filter: StatusFilter,
) -> impl IntoView {
    let linked = filter.clone();
    let paging = Paging { page: filter.history_number(), ..Paging::default() };
    let pager = Pager::new(&paging, listing.total, ("released", Direction::Descending), move |paging| {
        paths::status_history(&StatusFilter { history_page: page_of(&paging), ..linked.clone() })
    });
    view! {
        <Section title=tr!("status-history") id="history" beside=|| tr!("status-history-as-of")>
            <Narrowing filter=filter all=listing.total_unfiltered touching=touching />
            <Table
                caption=tr!("status-history-caption")
                columns=columns()
                rows=listing.rows.into_iter().map(table_row).collect()
                pager=pager
                empty=|| view! { <p class="calm-line">{tr!("status-history-none")}</p> }
            />
        </Section>
    }
    .into_any()
}

/// `None` for the first page, which needs no parameter.
fn page_of(paging: &Paging) -> Option<HistoryPage> {
    (paging.page > 1).then_some(HistoryPage(paging.page))
}

/// The changes of one operation, on its own page.
#[component]
pub fn HistoryOfOne(rows: Vec<ChangeRow>) -> impl IntoView {
    view! {
        <Section title=tr!("status-history-of-one") id="history">
            <Table
                caption=tr!("status-history-caption")
                columns=columns_of_one()
                rows=rows.into_iter().map(row_of_one).collect()
                empty=|| view! { <p class="calm-line">{tr!("status-history-none")}</p> }
            />
        </Section>
    }
    .into_any()
}

/// The links to switch between all changes and those that affect us.
#[component]
fn Narrowing(filter: StatusFilter, all: u64, touching: u64) -> impl IntoView {
    let offers = [(false, all, tr!("status-history-all")), (true, touching, tr!("status-history-ours"))];
    let offer = move |(ours, number, label): (bool, u64, String)| {
        let to =
            StatusFilter { history: ours.then_some(HistoryPart::Ours), history_page: None, ..filter.clone() };
        let here = filter.is_ours() == ours;
        view! {
            <li>
                <a href=paths::status_history(&to) aria-current=here.then_some("true")>
                    <b>{count(number)}</b>
                    {label}
                </a>
            </li>
        }
    };
    view! {
        <ul class="tallies" aria-label=tr!("status-history-narrow")>
            {offers.map(offer).collect_view()}
        </ul>
    }
    .into_any()
}

fn columns() -> Vec<Column> {
    vec![
        Column::text("about", tr!("status-change-about")).lead(),
        Column::text("released", tr!("status-change-released")),
        Column::text("kind", tr!("status-change-kind")),
        Column::text("detail", tr!("status-change-detail")),
        Column::text("touches", tr!("status-change-touches")),
    ]
}

fn table_row(row: ChangeRow) -> Row {
    let released = released(&row);
    Row::new(match row.change {
        None => vec![
            view! { <span class="muted">{tr!("status-change-nothing")}</span> }.into_any(),
            released,
            ().into_any(),
            ().into_any(),
            ().into_any(),
        ],
        Some(change) => {
            vec![about(&change), released, kind(&change), detail(&change), touched(&change.touches)]
        }
    })
}

/// On the page of an operation the column with the operation is not needed.
fn columns_of_one() -> Vec<Column> {
    vec![
        Column::text("released", tr!("status-change-released")).lead(),
        Column::text("kind", tr!("status-change-kind")),
        Column::text("detail", tr!("status-change-detail")),
    ]
}

fn row_of_one(row: ChangeRow) -> Row {
    let released = released(&row);
    let change = row.change.as_ref();
    Row::new(vec![released, change.map(kind).into_any(), change.map(detail).into_any()])
}

fn released(row: &ChangeRow) -> AnyView {
    view! {
        <span class="nowrap">{format::plain_day(&row.date)}</span>
        <span class="sub">{tr!("status-issue", n = row.issue.to_string())}</span>
    }
    .into_any()
}

fn about(change: &Change) -> AnyView {
    let version = change.version.clone().map(|version| view! { " " <span class="muted">{version}</span> });
    let call = change.call.clone().map(|call| view! { <span class="sub"><Call call=call /></span> });
    view! {
        <span class="about">{change.api.clone()}</span>
        {version}
        {call}
    }
    .into_any()
}

/// The end of an operation that we use is highlighted, as in the list.
fn kind(change: &Change) -> AnyView {
    let text = kind_text(change.kind);
    let whole = change.codes.is_empty() && change.fields.is_empty();
    let ends = match change.kind {
        ApiChangeKind::ToBeOffline | ApiChangeKind::Offline => true,
        ApiChangeKind::Removed => whole,
        _ => false,
    };
    if ends && !change.touches.is_empty() {
        return view! { <Badge tone=Tone::Warn text=text /> }.into_any();
    }
    view! { <span class="nowrap">{text}</span> }.into_any()
}

fn detail(change: &Change) -> AnyView {
    let names = change.codes.iter().chain(&change.fields).cloned();
    let names = names.map(|name| view! { <code>{name}</code> }).collect_view();
    let named = !change.codes.is_empty() || !change.fields.is_empty();
    let doubtful =
        change.doubtful.then(|| view! { <span class="sub">{tr!("status-change-doubtful")}</span> });
    view! {
        {change.detail.clone()}
        {named.then(|| view! { <span class="names">{names}</span> })}
        {doubtful}
    }
    .into_any()
}

fn touched(ids: &[String]) -> AnyView {
    let links = ids.iter().map(|id| {
        view! {
            <li>
                <a href=paths::status_operation(id)>{operation_text(id)}</a>
            </li>
        }
    });
    let links = links.collect_view();
    (!ids.is_empty()).then(|| view! { <ul class="touches">{links}</ul> }).into_any()
}
