//! States as badges: a word and a mark. The marks differ in shape, so that color is never the only
//! sign.

use crate::tr;
use leptos::prelude::*;
use model::audit::AuditOutcome;
use model::budgets::{BudgetLevel, BudgetType};
use model::customers::{Frozen, Verified};
use model::orders::OrderStatus;
use model::resources::ResourceStatus;

/// How much attention a state needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Nothing to do.
    Calm,
    /// In progress.
    Live,
    /// Completed or paid.
    Done,
    /// Money may be at risk.
    Warn,
    /// Money is at risk.
    Risk,
}

impl Tone {
    /// The CSS class.
    pub fn class(self) -> &'static str {
        match self {
            Self::Calm => "calm",
            Self::Live => "live",
            Self::Done => "done",
            Self::Warn => "warn",
            Self::Risk => "risk",
        }
    }

    fn mark(self) -> &'static str {
        match self {
            Self::Calm => {
                "M5 1.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7Zm0 1.3a2.2 2.2 0 1 1 0 4.4 2.2 2.2 0 0 1 0-4.4Z"
            }
            Self::Live => "M5 1.5a3.5 3.5 0 1 0 0 7V1.5Z",
            Self::Done => "M8.8 2.6 4 8.4 1.2 5.6l1-1L3.9 6.3l3.8-4.6Z",
            Self::Warn => "M5 1.2 9.3 8.8H.7Z",
            Self::Risk => "M1.5 1.5h7v7h-7Z",
        }
    }
}

/// A badge.
#[component]
pub fn Badge(
    tone: Tone,
    /// Its text.
    #[prop(into)]
    text: String,
    /// Filled with a tint of its color, for the head of a page.
    #[prop(optional)]
    boxed: bool,
) -> impl IntoView {
    view! {
        <span class=format!("badge {}", tone.class()) class:boxed=boxed>
            <svg width="10" height="10" viewBox="0 0 10 10" fill="currentColor" aria-hidden="true">
                <path d=tone.mark()></path>
            </svg>
            {text}
        </span>
    }
    .into_any()
}

/// The text for the status of an order.
pub fn order_status_text(status: OrderStatus) -> String {
    match status {
        OrderStatus::PendingApproval => tr!("badge-order-approval"),
        OrderStatus::PendingRefund => tr!("badge-order-refund"),
        OrderStatus::Processing => tr!("badge-order-processing"),
        OrderStatus::Cancelled => tr!("badge-order-cancelled"),
        OrderStatus::Completed => tr!("badge-order-completed"),
        OrderStatus::PendingPayment => tr!("badge-order-payment"),
        OrderStatus::PendingConfirmation => tr!("badge-order-confirmation"),
        OrderStatus::ToShip => tr!("badge-order-ship"),
        OrderStatus::ToReceive => tr!("badge-order-receive"),
        OrderStatus::ToPickUp => tr!("badge-order-pick-up"),
        OrderStatus::Exchanging => tr!("badge-order-exchange"),
        OrderStatus::Other(code) => tr!("badge-unknown", code = code.to_string()),
    }
}

/// The status of an order.
#[component]
pub fn OrderStatusBadge(
    status: OrderStatus,
    /// Filled with a tint of its color.
    #[prop(optional)]
    boxed: bool,
) -> impl IntoView {
    let tone = match status {
        OrderStatus::PendingPayment => Tone::Warn,
        OrderStatus::Completed => Tone::Done,
        OrderStatus::Cancelled | OrderStatus::Other(_) => Tone::Calm,
        _ => Tone::Live,
    };
    view! { <Badge tone=tone text=order_status_text(status) boxed=boxed /> }.into_any()
}

/// The text for a freeze.
pub fn frozen_text(frozen: Frozen) -> String {
    match frozen {
        Frozen::No => tr!("badge-frozen-no"),
        Frozen::Account => tr!("badge-frozen-account"),
        Frozen::AccountAndResources => tr!("badge-frozen-resources"),
        Frozen::Other(code) => tr!("badge-unknown", code = code.to_string()),
    }
}

/// Whether an account is frozen, and by whom.
#[component]
pub fn FrozenBadge(
    frozen: Frozen,
    /// Filled with a tint of its color.
    #[prop(optional)]
    boxed: bool,
) -> impl IntoView {
    let tone = match frozen {
        Frozen::No => Tone::Calm,
        Frozen::Account => Tone::Warn,
        Frozen::AccountAndResources => Tone::Risk,
        Frozen::Other(_) => Tone::Warn,
    };
    view! { <Badge tone=tone text=frozen_text(frozen) boxed=boxed /> }.into_any()
}

/// The state of real-name authentication.
#[component]
pub fn VerifiedBadge(verified: Verified) -> impl IntoView {
    let (tone, text) = match verified {
        Verified::Authenticated => (Tone::Done, tr!("badge-verified-done")),
        Verified::UnderReview => (Tone::Live, tr!("badge-verified-review")),
        Verified::NotAuthenticated => (Tone::Warn, tr!("badge-verified-no")),
        Verified::Refused => (Tone::Warn, tr!("badge-verified-refused")),
        Verified::Failed => (Tone::Warn, tr!("badge-verified-failed")),
        Verified::Other(code) => (Tone::Calm, tr!("badge-unknown", code = code)),
    };
    view! { <Badge tone=tone text=text /> }.into_any()
}

/// The text for a type of budget.
pub fn budget_type_text(kind: &BudgetType) -> String {
    match kind {
        BudgetType::Monthly => tr!("badge-budget-monthly"),
        BudgetType::Package => tr!("badge-budget-one-time"),
        BudgetType::Other(code) => tr!("badge-unknown", code = code.clone()),
    }
}

/// The text for the outcome of an action.
pub fn outcome_text(outcome: AuditOutcome) -> String {
    match outcome {
        AuditOutcome::Open => tr!("badge-outcome-open"),
        AuditOutcome::Done => tr!("badge-outcome-done"),
        AuditOutcome::Failed => tr!("badge-outcome-failed"),
        AuditOutcome::Unknown => tr!("badge-outcome-unknown"),
    }
}

/// The outcome of an action.
#[component]
pub fn OutcomeBadge(outcome: AuditOutcome) -> impl IntoView {
    let tone = match outcome {
        AuditOutcome::Open | AuditOutcome::Failed => Tone::Calm,
        AuditOutcome::Done => Tone::Done,
        AuditOutcome::Unknown => Tone::Warn,
    };
    view! { <Badge tone=tone text=outcome_text(outcome) /> }.into_any()
}

/// The text for the level of a budget.
pub fn level_text(level: BudgetLevel) -> String {
    match level {
        BudgetLevel::Unset => tr!("badge-level-unset"),
        BudgetLevel::Fine => tr!("badge-level-fine"),
        BudgetLevel::Over75 => tr!("badge-level-over75"),
        BudgetLevel::Over90 => tr!("badge-level-over90"),
        BudgetLevel::Exhausted => tr!("badge-level-exhausted"),
    }
}

/// The level of a budget: how much of it is used.
#[component]
pub fn LevelBadge(level: BudgetLevel) -> impl IntoView {
    let tone = match level {
        BudgetLevel::Unset | BudgetLevel::Fine => Tone::Calm,
        BudgetLevel::Over75 | BudgetLevel::Over90 => Tone::Warn,
        BudgetLevel::Exhausted => Tone::Risk,
    };
    view! { <Badge tone=tone text=level_text(level) /> }.into_any()
}

/// The status of a resource.
#[component]
pub fn ResourceStatusBadge(status: ResourceStatus) -> impl IntoView {
    let (tone, text) = match status {
        ResourceStatus::InUse => (Tone::Calm, tr!("badge-resource-in-use")),
        ResourceStatus::Closed => (Tone::Calm, tr!("badge-resource-closed")),
        ResourceStatus::Frozen => (Tone::Risk, tr!("badge-resource-frozen")),
        ResourceStatus::Expired => (Tone::Warn, tr!("badge-resource-expired")),
        ResourceStatus::Other(code) => (Tone::Calm, tr!("badge-unknown", code = code.to_string())),
    };
    view! { <Badge tone=tone text=text /> }.into_any()
}
