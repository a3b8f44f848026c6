//! Identifiers: in monospace, with a button that copies them.

use crate::tr;
use crate::ui::components::{Icon, Symbol};
use leptos::prelude::*;

/// An id with a button that copies it (by the island `Quick`; without script there is no button).
#[component]
pub fn Id(
    #[prop(into)] id: String,
    /// Wraps over several lines instead of being cut off, where the whole id must be readable.
    #[prop(optional)]
    whole: bool,
) -> impl IntoView {
    view! {
        <span class="id" class:whole=whole>
            <code title=id.clone()>{id.clone()}</code>
            <button
                type="button"
                class="copy"
                aria-label=tr!("ui-copy", id = id.clone())
                data-copy=id
                data-said=tr!("ui-copied")
            >
                <Symbol icon=Icon::Sheets class="sheets" />
                <Symbol icon=Icon::Tick class="tick" />
            </button>
        </span>
    }
    .into_any()
}
