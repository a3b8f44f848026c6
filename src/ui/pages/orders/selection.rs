//! Pays the selected orders, or all that match the filters, as one job.

use crate::tr;
use crate::ui::components::{Filled, Weight, post_address, problem_text};
use crate::ui::format;
use crate::ui::islands::{Selection, SelectionWords};
use leptos::prelude::*;
use model::bulk::MOST_TASKS;
use model::forms::bulk::PlanPaymentsForm;
use model::lists::{List, OrderFilter};
use model::orders::OrderStatus;
use model::page::Paging;

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
    let words = SelectionWords {
        selected: tr!("orders-selected"),
        none_selected: tr!("orders-select-first"),
        too_many: tr!("orders-select-fewer", most = MOST_TASKS),
        elsewhere: tr!("ui-selected-elsewhere"),
        clear: tr!("ui-selection-clear"),
    };
    let problem = form.problem(PlanPaymentsForm::IDS).map(|problem| {
        view! {
            <p class="field problem" role="alert">
                {problem_text(&problem)}
            </p>
        }
    });
    let all = filter.status == Some(OrderStatus::PendingPayment) && total <= u64::from(MOST_TASKS);
    // Independent of page and sort order.
    let matching = filter.paged(Paging::default()).query();
    let matching = matching.trim_start_matches('?').to_owned();
    let address = post_address::<PlanPaymentsForm>();
    let every = all.then(|| {
        view! {
            <button
                type="submit"
                class=Weight::Plain.class()
                formmethod="post"
                formaction=address.clone()
                name=PlanPaymentsForm::ALL.name
                value="yes"
            >
                {tr!("orders-pay-all", count = total, n = format::count(total))}
            </button>
        }
    });
    view! {
        <input type="hidden" name=PlanPaymentsForm::FILTER.name value=matching />
        <div class="selection-bar">
            <Selection words=words form="selection".to_owned() most=u32::from(MOST_TASKS) />
            {problem}
            <div class="actions">
                {every}
                <button
                    type="submit"
                    class=Weight::Primary.class()
                    formmethod="post"
                    formaction=address
                    data-needs-selection=""
                    data-counted=tr!("orders-pay-counted", n = "#")
                >
                    {tr!("orders-pay-selected")}
                </button>
            </div>
        </div>
    }
    .into_any()
}
