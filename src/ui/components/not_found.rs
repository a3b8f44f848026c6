//! The 404 page.

use crate::paths;
use crate::tr;
use crate::ui::components::LinkButton;
use leptos::prelude::*;

/// Why the page may be missing, and links onward.
#[component]
pub fn NotFoundHelp() -> impl IntoView {
    view! {
        <div class="empty">
            <p>{tr!("error-not-found-what")}</p>
            <p>{tr!("error-not-found-next")}</p>
            <div class="actions">
                <LinkButton href=paths::overview() label=tr!("error-to-overview") primary=true />
            </div>
        </div>
    }
    .into_any()
}
