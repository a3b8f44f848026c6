//! Search results: customers, orders, resources.

use crate::paths;
use crate::tr;
use crate::ui::components::{Column, Empty, EmptyReason, Id, PageHead, Row, RowLink, Section, Table};
use crate::ui::format::count;
use crate::ui::load::{load, pairs};
use leptos::prelude::*;
use model::lists::{CustomerFilter, OrderFilter, RenewalFilter};
use model::search::{LONGEST_SEARCH, is_too_long};
use model::views::Hit;

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
    load(crate::api::search::search(text.clone()), |hits| view! { <SearchView hits=hits text=text /> })
        .into_any()
}

/// A result as a table row.
struct Found {
    name: String,
    id: String,
    href: String,
}

/// The page with its data.
#[component]
pub fn SearchView(
    /// Best match first within each kind.
    hits: Vec<Hit>,
    /// The search text.
    text: String,
) -> impl IntoView {
    let number = u64::try_from(hits.len()).unwrap_or(u64::MAX);
    let title = tr!("search-found", count = number, n = count(number), text = text.clone());
    let (mut customers, mut orders, mut resources) = (Vec::new(), Vec::new(), Vec::new());
    for hit in hits {
        match hit {
            Hit::Customer(id, name) => {
                customers.push(Found { name, href: paths::customer(&id), id: id.into() });
            }
            Hit::Order(id, name) => orders.push(Found { name, href: paths::order(&id), id: id.into() }),
            Hit::Resource(id, name, customer) => {
                resources.push(Found { name, href: paths::customer(&customer), id: id.into() });
            }
        }
    }
    let search = Some(text);
    let all_customers =
        paths::customers(&CustomerFilter { search: search.clone(), ..CustomerFilter::default() });
    let all_orders = paths::orders(&OrderFilter { search: search.clone(), ..OrderFilter::default() });
    let all_resources = paths::renewals(&RenewalFilter { search, ..RenewalFilter::default() });
    view! {
        <PageHead title=title />
        {(number == 0).then(|| view! { <Empty reason=EmptyReason::NoData(tr!("search-nothing"), tr!("search-nothing-why")) /> })}
        <Group title=tr!("search-customers") id="customers" found=customers all=all_customers />
        <Group title=tr!("search-orders") id="orders" found=orders all=all_orders />
        <Group title=tr!("search-resources") id="resources" found=resources all=all_resources />
    }
    .into_any()
}

#[component]
fn Group(title: String, id: &'static str, found: Vec<Found>, all: String) -> impl IntoView {
    if found.is_empty() {
        return ().into_any();
    }
    let columns = vec![Column::text("name", tr!("search-name")).lead(), Column::text("id", tr!("search-id"))];
    let row = |found: Found| {
        Row::new(vec![
            view! { <RowLink href=found.href name=found.name /> }.into_any(),
            view! { <Id id=found.id /> }.into_any(),
        ])
    };
    let caption = title.clone();
    view! {
        <Section title=title id=id more=(tr!("search-in-list"), all)>
            <Table caption=caption columns=columns rows=found.into_iter().map(row).collect() />
        </Section>
    }
    .into_any()
}
