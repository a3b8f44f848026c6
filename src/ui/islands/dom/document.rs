//! Looks into the document.

use leptos::prelude::document;
use leptos::wasm_bindgen::JsCast;
use web_sys::Element;

/// The nearest element around (and including) one that fits a selector.
pub(super) fn around(element: &Element, selector: &str) -> Option<Element> {
    element.closest(selector).ok().flatten()
}

/// Every element that fits a selector.
pub(super) fn every(selector: &str) -> Vec<Element> {
    let Ok(nodes) = document().query_selector_all(selector) else {
        return Vec::new();
    };
    (0..nodes.length()).filter_map(|index| nodes.item(index)?.dyn_into().ok()).collect()
}

/// Says something to screen readers.
pub(super) fn say(text: &str) {
    if let Some(said) = document().get_element_by_id("said") {
        said.set_text_content(Some(text));
    }
}
