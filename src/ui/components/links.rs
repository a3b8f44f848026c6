//! Links and disabled buttons that look like buttons.

use crate::ui::components::{Icon, Symbol};
use leptos::prelude::*;

/// A link that looks like a button.
#[component]
pub fn LinkButton(
    #[prop(into)] href: String,
    #[prop(into)] label: String,
    /// Styled as the main action of the page.
    #[prop(optional)]
    primary: bool,
    /// Without a border, for rare actions.
    #[prop(optional)]
    quiet: bool,
    /// Icon before the label.
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

/// A disabled button with the reason.
#[component]
pub fn Refused(
    /// Label.
    #[prop(into)]
    label: String,
    /// The reason.
    #[prop(into)]
    why: String,
    /// Unique id on the page.
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
