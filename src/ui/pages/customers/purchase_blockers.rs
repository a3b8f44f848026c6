//! "Can this customer buy?", for a user who has the customer on the phone.

use crate::paths;
use crate::tr;
use crate::ui::components::{Icon, Stale, Symbol};
use crate::ui::format::count;
use leptos::prelude::*;
use model::customers::Customer;
use model::error::PartnerFailure;
use model::lists::OrderFilter;
use model::orders::{OrderStatus, OrderType};
use model::users::{Permission, Role};
use model::views::{PurchaseBlocker, PurchaseCheck, PurchaseFact};

/// A reason as text.
struct Reason {
    what: String,
    who: String,
    /// Label and link to the place where it is fixed, if the role may.
    way_out: Option<(String, String)>,
}

fn reason(blocker: PurchaseBlocker, customer: &Customer) -> Reason {
    match blocker {
        PurchaseBlocker::Frozen => unfreeze(tr!("customer-why-frozen")),
        PurchaseBlocker::FrozenWithResources => unfreeze(tr!("customer-why-frozen-resources")),
        PurchaseBlocker::NoBudget => set_budget(tr!("customer-why-no-budget"), customer),
        PurchaseBlocker::BudgetExhausted => set_budget(tr!("customer-why-exhausted"), customer),
        PurchaseBlocker::QuotaExhausted => quota(),
        PurchaseBlocker::NotAuthenticated => {
            by_others(tr!("customer-why-not-verified"), tr!("customer-why-not-verified-who"))
        }
        PurchaseBlocker::UnderReview => {
            by_others(tr!("customer-why-under-review"), tr!("customer-why-under-review-who"))
        }
        PurchaseBlocker::AuthenticationRefused => {
            by_others(tr!("customer-why-refused"), tr!("customer-why-refused-who"))
        }
        PurchaseBlocker::NoAgency => {
            by_others(tr!("customer-why-no-agency"), tr!("customer-why-no-agency-who"))
        }
        PurchaseBlocker::UnpaidRenewals(number) => renewals(number, customer),
    }
}

/// Nobody can fix it here.
fn by_others(what: String, who: String) -> Reason {
    Reason { what, who, way_out: None }
}

fn unfreeze(what: String) -> Reason {
    if crate::context::viewer().may(Permission::Freeze) {
        let way_out = (tr!("customer-unfreeze"), "#unfreeze-ask".to_owned());
        Reason { what, who: tr!("customer-why-frozen-you"), way_out: Some(way_out) }
    } else {
        by_others(what, tr!("customer-why-frozen-who"))
    }
}

fn set_budget(what: String, customer: &Customer) -> Reason {
    if crate::context::viewer().may(Permission::SetBudget) {
        let way_out = (tr!("customer-set-budget"), paths::budget(&customer.id));
        Reason { what, who: tr!("customer-why-budget-you"), way_out: Some(way_out) }
    } else {
        by_others(what, tr!("customer-why-budget-who"))
    }
}

/// The figures of the quota are shown to those who see every customer.
fn quota() -> Reason {
    let manager = crate::context::viewer().me.is_none_or(|me| me.role == Role::Manager);
    let way_out = (!manager).then(|| (tr!("customer-why-quota-view"), paths::overview()));
    Reason { what: tr!("customer-why-quota"), who: tr!("customer-why-quota-who"), way_out }
}

fn renewals(number: u64, customer: &Customer) -> Reason {
    let may = crate::context::viewer().may(Permission::Pay);
    let list = paths::orders(&OrderFilter {
        customer: Some(customer.id.clone()),
        status: Some(OrderStatus::PendingPayment),
        kind: Some(OrderType::Renewal),
        ..OrderFilter::default()
    });
    Reason {
        what: tr!("customer-why-renewals", count = number, n = count(number)),
        who: if may { tr!("customer-why-renewals-you") } else { tr!("customer-why-renewals-who") },
        way_out: Some((tr!("customer-why-renewals-view"), list)),
    }
}

/// The text for something that was not checked.
fn fact_text(fact: PurchaseFact) -> String {
    match fact {
        PurchaseFact::Account => tr!("customer-why-fact-account"),
        PurchaseFact::RealName => tr!("customer-why-fact-name"),
        PurchaseFact::Budget => tr!("customer-why-fact-budget"),
        PurchaseFact::Quota => tr!("customer-why-fact-quota"),
        PurchaseFact::Agency => tr!("customer-why-fact-agency"),
    }
}

/// The question with its answer. That the customer can buy is said only when everything that can block a
/// purchase was read live and nothing does.
fn heading(purchase: &PurchaseCheck) -> String {
    if purchase.blockers.iter().any(|blocker| !blocker.is_partial()) {
        tr!("customer-why")
    } else if !purchase.unchecked.is_empty() {
        tr!("customer-why-unsure")
    } else if purchase.blockers.is_empty() {
        tr!("customer-why-yes")
    } else {
        tr!("customer-why-limited")
    }
}

/// The answer, with the reasons.
#[component]
pub fn Hindrances(
    customer: Customer,
    purchase: PurchaseCheck,
    /// Why the budget could not be read.
    unread: Option<PartnerFailure>,
    /// Number of orders that wait for payment. They do not block purchases, but are often why the
    /// customer calls.
    waiting: u64,
) -> impl IntoView {
    let heading = heading(&purchase);
    let PurchaseCheck { blockers, unchecked } = purchase;
    let facts: Vec<String> = unchecked.into_iter().map(fact_text).collect();
    let unsure = !facts.is_empty();
    let unchecked =
        unsure.then(|| tr!("customer-why-unchecked", facts = facts.join(tr!("ui-comma").as_str())));
    let waiting = (waiting > 0)
        .then(|| view! { <p class="small muted">{tr!("customer-why-waiting", count = waiting)}</p> });
    let nothing = match (unchecked.clone(), customer.may_be_resale()) {
        (Some(unchecked), _) => format!("{} {unchecked}", tr!("customer-why-nothing-known")),
        (None, true) => tr!("customer-why-nothing"),
        (None, false) => tr!("customer-why-nothing-own-budget"),
    };
    let answer = if blockers.is_empty() {
        view! {
            <p class="clear" class:unsure=unsure>
                <Symbol icon=if unsure { Icon::Question } else { Icon::Tick } />
                {nothing}
            </p>
        }
        .into_any()
    } else {
        let lines = blockers.into_iter().map(|blocker| line(blocker, &customer)).collect_view();
        view! {
            <ul class="hindrances">{lines}</ul>
            {unchecked.map(|text| view! { <p class="small muted">{text}</p> })}
        }
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

fn line(blocker: PurchaseBlocker, customer: &Customer) -> AnyView {
    let Reason { what, who, way_out } = reason(blocker, customer);
    let partial = blocker.is_partial();
    view! {
        <li class:partial=partial>
            <Symbol icon=if partial { Icon::Warning } else { Icon::Stop } />
            <p>{what}</p>
            <p class="who">{who}</p>
            {way_out.map(|(label, href)| view! { <a class="button" href=href>{label}</a> })}
        </li>
    }
    .into_any()
}
