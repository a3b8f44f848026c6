//! Identifiers: in a face of their own, and copyable.

use crate::tr;
use crate::ui::components::{Icon, Symbol};
use leptos::prelude::*;

/// An id with a button that copies it (by the shell's island; without script there is no button).
#[component]
pub fn Id(
    /// The id.
    #[prop(into)]
    id: String,
    /// Broken over lines rather than cut, where it must be read whole.
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
