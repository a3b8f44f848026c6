//! What the person who pays an order and the one who approves it see alike: price, budget, warnings.

use crate::tr;
use crate::ui::components::policy_reset::PolicyResets;
use crate::ui::components::{Caution, ErrorPanel, Section};
use crate::ui::pages::orders::lines::PriceLedger;
use crate::ui::pages::payments::budget::BudgetAfter;
use leptos::prelude::*;
use model::budgets::Budget;
use model::customers::{Customer, Frozen};
use model::error::AppError;
use model::orders::OrderDetails;
use model::renewals::PolicyReset;
use model::views::{OrderView, Read};

/// The price, and the customer's budget after it.
#[component]
pub fn PriceAndBudget(details: OrderDetails, budget: Option<Read<Budget>>) -> impl IntoView {
    let OrderDetails { order, discounts, .. } = details;
    let amount = order.amount.clone();
    let waiting = order.is_waiting_for_payment().then(|| order.id.clone());
    view! {
        <Section title=tr!("payments-price") id="price">
            <PriceLedger order=order discounts=discounts />
        </Section>
        {budget.map(|budget| view! { <BudgetAfter budget=budget amount=amount order=waiting /> })}
    }
    .into_any()
}

/// What may go wrong, or change, by paying.
#[component]
pub fn Warnings(customer: Customer, policy_resets: Vec<PolicyReset>) -> impl IntoView {
    let frozen = customer.frozen.is_some_and(|frozen| frozen != Frozen::No);
    view! {
        {frozen.then(|| view! {
            <Caution risk=true>
                <p>{tr!("payments-frozen")}</p>
            </Caution>
        })}
        <PolicyResets policy_resets=policy_resets />
    }
    .into_any()
}

/// All of it, for the person who approves.
#[component]
pub fn Shown(review: OrderView) -> impl IntoView {
    let OrderView { details, customer, budget, policy_resets, .. } = review;
    let failure = details.failure.map(|failure| AppError::Partner(Box::new(failure)));
    view! {
        <Warnings customer=customer policy_resets=policy_resets />
        {failure.map(|error| view! { <ErrorPanel error=error /> })}
        {details.value.map(|details| view! { <PriceAndBudget details=details budget=budget /> })}
    }
    .into_any()
}
