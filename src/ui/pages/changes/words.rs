//! Acts, outcomes and hindrances of changes in words.

use crate::tr;
use crate::ui::components::{Badge, Tone};
use crate::ui::format;
use leptos::prelude::*;
use model::changes::{ChangeBlocker, ChangeKind, PartOutcome};
use model::unsubscribe::UnsubscribeReason;

/// What is done to how many, as a heading and on the button.
pub fn act_text(act: ChangeKind, count: usize) -> String {
    let count = u64::try_from(count).unwrap_or_default();
    let n = format::count(count);
    match act {
        ChangeKind::Cancel => tr!("changes-act-cancel"),
        ChangeKind::Unsubscribe => tr!("changes-act-unsubscribe", count = count, n = n),
        ChangeKind::UnsubscribeRenewedTerms => tr!("changes-act-give-back-terms", count = count, n = n),
        ChangeKind::AutoRenewOn => tr!("changes-act-auto-renew-on", count = count, n = n),
        ChangeKind::AutoRenewOff => tr!("changes-act-auto-renew-off", count = count, n = n),
        ChangeKind::ToOnDemand => tr!("changes-act-to-on-demand", count = count, n = n),
        ChangeKind::NotToOnDemand => tr!("changes-act-not-to-on-demand", count = count, n = n),
    }
}

/// How it ended for one order or resource.
pub fn part_badge(outcome: PartOutcome) -> AnyView {
    let (tone, text) = match outcome {
        PartOutcome::NotSent => (Tone::Calm, tr!("changes-part-not-sent")),
        PartOutcome::Sent => (Tone::Live, tr!("badge-stage-sent")),
        PartOutcome::Done => (Tone::Done, tr!("badge-stage-done")),
        PartOutcome::Already => (Tone::Done, tr!("changes-part-already")),
        PartOutcome::Refused => (Tone::Warn, tr!("badge-stage-rejected")),
        PartOutcome::Unknown => (Tone::Warn, tr!("badge-stage-unknown")),
        PartOutcome::NoEffect => (Tone::Warn, tr!("badge-stage-no-effect")),
    };
    view! { <Badge tone=tone text=text /> }.into_any()
}

/// Why a resource is left out.
pub fn hold_text(hold: &ChangeBlocker, act: ChangeKind) -> String {
    match hold {
        ChangeBlocker::Intent(_) => tr!("changes-hold-intent"),
        ChangeBlocker::UnpaidOrder => tr!("changes-hold-unpaid"),
        ChangeBlocker::Gone => tr!("changes-hold-gone"),
        ChangeBlocker::Frozen => tr!("changes-hold-frozen"),
        ChangeBlocker::PastItsEnd => tr!("changes-hold-past"),
        ChangeBlocker::Already if act == ChangeKind::NotToOnDemand => tr!("changes-hold-not-set"),
        ChangeBlocker::Already => tr!("changes-hold-already"),
    }
}

/// Why resources are given back.
pub fn reason_text(reason: UnsubscribeReason) -> String {
    match reason {
        UnsubscribeReason::HardToUse => tr!("changes-reason-hard"),
        UnsubscribeReason::LacksFunctions => tr!("changes-reason-lacks"),
        UnsubscribeReason::TooComplex => tr!("changes-reason-complex"),
        UnsubscribeReason::PoorService => tr!("changes-reason-service"),
        UnsubscribeReason::Other => tr!("changes-reason-other"),
    }
}
