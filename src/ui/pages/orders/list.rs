//! The list of orders: which wait for payment, and until when.

use crate::api::orders::orders;
use crate::context::viewer;
use crate::paths;
use crate::tr;
use crate::ui::components::terms;
use crate::ui::components::{
    Chip, Choice, Column, Due, Empty, ExportLink, FilterBar, FreshnessLine, LinkButton, MaybeAmount,
    MaybeInstant, Nothing, OrderStatusBadge, PageHead, Pager, Row, RowLink, Table, Unknown,
    order_status_text,
};
use crate::ui::format;
use crate::ui::load::{load_list, state};
use leptos::prelude::*;
use model::error::AppError;
use model::lists::{OrderFilter, OrderRow};
use model::orders::{Order, OrderStatus, OrderType};
use model::page::{Direction, Listing, Paging};
use model::users::Permission;

/// `/orders`
#[component]
pub fn OrdersPage() -> impl IntoView {
    load_list(
        tr!("shell-orders"),
        fetch(state()),
        |(filter, listing)| view! { <OrdersView filter=filter listing=listing /> },
    )
}

async fn fetch(filter: OrderFilter) -> Result<(OrderFilter, Listing<OrderRow>), AppError> {
    let listing = orders(filter.clone()).await?;
    Ok((filter, listing))
}

/// The page with its data.
#[component]
pub fn OrdersView(
    /// The state of the list.
    filter: OrderFilter,
    /// The rows.
    listing: Listing<OrderRow>,
) -> impl IntoView {
    let freshness = listing.freshness;
    let link = {
        let filter = filter.clone();
        move |paging: Paging| paths::orders(&OrderFilter { paging, ..filter.clone() })
    };
    let pager = Pager::new(&filter.paging, listing.total, ("created", Direction::Descending), link);
    let clear = paths::orders(&OrderFilter::default());
    let nothing = if listing.total_unfiltered == 0 {
        Nothing::Yet(tr!("orders-none"), tr!("orders-none-why"))
    } else {
        Nothing::FilteredOut(listing.total_unfiltered, clear.clone())
    };
    let empty = move || view! { <Empty nothing=nothing.clone() /> };
    let waiting = filter.status != Some(OrderStatus::PendingPayment);
    let waiting = waiting.then(waiting_path);
    let whole = pager.clone();
    let actions = move || {
        let waiting = waiting
            .clone()
            .map(|href| view! { <LinkButton href=href label=tr!("orders-to-waiting") primary=true /> });
        view! { <ExportLink pager=whole.clone() /> {waiting} }
    };
    let name = customer_name(&filter, &listing);
    let title = title(&filter, listing.total);
    let keep = keep(&filter);
    let rows = listing.rows.into_iter().map(row).collect();
    view! {
        <PageHead title=title actions=actions />
        <FilterBar
            action="/orders"
            search_label=tr!("orders-search")
            search=filter.search.clone()
            choices=choices(&filter)
            keep=keep
            chips=chips(&filter, name)
            clear=clear
        >
            <FreshnessLine freshness=freshness />
        </FilterBar>
        <Table caption=tr!("orders-caption") columns=columns() rows=rows pager=pager empty=empty />
    }
    .into_any()
}

/// The orders that wait for payment, the nearest deadline first.
fn waiting_path() -> String {
    paths::orders(&OrderFilter {
        status: Some(OrderStatus::PendingPayment),
        paging: Paging { sort: Some("deadline".to_owned()), ..Paging::default() },
        ..OrderFilter::default()
    })
}

fn title(filter: &OrderFilter, total: u64) -> String {
    let n = format::count(total);
    match filter.status {
        Some(OrderStatus::PendingPayment) => tr!("orders-title-waiting", count = total, n = n),
        Some(status) => {
            tr!("orders-title-status", count = total, n = n, status = order_status_text(status))
        }
        None if filter.search.is_some() || filter.kind.is_some() || filter.customer.is_some() => {
            tr!("orders-title-matching", count = total, n = n)
        }
        None => tr!("orders-title", count = total, n = n),
    }
}

/// What the form keeps without showing it: the order of rows, and the customer.
fn keep(filter: &OrderFilter) -> Vec<(&'static str, String)> {
    let mut keep = filter.paging.write();
    if let Some(customer) = &filter.customer {
        keep.push(("customer", customer.to_string()));
    }
    keep
}

fn customer_name(filter: &OrderFilter, listing: &Listing<OrderRow>) -> Option<String> {
    let id = filter.customer.as_ref()?;
    let name = listing.rows.first().map(|row| row.customer_name.clone());
    Some(name.unwrap_or_else(|| id.to_string()))
}

fn choices(filter: &OrderFilter) -> Vec<Choice> {
    let status = |status: &OrderStatus| (status.code().to_string(), order_status_text(*status));
    let kind = |kind: &OrderType| (kind.code().to_string(), terms::order_type(*kind));
    vec![
        Choice {
            name: "status",
            label: tr!("orders-status"),
            any: tr!("orders-any-status"),
            options: OrderStatus::KNOWN.iter().map(status).collect(),
            value: filter.status.map(|status| status.code().to_string()),
        },
        Choice {
            name: "type",
            label: tr!("orders-type"),
            any: tr!("orders-any-type"),
            options: OrderType::KNOWN.iter().map(kind).collect(),
            value: filter.kind.map(|kind| kind.code().to_string()),
        },
    ]
}

fn chips(filter: &OrderFilter, customer: Option<String>) -> Vec<Chip> {
    let base = OrderFilter { paging: Paging { page: 1, ..filter.paging.clone() }, ..filter.clone() };
    let mut chips = Vec::new();
    let mut chip = |label: String, without: OrderFilter| {
        chips.push(Chip { label, without: paths::orders(&without) });
    };
    if let Some(search) = &filter.search {
        chip(format!("\u{201c}{search}\u{201d}"), OrderFilter { search: None, ..base.clone() });
    }
    if let Some(status) = filter.status {
        chip(order_status_text(status), OrderFilter { status: None, ..base.clone() });
    }
    if let Some(kind) = filter.kind {
        chip(terms::order_type(kind), OrderFilter { kind: None, ..base.clone() });
    }
    if let Some(name) = customer {
        chip(name, OrderFilter { customer: None, ..base });
    }
    chips
}

fn columns() -> Vec<Column> {
    vec![
        Column::text("id", tr!("orders-id")).lead(),
        Column::text("customer", tr!("orders-customer")).sorted(Direction::Ascending),
        Column::text("status", tr!("orders-status")),
        Column::number("amount", tr!("orders-net")).sorted(Direction::Descending),
        Column::text("created", tr!("orders-created")).sorted(Direction::Descending).middle(),
        Column::text("deadline", tr!("orders-deadline")).sorted(Direction::Ascending),
        // A narrower desk pays from the order itself.
        Column::actions(tr!("orders-actions")).middle(),
    ]
}

fn row(row: OrderRow) -> Row {
    let OrderRow { order, customer_name } = row;
    let service = order.service_name.clone().or_else(|| order.service_code.clone());
    let kind = terms::order_type(order.kind);
    let what = service.map_or_else(|| kind.clone(), |service| format!("{service} \u{b7} {kind}"));
    let payable = order.is_waiting_for_payment() && viewer().may(Permission::Pay);
    let pay = payable.then(|| view! { <LinkButton href=paths::pay(&order.id) label=tr!("orders-pay") /> });
    Row::new(vec![
        view! {
            <RowLink href=paths::order(&order.id) name=order.id.to_string() />
            <span class="sub">{what}</span>
        }
        .into_any(),
        view! { <a href=paths::customer(&order.customer)>{customer_name}</a> }.into_any(),
        view! { <OrderStatusBadge status=order.status /> }.into_any(),
        view! { <MaybeAmount money=order.amount.clone() /> }.into_any(),
        view! { <MaybeInstant at=order.created_at /> }.into_any(),
        view! { <Deadline order=order /> }.into_any(),
        pay.into_any(),
    ])
}

/// Until when an order can be paid: as told, or the usual deadline, which is then said.
#[component]
pub fn Deadline(
    /// The order.
    order: Order,
) -> impl IntoView {
    match order.deadline().filter(|_| order.is_waiting_for_payment()) {
        Some((at, true)) => view! { <Due at=Some(at) /> }.into_any(),
        Some((at, false)) => view! { <Due at=Some(at) note=tr!("orders-deadline-usual") /> }.into_any(),
        None => view! { <Unknown /> }.into_any(),
    }
}
