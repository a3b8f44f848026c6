//! The sheet of pages for visitors who are not signed in.

use crate::tr;
use crate::ui::components::{Icon, PageHead, Symbol};
use leptos::prelude::*;

/// The sheet with the name of the desk and its title.
#[component]
pub fn DoorSheet(title: String, children: Children) -> impl IntoView {
    view! {
        <div class="door-sheet">
            <p class="door-brand">
                <Symbol icon=Icon::Brand />
                {tr!("app-name")}
            </p>
            <PageHead title=title />
            {children()}
        </div>
    }
    .into_any()
}
