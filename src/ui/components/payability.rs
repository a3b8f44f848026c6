//! Whether an order can be paid, and the next step where it cannot.

use crate::context::viewer;
use crate::paths;
use crate::tr;
use crate::ui::components::{Badge, Tone, Unknown};
use leptos::prelude::*;
use model::lists::OrderRow;
use model::orders::Order;
use model::payability::{PayState, Payability};
use model::raise::RaiseFor;
use model::users::Permission;

/// The text for whether an order can be paid.
pub fn pay_state_text(state: PayState) -> String {
    match state {
        PayState::Payable => tr!("orders-pay-state-payable"),
        PayState::Short => tr!("orders-pay-state-short"),
        PayState::NoBudget => tr!("orders-pay-state-no-budget"),
        PayState::Frozen => tr!("orders-pay-state-frozen"),
        PayState::NoAgency => tr!("orders-pay-state-no-agency"),
        PayState::AwaitingApproval => tr!("orders-pay-state-awaiting-approval"),
        PayState::InProgress => tr!("orders-pay-state-in-progress"),
        PayState::Unknown => tr!("orders-pay-state-unknown"),
    }
}

/// Whether an order can be paid; by how much the budget is short.
#[component]
pub fn PayStateBadge(
    /// A dash when the order does not wait for payment.
    pay: Option<Payability>,
) -> impl IntoView {
    let Some(Payability { state, short_by, .. }) = pay else {
        return view! { <Unknown /> }.into_any();
    };
    let tone = match state {
        PayState::Payable => Tone::Done,
        PayState::Short | PayState::NoBudget | PayState::AwaitingApproval => Tone::Warn,
        PayState::Frozen | PayState::NoAgency => Tone::Risk,
        PayState::InProgress => Tone::Live,
        PayState::Unknown => Tone::Calm,
    };
    let text = match short_by {
        Some(by) => tr!("orders-pay-state-short-by", amount = by.to_string()),
        None => pay_state_text(state),
    };
    view! { <Badge tone=tone text=text /> }.into_any()
}

/// The next step of an order that waits for payment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PayStep {
    /// Label of the link.
    pub label: String,
    /// Where it leads.
    pub href: String,
    /// Whether it leads to the payment itself.
    pub pays: bool,
}

/// The next step by the reason why it cannot be paid and what the viewer may do; looking at it, where they may do
/// nothing.
pub fn pay_step(order: &Order, pay: &Payability) -> PayStep {
    let me = viewer();
    let step = |label: String, href: String| PayStep { label, href, pays: false };
    let look = || step(tr!("orders-view"), paths::order(&order.id));
    let raise = || paths::raise(&order.customer, &RaiseFor::Order(order.id.clone()));
    let why = || format!("{}#why", paths::customer(&order.customer));
    match pay.state {
        _ if order.pay_until.is_some_and(|until| until <= me.now) => look(),
        PayState::Payable | PayState::Unknown if me.may(Permission::Pay) => {
            PayStep { label: tr!("orders-pay"), href: paths::pay(&order.id), pays: true }
        }
        PayState::Short if me.may(Permission::SetBudget) => step(tr!("orders-raise-budget"), raise()),
        PayState::NoBudget if me.may(Permission::SetBudget) => step(tr!("customer-set-budget"), raise()),
        PayState::Frozen if me.may(Permission::Freeze) => step(tr!("customer-unfreeze"), why()),
        PayState::Frozen | PayState::NoAgency => step(tr!("orders-who-can-fix"), why()),
        PayState::AwaitingApproval | PayState::InProgress => match &pay.intent {
            Some(intent) => step(tr!("orders-view-payment"), paths::intent(intent)),
            None => look(),
        },
        _ => look(),
    }
}

/// The next step as a link of a row; nothing when the order does not wait for payment.
#[component]
pub fn NextStep(
    row: OrderRow,
    /// As a button.
    #[prop(optional)]
    button: bool,
) -> impl IntoView {
    row.pay.as_ref().map(|pay| {
        let PayStep { label, href, .. } = pay_step(&row.order, pay);
        view! { <a class:button=button href=href>{label}</a> }.into_any()
    })
}
