//! The frame of every page: navigation, top bar with search, and a banner when the partner API is
//! simulated. Signed-out pages have only content and footer.

use crate::context::viewer;
use crate::paths;
use crate::tr;
use crate::ui::components::{Filled, Icon, PostForm, Submit, Symbol, Weight};
use crate::ui::islands::{Palette, PaletteWords, Quick, SearchBox, SearchWords};
use crate::ui::keys::KeysHere;
use crate::ui::load;
use crate::ui::sections::{self, Section};
use leptos::prelude::*;
use model::forms::session::{SignOutForm, ViewForm};
use model::forms::{BACK, Field, Form};
use model::users::Role;
use model::viewer::{Density, Language, Theme, Viewer};

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
    view! {
        <a class="skip" href="#main">
            {tr!("shell-skip")}
        </a>
        <div class="desk">
            {strip}
            <Rail here=viewer.here.clone() />
            <Bar viewer=viewer.clone() />
            <main class="main" id="main" tabindex="-1">
                {children()}
            </main>
        </div>
        <PaletteHere viewer=viewer />
        <KeysHere />
        <Quick />
    }
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

#[component]
fn UserMenu(viewer: Viewer) -> impl IntoView {
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
                <p class="label">{tr!("shell-zone", zone = viewer.zone)}</p>
                <PostForm of=Filled::of(&SignOutForm::default()) class="stack">
                    <Submit label=tr!("shell-sign-out") weight=Weight::Plain />
                </PostForm>
            </div>
        </details>
    }
    .into_any()
}

/// One option of a view setting.
struct ViewOption {
    code: &'static str,
    label: String,
    /// The language of the label, if it differs from that of the page.
    lang: Option<&'static str>,
}

impl ViewOption {
    fn new(code: &'static str, label: String) -> Self {
        Self { code, label, lang: None }
    }
}

/// A view setting: a button for each option, the active one pressed.
#[component]
fn Choice(
    /// The form field.
    field: Field,
    label: String,
    /// Value of the active option.
    current: &'static str,
    offers: Vec<ViewOption>,
    /// Whether script can apply it without loading a new page.
    #[prop(optional)]
    at_once: bool,
) -> impl IntoView {
    let name = field.name;
    let button = |offer: ViewOption| {
        let pressed = if offer.code == current { "true" } else { "false" };
        view! {
            <button type="submit" name=name value=offer.code lang=offer.lang aria-pressed=pressed>
                {offer.label}
            </button>
        }
    };
    view! {
        <form method="post" action=ViewForm::SPEC.action data-view-form=at_once.then_some(name)>
            <input type="hidden" name=BACK value=crate::context::viewer().here />
            <span class="label">{label}</span>
            <div class="segments">{offers.into_iter().map(button).collect_view()}</div>
        </form>
    }
    .into_any()
}

#[component]
fn Themes(theme: Theme) -> impl IntoView {
    let offers = vec![
        ViewOption::new(Theme::System.code(), tr!("shell-theme-system")),
        ViewOption::new(Theme::Light.code(), tr!("shell-theme-light")),
        ViewOption::new(Theme::Dark.code(), tr!("shell-theme-dark")),
    ];
    view! { <Choice field=ViewForm::THEME label=tr!("shell-theme") current=theme.code() offers=offers at_once=true /> }
}

#[component]
fn Densities(density: Density) -> impl IntoView {
    let offers = Density::ALL.map(|offered| {
        let label = match offered {
            Density::Comfortable => tr!("shell-density-comfortable"),
            Density::Compact => tr!("shell-density-compact"),
        };
        ViewOption::new(offered.code(), label)
    });
    view! { <Choice field=ViewForm::DENSITY label=tr!("shell-density") current=density.code() offers=offers.into() at_once=true /> }
}

#[component]
fn Languages(language: Language) -> impl IntoView {
    // Each language under its own name, readable for people who do not know the current one.
    let offers =
        [(Language::English, "English"), (Language::Chinese, "\u{4e2d}\u{6587}")].map(|(offered, name)| {
            ViewOption { lang: Some(offered.tag()), ..ViewOption::new(offered.tag(), name.to_owned()) }
        });
    view! { <Choice field=ViewForm::LANGUAGE label=tr!("shell-language") current=language.tag() offers=offers.into() /> }
}
