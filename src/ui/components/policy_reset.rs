//! What paying a renewal order may set back, told wherever a person decides to pay it.

use super::terms;
use crate::tr;
use crate::ui::components::Caution;
use leptos::prelude::*;
use model::renewals::PolicyReset;
use model::resources::ExpirePolicy;

/// A box for each resource whose end was changed since it was ordered.
#[component]
pub fn PolicyResets(
    /// What may be set back.
    policy_resets: Vec<PolicyReset>,
) -> impl IntoView {
    policy_resets.into_iter().map(one).collect_view().into_any()
}

fn one(moved: PolicyReset) -> AnyView {
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
