//! The frame of every page: navigation, top bar with search, and a banner when the partner API is
//! simulated. Signed-out pages have only content and footer.

use crate::context::viewer;
use crate::paths;
use crate::tr;
use crate::ui::components::{Filled, Icon, PostForm, Submit, Symbol, Weight};
use crate::ui::format;
use crate::ui::islands::{Palette, PaletteWords, Quick, SearchBox, SearchWords};
use crate::ui::keys::KeysHere;
use crate::ui::load;
use crate::ui::sections::{self, Section};
use crate::ui::view_choices::{Densities, Languages, Themes, zone_text};
use leptos::prelude::*;
use model::forms::session::SignOutForm;
use model::users::{Permission, Role};
use model::viewer::{Viewer, ZoneSource};

/// The frame of a page.
#[component]
pub fn Frame(children: Children) -> impl IntoView {
    let viewer = crate::context::viewer();
    let strip = viewer.simulated.then(|| {
        view! {
            <div class="strip-env" role="note">
                <strong>{tr!("shell-simulated")}</strong>
                " "
                {tr!("shell-simulated-why")}
            </div>
        }
    });
    if viewer.me.is_none() {
        // Changing the language loads a new page, which would lose the unsent form that this one
        // carries.
        let carries = crate::context::unsent().is_some();
        return view! {
            {strip}
            <main class="door" id="main" tabindex="-1">
                {children()}
                {(!carries).then(|| view! {
                    <footer class="door-foot">
                        <Languages language=viewer.language />
                        <Themes theme=viewer.theme />
                    </footer>
                })}
            </main>
            <Quick />
        }
        .into_any();
    }
    let zone =
        (viewer.zone_source == ZoneSource::Desk).then(|| view! { <ZoneUnknown zone=zone_text(&viewer) /> });
    view! {
        <a class="skip" href="#main">
            {tr!("shell-skip")}
        </a>
        <div class="desk">
            {strip}
            <Rail here=viewer.here.clone() />
            <Bar viewer=viewer.clone() />
            <main class="main" id="main" tabindex="-1">
                {zone}
                {children()}
                <Printed viewer=viewer.clone() />
            </main>
        </div>
        <PaletteHere viewer=viewer />
        <KeysHere />
        <Quick />
    }
    .into_any()
}

/// Without script the browser does not tell its zone: until one is chosen, every page says whose it shows.
#[component]
fn ZoneUnknown(zone: String) -> impl IntoView {
    view! {
        <p class="zone-unknown">
            {tr!("shell-zone-unknown", zone = zone)}
            " "
            <a href=paths::settings()>{tr!("shell-zone-choose")}</a>
        </p>
    }
    .into_any()
}

/// On paper: who printed what, and of when it is.
#[component]
fn Printed(viewer: Viewer) -> impl IntoView {
    let who = viewer.me.as_ref().map(|me| me.name.clone()).unwrap_or_default();
    let at = format!("{} ({})", format::instant(viewer.now), zone_text(&viewer));
    // Attributes and no text: on the screen nothing is said.
    view! { <div class="printed" data-by=tr!("shell-printed", who = who, at = at) data-page=viewer.here></div> }
    .into_any()
}

#[component]
fn Rail(here: String) -> impl IntoView {
    let section = |section: &Section| {
        let current = section.contains(&here).then_some("page");
        view! {
            <a href=section.path aria-current=current data-go=section.key>
                <Symbol icon=section.icon />
                <span>{section.name()}</span>
            </a>
        }
    };
    let sections = sections::visible_to(&viewer()).into_iter().map(section).collect_view();
    view! {
        <div class="rail">
            <div class="rail-in">
                <a class="brand" href=paths::overview() aria-label=tr!("app-name")>
                    <Symbol icon=Icon::Brand />
                    <span>{tr!("app-name")}</span>
                </a>
                <nav class="sections" aria-label=tr!("shell-sections")>
                    {sections}
                </nav>
            </div>
        </div>
    }
    .into_any()
}

fn search_words() -> SearchWords {
    SearchWords {
        label: tr!("shell-search"),
        kinds: vec![
            tr!("shell-search-customer"),
            tr!("shell-search-order"),
            tr!("shell-search-resource"),
            tr!("shell-search-entry"),
            tr!("shell-search-code"),
            tr!("shell-search-note"),
        ],
        no_results: tr!("shell-search-nothing"),
        counted: tr!("shell-search-counted", n = "{n}", shown = "{shown}"),
    }
}

/// The palette with the pages that the viewer may see.
#[component]
fn PaletteHere(viewer: Viewer) -> impl IntoView {
    let words = PaletteWords {
        page: tr!("shell-palette-page"),
        action: tr!("shell-palette-action"),
        recent: tr!("shell-palette-recent"),
        keys: tr!("shell-palette-keys"),
    };
    let pages = sections::visible_to(&viewer).into_iter();
    let pages = pages.map(|section| (section.name(), section.path.to_owned()));
    let help = (tr!("help-title"), paths::help());
    let pages: Vec<(String, String)> = pages.chain([help]).collect();
    let user = viewer.me.map(|me| me.name).unwrap_or_default();
    view! { <Palette words=words search=search_words() pages=pages user=user /> }
}

#[component]
fn Bar(viewer: Viewer) -> impl IntoView {
    let on_results = viewer.here.split('?').next() == Some("/search");
    let asked = if on_results { load::pairs().text("q") } else { None };
    view! {
        <div class="bar">
            <SearchBox words=search_words() value=asked.unwrap_or_default() />
            <div class="bar-tools">
                <a class="icon-button bar-help" href=paths::help() aria-label=tr!("shell-help") title=tr!("shell-help")>
                    <Symbol icon=Icon::Help />
                </a>
                <UserMenu viewer=viewer />
            </div>
        </div>
    }
    .into_any()
}

/// The name of a role.
pub fn role_text(role: Role) -> String {
    match role {
        Role::Administrator => tr!("shell-role-administrator"),
        Role::Manager => tr!("shell-role-manager"),
        Role::Support => tr!("shell-role-support"),
    }
}

/// The name of a permission.
pub fn right_text(permission: Permission) -> String {
    match permission {
        Permission::Read => tr!("rights-read"),
        Permission::SetBudget => tr!("rights-set-budget"),
        Permission::Freeze => tr!("rights-freeze"),
        Permission::Order => tr!("rights-order"),
        Permission::Pay => tr!("rights-pay"),
        Permission::ReadAudit => tr!("rights-read-audit"),
        Permission::ExportPersonalData => tr!("rights-export-personal-data"),
        Permission::SeeMargins => tr!("rights-see-margins"),
        Permission::WriteNotes => tr!("rights-write-notes"),
        Permission::Administer => tr!("rights-administer"),
    }
}

#[component]
fn UserMenu(viewer: Viewer) -> impl IntoView {
    let zone = zone_text(&viewer);
    let (name, role) = viewer.me.map(|me| (me.name, role_text(me.role))).unwrap_or_default();
    let label = tr!("shell-menu", name = name.clone());
    view! {
        <details class="menu">
            <summary aria-label=label>
                <Symbol icon=Icon::Person />
                <span class="name">{name.clone()}</span>
                <Symbol icon=Icon::Down />
            </summary>
            <div class="menu-sheet">
                <div class="who">
                    <strong>{name}</strong>
                    <span class="label">{role}</span>
                </div>
                <Themes theme=viewer.theme />
                <Densities density=viewer.density />
                <Languages language=viewer.language />
                <a href=paths::settings()>{tr!("settings-title")}</a>
                <p class="label">
                    {tr!("shell-zone", zone = zone)}
                    " "
                    <a href=paths::settings()>{tr!("shell-zone-change")}</a>
                </p>
                <PostForm of=Filled::of(&SignOutForm::default()) class="stack">
                    <Submit label=tr!("shell-sign-out") weight=Weight::Plain />
                </PostForm>
            </div>
        </details>
    }
    .into_any()
}
