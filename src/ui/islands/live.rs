//! Polls a page and replaces a part of it by the same part of the new answer.

use leptos::prelude::*;
use leptos::wasm_bindgen::{JsCast, JsValue};
use std::time::Duration;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Document, DomParser, Element, HtmlElement, Response, SupportedType};

/// Id of the replaced part. Polling goes on while it has `data-open`.
const PART_ID: &str = "live";

/// Polls until the part is no longer open. The next poll starts after the answer to the last one.
pub fn watch(interval: Duration, open: RwSignal<bool>, lost: RwSignal<bool>) {
    set_timeout(
        move || {
            leptos::task::spawn_local(async move {
                let still = poll().await;
                lost.set(still.is_err());
                if still.unwrap_or(true) {
                    watch(interval, open, lost);
                } else {
                    open.set(false);
                }
            });
        },
        interval,
    );
}

/// Fetches the page once and replaces the part. Returns whether the part is still open.
async fn poll() -> Result<bool, JsValue> {
    let here = window().location().href()?;
    let response: Response = JsFuture::from(window().fetch_with_str(&here)).await?.dyn_into()?;
    if !response.ok() || response.redirected() {
        return Err(JsValue::NULL);
    }
    let html = JsFuture::from(response.text()?).await?.as_string().ok_or(JsValue::NULL)?;
    let answer = DomParser::new()?.parse_from_string(&html, SupportedType::TextHtml)?;
    let newer = part(&answer)?;
    let shown = part(&document())?;
    if newer.inner_html() != shown.inner_html() {
        let focused = focused(&shown);
        shown.replace_with_with_node_1(&newer)?;
        if let Some(control) = focused.and_then(|at| controls(&newer).into_iter().nth(at)) {
            control.focus()?;
        }
        announce_title(&answer.title());
    }
    Ok(newer.has_attribute("data-open"))
}

/// Elements of the part that can have the focus.
fn controls(part: &Element) -> Vec<HtmlElement> {
    let Ok(nodes) = part.query_selector_all("a, button, summary") else { return Vec::new() };
    (0..nodes.length()).filter_map(|index| nodes.item(index)?.dyn_into().ok()).collect()
}

/// Index of the focused element, to restore the focus after replacing.
fn focused(part: &Element) -> Option<usize> {
    let active = document().active_element()?;
    controls(part).iter().position(|control| **control == active)
}

/// Sets the title, which says the new state, and announces it to screen readers.
fn announce_title(title: &str) {
    if document().title() == title {
        return;
    }
    document().set_title(title);
    if let Some(live_region) = document().get_element_by_id("said") {
        live_region.set_text_content(Some(title));
    }
}

fn part(page: &Document) -> Result<Element, JsValue> {
    page.get_element_by_id(PART_ID).ok_or(JsValue::NULL)
}
