//! "Why can't this customer buy?", answered for somebody who has the customer on the phone.

use crate::model::budget::Budget;
use crate::model::customer::Customer;
use crate::model::user::Action;
use crate::model::views::{Hindrance, Read};
use crate::tr;
use crate::ui::components::{Icon, Stale, Symbol};
use crate::ui::{self, paths};
use leptos::prelude::*;

/// One reason in words.
struct Reason {
    what: String,
    who: String,
    /// What can be done from here, where the role may do it.
    way_out: Option<(String, String)>,
}

fn reason(hindrance: Hindrance, customer: &Customer) -> Reason {
    let viewer = ui::viewer();
    let budget = || {
        Some((tr!("customer-set-budget"), paths::budget(&customer.id)))
            .filter(|_| viewer.may(Action::SetBudget))
    };
    let unfreeze = || {
        Some((tr!("customer-unfreeze"), "#unfreeze-ask".to_owned())).filter(|_| viewer.may(Action::Freeze))
    };
    match hindrance {
        Hindrance::Frozen => Reason {
            what: tr!("customer-why-frozen"),
            who: tr!("customer-why-frozen-who"),
            way_out: unfreeze(),
        },
        Hindrance::FrozenWithResources => Reason {
            what: tr!("customer-why-frozen-resources"),
            who: tr!("customer-why-frozen-who"),
            way_out: unfreeze(),
        },
        Hindrance::NoBudget => Reason {
            what: tr!("customer-why-no-budget"),
            who: tr!("customer-why-budget-who"),
            way_out: budget(),
        },
        Hindrance::BudgetExhausted => Reason {
            what: tr!("customer-why-exhausted"),
            who: tr!("customer-why-budget-who"),
            way_out: budget(),
        },
        Hindrance::NotAuthenticated => Reason {
            what: tr!("customer-why-not-verified"),
            who: tr!("customer-why-not-verified-who"),
            way_out: None,
        },
    }
}

/// The answer.
#[component]
pub fn Hindrances(
    /// Who cannot buy.
    customer: Customer,
    /// Why not.
    hindrances: Vec<Hindrance>,
    /// Its budget, for what could not be checked.
    budget: Option<Read<Budget>>,
    /// Orders that wait for payment: no hindrance to buying, but often the question behind it.
    waiting: usize,
) -> impl IntoView {
    let unread = budget.and_then(|budget| budget.failure);
    let waiting = u64::try_from(waiting).unwrap_or_default();
    let waiting = (waiting > 0)
        .then(|| view! { <p class="small muted">{tr!("customer-why-waiting", count = waiting)}</p> });
    let answer = if hindrances.is_empty() {
        view! {
            <p class="clear">
                <Symbol icon=Icon::Tick />
                {if unread.is_some() { tr!("customer-why-nothing-known") } else { tr!("customer-why-nothing") }}
            </p>
        }
        .into_any()
    } else {
        let line = |hindrance: Hindrance| {
            let Reason { what, who, way_out } = reason(hindrance, &customer);
            view! {
                <li>
                    <Symbol icon=Icon::Stop />
                    <p>{what}</p>
                    <p class="who">{who}</p>
                    {way_out.map(|(label, href)| view! { <a class="button" href=href>{label}</a> })}
                </li>
            }
        };
        view! { <ul class="hindrances">{hindrances.into_iter().map(line).collect_view()}</ul> }.into_any()
    };
    view! {
        <section class="section why-not" id="why" aria-labelledby="why-heading">
            <h2 id="why-heading">{tr!("customer-why")}</h2>
            {answer}
            {waiting}
            <Stale failure=unread />
        </section>
    }
    .into_any()
}
