//! Success notices after a form led back to a page, and warnings.

use crate::tr;
use crate::ui::components::{Icon, Symbol};
use leptos::prelude::*;
use model::forms::{FormKey, Notice};

fn text(notice: &Notice) -> String {
    match notice {
        Notice::BudgetSet(change) => tr!(
            "notice-budget-set",
            before = change.before.as_ref().map_or_else(|| "none".to_owned(), ToString::to_string),
            after = change.after.to_string()
        ),
        Notice::Frozen => tr!("notice-frozen"),
        Notice::Unfrozen => tr!("notice-unfrozen"),
        Notice::Refreshed => tr!("notice-refreshed"),
        Notice::Refreshing => tr!("notice-refreshing"),
        Notice::ViewSaved => tr!("notice-view-saved"),
        Notice::Invited => tr!("notice-invited"),
        Notice::RoleChanged => tr!("notice-role-changed"),
        Notice::SwitchedOff(jobs) => tr!("notice-switched-off", count = *jobs),
        Notice::SwitchedOn => tr!("notice-switched-on"),
        Notice::SessionsEnded(count) => tr!("notice-sessions-ended", count = *count),
        Notice::PasswordChanged(count) => tr!("notice-password-changed", count = *count),
        Notice::RightChanged => tr!("notice-right-changed"),
        Notice::SecondFactorOn => tr!("notice-second-factor-on"),
        Notice::SecondFactorOff => tr!("notice-second-factor-off"),
        Notice::SecondFactorRule => tr!("notice-second-factor-rule"),
        Notice::LimitsProposed => tr!("notice-limits-proposed"),
        Notice::LimitsChanged => tr!("notice-limits-changed"),
        Notice::LimitsChangedAlone => tr!("notice-limits-changed-alone"),
        Notice::LimitsSame => tr!("notice-limits-same"),
        Notice::LimitsRefused => tr!("notice-limits-refused"),
        Notice::LimitsWithdrawn => tr!("notice-limits-withdrawn"),
        Notice::TeamSet => tr!("notice-team-set"),
        Notice::RuleAdded => tr!("notice-rule-added"),
        Notice::RuleRemoved => tr!("notice-rule-removed"),
        Notice::NoteWritten(false) => tr!("notice-note-written"),
        Notice::NoteWritten(true) => tr!("notice-follow-up-written"),
        Notice::NoteWithdrawn => tr!("notice-note-withdrawn"),
        Notice::FollowUpDone => tr!("notice-follow-up-done"),
        Notice::FollowUpReopened => tr!("notice-follow-up-reopened"),
        Notice::FollowUpPassedOn(name) => tr!("notice-follow-up-passed-on", name = name.clone()),
    }
}

/// The success notice of a form, if the form was just submitted.
#[component]
pub fn FormNotice(
    /// Form and subject.
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

/// A warning next to a decision.
#[component]
pub fn Caution(
    /// True when money or data will be lost; false when it may be.
    #[prop(optional)]
    risk: bool,
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
