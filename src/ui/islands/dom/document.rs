//! Helpers for the document.

use leptos::prelude::document;
use leptos::wasm_bindgen::JsCast;
use web_sys::Element;

/// The closest ancestor (or the element itself) that matches a selector.
pub(super) fn closest(element: &Element, selector: &str) -> Option<Element> {
    element.closest(selector).ok().flatten()
}

/// All elements that match a selector.
pub(super) fn query_all(selector: &str) -> Vec<Element> {
    let Ok(nodes) = document().query_selector_all(selector) else {
        return Vec::new();
    };
    (0..nodes.length()).filter_map(|index| nodes.item(index)?.dyn_into().ok()).collect()
}

/// Announces a text to screen readers, through the live region of the frame.
pub(super) fn announce(text: &str) {
    if let Some(live_region) = document().get_element_by_id("said") {
        live_region.set_text_content(Some(text));
    }
}
