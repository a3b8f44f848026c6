//! The checkboxes of a table and the buttons that need a selection. The selection goes over the pages
//! of a list: what is selected on the others is kept in this tab ([`super::picked`]) and sent with the
//! form.

use super::picked;
use super::selected::Selected;
use leptos::ev;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::rc::Rc;
use std::time::Duration;
use web_sys::{Element, HtmlInputElement, MouseEvent};

const ROWS: &str = "tbody .pick input";
/// The hidden fields for rows on other pages.
const ELSEWHERE: &str = "input[data-elsewhere]";

/// Watches the checkboxes of a form, and adds a checkbox to the table head that selects all rows.
pub fn install(form: String, most: u32, count: RwSignal<Selected>) {
    let Some(form) = document().get_element_by_id(&form) else { return };
    add_head(&form);
    // The user or the browser may have checked boxes before the script ran. Hydration has to finish
    // with the server's markup before they are counted.
    let first = form.clone();
    set_timeout(
        move || {
            restore(&first);
            update(&first, most, count);
        },
        Duration::ZERO,
    );
    let last: Rc<RefCell<Option<HtmlInputElement>>> = Rc::default();
    let on_click = {
        let (form, last) = (form.clone(), Rc::clone(&last));
        move |event: MouseEvent| {
            let Some(input) = row_of(&form, event.target()) else { return };
            if event.shift_key()
                && let Some(from) = last.borrow().as_ref()
            {
                check_between(&form, from, &input);
            }
            *last.borrow_mut() = Some(input);
        }
    };
    let _ = window_event_listener(ev::click, on_click);
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

/// Selects nothing, on any page.
pub fn clear(form: &str, most: u32, count: RwSignal<Selected>) {
    let Some(form) = document().get_element_by_id(form) else { return };
    rows(&form).iter().for_each(|row| row.set_checked(false));
    inputs(&form, ELSEWHERE).iter().for_each(|field| field.remove());
    update(&form, most, count);
}

/// The checkbox of a row that an event is about.
fn row_of(form: &Element, target: Option<web_sys::EventTarget>) -> Option<HtmlInputElement> {
    let input: HtmlInputElement = target?.dyn_into().ok()?;
    (form.contains(Some(&input)) && input.matches(ROWS).unwrap_or_default()).then_some(input)
}

/// Gives every row between two the state of the one that was just clicked.
fn check_between(form: &Element, from: &HtmlInputElement, to: &HtmlInputElement) {
    let rows = rows(form);
    let at = |row: &HtmlInputElement| rows.iter().position(|other| other == row);
    if let (Some(from), Some(here)) = (at(from), at(to)) {
        let (first, last) = (from.min(here), from.max(here));
        let between = rows.iter().skip(first).take(last - first + 1);
        between.for_each(|row| row.set_checked(to.checked()));
    }
}

/// Checks what was selected before on this page, and adds what is selected on others as hidden fields.
fn restore(form: &Element) {
    let rows = rows(form);
    let Some(name) = rows.first().map(HtmlInputElement::name) else { return };
    for value in picked::read() {
        match rows.iter().find(|row| row.value() == value) {
            Some(row) => row.set_checked(true),
            None => drop(add_elsewhere(form, &name, &value)),
        }
    }
}

fn add_elsewhere(form: &Element, name: &str, value: &str) -> Option<()> {
    let input: HtmlInputElement = document().create_element("input").ok()?.dyn_into().ok()?;
    input.set_type("hidden");
    input.set_name(name);
    input.set_value(value);
    input.set_attribute("data-elsewhere", "").ok()?;
    form.append_child(&input).ok()?;
    Some(())
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

/// Counts the checked boxes, keeps them, and updates the head checkbox, the buttons, and the count.
fn update(form: &Element, most: u32, count: RwSignal<Selected>) {
    let (rows, others) = (rows(form), inputs(form, ELSEWHERE));
    let checked = rows.iter().filter(|row| row.checked()).count();
    for head in inputs(form, "[data-all]") {
        head.set_checked(checked > 0 && checked == rows.len());
        head.set_indeterminate(checked > 0 && checked < rows.len());
    }
    let values = rows.iter().filter(|row| row.checked()).chain(&others).map(HtmlInputElement::value);
    picked::keep(&values.collect::<BTreeSet<_>>());
    let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    let selected = Selected { all: number(checked + others.len()), elsewhere: number(others.len()) };
    let off = selected.all == 0 || selected.all > most;
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
                button.set_text_content(Some(&label.replace('#', &selected.all.to_string())));
            }
        }
    }
    count.set(selected);
}
