//! Copying an id.

use super::document::{around, say};
use leptos::prelude::*;
use std::time::Duration;
use web_sys::Element;

const SHOWN: Duration = Duration::from_millis(1_600);

/// A click that may be on a button that copies.
pub fn clicked(target: &Element) {
    let Some(button) = around(target, "[data-copy]") else { return };
    let Some(text) = button.get_attribute("data-copy") else { return };
    let writing = window().navigator().clipboard().write_text(&text);
    leptos::task::spawn_local(async move {
        if wasm_bindgen_futures::JsFuture::from(writing).await.is_err() {
            return;
        }
        button.set_attribute("data-copied", "").ok();
        say(&button.get_attribute("data-said").unwrap_or_default());
        set_timeout(
            move || {
                button.remove_attribute("data-copied").ok();
            },
            SHOWN,
        );
    });
}
