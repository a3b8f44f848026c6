//! A form that changes something is sent once, however often its button is pressed.

use super::document::every;
use leptos::wasm_bindgen::JsCast;
use web_sys::{HtmlFormElement, SubmitEvent};

/// A form is about to be sent.
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

/// Forms can be sent again.
pub fn reset() {
    for form in every("form[data-sent]") {
        form.remove_attribute("data-sent").ok();
    }
    for button in every("[data-sending]") {
        button.remove_attribute("data-sending").ok();
        button.remove_attribute("aria-disabled").ok();
    }
}
