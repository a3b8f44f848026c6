//! What was done, after a form led back here.

use crate::tr;
use crate::ui::components::{Icon, Symbol};
use leptos::prelude::*;
use model::forms::{FormKey, Notice};

fn text(notice: &Notice) -> String {
    match notice {
        Notice::BudgetSet => tr!("notice-budget-set"),
        Notice::Frozen => tr!("notice-frozen"),
        Notice::Unfrozen => tr!("notice-unfrozen"),
    }
}

/// What a form did, if it just did something.
#[component]
pub fn FormNotice(
    /// The form and its subject.
    form: FormKey,
) -> impl IntoView {
    let notice = crate::context::form_state(&form).and_then(|state| state.notice);
    notice.map(|notice| {
        view! {
            <p class="notice" role="status">
                <Symbol icon=Icon::Tick />
                {text(&notice)}
            </p>
        }
    })
}

/// A warning that belongs to a decision.
#[component]
pub fn Caution(
    /// Money or data will be lost, rather than may.
    #[prop(optional)]
    risk: bool,
    /// The warning.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="caution" class:risk=risk role="note">
            <Symbol icon=Icon::Warning />
            {children()}
        </div>
    }
    .into_any()
}
