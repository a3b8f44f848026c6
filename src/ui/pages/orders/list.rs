//! The list of orders, with payment deadlines.

use crate::context::viewer;
use crate::paths;
use crate::tr;
use crate::ui::components::terms;
use crate::ui::components::{
    Column, Due, LinkButton, ListData, ListPage, MaybeAmount, MaybeInstant, OrderStatusBadge, Peek, Row,
    RowLink, Unknown, order_status_text,
};
use crate::ui::format;
use leptos::prelude::*;
use model::lists::{List, OrderFilter, OrderRow};
use model::orders::{Order, OrderStatus};
use model::page::Paging;
use model::users::Permission;

/// The page with its data.
#[component]
pub fn OrdersView(
    data: ListData<OrderFilter>,
    /// The order that is open beside the list.
    #[prop(optional_no_strip)]
    peek: Option<Peek>,
) -> impl IntoView {
    let waiting = data.filter.status != Some(OrderStatus::PendingPayment);
    let waiting = waiting.then(waiting_path);
    let actions = move || {
        let href = waiting.clone();
        href.map(|href| view! { <LinkButton href=href label=tr!("orders-to-waiting") primary=true /> })
    };
    let title = title(&data.filter, data.listing.total);
    let rows = data.listing.rows.iter().cloned().map(row).collect();
    view! { <ListPage data=data title=title columns=columns() rows=rows actions=actions peek=peek /> }
        .into_any()
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
        Column::text("created", tr!("orders-created")).middle(),
        Column::text("deadline", tr!("orders-deadline")),
        // On narrow windows the button is only on the order's page.
        Column::actions(tr!("orders-actions")).middle(),
    ]
}

fn row(row: OrderRow) -> Row {
    let OrderRow { order, customer_name } = row;
    let peek_id = order.id.to_string();
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
    .peeked_by(peek_id.clone(), peek_id)
}

/// The payment deadline from the partner API, or the usual deadline marked as an estimate.
#[component]
pub fn Deadline(order: Order) -> impl IntoView {
    match order.deadline().filter(|_| order.is_waiting_for_payment()) {
        Some((at, true)) => view! { <Due at=Some(at) /> }.into_any(),
        Some((at, false)) => view! { <Due at=Some(at) remark=tr!("orders-deadline-usual") /> }.into_any(),
        None => view! { <Unknown /> }.into_any(),
    }
}
