//! What makes every page quicker once the script is there, listened for in one place for the
//! whole document: copying, forms that are sent once, dialogs, keys, filters that apply at once,
//! the theme, the density and the viewer's time zone.

use leptos::prelude::*;

/// Stands once in the shell.
#[island]
pub fn Quick() -> impl IntoView {
    #[cfg(feature = "hydrate")]
    super::dom::install();
    view! { <span class="sr-only" role="status" id="said"></span> }
}
