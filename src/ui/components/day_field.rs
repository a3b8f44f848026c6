//! A field for a day of the calendar.

use crate::tr;
use crate::ui::components::FieldState;
use crate::ui::components::field::messages;
use leptos::prelude::*;
use model::lists::Day;

/// A day; browsers show a calendar and post `2026-12-31`.
#[component]
pub fn DayField(
    field: FieldState,
    #[prop(into)] label: String,
    /// The earliest day that the browser offers.
    from: Day,
) -> impl IntoView {
    let id = field.id();
    let zone = tr!("ui-days-in", zone = crate::context::viewer().zone);
    let messages = messages(&id, Some(zone), field.problem.as_ref());
    let invalid = field.problem.is_some().then_some("true");
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <input
                class="input"
                type="date"
                id=id
                name=field.field.name
                value=field.value
                min=from.to_string()
                autofocus=field.focus
                aria-invalid=invalid
                aria-describedby=messages.described_by
            />
            {messages.view}
        </div>
    }
    .into_any()
}
