//! THE page of a list: heading, filters, age, table, pages, file, and why there is nothing.

use crate::tr;
use crate::ui::components::list_filters::ListFilters;
use crate::ui::components::list_words::{filter_text, list_text};
use crate::ui::components::{
    Column, Empty, ExportLink, FreshnessLine, Icon, LinkButton, Nothing, PageHead, Pager, Row, Symbol, Table,
};
use leptos::prelude::*;
use model::forms::FormKey;
use model::lists::{List, Offered};
use model::page::{Listing, Unreadable};
use model::time::Freshness;

/// A list as it was read.
#[derive(Clone, Debug)]
pub struct ListData<L: List> {
    /// Its state; of an address that was not understood as a whole, the part that was.
    pub filter: L,
    /// What was not understood. There are no rows then: nobody asked for those of the rest.
    pub wrong: Vec<Unreadable>,
    /// The rows.
    pub listing: Listing<L::Row>,
    /// To filter by.
    pub offers: Vec<Offered>,
}

impl<L: List> ListData<L> {
    /// A list whose address was not understood.
    pub fn misread(filter: L, wrong: Vec<Unreadable>, offers: Vec<Offered>) -> Self {
        let freshness = Freshness { read_at: None, failing: false, now: crate::context::viewer().now };
        let listing = Listing { rows: Vec::new(), total: 0, total_unfiltered: 0, freshness };
        Self { filter, wrong, listing, offers }
    }

    /// Links to its other pages and orders, and to its file.
    fn pager(&self) -> Pager {
        Pager::of(&self.filter, self.listing.total)
    }
}

/// What is put around the table: the form that acts on the rows selected.
pub type Around = Box<dyn FnOnce(AnyView) -> AnyView + Send>;

/// The page of a list.
#[component]
pub fn ListPage<L: List>(
    /// What was read of it. The rows may have been taken out.
    data: ListData<L>,
    /// The heading: the state of what is listed.
    title: String,
    /// The columns. Those whose keys the list can be sorted by are links.
    columns: Vec<Column>,
    /// The rows.
    rows: Vec<Row>,
    /// Buttons beside the heading, after the link to the file.
    #[prop(optional, into)]
    actions: ViewFn,
    /// Forms whose notice is shown above the heading.
    #[prop(optional)]
    forms: Vec<FormKey>,
    /// What stands between the heading and the filters.
    #[prop(optional, into)]
    above: ViewFn,
    /// Name of the checkboxes, where rows can be selected.
    #[prop(optional_no_strip)]
    select: Option<&'static str>,
    /// What is put around the table.
    #[prop(optional_no_strip)]
    around: Option<Around>,
    /// The rows do not come from the database: they have no age and are no file.
    #[prop(optional)]
    in_memory: bool,
    /// What stands below the heading.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let pager = data.pager();
    let misread = !data.wrong.is_empty();
    let title = if misread { tr!("ui-misread-title") } else { title };
    let whole = (!in_memory && !misread).then(|| pager.clone());
    let actions = move || {
        let file = whole.clone().map(|pager| view! { <ExportLink pager=pager /> });
        view! { {file} {actions.run()} }
    };
    let age = (!in_memory && !misread).then_some(data.listing.freshness);
    let nothing = nothing(&data);
    let wrong = misread.then(|| view! { <NotUnderstood wrong=data.wrong filter=data.filter.clone() /> });
    let table = (!misread).then(|| {
        let empty = move || view! { <Empty nothing=nothing.clone() /> };
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
        {above.run()}
        {wrong}
        <ListFilters filter=data.filter offers=data.offers>
            {age.map(|age| view! { <FreshnessLine freshness=age /> })}
        </ListFilters>
        {table}
    }
    .into_any()
}

fn nothing<L: List>(data: &ListData<L>) -> Nothing {
    match data.listing.total_unfiltered {
        0 => Nothing::Yet(list_text::<L>("none"), list_text::<L>("none-why")),
        total => Nothing::FilteredOut(total, L::default().address()),
    }
}

/// What was not understood of an address, in place of the rows, with the way to the rest.
#[component]
pub fn NotUnderstood<L: List>(
    /// What was not understood.
    wrong: Vec<Unreadable>,
    /// The state that the rest asks for.
    filter: L,
    /// The address of the rest, where it is not the list's own.
    #[prop(optional)]
    rest: Option<String>,
) -> impl IntoView {
    let part = |part: Unreadable| {
        view! {
            <dt>{part_text::<L>(&part.name)}</dt>
            <dd>
                <q>
                    <bdi>{part.value}</bdi>
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

/// What a part of an address is called.
fn part_text<L: List>(name: &str) -> String {
    match name {
        "q" => tr!("ui-misread-search"),
        "page" => tr!("ui-misread-page"),
        "sort" => tr!("ui-misread-sort"),
        "dir" => tr!("ui-misread-direction"),
        filter => filter_text::<L>(filter),
    }
}
