//! What paying a renewal order may set back, told wherever a person decides to pay it.

use super::terms;
use crate::model::renewal::SetBack;
use crate::model::resource::ExpirePolicy;
use crate::tr;
use crate::ui::components::Caution;
use leptos::prelude::*;

/// A box for each resource whose end was changed since it was ordered.
#[component]
pub fn SetsBack(
    /// What may be set back.
    sets_back: Vec<SetBack>,
) -> impl IntoView {
    sets_back.into_iter().map(one).collect_view().into_any()
}

fn one(moved: SetBack) -> AnyView {
    let SetBack { name, stands, then } = moved;
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
