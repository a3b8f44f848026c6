//! The field for a code of the second factor.

use super::field::messages;
use crate::tr;
use crate::ui::components::FieldState;
use leptos::prelude::*;

/// A code of the authenticator app. What is typed is shown: it is worth nothing a minute later.
#[component]
pub fn CodeField(
    field: FieldState,
    /// Shown below the field.
    #[prop(optional_no_strip, into)]
    hint: Option<String>,
    /// Whether it has the focus when the page loads.
    #[prop(optional)]
    focus: bool,
) -> impl IntoView {
    let (id, name, most) = (field.id(), field.field.name, field.field.max.to_string());
    let messages = messages(&id, hint, field.problem.as_ref());
    let invalid = field.problem.is_some().then_some("true");
    view! {
        <div class="field">
            <label for=id.clone()>{tr!("factor-code")}</label>
            <input
                class="input code"
                type="text"
                inputmode="numeric"
                id=id
                name=name
                maxlength=most
                required=true
                autofocus=focus || field.focus
                autocomplete="one-time-code"
                spellcheck="false"
                aria-invalid=invalid
                aria-describedby=messages.described_by
            />
            {messages.view}
        </div>
    }
    .into_any()
}
