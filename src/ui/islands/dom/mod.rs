//! The document in the browser: one listener per kind of event, each handed to what it concerns.

mod ask;
mod copy;
mod document;
mod filters;
mod keys;
mod once;
mod viewer;

use leptos::ev;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use web_sys::{Element, Event};

pub use keys::{are_on, switch};

/// Installs everything; called once per page.
pub fn install() {
    if let Some(root) = document().document_element() {
        root.class_list().add_1("scripted").ok();
    }
    let _ = window_event_listener(ev::click, |event| {
        let Some(target) = target(&event) else { return };
        copy::clicked(&target);
        ask::clicked(&event, &target);
    });
    let _ = window_event_listener(ev::submit, |event| {
        let Some(form) = target(&event).and_then(|form| form.dyn_into().ok()) else { return };
        filters::submitted(&form);
        viewer::submitted(&event, &form);
        once::submitted(&event, &form);
    });
    let _ = window_event_listener(ev::change, |event| {
        if let Some(target) = target(&event) {
            filters::changed(&target);
        }
    });
    let _ = window_event_listener(ev::keydown, |event| keys::pressed(&event));
    // A page that comes back from the browser's memory must not be stuck in what it was sending.
    let _ = window_event_listener(ev::pageshow, |_| {
        once::reset();
        filters::reset();
    });
    ask::open_what_came_open();
    viewer::tell_zone();
}

fn target(event: &Event) -> Option<Element> {
    event.target()?.dyn_into().ok()
}
