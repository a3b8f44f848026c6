//! Copies an id to the clipboard.

use super::document::{announce, closest};
use leptos::prelude::*;
use std::time::Duration;
use web_sys::Element;

const SHOWN: Duration = Duration::from_millis(1_600);

/// Handles a click on a copy button.
pub fn clicked(target: &Element) {
    let Some(button) = closest(target, "[data-copy]") else { return };
    let Some(text) = button.get_attribute("data-copy") else { return };
    let writing = window().navigator().clipboard().write_text(&text);
    leptos::task::spawn_local(async move {
        if wasm_bindgen_futures::JsFuture::from(writing).await.is_err() {
            return;
        }
        button.set_attribute("data-copied", "").ok();
        announce(&button.get_attribute("data-said").unwrap_or_default());
        set_timeout(
            move || {
                button.remove_attribute("data-copied").ok();
            },
            SHOWN,
        );
    });
}
