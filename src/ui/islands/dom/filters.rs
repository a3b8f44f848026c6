//! Filters apply when a select changes, and empty fields are not put into the query string.

use super::document::{closest, query_all};
use leptos::wasm_bindgen::JsCast;
use web_sys::{Element, HtmlFormElement};

const EMPTY: &str = "data-empty";

/// Submits the filter form when a select changes.
pub fn changed(target: &Element) {
    if target.tag_name() != "SELECT" {
        return;
    }
    let form =
        closest(target, "form[data-quick-filter]").and_then(|form| form.dyn_into::<HtmlFormElement>().ok());
    if let Some(form) = form {
        form.request_submit().ok();
    }
}

/// Disables empty fields before submitting, so that they are not sent.
pub fn submitted(form: &HtmlFormElement) {
    if !form.has_attribute("data-quick-filter") {
        return;
    }
    for index in 0..form.length().unsigned_abs() {
        let Some(control) = form.get_with_index(index) else { continue };
        let value = js_sys::Reflect::get(&control, &"value".into()).ok().and_then(|value| value.as_string());
        let named = control.get_attribute("name").is_some_and(|name| !name.is_empty());
        if named && value.is_some_and(|value| value.trim().is_empty()) && !control.has_attribute("disabled") {
            control.set_attribute("disabled", "").ok();
            control.set_attribute(EMPTY, "").ok();
        }
    }
}

/// Enables the fields that were disabled.
pub fn reset() {
    for control in query_all("[data-empty]") {
        control.remove_attribute("disabled").ok();
        control.remove_attribute(EMPTY).ok();
    }
}
