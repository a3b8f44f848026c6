//! The page of a declared list: heading, filters, age, table, pager, export link and empty states.

use crate::tr;
use crate::ui::components::list_filters::ListFilters;
use crate::ui::components::list_tools::{ListTools, saved_view_key};
use crate::ui::components::list_words::{filter_text, list_text};
use crate::ui::components::sort_select::sort_offers;
use crate::ui::components::{
    Beside, Column, Empty, EmptyReason, ExportLink, FreshnessLine, Gaps, Icon, LinkButton, PageHead, Pager,
    Peek, RefreshApart, RefreshButton, Row, Symbol, Table, form_key,
};
use leptos::prelude::*;
use model::forms::FormKey;
use model::forms::mirror::RefreshForm;
use model::listing::Listing;
use model::lists::{List, Offered};
use model::mirror::Coverage;
use model::page::Unreadable;
use model::readable::readable;
use model::saved_views::ListSettings;
use model::time::Freshness;

/// A list with its rows.
#[derive(Clone, Debug)]
pub struct ListData<L: List> {
    /// The list with its active filters. When the query string was not understood, only the valid
    /// part.
    pub filter: L,
    /// The parts of the query string that were not understood. The list has no rows then, because
    /// rows of the other filters would be wrong.
    pub wrong: Vec<Unreadable>,
    pub listing: Listing<L::Row>,
    /// Options that come from the database.
    pub offers: Vec<Offered>,
    /// The views and columns that the user keeps of this list.
    pub settings: ListSettings,
}

impl<L: List> ListData<L> {
    /// A list whose query string was not understood.
    pub fn misread(filter: L, wrong: Vec<Unreadable>, offers: Vec<Offered>) -> Self {
        let freshness = Freshness { read_at: None, failing: false, now: crate::context::viewer().now };
        let listing = Listing { rows: Vec::new(), total: 0, total_unfiltered: 0, freshness, coverage: None };
        Self { filter, wrong, listing, offers, settings: ListSettings::default() }
    }

    /// Links to the other pages, sort orders, and the export.
    fn pager(&self) -> Pager {
        Pager::of(&self.filter, self.listing.total)
    }
}

/// Wraps the table, for instance in the form that acts on the selected rows.
pub type TableWrapper = Box<dyn FnOnce(AnyView) -> AnyView + Send>;

/// The page of a list.
#[component]
pub fn ListPage<L: List>(
    /// The rows may have been moved out of it.
    data: ListData<L>,
    /// The heading: it says the state of the list.
    title: String,
    /// Columns whose keys the list can be sorted by get sort links.
    columns: Vec<Column>,
    rows: Vec<Row>,
    /// Buttons next to the heading, after the export link.
    #[prop(optional, into)]
    actions: ViewFn,
    /// Forms whose success notice is shown above the heading.
    #[prop(optional)]
    forms: Vec<FormKey>,
    /// Between the heading and the filters.
    #[prop(optional, into)]
    above: ViewFn,
    /// Name of the checkboxes, where rows can be selected.
    #[prop(optional_no_strip)]
    select: Option<&'static str>,
    /// Wraps the table.
    #[prop(optional_no_strip)]
    around: Option<TableWrapper>,
    /// The page of a row, opened beside the list.
    #[prop(optional_no_strip)]
    peek: Option<Peek>,
    /// True when the rows do not come from our database: no age and no export.
    #[prop(optional)]
    in_memory: bool,
    /// Below the heading.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let pager = data.pager().opening(peek.as_ref().map(|peek| peek.id.clone()));
    let close = pager.here();
    let misread = !data.wrong.is_empty();
    let coverage = data.listing.coverage.clone().filter(|_| !misread);
    let refresh = coverage.as_ref().map(|coverage| RefreshForm::part(coverage.part));
    let mut forms = forms;
    forms.extend(refresh.as_ref().map(form_key));
    let apart = refresh.clone();
    let unknown = coverage.as_ref().is_some_and(Coverage::is_unknown);
    let title = match (misread, unknown) {
        (true, _) => tr!("ui-misread-title"),
        // A number would be a lie.
        (_, true) => list_text::<L>("caption"),
        _ => title,
    };
    let whole = (!in_memory && !misread).then(|| pager.clone());
    let actions = move || {
        let file = whole.clone().map(|pager| view! { <ExportLink pager=pager /> });
        view! { {file} {actions.run()} }
    };
    let age = (!in_memory && !misread).then_some(data.listing.freshness);
    let reason = empty_reason(&data);
    let tools = (!misread).then(|| {
        let (filter, settings) = (data.filter.clone(), data.settings.clone());
        let on_offer = columns.iter().filter_map(Column::choice).collect();
        view! {
            <ListTools filter=filter settings=settings columns=on_offer>
                {age.map(|age| view! { <FreshnessLine freshness=age /> })}
                {refresh.is_some().then(|| view! { <RefreshButton /> })}
            </ListTools>
        }
    });
    let (columns, rows) = Column::chosen(columns, rows, &data.settings.hidden);
    let forms = forms.into_iter().chain([saved_view_key::<L>()]).collect::<Vec<_>>();
    let wrong = misread.then(|| view! { <NotUnderstood wrong=data.wrong filter=data.filter.clone() /> });
    let sorts = if misread { Vec::new() } else { sort_offers(&pager, &columns) };
    let table = (!misread).then(|| {
        let empty = move || view! { <Empty reason=reason.clone() /> };
        let caption = list_text::<L>("caption");
        let table = view! {
            <Table caption=caption columns=columns rows=rows pager=pager select=select empty=empty />
        }
        .into_any();
        match around {
            Some(around) => around(table),
            None => table,
        }
    });
    let head = match children {
        Some(children) => {
            view! { <PageHead title=title actions=actions forms=forms>{children()}</PageHead> }.into_any()
        }
        None => view! { <PageHead title=title actions=actions forms=forms /> }.into_any(),
    };
    view! {
        {head}
        {apart.map(|form| view! { <RefreshApart form=form /> })}
        <Gaps parts=coverage.into_iter().collect() />
        {above.run()}
        {wrong}
        <ListFilters filter=data.filter offers=data.offers sorts=sorts />
        {tools}
        {table.map(|table| view! { <Beside list=table peek=peek close=close /> })}
    }
    .into_any()
}

fn empty_reason<L: List>(data: &ListData<L>) -> EmptyReason {
    let gaps = data.listing.coverage.as_ref().filter(|coverage| !coverage.is_complete());
    match (data.listing.total_unfiltered, gaps) {
        (0, Some(_)) => EmptyReason::NoData(tr!("mirror-none-known"), tr!("mirror-none-known-why")),
        (0, None) => EmptyReason::NoData(list_text::<L>("none"), list_text::<L>("none-why")),
        (_, Some(gaps)) => EmptyReason::NoneKnown(gaps.unread, L::default().address()),
        (total, None) => EmptyReason::FilteredOut(total, L::default().address()),
    }
}

/// What was not understood of a query string, in place of the rows, with a link to the valid part.
#[component]
pub fn NotUnderstood<L: List>(
    wrong: Vec<Unreadable>,
    /// The list with the valid part of the filters.
    filter: L,
    /// Address of the valid part, if it is not the list's own.
    #[prop(optional)]
    rest: Option<String>,
) -> impl IntoView {
    let part = |part: Unreadable| {
        view! {
            <dt>{part_text::<L>(&part.name)}</dt>
            <dd>
                <q>
                    <bdi>{readable(&part.value).into_owned()}</bdi>
                </q>
            </dd>
        }
    };
    let rest = rest.unwrap_or_else(|| filter.address());
    view! {
        <div class="error" role="alert">
            <Symbol icon=Icon::Warning />
            <h2>{tr!("ui-misread")}</h2>
            <p>{tr!("ui-misread-what")}</p>
            <dl>{wrong.into_iter().map(part).collect_view()}</dl>
            <div class="actions">
                <LinkButton href=rest label=tr!("ui-misread-without") />
            </div>
        </div>
    }
    .into_any()
}

/// The label of a part of the query string.
fn part_text<L: List>(name: &str) -> String {
    match name {
        "q" => tr!("ui-misread-search"),
        "page" => tr!("ui-misread-page"),
        "sort" => tr!("ui-misread-sort"),
        "dir" => tr!("ui-misread-direction"),
        filter => filter_text::<L>(filter),
    }
}
