//! What a budget is short of a purchase, with the way to raise it and come back.

use crate::context::viewer;
use crate::paths;
use crate::tr;
use crate::ui::components::{Caution, LinkButton};
use leptos::prelude::*;
use model::budgets::Budget;
use model::ids::CustomerId;
use model::money::Money;
use model::raise::{RaiseFor, raise};
use model::users::Permission;

/// That the budget does not cover a cost, and by how much. Nothing where it does.
#[component]
pub fn BudgetShort(
    /// As it was read for this page.
    budget: Budget,
    cost: Money,
    /// The purchase; `None` where there is no page to come back to.
    what: Option<RaiseFor>,
) -> impl IntoView {
    let raise = raise(&budget, &cost)?;
    let short = raise.short.to_string();
    let means = match &what {
        _ if !budget.is_set() => tr!("raise-none", short = short),
        Some(RaiseFor::Renewal(..)) => tr!("raise-short-renewal", short = short),
        _ => tr!("raise-short", short = short),
    };
    let short = view! {
        <Caution risk=true>
            <p>{means}</p>
            {what.map(|what| view! { <RaiseLink customer=budget.customer what=what to=Some(raise.to) /> })}
        </Caution>
    };
    Some(short.into_any())
}

/// The link to the form that raises the budget; who may not set budgets is told who can.
#[component]
pub fn RaiseLink(
    customer: CustomerId,
    what: RaiseFor,
    /// To how much, where that is known.
    to: Option<Money>,
) -> impl IntoView {
    if !viewer().may(Permission::SetBudget) {
        return view! { <p class="small">{tr!("raise-who")}</p> }.into_any();
    }
    let label = match (to, &what) {
        (Some(to), RaiseFor::Order(_)) => tr!("raise-and-pay", to = to.to_string()),
        (Some(to), RaiseFor::Renewal(..)) => tr!("raise-and-renew", to = to.to_string()),
        (None, _) => tr!("raise-and-pay-unknown"),
    };
    view! { <LinkButton href=paths::raise(&customer, &what) label=label /> }.into_any()
}
