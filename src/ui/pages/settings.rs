//! The viewer's own settings: how they want their pages.

use crate::context::viewer;
use crate::paths;
use crate::tr;
use crate::ui::components::{PageHead, Section};
use crate::ui::view_choices::{Densities, Languages, Themes, Zones};
use leptos::prelude::*;
use model::users::Permission;

/// `/settings`
#[component]
pub fn SettingsPage() -> impl IntoView {
    let viewer = viewer();
    let administers = viewer.may(Permission::Administer);
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
        {administers.then(|| view! { <PeopleLinks /> })}
    }
    .into_any()
}

/// What administrators set about people.
#[component]
fn PeopleLinks() -> impl IntoView {
    view! {
        <Section title=tr!("settings-people") id="people">
            <ul class="plain-list">
                <li>
                    <a href=paths::assignments()>{tr!("assignments-title")}</a>
                </li>
                <li>
                    <a href=paths::make_hand_over(None)>{tr!("hand-over-title")}</a>
                </li>
            </ul>
        </Section>
    }
    .into_any()
}
