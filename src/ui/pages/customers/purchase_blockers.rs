//! "Can this customer buy?", for a user who has the customer on the phone.

use crate::paths;
use crate::tr;
use crate::ui::components::{Icon, Stale, Symbol};
use leptos::prelude::*;
use model::budgets::Budget;
use model::customers::{Customer, Frozen, Verified};
use model::users::Permission;
use model::views::{PurchaseBlocker, Read};

/// A reason as text.
struct Reason {
    what: String,
    who: String,
    /// Label and link to fix it, if the role may.
    way_out: Option<(String, String)>,
}

fn reason(blocker: PurchaseBlocker, customer: &Customer) -> Reason {
    let viewer = crate::context::viewer();
    let (may_set, may_unfreeze) = (viewer.may(Permission::SetBudget), viewer.may(Permission::Freeze));
    let budget = || Some((tr!("customer-set-budget"), paths::budget(&customer.id))).filter(|_| may_set);
    let unfreeze = || Some((tr!("customer-unfreeze"), "#unfreeze-ask".to_owned())).filter(|_| may_unfreeze);
    let who_sets = || if may_set { tr!("customer-why-budget-you") } else { tr!("customer-why-budget-who") };
    let who_unfreezes =
        || if may_unfreeze { tr!("customer-why-frozen-you") } else { tr!("customer-why-frozen-who") };
    match blocker {
        PurchaseBlocker::Frozen => {
            Reason { what: tr!("customer-why-frozen"), who: who_unfreezes(), way_out: unfreeze() }
        }
        PurchaseBlocker::FrozenWithResources => {
            Reason { what: tr!("customer-why-frozen-resources"), who: who_unfreezes(), way_out: unfreeze() }
        }
        PurchaseBlocker::NoBudget => {
            Reason { what: tr!("customer-why-no-budget"), who: who_sets(), way_out: budget() }
        }
        PurchaseBlocker::BudgetExhausted => {
            Reason { what: tr!("customer-why-exhausted"), who: who_sets(), way_out: budget() }
        }
        PurchaseBlocker::NotAuthenticated => Reason {
            what: tr!("customer-why-not-verified"),
            who: tr!("customer-why-not-verified-who"),
            way_out: None,
        },
    }
}

/// True when everything that can block a purchase was read live and nothing does. Unread or unknown
/// facts give false.
fn is_cleared(customer: &Customer, live: bool, budget: Option<&Read<Budget>>) -> bool {
    let account = customer.frozen == Some(Frozen::No);
    let name = customer.verified == Some(Verified::Authenticated);
    let budget = match budget {
        Some(read) => read.value.is_some() && read.failure.is_none(),
        None => customer.association.is_some() && !customer.is_resale(),
    };
    live && account && name && budget
}

/// The answer, with the reasons.
#[component]
pub fn Hindrances(
    customer: Customer,
    /// Whether the customer was read live.
    live: bool,
    purchase_blockers: Vec<PurchaseBlocker>,
    /// Used to say what could not be checked.
    budget: Option<Read<Budget>>,
    /// Number of orders that wait for payment. They do not block purchases, but are often why the
    /// customer calls.
    waiting: usize,
) -> impl IntoView {
    let cleared = purchase_blockers.is_empty() && is_cleared(&customer, live, budget.as_ref());
    let (heading, nothing) = match (purchase_blockers.is_empty(), cleared) {
        (true, true) if customer.is_resale() => (tr!("customer-why-yes"), tr!("customer-why-nothing")),
        (true, true) => (tr!("customer-why-yes"), tr!("customer-why-nothing-own-budget")),
        (true, false) => (tr!("customer-why-unsure"), tr!("customer-why-nothing-known")),
        (false, _) => (tr!("customer-why"), String::new()),
    };
    let unread = budget.and_then(|budget| budget.failure);
    let waiting = u64::try_from(waiting).unwrap_or_default();
    let waiting = (waiting > 0)
        .then(|| view! { <p class="small muted">{tr!("customer-why-waiting", count = waiting)}</p> });
    let answer = if purchase_blockers.is_empty() {
        view! {
            <p class="clear" class:unsure=!cleared>
                <Symbol icon=if cleared { Icon::Tick } else { Icon::Question } />
                {nothing}
            </p>
        }
        .into_any()
    } else {
        let line = |blocker: PurchaseBlocker| {
            let Reason { what, who, way_out } = reason(blocker, &customer);
            view! {
                <li>
                    <Symbol icon=Icon::Stop />
                    <p>{what}</p>
                    <p class="who">{who}</p>
                    {way_out.map(|(label, href)| view! { <a class="button" href=href>{label}</a> })}
                </li>
            }
        };
        view! { <ul class="hindrances">{purchase_blockers.into_iter().map(line).collect_view()}</ul> }
            .into_any()
    };
    view! {
        <section class="section why-not" id="why" aria-labelledby="why-heading">
            <h2 id="why-heading">{heading}</h2>
            {answer}
            {waiting}
            <Stale failure=unread />
        </section>
    }
    .into_any()
}
