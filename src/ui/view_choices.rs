//! How the viewer wants their pages: language, theme, density and time zone. Forms that work without script.

use crate::tr;
use crate::ui::format;
use leptos::prelude::*;
use model::forms::session::ViewForm;
use model::forms::{BACK, Field, Form};
use model::viewer::{AUTOMATIC_ZONE, Density, Language, Theme, Viewer, ZoneSource};

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

/// The theme.
#[component]
pub fn Themes(theme: Theme) -> impl IntoView {
    let offers = vec![
        ViewOption::new(Theme::System.code(), tr!("shell-theme-system")),
        ViewOption::new(Theme::Light.code(), tr!("shell-theme-light")),
        ViewOption::new(Theme::Dark.code(), tr!("shell-theme-dark")),
    ];
    view! { <Choice field=ViewForm::THEME label=tr!("shell-theme") current=theme.code() offers=offers at_once=true /> }
}

/// The density.
#[component]
pub fn Densities(density: Density) -> impl IntoView {
    let offers = Density::ALL.map(|offered| {
        let label = match offered {
            Density::Comfortable => tr!("shell-density-comfortable"),
            Density::Compact => tr!("shell-density-compact"),
        };
        ViewOption::new(offered.code(), label)
    });
    view! { <Choice field=ViewForm::DENSITY label=tr!("shell-density") current=density.code() offers=offers.into() at_once=true /> }
}

/// The language.
#[component]
pub fn Languages(language: Language) -> impl IntoView {
    // Each language under its own name, readable for people who do not know the current one.
    let offers =
        [(Language::English, "English"), (Language::Chinese, "\u{4e2d}\u{6587}")].map(|(offered, name)| {
            ViewOption { lang: Some(offered.tag()), ..ViewOption::new(offered.tag(), name.to_owned()) }
        });
    view! { <Choice field=ViewForm::LANGUAGE label=tr!("shell-language") current=language.tag() offers=offers.into() /> }
}

/// The viewer's zone with its offset now: "Asia/Shanghai, GMT+8".
pub fn zone_text(viewer: &Viewer) -> String {
    zone_label(&viewer.zone, viewer)
}

fn zone_label(zone: &str, viewer: &Viewer) -> String {
    match zone {
        "UTC" => "UTC".to_owned(),
        zone => format!("{zone}, {}", format::offset(viewer.now, zone)),
    }
}

/// The time zone: the browser's, UTC, or any other, by region.
#[component]
pub fn Zones(viewer: Viewer) -> impl IntoView {
    let chosen = viewer.zone_source == ZoneSource::Chosen;
    let automatic = match &viewer.browser_zone {
        Some(zone) => tr!("settings-zone-browser", zone = zone_label(zone, &viewer)),
        None => tr!("settings-zone-automatic"),
    };
    let option = |zone: &str| {
        let selected = chosen && zone == viewer.zone;
        view! {
            <option value=zone.to_owned() selected=selected>
                {zone_label(zone, &viewer)}
            </option>
        }
    };
    let region = |(region, zones): (String, Vec<String>)| {
        view! { <optgroup label=region>{zones.iter().map(|zone| option(zone)).collect_view()}</optgroup> }
    };
    // A name from before, or the desk's own, that is in no region.
    let odd = chosen && viewer.zone != "UTC" && region_of(&viewer.zone).is_none();
    view! {
        <form class="field" method="post" action=ViewForm::SPEC.action>
            <input type="hidden" name=BACK value=viewer.here.clone() />
            <label for="zone">{tr!("settings-zone")}</label>
            <span class="with-button">
                <select class="input" id="zone" name=ViewForm::ZONE.name>
                    <option value=AUTOMATIC_ZONE selected=!chosen>
                        {automatic}
                    </option>
                    {option("UTC")}
                    {odd.then(|| option(&viewer.zone))}
                    {regions().into_iter().map(region).collect_view()}
                </select>
                <button type="submit" class="button">
                    {tr!("settings-zone-use")}
                </button>
            </span>
            <p class="hint">{tr!("settings-zone-hint")}</p>
        </form>
    }
    .into_any()
}

/// The regions of the world; other names of the table are old spellings.
const REGIONS: [&str; 10] = [
    "Africa",
    "America",
    "Antarctica",
    "Arctic",
    "Asia",
    "Atlantic",
    "Australia",
    "Europe",
    "Indian",
    "Pacific",
];

fn region_of(zone: &str) -> Option<&'static str> {
    let (region, _) = zone.split_once('/')?;
    REGIONS.into_iter().find(|known| *known == region)
}

/// Every zone of the table, by region.
#[cfg(feature = "ssr")]
fn regions() -> Vec<(String, Vec<String>)> {
    let all: Vec<String> = jiff::tz::db().available().map(|name| name.as_str().to_owned()).collect();
    let of = |region: &str| {
        let mut zones: Vec<String> =
            all.iter().filter(|zone| region_of(zone) == Some(region)).cloned().collect();
        zones.sort();
        (region.to_owned(), zones)
    };
    REGIONS.into_iter().map(of).collect()
}

/// The browser's half has no table of zones and renders no page.
#[cfg(not(feature = "ssr"))]
fn regions() -> Vec<(String, Vec<String>)> {
    Vec::new()
}
