//! What is expected of a budget, in a cell of a list.

use crate::tr;
use crate::ui::components::{Due, Unknown};
use crate::ui::format;
use leptos::prelude::*;
use model::forecast::Outlook;
use model::time::write_utc;

/// When a budget runs out, or that it lasts until its reset; a dash where that is not known any more.
#[component]
pub fn OutlookDue(
    /// As of the last reading.
    outlook: Option<Outlook>,
) -> impl IntoView {
    match outlook.and_then(|outlook| outlook.still_at(crate::context::viewer().now)) {
        None => view! { <Unknown /> }.into_any(),
        Some(Outlook::RunsOut(at)) => view! { <Due at=Some(at) /> }.into_any(),
        Some(Outlook::LastsUntil(reset)) => view! {
            <time class="due" datetime=write_utc(reset) title=format::utc(reset)>
                <span class="far">{tr!("budgets-lasts")}</span>
                <span class="sub">{format::billing_instant(reset)}</span>
            </time>
        }
        .into_any(),
    }
}
