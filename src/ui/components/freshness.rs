//! The age of mirrored data, and whether refreshing it fails.

use crate::tr;
use crate::ui::components::{Icon, Symbol};
use crate::ui::format;
use leptos::prelude::*;
use model::time::Freshness;

/// "Read 40 s ago", or since when refreshing has failed.
#[component]
pub fn FreshnessLine(freshness: Freshness) -> impl IntoView {
    let age = freshness.age_seconds().map(format::age);
    let title = freshness.read_at.map(|at| format!("{} \u{b7} {}", format::instant(at), format::utc(at)));
    // On paper an age is of no use: nobody knows when it was printed.
    let on_paper = freshness.read_at.map(|at| tr!("ui-read-at", at = format::instant(at)));
    let text = match (age, freshness.failing) {
        (Some(age), false) => tr!("ui-read-ago", age = age),
        (Some(age), true) => tr!("ui-read-failing", age = age),
        (None, false) => tr!("ui-never-read"),
        (None, true) => tr!("ui-never-read-failing"),
    };
    let icon = if freshness.failing { Icon::Warning } else { Icon::Clock };
    view! {
        <span class="fresh" class:failing=freshness.failing title=title>
            <Symbol icon=icon />
            <span data-print=on_paper>{text}</span>
        </span>
    }
    .into_any()
}
