//! The purchase that a budget is raised for: by how much the budget is short of it, what covers it, and the
//! way back. Nothing is bought here.

use crate::paths;
use crate::tr;
use crate::ui::components::{Caution, LinkButton};
use leptos::prelude::*;
use model::budgets::Budget;
use model::raise::{RaiseFor, raise};
use model::views::Purchase;

/// What the raise is for, above the form.
#[component]
pub fn PurchaseBox(
    purchase: Purchase,
    /// Read live.
    budget: Budget,
) -> impl IntoView {
    let Purchase { what, cost } = purchase;
    let back = paths::purchase(&what);
    let Some(cost) = cost else {
        return view! {
            <Caution>
                <p>{tr!("raise-no-cost")}</p>
                <LinkButton href=back label=back_text(&what) />
            </Caution>
        }
        .into_any();
    };
    let cost_text = match &what {
        RaiseFor::Order(order) => tr!("raise-for-order", order = order.to_string(), cost = cost.to_string()),
        RaiseFor::Renewal(ids, _) => {
            let count = u64::try_from(ids.len()).unwrap_or_default();
            tr!("raise-for-renewal", count = count, cost = cost.to_string())
        }
    };
    match raise(&budget, &cost) {
        Some(raise) => view! {
            <div class="raise-for" id="raise-for">
                <p>
                    <strong>{cost_text}</strong>
                </p>
                <p>
                    {tr!(
                        "raise-to",
                        short = raise.short.to_string(),
                        exact = raise.exact.to_string(),
                        to = raise.to.to_string()
                    )}
                </p>
                <p class="small muted">{tr!("raise-then")}</p>
                <LinkButton href=back label=back_text(&what) quiet=true />
            </div>
        }
        .into_any(),
        None if budget.currency != cost.currency => view! {
            <Caution>
                <p>{tr!("payments-other-currency", currency = budget.currency.to_string())}</p>
                <LinkButton href=back label=back_text(&what) />
            </Caution>
        }
        .into_any(),
        None => view! {
            <div class="raise-for" id="raise-for">
                <p>
                    <strong>{cost_text}</strong>
                </p>
                <p>{tr!("raise-covered")}</p>
                <LinkButton href=back label=forward_text(&what) primary=true />
            </div>
        }
        .into_any(),
    }
}

/// The label of the way back, with nothing changed.
fn back_text(what: &RaiseFor) -> String {
    match what {
        RaiseFor::Order(_) => tr!("raise-back-order"),
        RaiseFor::Renewal(..) => tr!("raise-back-renewal"),
    }
}

/// The label of the way on, once the budget covers the purchase.
pub fn forward_text(what: &RaiseFor) -> String {
    match what {
        RaiseFor::Order(_) => tr!("raise-on-order"),
        RaiseFor::Renewal(..) => tr!("raise-on-renewal"),
    }
}
