//! Switches single-character shortcuts on or off in this browser.

use leptos::prelude::*;

/// A checkbox on the help page. Without script there are no shortcuts, and it is not shown.
#[island]
pub fn ShortcutsSwitch(label: String) -> impl IntoView {
    let (on, set_on) = signal(true);
    #[cfg(feature = "hydrate")]
    Effect::new(move |_| set_on.set(super::dom::are_on()));
    let changed = move |event| {
        let checked = event_target_checked(&event);
        set_on.set(checked);
        #[cfg(feature = "hydrate")]
        super::dom::switch(checked);
    };
    view! {
        <label class="check scripted-only">
            <input type="checkbox" prop:checked=on on:change=changed />
            <span>{label}</span>
        </label>
    }
}
