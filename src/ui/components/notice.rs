//! What was done, after a form led back here.

use crate::model::form::Notice;
use crate::tr;
use crate::ui::components::{Icon, Symbol};
use leptos::prelude::*;

fn text(notice: &Notice) -> String {
    match notice {
        Notice::BudgetSet => tr!("notice-budget-set"),
        Notice::Frozen => tr!("notice-frozen"),
        Notice::Unfrozen => tr!("notice-unfrozen"),
        Notice::SignedOut => tr!("notice-signed-out"),
        Notice::UserAdded => tr!("notice-user-added"),
        Notice::Assigned => tr!("notice-assigned"),
        Notice::Saved => tr!("notice-saved"),
    }
}

/// What a form did, if it just did something.
#[component]
pub fn FormNotice(
    /// The form.
    form: &'static str,
) -> impl IntoView {
    let notice = crate::api::session::flash(form).and_then(|flash| flash.notice);
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
