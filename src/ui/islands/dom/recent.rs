//! What was opened last in this browser, for each user: pages about one thing, the newest first. It is
//! forgotten when the user signs out.

use super::shortcuts::storage;
use leptos::prelude::*;
use web_sys::HtmlFormElement;

/// So many are kept.
const MOST: usize = 8;
/// Sections with pages about one thing.
const SECTIONS: [&str; 6] = ["customers", "budgets", "orders", "payments", "renewals", "changes"];
/// Pages below them that are about a selection.
const OTHERS: [&str; 3] = ["bulk", "prices", "review"];

fn key(user: &str) -> String {
    format!("recent:{user}")
}

/// Title and address of what was opened last, without this page.
pub fn recent(user: &str) -> Vec<(String, String)> {
    let here = window().location().pathname().unwrap_or_default();
    stored(user).into_iter().filter(|(_, href)| *href != here).collect()
}

fn stored(user: &str) -> Vec<(String, String)> {
    let text = storage().and_then(|storage| storage.get_item(&key(user)).ok().flatten());
    let text = text.unwrap_or_default();
    let lines = text.lines().filter_map(|line| line.split_once('\t'));
    lines.map(|(href, title)| (title.to_owned(), href.to_owned())).collect()
}

/// Remembers this page, if it is about one thing that exists.
pub fn remember(user: &str) {
    let Some(here) = window().location().pathname().ok() else { return };
    let parts: Vec<&str> = here.split('/').skip(1).collect();
    let about_one = matches!(parts.as_slice(), [section, id, ..]
        if SECTIONS.contains(section) && !OTHERS.contains(id));
    let head = document().query_selector("main .page-head h1").ok().flatten();
    let refused = document().query_selector("main > .error, main > .empty").ok().flatten().is_some();
    let Some(title) = head.and_then(|head| head.text_content()).filter(|_| about_one && !refused) else {
        return;
    };
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut all = stored(user);
    all.retain(|(_, href)| *href != here);
    all.insert(0, (title, here));
    all.truncate(MOST);
    let lines: Vec<String> = all.into_iter().map(|(title, href)| format!("{href}\t{title}")).collect();
    if let Some(storage) = storage() {
        storage.set_item(&key(user), &lines.join("\n")).ok();
    }
}

/// Forgets all of it when a user signs out.
pub fn submitted(form: &HtmlFormElement) {
    let signs_out = form.get_attribute("action").is_some_and(|action| action == "/api/sign_out");
    let Some(storage) = storage().filter(|_| signs_out) else { return };
    let count = storage.length().unwrap_or(0);
    let keys: Vec<String> = (0..count).filter_map(|at| storage.key(at).ok().flatten()).collect();
    for key in keys.iter().filter(|key| key.starts_with("recent:")) {
        storage.remove_item(key).ok();
    }
}
