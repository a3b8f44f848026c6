//! View settings that are kept in cookies: theme, density and time zone.

use crate::api::session::set_view;
use leptos::prelude::*;
use leptos::wasm_bindgen::{JsCast, JsValue};
use model::forms::Posted;
use model::forms::session::ViewForm;
use web_sys::{Element, HtmlFormElement, SubmitEvent};

/// Applies a new theme or density at once and saves it on the server for the next page.
pub fn submitted(event: &SubmitEvent, form: &HtmlFormElement) {
    let Some(what) = form.get_attribute("data-view-form") else { return };
    let Some(button) = event.submitter().and_then(|button| button.dyn_into::<Element>().ok()) else { return };
    let Some(value) = button.get_attribute("value") else { return };
    event.prevent_default();
    if let Some(root) = document().document_element() {
        root.set_attribute(&format!("data-{what}"), &value).ok();
    }
    for index in 0..form.length().unsigned_abs() {
        if let Some(other) = form.get_with_index(index) {
            let pressed = other.get_attribute("value").as_ref() == Some(&value);
            other.set_attribute("aria-pressed", if pressed { "true" } else { "false" }).ok();
        }
    }
    leptos::task::spawn_local(async move {
        let form = if what == "theme" {
            ViewForm { theme: value, ..ViewForm::default() }
        } else {
            ViewForm { density: value, ..ViewForm::default() }
        };
        set_view(without_return_path(form)).await.ok();
    });
}

/// Sends the browser's time zone to the server when the page was rendered for another one. Only
/// once per session, in case the server does not know the zone.
pub fn send_time_zone() {
    let Some(zone) = zone() else { return };
    let shown = document().document_element().and_then(|root| root.get_attribute("data-zone"));
    let Some(storage) = window().session_storage().ok().flatten() else { return };
    let sent = storage.get_item("zone").ok().flatten();
    if shown.as_ref() == Some(&zone) || sent.as_ref() == Some(&zone) {
        return;
    }
    storage.set_item("zone", &zone).ok();
    leptos::task::spawn_local(async move {
        set_view(without_return_path(ViewForm { zone, ..ViewForm::default() })).await.ok();
    });
}

/// Wraps the form without an address to return to, because the page stays open.
fn without_return_path(form: ViewForm) -> Posted<ViewForm> {
    Posted { form, back: String::new() }
}

fn zone() -> Option<String> {
    let format = js_sys::Intl::DateTimeFormat::new(&js_sys::Array::new(), &js_sys::Object::new());
    let options: JsValue = format.resolved_options().into();
    js_sys::Reflect::get(&options, &"timeZone".into()).ok()?.as_string()
}
