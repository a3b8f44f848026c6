//! Prevents a form from being sent twice.

use super::document::query_all;
use leptos::wasm_bindgen::JsCast;
use web_sys::{HtmlFormElement, SubmitEvent};

/// Marks a form as sent, or cancels the event when it was sent before.
pub fn submitted(event: &SubmitEvent, form: &HtmlFormElement) {
    if !form.has_attribute("data-once") || event.default_prevented() {
        return;
    }
    if form.has_attribute("data-sent") {
        event.prevent_default();
        return;
    }
    form.set_attribute("data-sent", "").ok();
    // Not `disabled`: a disabled button would not send its own name and value.
    if let Some(button) = event.submitter().and_then(|button| button.dyn_into::<web_sys::Element>().ok()) {
        button.set_attribute("data-sending", "").ok();
        button.set_attribute("aria-disabled", "true").ok();
    }
}

/// Allows all forms to be sent again.
pub fn reset() {
    for form in query_all("form[data-sent]") {
        form.remove_attribute("data-sent").ok();
    }
    for button in query_all("[data-sending]") {
        button.remove_attribute("data-sending").ok();
        button.remove_attribute("aria-disabled").ok();
    }
}
