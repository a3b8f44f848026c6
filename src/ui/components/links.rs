//! Links that look like what they do.

use crate::ui::components::{Icon, Symbol};
use leptos::prelude::*;

/// A link in the form of a button.
#[component]
pub fn LinkButton(
    /// Where to.
    #[prop(into)]
    href: String,
    /// What happens.
    #[prop(into)]
    label: String,
    /// The one thing to do on this page.
    #[prop(optional)]
    primary: bool,
    /// Without a border, for what is rarely done.
    #[prop(optional)]
    quiet: bool,
    /// Before the words.
    #[prop(optional)]
    icon: Option<Icon>,
) -> impl IntoView {
    view! {
        <a class="button" class:primary=primary class:quiet=quiet href=href>
            {icon.map(|icon| view! { <Symbol icon=icon /> })}
            {label}
        </a>
    }
    .into_any()
}

/// A button that would do something if it could, and the reason why it cannot.
#[component]
pub fn Refused(
    /// What it would do.
    #[prop(into)]
    label: String,
    /// Why it cannot.
    #[prop(into)]
    why: String,
    /// Unique on the page.
    id: &'static str,
) -> impl IntoView {
    view! {
        <button type="button" class="button" disabled aria-describedby=id>
            {label}
        </button>
        <span class="why" id=id>
            {why}
        </span>
    }
    .into_any()
}
