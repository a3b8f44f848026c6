//! The used share of a budget, with the vendor's thresholds of 75% and 90%.

use crate::tr;
use crate::ui::components::{Unknown, level_text};
use crate::ui::format;
use leptos::prelude::*;
use model::budgets::Budget;
use rust_decimal::Decimal;

/// The used share as a bar and as text. A dash when no budget is set.
#[component]
pub fn BudgetMeter(
    budget: Budget,
    /// Wide, with a scale, for the page of the budget.
    #[prop(optional)]
    large: bool,
) -> impl IntoView {
    let Some(percent) = budget.used_percent() else {
        return view! {
            <Unknown />
            <span class="sr-only">{tr!("badge-level-unset")}</span>
        }
        .into_any();
    };
    let level = budget.level();
    let class = format!("meter {}{}", level.code(), if large { " large" } else { "" });
    let text = format::percent(percent);
    let bar = view! { <Bar percent=percent value_text=format!("{text}, {}", level_text(level)) /> };
    if large {
        view! {
            <span class=class>
                {bar} <span class="scale" aria-hidden="true">
                    <span class="at-75">"75"</span>
                    <span class="at-90">"90"</span>
                </span>
            </span>
        }
        .into_any()
    } else {
        view! { <span class=class>{bar} <span class="percent" aria-hidden="true">{text}</span></span> }
            .into_any()
    }
}

#[component]
fn Bar(percent: Decimal, value_text: String) -> impl IntoView {
    let width = percent.clamp(Decimal::ZERO, Decimal::ONE_HUNDRED).to_string();
    let now = width.clone();
    view! {
        <svg
            viewBox="0 0 100 8"
            preserveAspectRatio="none"
            role="meter"
            aria-label=tr!("ui-meter")
            aria-valuemin="0"
            aria-valuemax="100"
            aria-valuenow=now
            aria-valuetext=value_text
        >
            <rect class="track" width="100" height="8" rx="0.6"></rect>
            <rect class="fill" width=width height="8" rx="0.6"></rect>
            <path class="tick" d="M75 0v8M90 0v8"></path>
        </svg>
    }
    .into_any()
}
