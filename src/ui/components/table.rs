//! The table component: headers, sort links, paging, captions, and cards instead of rows on a
//! phone.

use crate::tr;
use crate::ui::components::pager::{Pager, PagerLine};
use crate::ui::components::{Icon, LinkButton, PeekLink, Symbol};
use leptos::prelude::*;
use model::page::{Direction, Paging};

/// The smallest window width at which a column is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shown {
    Always,
    /// The name of the row: on a phone the heading of its card.
    Lead,
    /// Hidden on a phone.
    OffPhone,
    /// Where rows are rows, from 1024 px; on a phone a line of the card.
    Middle,
    /// Where rows are rows, from 1180 px; on a phone a line of the card.
    Wide,
}

/// One column.
#[derive(Clone, Debug)]
pub struct Column {
    key: &'static str,
    label: String,
    number: bool,
    shown: Shown,
    quiet: bool,
    party: bool,
}

impl Column {
    /// A column of text. The key is what the list is sorted by.
    pub fn text(key: &'static str, label: impl Into<String>) -> Self {
        Self { key, label: label.into(), number: false, shown: Shown::Always, quiet: false, party: false }
    }

    /// A column of numbers or amounts, aligned to the right.
    pub fn number(key: &'static str, label: impl Into<String>) -> Self {
        Self { number: true, ..Self::text(key, label) }
    }

    /// A column of buttons: its label is for screen readers only.
    pub fn actions(label: impl Into<String>) -> Self {
        Self { quiet: true, number: true, ..Self::text("", label) }
    }

    /// Makes this column the name of the row.
    pub fn lead(self) -> Self {
        Self { shown: Shown::Lead, ..self }
    }

    /// A column of names of customers, which are long.
    pub fn party(self) -> Self {
        Self { party: true, ..self }
    }

    /// Hides the column on a phone.
    pub fn off_phone(self) -> Self {
        Self { shown: Shown::OffPhone, ..self }
    }

    /// Hides the column on a tablet. On a phone it is a line of the card: nothing is lost there.
    pub fn middle(self) -> Self {
        Self { shown: Shown::Middle, ..self }
    }

    /// Hides the column below 1180 px, but not on a phone, as [`Column::middle`].
    pub fn wide(self) -> Self {
        Self { shown: Shown::Wide, ..self }
    }

    /// What the list is sorted by where it is sorted by this column.
    pub fn key(&self) -> &'static str {
        self.key
    }

    /// Its label.
    pub fn label(&self) -> &str {
        &self.label
    }

    /// Key and label of a column that can be hidden: not the name of the row, and no buttons.
    pub fn choice(&self) -> Option<(&'static str, String)> {
        let can_be = self.shown != Shown::Lead && !self.quiet && !self.key.is_empty();
        can_be.then(|| (self.key, self.label.clone()))
    }

    /// The columns without hidden ones, and the rows without their cells.
    pub fn chosen(columns: Vec<Self>, rows: Vec<Row>, hidden: &[String]) -> (Vec<Self>, Vec<Row>) {
        let is_shown = |column: &Self| {
            !column.choice().is_some_and(|(key, _)| hidden.iter().any(|hidden| hidden == key))
        };
        let shown: Vec<bool> = columns.iter().map(is_shown).collect();
        let rows = rows.into_iter().map(|row| {
            let cells = row.cells.into_iter().zip(&shown).filter(|(_, shown)| **shown);
            Row { cells: cells.map(|(cell, _)| cell).collect(), ..row }
        });
        (columns.into_iter().filter(is_shown).collect(), rows.collect())
    }

    fn class(&self) -> String {
        let shown = match self.shown {
            Shown::Always => "",
            Shown::Lead => "lead",
            Shown::OffPhone => "off-phone",
            Shown::Middle => "middle",
            Shown::Wide => "wide",
        };
        let shown = if self.party { "party" } else { shown };
        if self.number { format!("num {shown}") } else { shown.to_owned() }
    }
}

/// One row: a cell per column. The first link with the class `row-link` opens the row.
pub struct Row {
    /// Value of the checkbox, and the name of the row for screen readers; `None` for a row that cannot be
    /// selected.
    pub pick: Option<(String, String)>,
    /// Whether the checkbox is checked when the page loads.
    pub picked: bool,
    /// Id and name, where the row can be opened beside the list.
    pub peek: Option<(String, String)>,
    /// One per column.
    pub cells: Vec<AnyView>,
}

impl Row {
    /// A row without a checkbox.
    pub fn new(cells: Vec<AnyView>) -> Self {
        Self { pick: None, picked: false, peek: None, cells }
    }

    /// Adds a checkbox with this value; the name is for screen readers.
    pub fn picked_by(self, value: impl Into<String>, name: impl Into<String>) -> Self {
        Self { pick: Some((value.into(), name.into())), ..self }
    }

    /// Lets it be opened beside the list; the name is for screen readers.
    pub fn peeked_by(self, id: impl Into<String>, name: impl Into<String>) -> Self {
        Self { peek: Some((id.into(), name.into())), ..self }
    }

    /// Checks the checkbox, for a form that was refused.
    pub fn checked(self, picked: bool) -> Self {
        Self { picked, ..self }
    }
}

/// The name of a row, linked to its page.
#[component]
pub fn RowLink(
    #[prop(into)] href: String,
    #[prop(into)] name: String,
    /// The name is an id, which has no place to be broken at: it is set smaller.
    #[prop(optional)]
    id: bool,
) -> impl IntoView {
    view! {
        <a class="row-link" class:long-id=id href=href>
            {name}
        </a>
    }
    .into_any()
}

/// A table.
#[component]
pub fn Table(
    /// Caption, for screen readers.
    #[prop(into)]
    caption: String,
    columns: Vec<Column>,
    rows: Vec<Row>,
    /// Sort links and pager; without it the table is complete and not sortable.
    #[prop(optional)]
    pager: Option<Pager>,
    /// Name of the checkboxes, where rows can be selected (in a form around the table).
    #[prop(optional_no_strip)]
    select: Option<&'static str>,
    /// Cells of the total row, one per column.
    #[prop(optional)]
    foot: Option<Vec<AnyView>>,
    /// Shown in place of a table without rows.
    #[prop(optional, into)]
    empty: ViewFn,
) -> impl IntoView {
    if rows.is_empty() {
        if let Some(first) = pager.as_ref().and_then(Pager::first_of_some) {
            return view! { <PastEnd first=first /> }.into_any();
        }
        return view! { <>{empty.run()}</> }.into_any();
    }
    let pick = select.map(|_| view! { <PickAll /> });
    let heads = columns.iter().map(|column| head(column, pager.as_ref())).collect_view();
    let peeks = pager.as_ref().filter(|_| rows.iter().any(|row| row.peek.is_some()));
    let peek_head = peeks.map(|_| {
        view! {
            <th class="peek-cell" scope="col" role="columnheader">
                <span class="sr-only">{tr!("ui-peek")}</span>
            </th>
        }
    });
    let body = rows.into_iter().map(|cells| row(&columns, cells, select, peeks)).collect_view();
    let foot = foot.map(|cells| foot_row(&columns, cells, select.is_some()));
    view! {
        <table class="table" role="table">
            <caption class="sr-only">{caption}</caption>
            <thead role="rowgroup">
                <tr role="row">{pick} {heads} {peek_head}</tr>
            </thead>
            <tbody role="rowgroup">{body}</tbody>
            {foot}
        </table>
        {pager.map(|pager| view! { <PagerLine pager=pager /> })}
    }
    .into_any()
}

/// The list has rows, but not on this page: an old link, or rows were removed.
#[component]
fn PastEnd(first: String) -> impl IntoView {
    view! {
        <div class="empty">
            <p>{tr!("ui-past-end")}</p>
            <div class="actions">
                <LinkButton href=first label=tr!("ui-first-page") />
            </div>
        </div>
    }
    .into_any()
}

/// Header of the checkbox column; the island `Selection` puts a checkbox into it.
#[component]
fn PickAll() -> impl IntoView {
    view! {
        <th class="pick" scope="col" role="columnheader" data-pick-all=tr!("ui-select-all")>
            <span class="sr-only">{tr!("ui-select")}</span>
        </th>
    }
    .into_any()
}

fn head(column: &Column, pager: Option<&Pager>) -> AnyView {
    let class = column.class();
    let label = column.label.clone();
    if let Some((first, pager)) = pager.and_then(|pager| Some((pager.first_sorted(column.key)?, pager))) {
        let current = pager.sorted_by(column.key);
        let direction = current.map_or(first, Direction::turned);
        let paging = Paging { page: 1, sort: Some(column.key.to_owned()), direction };
        let sorted = current.map(|direction| match direction {
            Direction::Ascending => "ascending",
            Direction::Descending => "descending",
        });
        return view! {
            <th class=class scope="col" role="columnheader" aria-sort=sorted>
                <a href=pager.link(paging)>{label} <Symbol icon=Icon::Up /></a>
            </th>
        }
        .into_any();
    }
    view! {
        <th class=class scope="col" role="columnheader">
            <span class:sr-only=column.quiet>{label}</span>
        </th>
    }
    .into_any()
}

fn row(
    columns: &[Column],
    row: Row,
    select: Option<&'static str>,
    peeks: Option<&Pager>,
) -> impl IntoView + use<> {
    let peek = peeks.map(|pager| {
        let link = row.peek.clone().map(|(id, name)| {
            view! { <PeekLink href=pager.peek(&id) name=name open=pager.is_open(&id) /> }
        });
        view! {
            <td class="peek-cell" role="cell">
                {link}
            </td>
        }
    });
    let pick = select.map(|name| {
        let picked = row.picked;
        let input = row.pick.map(|(value, label)| {
            view! { <input type="checkbox" name=name value=value checked=picked aria-label=label /> }
        });
        view! {
            <td class="pick" role="cell">
                {input}
            </td>
        }
    });
    let cells = columns.iter().zip(row.cells).map(|(column, cell)| {
        let label = if column.quiet { String::new() } else { column.label.clone() };
        if column.shown == Shown::Lead {
            view! {
                <th class=column.class() scope="row" role="rowheader" data-label=label>
                    {cell}
                </th>
            }
            .into_any()
        } else {
            view! {
                <td class=column.class() role="cell" data-label=label>
                    {cell}
                </td>
            }
            .into_any()
        }
    });
    let cells = cells.collect_view();
    view! { <tr role="row">{pick} {cells} {peek}</tr> }.into_any()
}

fn foot_row(columns: &[Column], cells: Vec<AnyView>, pick: bool) -> impl IntoView + use<> {
    let cells = columns.iter().zip(cells).map(|(column, cell)| {
        view! {
            <td class=column.class() role="cell" data-label=column.label.clone()>
                {cell}
            </td>
        }
    });
    let cells = cells.collect_view();
    let pick = pick.then(|| view! { <td class="pick" role="cell"></td> });
    view! {
        <tfoot role="rowgroup">
            <tr role="row">{pick} {cells}</tr>
        </tfoot>
    }
    .into_any()
}
