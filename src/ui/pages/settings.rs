//! The viewer's own settings: how they want their pages.

use crate::context::viewer;
use crate::tr;
use crate::ui::components::{PageHead, Section};
use crate::ui::view_choices::{Densities, Languages, Themes, Zones};
use leptos::prelude::*;

/// `/settings`
#[component]
pub fn SettingsPage() -> impl IntoView {
    let viewer = viewer();
    let (language, theme, density) = (viewer.language, viewer.theme, viewer.density);
    view! {
        <PageHead title=tr!("settings-title")>{tr!("settings-kept")}</PageHead>
        <Section title=tr!("settings-times") id="times">
            <Zones viewer=viewer />
        </Section>
        <Section title=tr!("settings-view") id="view">
            <div class="settings">
                <Languages language=language />
                <Themes theme=theme />
                <Densities density=density />
            </div>
        </Section>
    }
    .into_any()
}
