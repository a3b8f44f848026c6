//! Jobs and their rows in words.

use crate::tr;
use crate::ui::components::{Badge, Tone, explain_failure};
use leptos::prelude::*;
use model::bulk::{Bulk, BulkKind, BulkRow, BulkState, RowState, SkipReason};
use model::search::LONGEST_SEARCH;

/// What a job does.
pub fn kind_text(job: &Bulk) -> String {
    let value = job.operand.clone();
    match job.kind {
        BulkKind::Set => tr!("bulk-kind-set", value = value),
        BulkKind::Raise => tr!("bulk-kind-raise", value = value),
        BulkKind::Percent => tr!("bulk-kind-percent", value = value),
        BulkKind::File => tr!("bulk-kind-file"),
        BulkKind::Undo => tr!("bulk-kind-undo"),
    }
}

/// Where a job stands.
#[component]
pub fn BulkStateBadge(
    /// The state.
    state: BulkState,
    /// On a wash of its colour.
    #[prop(optional)]
    boxed: bool,
) -> impl IntoView {
    let (tone, text) = match state {
        BulkState::Draft => (Tone::Calm, tr!("bulk-state-draft")),
        BulkState::Waiting => (Tone::Warn, tr!("bulk-state-waiting")),
        BulkState::Declined => (Tone::Calm, tr!("bulk-state-declined")),
        BulkState::Running => (Tone::Live, tr!("bulk-state-running")),
        BulkState::Paused => (Tone::Warn, tr!("bulk-state-paused")),
        BulkState::Cancelled => (Tone::Calm, tr!("bulk-state-cancelled")),
        BulkState::Done => (Tone::Done, tr!("bulk-state-done")),
    };
    view! { <Badge tone=tone text=text boxed=boxed /> }.into_any()
}

/// The word for where a row stands.
pub fn row_state_text(state: RowState) -> String {
    match state {
        RowState::Waiting => tr!("bulk-row-waiting"),
        RowState::Sent => tr!("bulk-row-sent"),
        RowState::Unknown => tr!("bulk-row-unknown"),
        RowState::Done => tr!("bulk-row-done"),
        RowState::Refused => tr!("bulk-row-refused"),
        RowState::Changed => tr!("bulk-row-changed"),
        RowState::NotDone => tr!("bulk-row-not-done"),
        RowState::Cancelled => tr!("bulk-row-cancelled"),
        RowState::Skipped => tr!("bulk-row-left-out"),
    }
}

/// Where a row stands. In a dry run a row that waits is one that would change.
#[component]
pub fn RowStateBadge(
    /// The state.
    state: RowState,
    /// Whether the job is a dry run.
    dry: bool,
) -> impl IntoView {
    let tone = match state {
        RowState::Done => Tone::Done,
        RowState::Sent => Tone::Live,
        RowState::Unknown | RowState::Changed | RowState::NotDone => Tone::Warn,
        RowState::Refused => Tone::Risk,
        RowState::Skipped if dry => Tone::Warn,
        RowState::Waiting | RowState::Cancelled | RowState::Skipped => Tone::Calm,
    };
    let text = if dry && state == RowState::Waiting { tr!("bulk-row-would") } else { row_state_text(state) };
    view! { <Badge tone=tone text=text /> }.into_any()
}

/// Why a row is not part of its job.
pub fn left_out_text(why: SkipReason) -> String {
    match why {
        SkipReason::NotFound => tr!("bulk-out-not-found"),
        SkipReason::Ambiguous => tr!("bulk-out-ambiguous"),
        SkipReason::NotResale => tr!("bulk-out-not-resale"),
        SkipReason::Frozen => tr!("bulk-out-frozen"),
        SkipReason::Same => tr!("bulk-out-same"),
        SkipReason::AmountEmpty => tr!("bulk-out-amount-empty"),
        SkipReason::AmountNotANumber => tr!("bulk-out-amount-not-a-number"),
        SkipReason::AmountNotPositive => tr!("bulk-out-amount-not-positive"),
        SkipReason::AmountTooPrecise => tr!("bulk-out-amount-too-precise"),
        SkipReason::AmountTooLarge => tr!("bulk-out-amount-too-large"),
        SkipReason::WrongType => tr!("bulk-out-wrong-type"),
        SkipReason::WrongFreeze => tr!("bulk-out-wrong-freeze"),
        SkipReason::CellTooLong => tr!("bulk-out-cell-too-long", most = LONGEST_SEARCH),
        SkipReason::Twice => tr!("bulk-out-twice"),
        SkipReason::NoBudget => tr!("bulk-out-no-budget"),
        SkipReason::Moved => tr!("bulk-out-moved"),
        SkipReason::Unread => tr!("bulk-out-unread"),
    }
}

/// What there is to say about where a row stands, beside the word for it.
pub fn row_note(row: &BulkRow) -> Option<String> {
    let stands =
        || row.money(row.actual.as_ref()).map_or_else(|| tr!("budgets-type-none"), |money| money.to_string());
    match row.state {
        RowState::Skipped => row.skip_reason.map(left_out_text),
        RowState::Changed => Some(tr!("bulk-note-changed", amount = stands())),
        RowState::Done if row.sent_at.is_none() => Some(tr!("bulk-note-stood")),
        RowState::Refused => Some(
            row.failure
                .as_ref()
                .map_or_else(|| tr!("bulk-out-not-found"), |failure| explain_failure(failure).what),
        ),
        RowState::Unknown => Some(tr!("bulk-note-unknown")),
        RowState::NotDone => Some(tr!("bulk-note-not-done")),
        RowState::Waiting if row.lift_freeze => Some(tr!("bulk-note-lift")),
        RowState::Waiting if row.tries > 0 => Some(tr!("bulk-note-tried", count = row.tries)),
        _ => None,
    }
}
