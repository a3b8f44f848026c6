//! The list of orders, with payment deadlines.

use crate::context::viewer;
use crate::paths;
use crate::tr;
use crate::ui::components::terms;
use crate::ui::components::{
    Column, Due, ErrorPanel, Filled, LinkButton, ListData, ListPage, MaybeAmount, MaybeInstant, NextStep,
    OrderStatusBadge, PayStateBadge, Peek, Row, RowLink, TableWrapper, Unknown, order_status_text,
};
use crate::ui::format;
use crate::ui::pages::orders::selection::OrdersBar;
use leptos::prelude::*;
use model::forms::bulk::PlanPaymentsForm;
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
        let jobs = viewer().may(Permission::Pay);
        view! {
            {jobs.then(|| view! { <LinkButton href=paths::bulks() label=tr!("bulk-title") /> })}
            {href.map(|href| view! { <LinkButton href=href label=tr!("orders-to-waiting") primary=true /> })}
        }
    };
    let title = title(&data.filter, data.listing.total);
    let form = Filled::of(&PlanPaymentsForm::default());
    let rows: Vec<Row> = data.listing.rows.iter().cloned().map(|shown| row(shown, &form)).collect();
    let some = rows.iter().any(|row| row.pick.is_some());
    let (filter, total) = (data.filter.clone(), data.listing.total);
    let error = form.whole_error();
    // The form around the table pays the selected orders.
    let around = move |table: AnyView| {
        view! {
            <form id="selection" class="orders" method="get" action=paths::orders(&OrderFilter::default())>
                {table}
                {some.then(|| view! { <OrdersBar form=form filter=filter total=total /> })}
            </form>
        }
        .into_any()
    };
    let around = some.then(|| Box::new(around) as TableWrapper);
    view! {
        <ListPage
            data=data
            title=title
            columns=columns()
            rows=rows
            actions=actions
            select=some.then_some(PlanPaymentsForm::IDS.list)
            around=around
            peek=peek
            above=move || error.clone().map(|error| view! { <ErrorPanel error=error /> })
        />
    }
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
        Column::text("customer", tr!("orders-customer")).party(),
        Column::text("status", tr!("orders-status")),
        Column::number("amount", tr!("orders-net")),
        Column::text("created", tr!("orders-created")).wide(),
        Column::text("deadline", tr!("orders-deadline")),
        Column::text("pay", tr!("orders-payment")),
        // On narrow windows the button is only on the order's page.
        Column::actions(tr!("orders-actions")).middle(),
    ]
}

fn row(row: OrderRow, form: &Filled) -> Row {
    let (order, customer_name, pay) = (row.order.clone(), row.customer_name.clone(), row.pay.clone());
    let service = order.service_name.clone().or_else(|| order.service_code.clone());
    let kind = terms::order_type(order.kind);
    let what = service.map_or_else(|| kind.clone(), |service| format!("{service} \u{b7} {kind}"));
    let payable = order.is_waiting_for_payment() && viewer().may(Permission::Pay);
    let (id, picked) = (order.id.to_string(), form.has(PlanPaymentsForm::IDS, order.id.as_str()));
    let name = format!("{id}, {customer_name}");
    let shown = Row::new(vec![
        view! {
            <RowLink href=paths::order(&order.id) name=order.id.to_string() id=true />
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
    .peeked_by(id.clone(), id.clone());
    if payable { shown.picked_by(id, name).checked(picked) } else { shown }
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
