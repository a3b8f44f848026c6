//! Texts for operations and their states.

use crate::texts::tr_key;
use crate::tr;
use crate::ui::components::{Ago, Badge, Tone};
use crate::ui::format;
use leptos::prelude::*;
use model::status::{ApiChangeKind, Area, Attempt, Caller, Condition, Lifecycle, OperationRow};

// texts: status-op-
/// The name of an operation; its id if the texts have no name.
pub fn operation_text(id: &str) -> String {
    let plain = id.chars().all(|c| c.is_ascii_alphanumeric());
    let name = plain.then(|| tr_key(&format!("status-op-{id}"))).flatten();
    name.unwrap_or_else(|| id.to_owned())
}

/// The text for the area of an operation.
pub fn area_text(area: Area) -> String {
    match area {
        Area::Customers => tr!("status-area-customers"),
        Area::Transactions => tr!("status-area-transactions"),
        Area::Billing => tr!("status-area-billing"),
        Area::Identity => tr!("status-area-identity"),
    }
}

/// The text for whose credentials an operation needs.
pub fn caller_text(caller: Caller) -> String {
    match caller {
        Caller::Partner => tr!("status-caller-partner"),
        Caller::Customer => tr!("status-caller-customer"),
        Caller::Either => tr!("status-caller-either"),
    }
}

/// The text for the lifecycle state of an operation.
pub fn lifecycle_text(lifecycle: Lifecycle) -> String {
    match lifecycle {
        Lifecycle::Current => tr!("status-lifecycle-current"),
        Lifecycle::ToBeOffline => tr!("status-lifecycle-to-be-offline"),
        Lifecycle::Offline => tr!("status-lifecycle-offline"),
    }
}

/// The text for the condition of an operation.
pub fn condition_text(condition: Condition) -> String {
    match condition {
        Condition::Failing => tr!("status-health-failing"),
        Condition::Refused => tr!("status-health-refused"),
        Condition::Well => tr!("status-health-well"),
        Condition::Unused => tr!("status-health-unused"),
    }
}

/// The text for a kind of change.
pub fn kind_text(kind: ApiChangeKind) -> String {
    match kind {
        ApiChangeKind::AddedApi => tr!("status-kind-added-api"),
        ApiChangeKind::AddedField => tr!("status-kind-added-field"),
        ApiChangeKind::AddedEnum => tr!("status-kind-added-enum"),
        ApiChangeKind::AddedError => tr!("status-kind-added-error"),
        ApiChangeKind::DescriptionChanged => tr!("status-kind-description-changed"),
        ApiChangeKind::Behaviour => tr!("status-kind-behaviour"),
        ApiChangeKind::Renamed => tr!("status-kind-renamed"),
        ApiChangeKind::Removed => tr!("status-kind-removed"),
        ApiChangeKind::ToBeOffline => tr!("status-kind-to-be-offline"),
        ApiChangeKind::Offline => tr!("status-kind-offline"),
    }
}

/// A duration in milliseconds as text.
pub fn millis_text(millis: u32) -> String {
    tr!("status-millis", n = format::count(u64::from(millis)))
}

/// The condition of an operation as a badge.
#[component]
pub fn ConditionBadge(
    condition: Condition,
    /// Filled with a tint of its color.
    #[prop(optional)]
    boxed: bool,
) -> impl IntoView {
    let tone = match condition {
        Condition::Failing => Tone::Risk,
        Condition::Refused => Tone::Live,
        Condition::Well => Tone::Done,
        Condition::Unused => Tone::Calm,
    };
    view! { <Badge tone=tone text=condition_text(condition) boxed=boxed /> }.into_any()
}

/// The lifecycle state and version of an operation; marked when its end is near.
#[component]
pub fn LifecycleBadge(
    row: OperationRow,
    /// Filled with a tint of its color.
    #[prop(optional)]
    boxed: bool,
) -> impl IntoView {
    let text = format!("{} \u{b7} {}", row.version, lifecycle_text(row.lifecycle));
    match row.lifecycle {
        Lifecycle::Current if !boxed => view! { <span class="nowrap">{text}</span> }.into_any(),
        Lifecycle::Current => view! { <Badge tone=Tone::Calm text=text boxed=true /> }.into_any(),
        Lifecycle::ToBeOffline => view! { <Badge tone=Tone::Warn text=text boxed=boxed /> }.into_any(),
        Lifecycle::Offline => view! { <Badge tone=Tone::Risk text=text boxed=boxed /> }.into_any(),
    }
}

/// Method and path, wrapped before slashes.
#[component]
pub fn Call(
    /// Such as `GET /v2/orders/customer-orders`.
    #[prop(into)]
    call: String,
) -> impl IntoView {
    let parts = call.split_inclusive('/').map(|part| view! { {part.to_owned()} <wbr /> });
    view! { <code class="call">{parts.collect_view()}</code> }.into_any()
}

/// The last answer: status, code and age.
#[component]
pub fn AnswerLine(attempt: Attempt) -> impl IntoView {
    let answer = match (attempt.status, attempt.code) {
        (None, _) => view! { {tr!("status-no-answer")} }.into_any(),
        (Some(status), None) => view! { {format!("HTTP {status}")} }.into_any(),
        (Some(_), Some(code)) => view! { <code>{code}</code> }.into_any(),
    };
    view! {
        {answer}
        " \u{b7} "
        <Ago at=attempt.at />
    }
    .into_any()
}
