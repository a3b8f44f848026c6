//! A question that interrupts: with script a modal dialog, without it a panel that unfolds.

use crate::tr;
use crate::ui::components::{Icon, Symbol, Weight};
use leptos::prelude::*;

/// A button and what it asks. The same markup serves both ways: the shell's island turns the
/// panel into a modal dialog, and without script `<details>` unfolds it in place.
#[component]
pub fn Ask(
    /// Unique on the page.
    id: &'static str,
    /// On the button.
    #[prop(into)]
    label: String,
    /// How much the button weighs.
    #[prop(optional)]
    weight: Weight,
    /// Heading of the question.
    #[prop(into)]
    title: String,
    /// Unfolded from the start, because the form in it came back with an error.
    #[prop(optional)]
    open: bool,
    /// The question: usually a form.
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
