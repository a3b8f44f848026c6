//! Warning that paying a renewal order may reset the expiry policy of its resources, shown on every
//! page where it can be paid.

use super::terms;
use crate::tr;
use crate::ui::components::Caution;
use leptos::prelude::*;
use model::renewals::PolicyReset;
use model::resources::ExpirePolicy;

/// A warning for each resource whose expiry policy was changed after the renewal order was placed.
#[component]
pub fn PolicyResets(policy_resets: Vec<PolicyReset>) -> impl IntoView {
    policy_resets.into_iter().map(warning).collect_view().into_any()
}

fn warning(moved: PolicyReset) -> AnyView {
    let PolicyReset { name, current: stands, then } = moved;
    let charged = then == ExpirePolicy::AutoRenew;
    view! {
        <Caution risk=charged>
            <p>
                {tr!("payments-sets-back", name = name, now = terms::policy(stands), before = terms::policy(then))}
                {charged.then(|| format!(" {}", tr!("payments-sets-back-charged")))}
            </p>
        </Caution>
    }
    .into_any()
}
