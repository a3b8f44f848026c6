//! The list of orders, with payment deadlines.

use crate::paths;
use crate::tr;
use crate::ui::components::terms;
use crate::ui::components::{
    Column, Due, LinkButton, ListData, ListPage, MaybeAmount, MaybeInstant, NextStep, OrderStatusBadge,
    PayStateBadge, Row, RowLink, Unknown, order_status_text,
};
use crate::ui::format;
use crate::ui::load::{list, load_list, state};
use leptos::prelude::*;
use model::lists::{List, OrderFilter, OrderRow};
use model::orders::{Order, OrderStatus};
use model::page::Paging;

/// `/orders`
#[component]
pub fn OrdersPage() -> impl IntoView {
    load_list(tr!("shell-orders"), list(state()), |data| view! { <OrdersView data=data /> })
}

/// The page with its data.
#[component]
pub fn OrdersView(data: ListData<OrderFilter>) -> impl IntoView {
    let waiting = data.filter.status != Some(OrderStatus::PendingPayment);
    let waiting = waiting.then(waiting_path);
    let actions = move || {
        let href = waiting.clone();
        href.map(|href| view! { <LinkButton href=href label=tr!("orders-to-waiting") primary=true /> })
    };
    let title = title(&data.filter, data.listing.total);
    let rows = data.listing.rows.iter().cloned().map(row).collect();
    view! { <ListPage data=data title=title columns=columns() rows=rows actions=actions /> }.into_any()
}

/// Address of the list of orders that wait for payment, nearest deadline first.
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
        None if filter.is_narrowed() => {
            tr!("orders-title-matching", count = total, n = n)
        }
        None => tr!("orders-title", count = total, n = n),
    }
}

fn columns() -> Vec<Column> {
    vec![
        Column::text("id", tr!("orders-id")).lead(),
        Column::text("customer", tr!("orders-customer")),
        Column::text("status", tr!("orders-status")),
        Column::number("amount", tr!("orders-net")),
        Column::text("created", tr!("orders-created")).wide(),
        Column::text("deadline", tr!("orders-deadline")),
        Column::text("pay", tr!("orders-payment")),
        // On narrow windows the button is only on the order's page.
        Column::actions(tr!("orders-actions")).middle(),
    ]
}

fn row(row: OrderRow) -> Row {
    let (order, customer_name, pay) = (row.order.clone(), row.customer_name.clone(), row.pay.clone());
    let service = order.service_name.clone().or_else(|| order.service_code.clone());
    let kind = terms::order_type(order.kind);
    let what = service.map_or_else(|| kind.clone(), |service| format!("{service} \u{b7} {kind}"));
    Row::new(vec![
        view! {
            <RowLink href=paths::order(&order.id) name=order.id.to_string() />
            <span class="sub">{what}</span>
        }
        .into_any(),
        view! { <a href=paths::customer(&order.customer)>{customer_name}</a> }.into_any(),
        view! { <OrderStatusBadge status=order.known_status() /> }.into_any(),
        view! { <MaybeAmount money=order.amount.clone() /> }.into_any(),
        view! { <MaybeInstant at=order.created_at /> }.into_any(),
        view! { <Deadline order=order /> }.into_any(),
        view! { <PayStateBadge pay=pay /> }.into_any(),
        view! { <NextStep row=row button=true /> }.into_any(),
    ])
}

/// The payment deadline from the partner API, or the usual deadline marked as an estimate.
#[component]
pub fn Deadline(
    order: Order,
    /// Says how the estimate was made.
    #[prop(optional)]
    rule: bool,
) -> impl IntoView {
    let estimated = || if rule { tr!("orders-deadline-rule") } else { tr!("orders-deadline-usual") };
    match order.deadline().filter(|_| order.is_waiting_for_payment()) {
        Some((at, true)) => view! { <Due at=Some(at) /> }.into_any(),
        Some((at, false)) => view! { <Due at=Some(at) remark=estimated() /> }.into_any(),
        None => view! { <Unknown /> }.into_any(),
    }
}
