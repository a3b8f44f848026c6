//! Document-wide behavior of every page: copy buttons, forms that are sent once, dialogs, keyboard
//! shortcuts, filters that apply at once, theme, density, and time zone.

use leptos::prelude::*;

/// Rendered once by the shell.
#[island]
pub fn Quick() -> impl IntoView {
    #[cfg(feature = "hydrate")]
    super::dom::install();
    view! { <span class="sr-only" role="status" id="said"></span> }
}
