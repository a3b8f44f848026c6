//! A bar chart of the next weeks: how many resources expire in each.

use crate::tr;
use crate::ui::format;
use leptos::prelude::*;
use model::time::{Timestamp, plus_days};

/// Twelve weeks from now, with the number of items that end in each.
#[component]
pub fn WeekStrip(
    /// The number per week, the current week first.
    weeks: Vec<u64>,
    /// Start of the first week, UTC.
    now: Timestamp,
    /// Text alternative.
    #[prop(into)]
    label: String,
) -> impl IntoView {
    let most = weeks.iter().copied().max().unwrap_or_default().max(1);
    let week = move |(index, number): (usize, u64)| {
        let start = plus_days(now, 7 * i64::try_from(index).unwrap_or_default());
        view! { <Week number=number most=most start=start soon=index == 0 /> }
    };
    view! {
        <ol class="weeks" aria-label=label>
            {weeks.into_iter().take(12).enumerate().map(week).collect_view()}
        </ol>
    }
    .into_any()
}

#[component]
fn Week(number: u64, most: u64, start: Timestamp, soon: bool) -> impl IntoView {
    // At least one unit, so that one resource among hundreds is visible.
    let height = if number == 0 { 1 } else { (number * 40 / most).max(2) };
    let class = match (number, soon) {
        (0, _) => "none",
        (_, true) => "soon",
        (_, false) => "",
    };
    view! {
        <li class=class>
            <span class="n">{format::count(number)}</span>
            <svg viewBox="0 0 10 40" preserveAspectRatio="none" aria-hidden="true">
                <rect y=(40 - height).to_string() width="10" height=height.to_string()></rect>
            </svg>
            <span class="when">
                <span class="sr-only">{tr!("ui-week-from")}</span>
                {format::short_day(start)}
            </span>
        </li>
    }
    .into_any()
}
