//! Confirmation dialogs and menus.

use super::document::{closest, query_all};
use leptos::prelude::document;
use leptos::wasm_bindgen::JsCast;
use leptos::wasm_bindgen::prelude::Closure;
use web_sys::{Element, Event, HtmlDetailsElement, HtmlDialogElement, HtmlElement};

/// Handles a click: opens or closes a dialog, and closes menus when it was outside of them.
pub fn clicked(event: &Event, target: &Element) {
    close_menus(Some(target));
    if let Some(summary) = closest(target, "details[data-ask] > summary") {
        if open(&summary).is_some() {
            event.prevent_default();
        }
        return;
    }
    if let Some(summary) =
        linked_dialog(target).and_then(|details| details.query_selector("summary").ok().flatten())
    {
        if open(&summary).is_some() {
            event.prevent_default();
        }
        return;
    }
    // A click inside the content never has the dialog itself as target: this one was on the
    // backdrop or border.
    let on_backdrop = target.matches("dialog.ask-sheet").unwrap_or_default();
    if (on_backdrop || closest(target, "[data-ask-close]").is_some())
        && let Some(dialog) = closest(target, "dialog").and_then(|d| d.dyn_into::<HtmlDialogElement>().ok())
    {
        dialog.close();
    }
}

/// The dialog that an anchor link on the same page refers to.
fn linked_dialog(target: &Element) -> Option<Element> {
    let href = closest(target, "a[href^='#']")?.get_attribute("href")?;
    let details = document().get_element_by_id(href.strip_prefix('#')?)?;
    details.has_attribute("data-ask").then_some(details)
}

/// Turns panels that were rendered open, because their form was refused, into modal dialogs. The
/// focus goes to the invalid field.
pub fn open_refused_dialogs() {
    for summary in query_all("details[data-ask][open] > summary") {
        open(&summary);
    }
}

/// What a person came to fill in: the field that was refused, else the first one.
const FIRST_FIELD: &str = ":is([aria-invalid=true],input:not([type=hidden]),select,textarea)";

/// Opens the dialog of a summary. The browser moves the focus into it and back after closing; where there is a field,
/// it is there, and not on the button that closes.
fn open(summary: &Element) -> Option<()> {
    let details: HtmlDetailsElement = summary.parent_element()?.dyn_into().ok()?;
    let dialog: HtmlDialogElement = details.query_selector("dialog").ok()??.dyn_into().ok()?;
    if dialog.open() {
        return None;
    }
    details.set_open(true);
    dialog.show_modal().ok()?;
    if let Some(field) = dialog.query_selector(FIRST_FIELD).ok()? {
        field.unchecked_ref::<HtmlElement>().focus().ok();
    }
    let closed = Closure::once_into_js(move || details.set_open(false));
    dialog.set_onclose(Some(closed.unchecked_ref()));
    Some(())
}

/// Closes all open menus except the one that contains an element.
pub fn close_menus(except: Option<&Element>) {
    for menu in query_all("details.menu[open]") {
        if except.is_some_and(|element| menu.contains(Some(element))) {
            continue;
        }
        menu.remove_attribute("open").ok();
    }
}
