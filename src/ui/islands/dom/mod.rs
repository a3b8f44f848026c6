//! Document-wide behavior: one listener per kind of event, which calls the modules concerned.

mod actions;
mod copy;
mod dialogs;
mod document;
mod filters;
mod once;
mod recent;
mod shortcuts;
mod viewer;

use leptos::ev;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use web_sys::{Element, Event};

pub use actions::{actions, press};
pub use recent::{recent, remember};
pub use shortcuts::{are_on, switch};

/// Installs all listeners; called once per page.
pub fn install() {
    if let Some(root) = document().document_element() {
        root.class_list().add_1("scripted").ok();
    }
    let _ = window_event_listener(ev::click, |event| {
        let Some(target) = target(&event) else { return };
        copy::clicked(&target);
        dialogs::clicked(&event, &target);
    });
    let _ = window_event_listener(ev::submit, |event| {
        let Some(form) = target(&event).and_then(|form| form.dyn_into().ok()) else { return };
        filters::submitted(&form);
        viewer::submitted(&event, &form);
        once::submitted(&event, &form);
        recent::submitted(&form);
    });
    let _ = window_event_listener(ev::change, |event| {
        if let Some(target) = target(&event) {
            filters::changed(&target);
        }
    });
    let _ = window_event_listener(ev::keydown, |event| shortcuts::pressed(&event));
    // A page restored from the back/forward cache must not stay in the state of sending.
    let _ = window_event_listener(ev::pageshow, |_| {
        once::reset();
        filters::reset();
    });
    super::picked::arrived();
    dialogs::open_refused_dialogs();
    viewer::send_time_zone();
}

fn target(event: &Event) -> Option<Element> {
    event.target()?.dyn_into().ok()
}
