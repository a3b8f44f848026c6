//! Keyboard shortcuts: `/` for the search box, `?` for the keys of this page, `g` and a letter for a
//! section, `j` and `k` for the rows, `x` to select one, `Esc` to close. Single-character shortcuts can be
//! switched off, for people who use speech input.

use super::dialogs;
use super::document::{closest, query_all};
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use std::cell::Cell;
use web_sys::{Element, HtmlDialogElement, HtmlElement, HtmlInputElement, KeyboardEvent, Storage};

const SETTING: &str = "keys";
/// How long a letter after `g` is waited for, milliseconds.
const PATIENCE: f64 = 1_500.0;

thread_local! {
    /// When `g` was pressed last, milliseconds since the page began.
    static GO: Cell<f64> = const { Cell::new(f64::NEG_INFINITY) };
}

pub(super) fn storage() -> Option<Storage> {
    window().local_storage().ok().flatten()
}

/// Whether single-character shortcuts are on.
pub fn are_on() -> bool {
    let setting = storage().and_then(|storage| storage.get_item(SETTING).ok().flatten());
    setting.as_deref() != Some("off")
}

/// Switches them on or off in this browser.
pub fn switch(on: bool) {
    if let Some(storage) = storage() {
        storage.set_item(SETTING, if on { "on" } else { "off" }).ok();
    }
}

/// Handles a key press.
pub fn pressed(event: &KeyboardEvent) {
    if event.default_prevented()
        || event.ctrl_key()
        || event.meta_key()
        || event.alt_key()
        || event.is_composing()
    {
        return;
    }
    if event.key() == "Escape" {
        close_menu();
        return;
    }
    if typing(event) || !are_on() || document().query_selector("dialog:modal").ok().flatten().is_some() {
        return;
    }
    let going = event.time_stamp() - GO.replace(f64::NEG_INFINITY) < PATIENCE;
    let done = match event.key().as_str() {
        letter if going && go(letter) => true,
        "g" => {
            GO.set(event.time_stamp());
            true
        }
        "/" => focus_search(),
        "?" => show_keys(),
        "j" => move_row(1),
        "k" => move_row(-1),
        "x" => pick_row(),
        _ => false,
    };
    if done {
        event.prevent_default();
    }
}

fn typing(event: &KeyboardEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|target| {
        closest(&target, "input:not([type=checkbox]), textarea, select, [contenteditable]").is_some()
    })
}

/// Closes an open menu and returns the focus to its button.
fn close_menu() {
    let open = document().query_selector("details.menu[open] > summary").ok().flatten();
    dialogs::close_menus(None);
    if let Some(summary) = open.and_then(|summary| summary.dyn_into::<HtmlElement>().ok()) {
        summary.focus().ok();
    }
}

fn focus_search() -> bool {
    let input =
        document().get_element_by_id("search").and_then(|input| input.dyn_into::<HtmlInputElement>().ok());
    input.is_some_and(|input| {
        input.select();
        input.focus().is_ok()
    })
}

/// The row of a table that has the focus.
fn active_row() -> Option<Element> {
    closest(&document().active_element()?, "tbody tr")
}

/// Selects the row that has the focus, or no longer.
fn pick_row() -> bool {
    let input = active_row().and_then(|row| row.query_selector(".pick input").ok().flatten());
    let input = input.and_then(|input| input.dyn_into::<HtmlInputElement>().ok());
    input.inspect(|input| input.click()).is_some()
}

/// Goes to the section that has this letter.
fn go(letter: &str) -> bool {
    let is_its = |link: &Element| link.get_attribute("data-go").as_deref() == Some(letter);
    let link = query_all("[data-go]").into_iter().find(is_its);
    let href = link.and_then(|link| link.get_attribute("href"));
    href.is_some_and(|href| window().location().set_href(&href).is_ok())
}

/// Shows the keys that do something on this page; those of other pages are hidden.
fn show_keys() -> bool {
    let dialog = document().get_element_by_id("keys-here");
    let Some(dialog) = dialog.and_then(|dialog| dialog.dyn_into::<HtmlDialogElement>().ok()) else {
        return false;
    };
    for key in query_all("#keys-here [data-needs]") {
        let needs = key.get_attribute("data-needs").unwrap_or_default();
        let met = document().query_selector(&needs).ok().flatten().is_some();
        key.toggle_attribute_with_force("hidden", !met).ok();
    }
    dialog.show_modal().is_ok()
}

fn move_row(step: i32) -> bool {
    // Of each row, the link that opens it; where it has none, its checkbox.
    let rows = query_all(".row-link, tbody tr:not(:has(.row-link)) .pick input");
    let (active, here) = (document().active_element(), active_row());
    let is_here =
        |row: &Element| Some(row) == active.as_ref() || (here.is_some() && closest(row, "tr") == here);
    let at = rows.iter().position(is_here);
    let next = match (at, step) {
        (None, 1) => Some(0),
        (None, _) => rows.len().checked_sub(1),
        (Some(at), 1) => at.checked_add(1),
        (Some(at), _) => at.checked_sub(1),
    };
    let row = next.and_then(|next| rows.get(next)).and_then(|row| row.dyn_ref::<HtmlElement>());
    row.is_some_and(|row| row.focus().is_ok())
}
