//! Questions become modal dialogs; menus close when something else is clicked.

use super::document::{around, every};
use leptos::prelude::document;
use leptos::wasm_bindgen::JsCast;
use leptos::wasm_bindgen::prelude::Closure;
use web_sys::{Element, Event, HtmlDetailsElement, HtmlDialogElement};

/// A click that may open or close a question, or be outside an open menu.
pub fn clicked(event: &Event, target: &Element) {
    close_menus(Some(target));
    if let Some(summary) = around(target, "details[data-ask] > summary") {
        if open(&summary).is_some() {
            event.prevent_default();
        }
        return;
    }
    if let Some(summary) = linked(target).and_then(|details| details.query_selector("summary").ok().flatten())
    {
        if open(&summary).is_some() {
            event.prevent_default();
        }
        return;
    }
    // The dialog itself is hit only beside its content: on its backdrop or its edge.
    let on_backdrop = target.matches("dialog.ask-sheet").unwrap_or_default();
    if (on_backdrop || around(target, "[data-ask-close]").is_some())
        && let Some(dialog) = around(target, "dialog").and_then(|d| d.dyn_into::<HtmlDialogElement>().ok())
    {
        dialog.close();
    }
}

/// The question that a link on the same page leads to.
fn linked(target: &Element) -> Option<Element> {
    let href = around(target, "a[href^='#']")?.get_attribute("href")?;
    let details = document().get_element_by_id(href.strip_prefix('#')?)?;
    details.has_attribute("data-ask").then_some(details)
}

/// A question that came open, because the form in it was refused, becomes a dialog as well: the
/// focus goes to the field that is wrong.
pub fn open_what_came_open() {
    for summary in every("details[data-ask][open] > summary") {
        open(&summary);
    }
}

/// Opens the dialog of a summary; the focus goes in, and comes back when it closes.
fn open(summary: &Element) -> Option<()> {
    let details: HtmlDetailsElement = summary.parent_element()?.dyn_into().ok()?;
    let dialog: HtmlDialogElement = details.query_selector("dialog").ok()??.dyn_into().ok()?;
    if dialog.open() {
        return None;
    }
    details.set_open(true);
    dialog.show_modal().ok()?;
    let closed = Closure::once_into_js(move || details.set_open(false));
    dialog.set_onclose(Some(closed.unchecked_ref()));
    Some(())
}

/// Closes open menus except the one around an element.
pub fn close_menus(except: Option<&Element>) {
    for menu in every("details.menu[open]") {
        if except.is_some_and(|element| menu.contains(Some(element))) {
            continue;
        }
        menu.remove_attribute("open").ok();
    }
}
