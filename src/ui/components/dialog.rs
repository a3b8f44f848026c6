//! A confirmation: with script a modal dialog, without script a panel that unfolds.

use crate::tr;
use crate::ui::components::{Icon, Symbol, Weight};
use leptos::prelude::*;

/// A button and the form it opens. Both ways use the same markup: the island `Quick` turns the
/// panel into a modal dialog, and without script `<details>` unfolds it in place.
#[component]
pub fn Ask(
    /// Unique on the page.
    id: &'static str,
    /// Label of the button.
    #[prop(into)]
    label: String,
    #[prop(optional)] weight: Weight,
    /// Heading of the dialog.
    #[prop(into)]
    title: String,
    /// Open when the page loads, because its form was refused.
    #[prop(optional)]
    open: bool,
    /// Usually a form.
    children: Children,
) -> impl IntoView {
    let heading = format!("{id}-heading");
    let labelled = heading.clone();
    view! {
        <details class="ask" id=id open=open data-ask>
            <summary class=weight.class()>{label}</summary>
            <dialog class="ask-sheet" aria-labelledby=labelled>
                <div class="ask-head">
                    <h2 id=heading>{title}</h2>
                    <button type="button" class="icon-button ask-close" data-ask-close aria-label=tr!("ui-close")>
                        <Symbol icon=Icon::Cross />
                    </button>
                </div>
                {children()}
            </dialog>
        </details>
    }
    .into_any()
}
