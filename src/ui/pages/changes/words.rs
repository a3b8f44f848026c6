//! Texts for the kinds, outcomes and obstacles of changes.

use crate::texts::tr_key;
use crate::tr;
use crate::ui::components::{Badge, Tone};
use crate::ui::format;
use leptos::prelude::*;
use model::changes::{ChangeBlocker, ChangeKind, PartOutcome};
use model::unsubscribe::UnsubscribeReason;

/// The change and the number of resources, for headings and buttons.
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

/// The result for one order or resource.
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

/// Why a resource is skipped.
pub fn hold_text(hold: &ChangeBlocker, act: ChangeKind) -> String {
    match hold {
        ChangeBlocker::Intent(_) => tr!("changes-hold-intent"),
        ChangeBlocker::UnpaidOrder => tr!("changes-hold-unpaid"),
        ChangeBlocker::Gone => tr!("changes-hold-gone"),
        ChangeBlocker::Frozen => tr!("changes-hold-frozen"),
        ChangeBlocker::PastItsEnd => tr!("changes-hold-past"),
        ChangeBlocker::Already if act == ChangeKind::NotToOnDemand => tr!("changes-hold-not-set"),
        ChangeBlocker::Already => tr!("changes-hold-already"),
        ChangeBlocker::NoPrice(_) => tr!("changes-hold-no-price"),
    }
}

/// The text for a reason to unsubscribe.
pub fn reason_text(reason: UnsubscribeReason) -> String {
    match reason {
        UnsubscribeReason::HardToUse => tr!("changes-reason-hard"),
        UnsubscribeReason::LacksFunctions => tr!("changes-reason-lacks"),
        UnsubscribeReason::TooComplex => tr!("changes-reason-complex"),
        UnsubscribeReason::PoorService => tr!("changes-reason-service"),
        UnsubscribeReason::Other => tr!("changes-reason-other"),
    }
}

/// What a change does, one step after the other.
// texts: changes-step-
pub fn steps(act: ChangeKind) -> Vec<String> {
    (1..=4).filter_map(|n| tr_key(&format!("changes-step-{}-{n}", act.code()))).collect()
}
