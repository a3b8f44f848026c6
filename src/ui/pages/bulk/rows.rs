//! The rows of a job: customer, budget before and after, and result.

use super::words::{RowStateBadge, row_detail, row_notes, row_state_text};
use super::{task_rows, task_words};
use crate::paths;
use crate::tr;
use crate::ui::components::terms;
use crate::ui::components::{
    Column, Empty, EmptyReason, Icon, LinkButton, MaybeAmount, NotUnderstood, Pager, Row, RowLink, Section,
    Table,
};
use crate::ui::format;
use leptos::prelude::*;
use model::bulk::{BulkRow, BulkView, RowState, Target};
use model::lists::BulkFilter;
use model::money::grouped;
use model::page::{Direction, Paging, Unreadable};

/// The rows, with links to filter them by state.
#[component]
pub fn Rows(
    view: BulkView,
    /// Filter of the rows.
    filter: BulkFilter,
    /// Parts of the query string that were not understood; no rows are shown then.
    wrong: Vec<Unreadable>,
) -> impl IntoView {
    if !wrong.is_empty() {
        let rest = paths::bulk_rows(&view.job.id, &filter);
        return view! {
            <Section title=tr!("bulk-rows") id="rows">
                <NotUnderstood wrong=wrong filter=filter rest=rest />
            </Section>
        }
        .into_any();
    }
    let id = view.job.id.clone();
    let (dry, rounds) = (view.job.state.is_planned(), view.job.rounding.is_some());
    let list = paths::bulk_export(&id, &filter);
    let (to_file, to_workbook) = (paths::export(&list), paths::export_workbook(&list));
    let (title, file) = if dry {
        (tr!("bulk-rows-dry"), tr!("bulk-download-dry"))
    } else {
        (tr!("bulk-rows"), tr!("bulk-download"))
    };
    let link = {
        let (id, filter) = (id.clone(), filter.clone());
        move |paging: Paging| paths::bulk_rows(&id, &BulkFilter { paging, ..filter.clone() })
    };
    let pager = Pager::new(&filter.paging, view.rows.total, ("line", Direction::Ascending), link);
    let reason = EmptyReason::FilteredOut(view.rows.total_unfiltered, paths::bulk(&id));
    let empty = move || view! { <Empty reason=reason.clone() /> };
    let tasks = !view.job.kind.is_about_budgets();
    let kind = view.job.kind;
    let cell = |row: BulkRow| if tasks { task_rows::cells(row, kind, dry) } else { cells(row, dry, rounds) };
    let rows = view.rows.rows.iter().cloned().map(cell).collect();
    let columns = if tasks { task_rows::columns(kind) } else { columns() };
    view! {
        <Section
            title=title
            id="rows"
            beside=move || view! {
                <LinkButton href=to_workbook.clone() label=tr!("ui-export-workbook") icon=Icon::Download quiet=true />
                <LinkButton href=to_file.clone() label=file.clone() icon=Icon::Download quiet=true />
            }
        >
            <States view=view.clone() filter=filter />
            <Table caption=tr!("bulk-rows") columns=columns rows=rows pager=pager empty=empty />
        </Section>
    }
    .into_any()
}

/// The number of rows per state, each linked to the filtered rows.
#[component]
fn States(view: BulkView, filter: BulkFilter) -> impl IntoView {
    let id = view.job.id.clone();
    let dry = view.job.state.is_planned();
    let kind = view.job.kind;
    let states =
        RowState::ALL.into_iter().map(|state| (state, view.count(state))).filter(|(_, count)| *count > 0);
    let state = move |(state, count): (RowState, u64)| {
        let here = filter.state == Some(state);
        let to = BulkFilter { state: (!here).then_some(state), ..BulkFilter::default() };
        let word = match () {
            () if !kind.is_about_budgets() => task_words::state_text(kind, state, dry),
            () if dry && state == RowState::Waiting => tr!("bulk-row-would"),
            () => row_state_text(state),
        };
        view! {
            <li>
                <a href=format!("{}#rows", paths::bulk_rows(&id, &to)) aria-current=here.then_some("true")>
                    <b>{format::count(count)}</b>
                    {word}
                </a>
            </li>
        }
    };
    view! {
        <ul class="tallies" aria-label=tr!("bulk-states")>
            {states.map(state).collect_view()}
        </ul>
    }
    .into_any()
}

fn columns() -> Vec<Column> {
    vec![
        Column::text("customer", tr!("budgets-customer")).lead(),
        Column::text("type", tr!("budgets-type")),
        Column::number("before", tr!("bulk-before")),
        Column::number("after", tr!("bulk-after")),
        Column::number("change", tr!("bulk-change")).wide(),
        Column::text("result", tr!("bulk-result")),
    ]
}

fn cells(row: BulkRow, dry: bool, rounds: bool) -> Row {
    let (before, after) = (row.money(row.before.as_ref()), row.money(row.after.as_ref()));
    let change = after.as_ref().and_then(|after| match &before {
        Some(before) => after.checked_sub(before),
        None => Some(after.clone()),
    });
    let change = change.filter(|_| row.state != RowState::Skipped).map(|change| {
        let sign = if change.amount.is_sign_positive() { "+" } else { "" };
        format!("{sign}{}", grouped(change.amount, &change.currency))
    });
    let (detail, notes) = (row_detail(&row), row_notes(&row, rounds));
    let code = row.failure.as_ref().and_then(|failure| failure.code.clone());
    let entry = row.audit.as_ref().map(paths::activity_entry);
    let given = (row.given_amount.clone(), row.state == RowState::Skipped);
    let after = match given {
        (text, true) if !text.is_empty() => view! { <span class="muted">{text}</span> }.into_any(),
        _ => view! { <MaybeAmount money=after /> }.into_any(),
    };
    let kind = types_text(row.before.as_ref(), row.after.as_ref());
    Row::new(vec![
        view! { <RowCustomer row=row.clone() /> }.into_any(),
        kind.into_any(),
        view! { <MaybeAmount money=before /> }.into_any(),
        after,
        change.into_any(),
        view! {
            <RowStateBadge state=row.state dry=dry />
            {code.map(|code| view! { " " <code class="small">{code}</code> })}
            {detail.map(|detail| view! { <span class="sub">{detail}</span> })}
            {notes.into_iter().map(|note| view! { <span class="sub">{note}</span> }).collect_view()}
            {entry.map(|href| view! {
                " "
                <a class="small" href=href>
                    {tr!("bulk-to-entry")}
                </a>
            })}
        }
        .into_any(),
    ])
}

/// The customer, or the text of the file if no customer was found.
#[component]
fn RowCustomer(row: BulkRow) -> impl IntoView {
    let name = row.display_name().to_owned();
    let named = row.customer.as_ref().map(paths::budget);
    let line = tr!("bulk-line", line = row.line.to_string());
    let given = (row.name.is_some() && row.customer.as_ref().is_some_and(|id| id.as_str() != row.given))
        .then(|| row.given.clone())
        .filter(|given| *given != name);
    let name = match named {
        Some(href) => view! { <RowLink href=href name=name /> }.into_any(),
        None => view! { <span>{name}</span> }.into_any(),
    };
    let sub_line = given.map_or_else(|| line.clone(), |given| format!("{line} \u{b7} {given}"));
    view! {
        {name}
        <span class="sub">{sub_line}</span>
    }
    .into_any()
}

/// The type of budget, or both types if it changes.
fn types_text(before: Option<&Target>, after: Option<&Target>) -> String {
    let word =
        |target: Option<&Target>| target.and_then(|target| target.kind.as_ref()).map(terms::budget_type);
    match (word(before), word(after)) {
        (Some(before), Some(after)) if before != after => format!("{before} \u{2192} {after}"),
        (_, Some(after)) => after,
        (Some(before), None) => before,
        (None, None) if before.is_some() => tr!("budgets-type-none"),
        (None, None) => String::new(),
    }
}
