//! Texts for jobs and their rows.

use crate::tr;
use crate::ui::components::{Badge, Tone, explain_failure};
use crate::ui::format;
use crate::ui::pages::changes::words::act_text;
use leptos::prelude::*;
use model::budgets::{FreezeBehaviour, used_percent};
use model::bulk::{
    Bulk, BulkKind, BulkRow, BulkState, Cut, Encoding, FileFormat, FreezeChange, RoundUp, RowState,
    Separator, SkipReason,
};
use model::money::Money;
use model::search::LONGEST_SEARCH;

/// What the job does.
pub fn kind_text(job: &Bulk) -> String {
    let value = job.operand.clone();
    match job.kind {
        BulkKind::Set => tr!("bulk-kind-set", value = value),
        BulkKind::Raise => tr!("bulk-kind-raise", value = value),
        BulkKind::Percent => match job.rounding {
            None | Some(RoundUp::Exact) => tr!("bulk-kind-percent", value = value),
            Some(to) => tr!("bulk-kind-percent-rounded", value = value, to = rounding_text(to)),
        },
        BulkKind::File => tr!("bulk-kind-file"),
        BulkKind::Undo => tr!("bulk-kind-undo"),
        BulkKind::Pay => tr!("bulk-kind-pay", count = job.count(), n = format::count(job.count())),
        BulkKind::AutoRenewOn | BulkKind::AutoRenewOff | BulkKind::ToOnDemand | BulkKind::NotToOnDemand => {
            let count = usize::try_from(job.count()).unwrap_or(usize::MAX);
            job.kind.change().map(|act| act_text(act, count)).unwrap_or_default()
        }
    }
}

/// What a percentage is rounded up to.
pub fn rounding_text(to: RoundUp) -> String {
    match to {
        RoundUp::Exact => tr!("budgets-rounding-exact"),
        RoundUp::Cent => tr!("budgets-rounding-cent"),
        RoundUp::One => tr!("budgets-rounding-one"),
        RoundUp::Ten => tr!("budgets-rounding-ten"),
        RoundUp::Fifty => tr!("budgets-rounding-fifty"),
    }
}

/// How a file was read: one line.
pub fn file_format_text(format: &FileFormat) -> String {
    match format {
        FileFormat::Text { encoding, separator, header } => {
            let encoding = match encoding {
                Encoding::Utf8 => "UTF-8",
                Encoding::Utf16Le | Encoding::Utf16Be => "UTF-16",
                Encoding::Gb18030 => "GB18030",
            };
            let separator = match separator {
                Separator::Comma => tr!("bulk-separator-comma"),
                Separator::Semicolon => tr!("bulk-separator-semicolon"),
                Separator::Tab => tr!("bulk-separator-tab"),
            };
            tr!("bulk-read-text", encoding = encoding, separator = separator, header = header.to_string())
        }
        FileFormat::Workbook { sheet, header, hidden } => {
            tr!("bulk-read-workbook", sheet = sheet.clone(), header = header.to_string(), hidden = *hidden)
        }
    }
}

/// The change of what happens when a budget is used up.
pub fn freeze_text(change: FreezeChange) -> String {
    let word = |behaviour: FreezeBehaviour| match behaviour {
        FreezeBehaviour::Manual => tr!("budgets-behaviour-manual"),
        FreezeBehaviour::Automatic => tr!("budgets-behaviour-automatic"),
        FreezeBehaviour::Other(code) => code.to_string(),
    };
    let before = change.before.map_or_else(|| tr!("bulk-freeze-unknown"), word);
    tr!("bulk-freeze", before = before, after = word(change.after))
}

/// Why a cut is one to look at twice.
fn cut_text(row: &BulkRow) -> Option<String> {
    Some(match row.cut()? {
        Cut::BelowUsed => {
            let used = row.used.zip(row.currency.clone()).map(|(used, currency)| Money::new(used, currency));
            tr!("bulk-cut-used", used = used.map(|money| money.to_string()).unwrap_or_default())
        }
        Cut::ByMoreThanHalf => tr!("bulk-cut-half"),
    })
}

/// What was used of the budget when the dry run read it, with its share: who approves a raise sees why it is
/// wanted.
fn used_text(row: &BulkRow) -> Option<String> {
    let used = Money::new(row.used?, row.currency.clone()?);
    let before = row.before.as_ref()?.amount?;
    let share = format::percent(used_percent(used.amount, before)?);
    Some(tr!("bulk-used", used = used.to_string(), share = share))
}

/// What is to be seen of a row besides its state, each on a line of its own. In a job that rounds, the
/// given amount is the exact one, where it was rounded.
pub fn row_notes(row: &BulkRow, rounds: bool) -> Vec<String> {
    let is_part = row.state != RowState::Skipped;
    let exact = Some(&row.given_amount).filter(|exact| rounds && is_part && !exact.is_empty());
    let exact = exact.map(|exact| tr!("bulk-rounded", exact = exact.clone()));
    let cut = cut_text(row).filter(|_| is_part);
    let freeze = row.freeze().filter(|_| is_part).map(freeze_text);
    let used = used_text(row).filter(|_| is_part);
    [exact, used, cut, freeze].into_iter().flatten().collect()
}

/// The state of a job.
#[component]
pub fn BulkStateBadge(
    state: BulkState,
    /// Filled with a tint of its color.
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

/// The text for the state of a row.
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

/// The color of the state of a row.
pub fn row_tone(state: RowState, dry: bool) -> Tone {
    match state {
        RowState::Done => Tone::Done,
        RowState::Sent => Tone::Live,
        RowState::Unknown | RowState::Changed | RowState::NotDone => Tone::Warn,
        RowState::Refused => Tone::Risk,
        RowState::Skipped if dry => Tone::Warn,
        RowState::Waiting | RowState::Cancelled | RowState::Skipped => Tone::Calm,
    }
}

/// The state of a row. In a dry run, waiting rows are those that would change.
#[component]
pub fn RowStateBadge(state: RowState, dry: bool) -> impl IntoView {
    let tone = row_tone(state, dry);
    let text = if dry && state == RowState::Waiting { tr!("bulk-row-would") } else { row_state_text(state) };
    view! { <Badge tone=tone text=text /> }.into_any()
}

/// Why a row is skipped.
pub fn skip_reason_text(why: SkipReason) -> String {
    match why {
        SkipReason::NotFound => tr!("bulk-out-not-found"),
        SkipReason::Ambiguous => tr!("bulk-out-ambiguous"),
        SkipReason::NotResale => tr!("bulk-out-not-resale"),
        SkipReason::Frozen => tr!("bulk-out-frozen"),
        SkipReason::Same => tr!("bulk-out-same"),
        SkipReason::AmountEmpty => tr!("bulk-out-amount-empty"),
        SkipReason::AmountNotANumber => tr!("bulk-out-amount-not-a-number"),
        SkipReason::AmountAmbiguous => tr!("bulk-out-amount-ambiguous"),
        SkipReason::LineBreak => tr!("bulk-out-line-break"),
        SkipReason::RowTooLong => tr!("bulk-out-row-too-long"),
        SkipReason::OtherName => tr!("bulk-out-other-name"),
        SkipReason::OtherAccount => tr!("bulk-out-other-account"),
        SkipReason::OtherCurrency => tr!("bulk-out-other-currency"),
        SkipReason::IdRounded => tr!("bulk-out-id-rounded"),
        SkipReason::Formula => tr!("bulk-out-formula"),
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
        SkipReason::NotLive => tr!("bulk-out-not-live"),
        SkipReason::NotPayable => tr!("bulk-out-not-payable"),
        SkipReason::UnderWay => tr!("bulk-out-under-way"),
        SkipReason::OverBudget => tr!("bulk-out-over-budget"),
        SkipReason::NoPrice => tr!("bulk-out-no-price"),
        SkipReason::UnpaidOrder => tr!("changes-hold-unpaid"),
        SkipReason::Gone => tr!("changes-hold-gone"),
        SkipReason::PastItsEnd => tr!("changes-hold-past"),
        SkipReason::AlreadySo => tr!("changes-hold-already"),
    }
}

/// Details of a row's state, shown below its badge.
pub fn row_detail(row: &BulkRow) -> Option<String> {
    let current =
        || row.money(row.actual.as_ref()).map_or_else(|| tr!("budgets-type-none"), |money| money.to_string());
    match row.state {
        RowState::Skipped => row.skip_reason.map(skip_reason_text),
        RowState::Changed => Some(tr!("bulk-note-changed", amount = current())),
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
