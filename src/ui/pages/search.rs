//! Search results: what an error code means, customers, orders, resources, notes, entries of the audit log. What
//! was meant without doubt opens at once.

use super::activity::action_text;
use crate::paths;
use crate::tr;
use crate::ui::components::{
    Column, Empty, EmptyReason, Fact, Facts, Id, OrderStatusBadge, PageHead, Row, RowLink, Section, Table,
    code_texts, who_text,
};
use crate::ui::format::count;
use crate::ui::load::{load, pairs, redirect};
use leptos::prelude::*;
use model::audit::AuditAction;
use model::lists::{ActivityFilter, CustomerFilter, List, OrderFilter, RenewalFilter, StatusFilter};
use model::search::{LONGEST_SEARCH, is_too_long};
use model::views::{EntriesBy, Found, Hit, HitKind, KnownCode, MOST_COUNTED, Matches};

/// `/search`: fetches and shows; without a text, explains what can be searched.
#[component]
pub fn SearchPage() -> impl IntoView {
    let Some(text) = pairs().text("q") else {
        return view! {
            <PageHead title=tr!("search-title") />
            <Empty reason=EmptyReason::NoData(tr!("search-empty"), tr!("search-empty-why")) />
        }
        .into_any();
    };
    if is_too_long(&text) {
        let why = tr!("ui-search-too-long-why", most = LONGEST_SEARCH);
        return view! {
            <PageHead title=tr!("ui-search-too-long") />
            <Empty reason=EmptyReason::NoData(tr!("search-title"), why) />
        }
        .into_any();
    }
    load(crate::api::search::found(text.clone()), |found| {
        if let Some(hit) = found.only() {
            redirect(&paths::hit(hit));
        }
        view! { <SearchView found=found text=text /> }
    })
    .into_any()
}

/// The page with its data.
#[component]
pub fn SearchView(
    /// Exact hits first within each kind.
    found: Found,
    /// The search text.
    text: String,
) -> impl IntoView {
    let (total, more) = found.total();
    let (shown, n) = (count(found.shown()), number(total, more));
    let title = if found.shown() == total {
        tr!("search-found", count = total, n = n, text = text.clone())
    } else {
        tr!("search-found-more", n = n, shown = shown, text = text.clone())
    };
    let title = match (&found.code, total) {
        (Some(known), 0) => known.code.clone(),
        _ => title,
    };
    let nothing = (total == 0 && found.code.is_none()).then(|| {
        view! { <Empty reason=EmptyReason::NoData(tr!("search-nothing"), tr!("search-nothing-why")) /> }
    });
    let by = found.entries_by;
    let group = |kind: Matches| view! { <Group found=kind text=text.clone() by=by /> };
    view! {
        <PageHead title=title />
        {nothing}
        {found.code.map(|code| view! { <Meaning known=code /> })}
        {found.matches.into_iter().map(group).collect_view()}
    }
    .into_any()
}

/// A count that stops at [`MOST_COUNTED`].
fn number(total: u64, more: bool) -> String {
    if more { tr!("search-more-than", n = count(total.min(MOST_COUNTED))) } else { count(total) }
}

/// What an error code means, and who can fix it.
#[component]
fn Meaning(known: KnownCode) -> impl IntoView {
    let (what, next) = code_texts(&known.code).unzip();
    let calls = StatusFilter { search: Some(known.code.clone()), ..StatusFilter::default() };
    let entries = ActivityFilter { code: Some(known.code.clone()), ..ActivityFilter::default() };
    let viewer = crate::context::viewer();
    let entries = viewer.may(ActivityFilter::ACTION).then(|| paths::activity(&entries));
    let optional =
        |name: String, text: Option<String>| text.map(|text| view! { <Fact name=name>{text}</Fact> });
    view! {
        <Section title=tr!("search-code") id="code">
            <Facts>
                <Fact name=tr!("search-code-code")>
                    <Id id=known.code />
                </Fact>
                {optional(tr!("search-code-what"), what)}
                <Fact name=tr!("search-code-who")>{who_text(known.fault)}</Fact>
                {optional(tr!("search-code-next"), next)}
                <Fact name=tr!("search-code-where")>
                    <a href=paths::status(&calls)>{tr!("search-code-calls")}</a>
                    {entries.map(|href| view! { " \u{b7} " <a href=href>{tr!("search-code-entries")}</a> })}
                </Fact>
            </Facts>
        </Section>
    }
    .into_any()
}

/// The list that shows all hits of a kind.
fn list_of(kind: HitKind, text: String, by: Option<EntriesBy>) -> String {
    if kind == HitKind::Note {
        return paths::search(&text);
    }
    let search = Some(text);
    match (kind, by) {
        (HitKind::Customer, _) => paths::customers(&CustomerFilter { search, ..CustomerFilter::default() }),
        (HitKind::Order, _) => paths::orders(&OrderFilter { search, ..OrderFilter::default() }),
        (HitKind::Resource, _) => paths::renewals(&RenewalFilter { search, ..RenewalFilter::default() }),
        (HitKind::Entry, Some(EntriesBy::Code)) => {
            paths::activity(&ActivityFilter { code: search, ..ActivityFilter::default() })
        }
        (HitKind::Entry | HitKind::Note, _) => {
            paths::activity(&ActivityFilter { request: search, ..ActivityFilter::default() })
        }
    }
}

#[component]
fn Group(found: Matches, text: String, by: Option<EntriesBy>) -> impl IntoView {
    let Matches { kind, hits, total, listed } = found;
    let (title, id, lead, beside) = match kind {
        HitKind::Customer => {
            (tr!("search-customers"), "customers", tr!("search-name"), tr!("search-account"))
        }
        HitKind::Order => (tr!("search-orders"), "orders", tr!("search-order"), tr!("search-service")),
        HitKind::Resource => {
            (tr!("search-resources"), "resources", tr!("search-name"), tr!("search-customer"))
        }
        HitKind::Entry => (tr!("search-entries"), "entries", tr!("search-action"), tr!("search-person")),
        HitKind::Note => (tr!("search-notes"), "notes", tr!("search-note"), tr!("search-customer")),
    };
    let shown = u64::try_from(hits.len()).unwrap_or(u64::MAX);
    let counted = if shown == total {
        tr!("search-count", count = total, n = count(total))
    } else {
        tr!("search-count-shown", n = number(total, total > MOST_COUNTED), shown = count(shown))
    };
    let more = (listed > 0).then(|| {
        let label = tr!("search-show-list", count = listed, n = number(listed, listed > MOST_COUNTED));
        (label, list_of(kind, text, by))
    });
    let mut columns = vec![Column::text("name", lead).lead(), Column::text("beside", beside)];
    // Nobody knows a note by its id.
    if kind != HitKind::Note {
        columns.push(Column::text("id", tr!("search-id")));
    }
    if kind == HitKind::Order {
        columns.push(Column::text("status", tr!("search-status")));
    }
    let rows = hits.into_iter().map(row).collect();
    let caption = title.clone();
    let beside = move || counted.clone();
    match more {
        Some(more) => view! {
            <Section title=title id=id beside=beside more=more>
                <Table caption=caption columns=columns rows=rows />
            </Section>
        }
        .into_any(),
        None => view! {
            <Section title=title id=id beside=beside>
                <Table caption=caption columns=columns rows=rows />
            </Section>
        }
        .into_any(),
    }
}

fn row(hit: Hit) -> Row {
    let href = paths::hit(&hit);
    let id = view! { <Id id=hit.id /> }.into_any();
    match hit.kind {
        HitKind::Entry => {
            let action = AuditAction::from_code(&hit.beside).map(action_text);
            let action = action.unwrap_or(hit.beside);
            Row::new(vec![view! { <RowLink href=href name=action /> }.into_any(), hit.name.into_any(), id])
        }
        HitKind::Order => Row::new(vec![
            view! { <RowLink href=href name=hit.name /> }.into_any(),
            hit.beside.into_any(),
            id,
            hit.status.map(|status| view! { <OrderStatusBadge status=status /> }).into_any(),
        ]),
        HitKind::Note => {
            Row::new(vec![view! { <RowLink href=href name=hit.name /> }.into_any(), hit.beside.into_any()])
        }
        HitKind::Customer | HitKind::Resource => Row::new(vec![
            view! { <RowLink href=href name=hit.name /> }.into_any(),
            hit.beside.into_any(),
            id,
        ]),
    }
}
