//! The search box: results while typing, usable by keyboard. Without script it is a plain form.

use crate::api::search::search;
use crate::paths;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use model::search::LONGEST_SEARCH;
use model::views::Hit;
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// Pause in typing before the server is asked.
const PAUSE: Duration = Duration::from_millis(160);
/// Delay before the list closes after the focus is lost, so that a click on a result still works.
const CLOSE_DELAY: Duration = Duration::from_millis(180);

/// Texts of the search box.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SearchWords {
    /// Label.
    pub label: String,
    /// Label of a customer.
    pub customer: String,
    /// Label of an order.
    pub order: String,
    /// Label of a resource.
    pub resource: String,
    /// Shown when nothing was found.
    pub no_results: String,
}

/// A line of the results.
#[derive(Clone, Debug)]
struct Line {
    kind: String,
    name: String,
    id: String,
    href: String,
}

impl Line {
    fn of(hit: Hit, words: &SearchWords) -> Self {
        match hit {
            Hit::Customer(id, name) => {
                Self { kind: words.customer.clone(), name, href: paths::customer(&id), id: id.into() }
            }
            Hit::Order(id, customer) => {
                Self { kind: words.order.clone(), name: customer, href: paths::order(&id), id: id.into() }
            }
            Hit::Resource(id, name, customer) => {
                Self { kind: words.resource.clone(), name, href: paths::customer(&customer), id: id.into() }
            }
        }
    }
}

/// The search box of the top bar.
#[island]
pub fn SearchBox(
    words: SearchWords,
    /// Text in the box when the page loads.
    value: String,
) -> impl IntoView {
    let lines = RwSignal::new(None::<Vec<Line>>);
    let active = RwSignal::new(None::<usize>);
    // Answers may arrive in another order than they were requested: only the one for the latest
    // request counts.
    let question = StoredValue::new(0u32);
    let timer = StoredValue::new(None::<TimeoutHandle>);
    let words = StoredValue::new(words);

    let close = move || {
        lines.set(None);
        active.set(None);
    };
    let ask = move |text: String| {
        let number = question.get_value() + 1;
        question.set_value(number);
        leptos::task::spawn_local(async move {
            let found = search(text).await;
            if question.try_get_value() != Some(number) {
                return;
            }
            active.set(None);
            lines.set(found.ok().map(|hits| {
                words.with_value(|words| hits.into_iter().map(|hit| Line::of(hit, words)).collect())
            }));
        });
    };
    let typed = move |event| {
        let text = event_target_value(&event).trim().to_owned();
        if let Some(waiting) = timer.get_value() {
            waiting.clear();
        }
        if text.chars().count() < 2 {
            question.update_value(|number| *number += 1);
            close();
            return;
        }
        timer.set_value(set_timeout_with_handle(move || ask(text), PAUSE).ok());
    };
    let pressed = move |event: KeyboardEvent| {
        let count = lines.with(|lines| lines.as_ref().map_or(0, Vec::len));
        match event.key().as_str() {
            "ArrowDown" if count > 0 => active.update(|at| *at = Some(at.map_or(0, |at| (at + 1) % count))),
            "ArrowUp" if count > 0 => {
                active.update(|at| *at = Some(at.map_or(count - 1, |at| (at + count - 1) % count)));
            }
            "Enter" => {
                let Some(href) = chosen(lines, active) else { return };
                window().location().set_href(&href).ok();
            }
            "Escape" if lines.with(Option::is_some) => close(),
            _ => return,
        }
        event.prevent_default();
    };
    let close_later = move |_| set_timeout(close, CLOSE_DELAY);
    let option = move |(index, line): (usize, Line)| {
        view! {
            <a
                role="option"
                id=format!("hit-{index}")
                href=line.href
                tabindex="-1"
                aria-selected=move || if active.get() == Some(index) { "true" } else { "false" }
            >
                <span class="kind">{line.kind}</span>
                <span class="name">{line.name}</span>
                <code>{line.id}</code>
            </a>
        }
    };
    let label = words.with_value(|words| words.label.clone());
    let placeholder = label.clone();
    let results = label.clone();
    view! {
        <div class="search" role="search">
            <form method="get" action="/search">
                <span class="glass" aria-hidden="true">
                    <svg width="16" height="16" viewBox="0 0 16 16" fill="none" stroke="currentColor" stroke-width="1.4" stroke-linecap="round">
                        <path d="M7 12a5 5 0 1 0 0-10 5 5 0 0 0 0 10ZM10.7 10.7 14 14"></path>
                    </svg>
                </span>
                <input
                    id="search"
                    type="search"
                    name="q"
                    value=value
                    // One character more than the limit, so that a pasted text that is too long
                    // gets an error instead of being cut silently.
                    maxlength=(LONGEST_SEARCH + 1).to_string()
                    placeholder=placeholder
                    aria-label=label
                    role="combobox"
                    aria-autocomplete="list"
                    aria-controls="hits"
                    aria-expanded=move || if lines.with(Option::is_some) { "true" } else { "false" }
                    aria-activedescendant=move || active.get().map(|index| format!("hit-{index}"))
                    autocomplete="off"
                    spellcheck="false"
                    on:input=typed
                    on:keydown=pressed
                    on:blur=close_later
                />
                <kbd aria-hidden="true">"/"</kbd>
            </form>
            <div
                class="hits"
                id="hits"
                role="listbox"
                aria-label=results
                hidden=move || lines.with(Option::is_none)
            >
                {move || {
                    lines.get().map(|lines| {
                        if lines.is_empty() {
                            let no_results = words.with_value(|words| words.no_results.clone());
                            view! { <div class="nothing">{no_results}</div> }.into_any()
                        } else {
                            lines.into_iter().enumerate().map(option).collect_view().into_any()
                        }
                    })
                }}
            </div>
        </div>
    }
}

fn chosen(lines: RwSignal<Option<Vec<Line>>>, active: RwSignal<Option<usize>>) -> Option<String> {
    let at = active.get_untracked()?;
    lines.with_untracked(|lines| Some(lines.as_ref()?.get(at)?.href.clone()))
}
