//! What is selected in a list, over its pages: kept in this tab only, for one list with one set of
//! filters. Another filter begins anew, so that nothing is changed that nobody sees any more.

use leptos::prelude::window;
use std::collections::BTreeSet;
use web_sys::Storage;

const KEY: &str = "picked";
/// Pages that a selection leads to: once they are reached, it is used up.
const USED_UP: [&str; 2] = ["/jobs/", "/changes/"];
/// Parts of an address that show other rows of the same selection.
const PAGING: [&str; 3] = ["page=", "sort=", "dir="];

fn storage() -> Option<Storage> {
    window().session_storage().ok().flatten()
}

/// The list with its filters.
fn list() -> Option<String> {
    let here = window().location();
    let query = here.search().ok()?;
    let filters = query.trim_start_matches('?').split('&');
    let filters: Vec<&str> =
        filters.filter(|part| !PAGING.iter().any(|name| part.starts_with(name))).collect();
    Some(format!("{}?{}", here.pathname().ok()?, filters.join("&")))
}

/// What is kept for the list on this page. Ids have no line breaks.
pub fn read() -> Vec<String> {
    let kept = storage().and_then(|storage| storage.get_item(KEY).ok().flatten()).unwrap_or_default();
    let mut lines = kept.lines();
    if lines.next().map(str::to_owned) != list() {
        return Vec::new();
    }
    lines.map(str::to_owned).collect()
}

/// Keeps these values for the list on this page.
pub fn keep(values: &BTreeSet<String>) {
    let (Some(storage), Some(list)) = (storage(), list()) else { return };
    if values.is_empty() {
        storage.remove_item(KEY).ok();
        return;
    }
    let lines: Vec<&str> = std::iter::once(list.as_str()).chain(values.iter().map(String::as_str)).collect();
    storage.set_item(KEY, &lines.join("\n")).ok();
}

/// Forgets a selection on the pages that it led to.
pub fn arrived() {
    let path = window().location().pathname().unwrap_or_default();
    if USED_UP.iter().any(|start| path.starts_with(start))
        && let Some(storage) = storage()
    {
        storage.remove_item(KEY).ok();
    }
}
