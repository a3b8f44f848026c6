//! Pays the selected orders, or all that match the filters, as one job.

use crate::tr;
use crate::ui::components::{Filled, SelectionBar, SelectionButtons, post_address};
use crate::ui::format;
use leptos::prelude::*;
use model::bulk::MOST_TASKS;
use model::forms::bulk::PlanPaymentsForm;
use model::lists::OrderFilter;
use model::orders::OrderStatus;

/// The bar at the bottom of the window. Its buttons submit the form around the table, for a dry run.
#[component]
pub fn OrdersBar(
    /// The form around the table.
    form: Filled,
    /// The list with its filters.
    filter: OrderFilter,
    /// Number of orders that match, on all pages.
    total: u64,
) -> impl IntoView {
    let problem = form.problem(PlanPaymentsForm::IDS);
    let payable = filter.status == Some(OrderStatus::PendingPayment);
    let all = (payable && total <= u64::from(MOST_TASKS))
        .then(|| tr!("orders-pay-all", count = total, n = format::count(total)));
    let address = post_address::<PlanPaymentsForm>();
    view! {
        <SelectionBar
            list=filter
            field=PlanPaymentsForm::FILTER
            selected=tr!("orders-selected")
            none_selected=tr!("orders-select-first")
            too_many=tr!("orders-select-fewer", most = MOST_TASKS)
            most=u32::from(MOST_TASKS)
            problem=problem
        >
                <SelectionButtons
                    address=address
                    every=PlanPaymentsForm::ALL
                    selected=tr!("orders-pay-selected")
                    counted=tr!("orders-pay-counted", n = "#")
                    all=all
                />
        </SelectionBar>
    }
    .into_any()
}
