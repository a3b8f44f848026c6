//! What can be done on this page: its links that look like buttons, and the buttons that open a panel. None
//! of them changes anything by itself.

use super::document::query_all;
use leptos::wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

const CONTROLS: &str = "main :is(a.button, details.ask > summary)";
/// More would not be read.
const MOST: usize = 12;

fn controls() -> Vec<Element> {
    let mut met: Vec<String> = Vec::new();
    let mut controls = query_all(CONTROLS);
    controls.retain(|control| {
        let name = name(control);
        let new = !name.is_empty() && !met.contains(&name) && is_shown(control);
        met.push(name);
        new
    });
    controls.truncate(MOST);
    controls
}

fn is_shown(control: &Element) -> bool {
    control.dyn_ref::<HtmlElement>().is_some_and(|control| control.offset_width() > 0)
}

fn name(control: &Element) -> String {
    let text = control.text_content().unwrap_or_default();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Their names, in the order of the page.
pub fn actions() -> Vec<String> {
    controls().iter().map(name).collect()
}

/// Presses one of them.
pub fn press(at: usize) {
    let control = controls().into_iter().nth(at);
    if let Some(control) = control.and_then(|control| control.dyn_into::<HtmlElement>().ok()) {
        control.focus().ok();
        control.click();
    }
}
