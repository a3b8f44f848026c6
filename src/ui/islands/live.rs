//! Replacing a part of the page by the same part of a newer answer.

use leptos::prelude::*;
use leptos::wasm_bindgen::{JsCast, JsValue};
use std::time::Duration;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Document, DomParser, Element, HtmlElement, Response, SupportedType};

/// The part that is replaced. It is open as long as it has `data-open`.
const PART: &str = "live";

/// Looks again and again until the part is no longer open. Each look waits for the one before.
pub fn watch(every: Duration, open: RwSignal<bool>, lost: RwSignal<bool>) {
    set_timeout(
        move || {
            leptos::task::spawn_local(async move {
                let still = look().await;
                lost.set(still.is_err());
                if still.unwrap_or(true) {
                    watch(every, open, lost);
                } else {
                    open.set(false);
                }
            });
        },
        every,
    );
}

/// Asks for the page once. True while the part stays open.
async fn look() -> Result<bool, JsValue> {
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
        say(&answer.title());
    }
    Ok(newer.has_attribute("data-open"))
}

/// What can have the focus in a part.
fn controls(part: &Element) -> Vec<HtmlElement> {
    let Ok(nodes) = part.query_selector_all("a, button, summary") else { return Vec::new() };
    (0..nodes.length()).filter_map(|index| nodes.item(index)?.dyn_into().ok()).collect()
}

/// Which of them has it: it goes to the same one in the newer part.
fn focused(part: &Element) -> Option<usize> {
    let active = document().active_element()?;
    controls(part).iter().position(|control| **control == active)
}

/// A new title is the new state in words: it is said to screen readers as well.
fn say(title: &str) {
    if document().title() == title {
        return;
    }
    document().set_title(title);
    if let Some(said) = document().get_element_by_id("said") {
        said.set_text_content(Some(title));
    }
}

fn part(page: &Document) -> Result<Element, JsValue> {
    page.get_element_by_id(PART).ok_or(JsValue::NULL)
}
