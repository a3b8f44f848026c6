//! The key figures: calls, deprecations, quota, changes.

use crate::paths;
use crate::tr;
use crate::ui::components::{Figure, Instant, QuotaFigure};
use crate::ui::format::{self, count};
use leptos::prelude::*;
use model::lists::{HistoryPart, StatusFilter};
use model::status::{Lifecycle, QuotaLeft, StatusView, percent};

/// Four figures; three for roles that do not see the quota.
#[component]
pub fn Figures(view: StatusView) -> impl IntoView {
    let StatusView { calls, failures, ending, touching, started_at, .. } = view;
    let to_end = StatusFilter { lifecycle: Some(Lifecycle::ToBeOffline), ..StatusFilter::default() };
    let ours = StatusFilter { history: Some(HistoryPart::Ours), ..StatusFilter::default() };
    let share = percent(failures, calls).map(format::percent);
    let failed = share.map(|share| tr!("status-figure-failed", n = count(failures), share = share));
    let newest = view.touched_on.map(|day| tr!("status-figure-newest", day = format::plain_day(&day)));
    let ending_text =
        if ending == 0 { tr!("status-figure-none-ends") } else { tr!("status-figure-some-end") };
    let (tone, ending_link) = match ending {
        0 => ("", None),
        _ => ("warn", Some(paths::status(&to_end))),
    };
    let quota = view.quota.map(|quota| {
        let quota = match quota {
            QuotaLeft::Read(quota) => Some(quota),
            QuotaLeft::Failed(_) | QuotaLeft::Late => None,
        };
        view! { <QuotaFigure quota=quota /> }
    });
    view! {
        <ul class="figures">
            <Figure name=tr!("status-figure-calls") href=None figure=move || count(calls).into_any()>
                {failed.map(|failed| view! { <span>{failed}</span> })}
                <span>{tr!("status-since")} " " <Instant at=started_at /></span>
            </Figure>
            <Figure
                name=tr!("status-figure-ending")
                href=ending_link
                tone=tone
                figure=move || count(ending).into_any()
            >
                <span>{ending_text}</span>
            </Figure>
            {quota}
            <Figure
                name=tr!("status-figure-touching")
                href=paths::status_history(&ours)
                figure=move || count(touching).into_any()
            >
                {newest.map(|newest| view! { <span>{newest}</span> })}
            </Figure>
        </ul>
    }
    .into_any()
}
