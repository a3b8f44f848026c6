//! The search box: results while typing, usable by keyboard. Without script it is a plain form.

use super::finder::{Finder, SearchWords, Target};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use model::search::LONGEST_SEARCH;
use std::time::Duration;

/// Delay before the list closes after the focus is lost, so that a click on a result still works.
const CLOSE_DELAY: Duration = Duration::from_millis(180);

/// The search box of the top bar. Enter opens the chosen line, else the page of results, which leads on to
/// what was meant without doubt.
#[island]
pub fn SearchBox(
    words: SearchWords,
    /// Text in the box when the page loads.
    value: String,
) -> impl IntoView {
    let finder = Finder::new(words, "hit", false);
    let pressed = move |event: KeyboardEvent| {
        match event.key().as_str() {
            "Enter" => {
                let Some(Target::Page(href)) = finder.chosen() else { return };
                window().location().set_href(&href).ok();
            }
            "Escape" if finder.is_open() => finder.close(),
            _ if finder.moved(&event) => {}
            _ => return,
        }
        event.prevent_default();
    };
    let close_later = move |_| set_timeout(move || finder.close(), CLOSE_DELAY);
    let label = finder.label();
    let placeholder = label.clone();
    let results = label.clone();
    view! {
        <div class="search" role="search">
            <form method="get" action="/search">
                <span class="glass" aria-hidden="true">
                    <svg width="16" height="16" viewBox="0 0 16 16" fill="none" stroke="currentColor" stroke-width="1.4" stroke-linecap="round">
                        <path d="M7 12a5 5 0 1 0 0-10 5 5 0 0 0 0 10ZM10.7 10.7 14 14"></path>
                    </svg>
                </span>
                <input
                    id="search"
                    type="search"
                    name="q"
                    value=value
                    // One character more than the limit, so that a pasted text that is too long
                    // gets an error instead of being cut silently.
                    maxlength=(LONGEST_SEARCH + 1).to_string()
                    placeholder=placeholder
                    aria-label=label
                    role="combobox"
                    aria-autocomplete="list"
                    aria-controls="hits"
                    aria-expanded=move || if finder.is_open() { "true" } else { "false" }
                    aria-activedescendant=move || finder.active_id()
                    autocomplete="off"
                    spellcheck="false"
                    on:input=move |event| finder.typed(&event_target_value(&event), Vec::new())
                    on:keydown=pressed
                    on:blur=close_later
                />
                <kbd aria-hidden="true">"/"</kbd>
            </form>
            <div class="hits" id="hits" role="listbox" aria-label=results hidden=move || !finder.is_open()>
                {finder.lines(|_| ())}
            </div>
        </div>
    }
}
