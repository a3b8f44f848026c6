//! How far the audit log is sealed, in one line.

use crate::tr;
use crate::ui::components::{Caution, Icon, Id, Instant, Symbol};
use crate::ui::format::count;
use leptos::prelude::*;
use model::audit::SealView;

/// Until when, how many rows wait, and the checkpoint that can be noted elsewhere.
#[component]
pub fn SealLine(seals: SealView) -> impl IntoView {
    let SealView { sealed_at, checkpoint, waiting, is_behind, .. } = seals;
    let until = match sealed_at {
        Some(at) => view! { {tr!("activity-sealed")} " " <Instant at=at exact=true /> }.into_any(),
        None => tr!("activity-not-sealed").into_any(),
    };
    let waiting = tr!("activity-unsealed", count = waiting, n = count(waiting));
    let checkpoint = checkpoint.map(|(number, hash)| {
        view! {
            <span class="checkpoint">
                {tr!("activity-checkpoint", n = count(number))} " " <Id id=hash whole=true />
            </span>
        }
    });
    view! {
        <div class="seals">
            <Symbol icon=Icon::Tick />
            <span>{until} " \u{b7} " {waiting}</span>
            {checkpoint}
        </div>
        {is_behind.then(|| view! { <SealsBehind /> })}
    }
    .into_any()
}

/// That rows have waited for too long.
#[component]
pub fn SealsBehind() -> impl IntoView {
    view! {
        <div class="section">
            <Caution>
                <p>{tr!("activity-seal-behind")}</p>
            </Caution>
        </div>
    }
    .into_any()
}
