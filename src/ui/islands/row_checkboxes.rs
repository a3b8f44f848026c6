//! The checkboxes of a table and the buttons that need a selection.

use leptos::ev;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use std::time::Duration;
use web_sys::{Element, HtmlInputElement};

const ROWS: &str = "tbody .pick input";

/// Watches the checkboxes of a form, and adds a checkbox to the table head that selects all rows.
pub fn install(form: String, most: u32, count: RwSignal<u32>) {
    let Some(form) = document().get_element_by_id(&form) else { return };
    add_head(&form);
    // The user or the browser may have checked boxes before the script ran. Hydration has to finish
    // with the server's markup before they are counted.
    let first = form.clone();
    set_timeout(move || update(&first, most, count), Duration::ZERO);
    let on_change = {
        let form = form.clone();
        move |event: web_sys::Event| {
            let input = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
            let Some(input) = input.filter(|input| form.contains(Some(input))) else { return };
            if input.has_attribute("data-all") {
                let on = input.checked();
                rows(&form).iter().for_each(|row| row.set_checked(on));
            }
            update(&form, most, count);
        }
    };
    let _ = window_event_listener(ev::change, on_change);
    // After going back, the browser restores the checkboxes.
    let _ = window_event_listener(ev::pageshow, move |_| update(&form, most, count));
}

fn rows(form: &Element) -> Vec<HtmlInputElement> {
    inputs(form, ROWS)
}

fn inputs(form: &Element, selector: &str) -> Vec<HtmlInputElement> {
    let Ok(nodes) = form.query_selector_all(selector) else { return Vec::new() };
    (0..nodes.length()).filter_map(|index| nodes.item(index)?.dyn_into().ok()).collect()
}

/// The checkbox in the table head. It has no name, so that it is not sent.
fn add_head(form: &Element) -> Option<()> {
    let head = form.query_selector("[data-pick-all]").ok()??;
    let input: HtmlInputElement = document().create_element("input").ok()?.dyn_into().ok()?;
    input.set_type("checkbox");
    input.set_attribute("data-all", "").ok()?;
    input.set_attribute("aria-label", &head.get_attribute("data-pick-all")?).ok()?;
    head.replace_children_with_node_1(&input);
    Some(())
}

/// Counts the checked boxes and updates the head checkbox, the buttons, and the count.
fn update(form: &Element, most: u32, count: RwSignal<u32>) {
    let rows = rows(form);
    let checked = rows.iter().filter(|row| row.checked()).count();
    for head in inputs(form, "[data-all]") {
        head.set_checked(checked > 0 && checked == rows.len());
        head.set_indeterminate(checked > 0 && checked < rows.len());
    }
    let checked = u32::try_from(checked).unwrap_or(u32::MAX);
    let off = checked == 0 || checked > most;
    if let Ok(buttons) = form.query_selector_all("[data-needs-selection]") {
        for button in
            (0..buttons.length()).filter_map(|index| buttons.item(index)?.dyn_into::<Element>().ok())
        {
            if off {
                button.set_attribute("disabled", "").ok()
            } else {
                button.remove_attribute("disabled").ok()
            };
            if let Some(label) = button.get_attribute("data-counted") {
                button.set_text_content(Some(&label.replace('#', &checked.to_string())));
            }
        }
    }
    count.set(checked);
}
