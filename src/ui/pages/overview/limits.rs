//! Changes of limits that wait for the viewer, who is an administrator.

use crate::paths;
use crate::tr;
use crate::ui::components::{Icon, Symbol};
use crate::ui::pages::limits::words::{holder_text, proposed_text};
use leptos::prelude::*;
use model::limits::own::LimitProposal;

/// One line for each.
#[component]
pub fn LimitProposals(proposals: Vec<LimitProposal>) -> impl IntoView {
    let line = |proposal: LimitProposal| {
        view! {
            <li>
                <a href=paths::limits_of(&proposal.holder)>{holder_text(&proposal.holder, &proposal.name)}</a>
                <span class="muted">{proposed_text(&proposal)}</span>
            </li>
        }
    };
    (!proposals.is_empty()).then(|| {
        view! {
            <div class="unsettled" role="note" id="limit-proposals">
                <Symbol icon=Icon::Clock />
                <p>{tr!("limits-overview")}</p>
                <ul>{proposals.into_iter().map(line).collect_view()}</ul>
            </div>
        }
        .into_any()
    })
}
