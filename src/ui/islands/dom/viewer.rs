//! View settings that apply at once: theme and density; and the browser's time zone.

use crate::api::session::set_view;
use leptos::prelude::*;
use leptos::wasm_bindgen::{JsCast, JsValue};
use model::forms::session::ViewForm;
use model::forms::{Form, Posted};
use model::viewer::cookies;
use web_sys::{Element, HtmlFormElement, SubmitEvent, UrlSearchParams};

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
    keep(&what, &value);
}

/// Keeps a choice: in its cookie, which the very next page is asked for with, and on the server, in a
/// message that arrives although the page is left.
fn keep(name: &str, value: &str) {
    let secure = if window().location().protocol().is_ok_and(|protocol| protocol == "https:") {
        "; Secure"
    } else {
        ""
    };
    let cookie = format!("{name}={value}; Path=/; Max-Age={}; SameSite=Lax{secure}", cookies::YEAR);
    js_sys::Reflect::set(&document(), &"cookie".into(), &cookie.into()).ok();
    let Ok(body) = UrlSearchParams::new() else { return };
    body.append(name, value);
    window().navigator().send_beacon_with_opt_url_search_params(ViewForm::SPEC.action, Some(&body)).ok();
}

/// Sends the browser's time zone to the server when it was told another one. Only once per session, in case
/// the server does not know the zone.
pub fn send_time_zone() {
    let Some(zone) = zone() else { return };
    let told = document().document_element().and_then(|root| root.get_attribute("data-zone"));
    let Some(storage) = window().session_storage().ok().flatten() else { return };
    let sent = storage.get_item("zone").ok().flatten();
    if told.as_ref() == Some(&zone) || sent.as_ref() == Some(&zone) {
        return;
    }
    storage.set_item("zone", &zone).ok();
    leptos::task::spawn_local(async move {
        let form = ViewForm { browser_zone: zone, ..ViewForm::default() };
        // Without an address to return to: the page stays open.
        set_view(Posted { form, back: String::new() }).await.ok();
    });
}

fn zone() -> Option<String> {
    let format = js_sys::Intl::DateTimeFormat::new(&js_sys::Array::new(), &js_sys::Object::new());
    let options: JsValue = format.resolved_options().into();
    js_sys::Reflect::get(&options, &"timeZone".into()).ok()?.as_string()
}
