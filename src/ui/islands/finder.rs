//! Looking something up by typing: lines that are known, and what the server finds. The search box and the
//! palette are made of it.

use crate::api::search::search;
use leptos::ev::{KeyboardEvent, MouseEvent};
use leptos::prelude::*;
use model::views::{Suggestion, Suggestions};
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// Pause in typing before the server is asked.
const PAUSE: Duration = Duration::from_millis(160);

/// Texts of the search box and the palette.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SearchWords {
    /// Label of the field.
    pub label: String,
    /// Labels of a customer, an order, a resource, an entry of the audit log, an error code, a note.
    pub kinds: Vec<String>,
    /// Shown when nothing was found.
    pub no_results: String,
    /// How many there are and how many are shown: `{n}` and `{shown}` stand for the numbers.
    pub counted: String,
}

/// Where a line leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// An address.
    Page(String),
    /// A control of this page, by its place among them.
    Control(usize),
}

/// A line of the results.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    pub kind: String,
    pub name: String,
    /// What tells it from others of that name.
    pub beside: String,
    pub id: String,
    pub target: Target,
}

impl Line {
    fn of(hit: Suggestion, words: &SearchWords) -> Self {
        let Suggestion { kind, name, beside, id, href } = hit;
        let kind = words.kinds.get(usize::from(kind)).cloned().unwrap_or_default();
        Self { kind, name, beside, id, target: Target::Page(href) }
    }

    fn has(&self, words: &[String]) -> bool {
        let text = lower(&format!("{} {}", self.kind, self.name));
        words.iter().all(|word| text.contains(word.as_str()))
    }
}

/// In small letters. The browser has the tables for that.
#[cfg(feature = "hydrate")]
fn lower(text: &str) -> String {
    String::from(js_sys::JsString::from(text).to_lower_case())
}

/// In small letters.
#[cfg(not(feature = "hydrate"))]
fn lower(text: &str) -> String {
    text.to_lowercase()
}

/// The state of a field with results. Cheap to copy.
#[derive(Clone, Copy)]
pub(super) struct Finder {
    words: StoredValue<SearchWords>,
    /// What the server found; `None` while nothing is asked for.
    found: RwSignal<Option<Vec<Line>>>,
    /// Known lines that the text fits.
    known: RwSignal<Vec<Line>>,
    /// How many there are, where not all are shown.
    counted: RwSignal<Option<String>>,
    active: RwSignal<Option<usize>>,
    /// Answers may arrive in another order than they were requested: only the one for the latest request
    /// counts.
    question: StoredValue<u32>,
    timer: StoredValue<Option<TimeoutHandle>>,
    /// Prefix of the ids of lines.
    name: &'static str,
    /// Whether the first line is chosen unless another one is.
    first_is_chosen: bool,
}

impl Finder {
    pub fn new(words: SearchWords, name: &'static str, first_is_chosen: bool) -> Self {
        Self {
            words: StoredValue::new(words),
            found: RwSignal::new(None),
            known: RwSignal::new(Vec::new()),
            counted: RwSignal::new(None),
            active: RwSignal::new(None),
            question: StoredValue::new(0),
            timer: StoredValue::new(None),
            name,
            first_is_chosen,
        }
    }

    /// The label of the field.
    pub fn label(self) -> String {
        self.words.with_value(|words| words.label.clone())
    }

    /// Whether there is something to show.
    pub fn is_open(self) -> bool {
        self.found.with(Option::is_some) || self.known.with(|known| !known.is_empty())
    }

    /// Nothing typed, nothing found.
    pub fn close(self) {
        self.stop();
        self.known.set(Vec::new());
        self.none();
    }

    fn none(self) {
        self.found.set(None);
        self.counted.set(None);
        self.active.set(self.first_is_chosen.then_some(0));
    }

    /// Drops a question that is waiting or under way.
    fn stop(self) {
        self.question.update_value(|number| *number += 1);
        if let Some(waiting) = self.timer.get_value() {
            waiting.clear();
        }
    }

    /// A text was typed: shows what is known, and asks the server after a pause.
    pub fn typed(self, text: &str, known: Vec<Line>) {
        self.stop();
        let text = text.trim().to_owned();
        let words: Vec<String> = lower(&text).split_whitespace().map(str::to_owned).collect();
        self.known.set(known.into_iter().filter(|line| line.has(&words)).collect());
        self.none();
        if text.chars().count() >= 2 {
            self.timer.set_value(set_timeout_with_handle(move || self.ask(text), PAUSE).ok());
        }
    }

    fn ask(self, text: String) {
        let number = self.question.get_value();
        leptos::task::spawn_local(async move {
            let found = search(text).await;
            if self.question.try_get_value() == Some(number)
                && let Ok(found) = found
            {
                self.show(found);
            }
        });
    }

    fn show(self, found: Suggestions) {
        let Suggestions { lines, total, only } = found;
        let shown = lines.len().to_string();
        let (lines, counted) = self.words.with_value(|words| {
            let lines = lines.into_iter().map(|hit| Line::of(hit, words)).collect();
            let counted = total.map(|total| words.counted.replace("{n}", &total).replace("{shown}", &shown));
            (lines, counted)
        });
        self.counted.set(counted);
        // What was meant without doubt comes before pages that happen to have the word in their name.
        if only {
            self.known.set(Vec::new());
        }
        self.found.set(Some(lines));
    }

    fn count(self) -> usize {
        self.known.with(Vec::len) + self.found.with(|found| found.as_ref().map_or(0, Vec::len))
    }

    fn line(self, at: usize) -> Option<Line> {
        let known = self.known.get_untracked();
        let found = || self.found.with_untracked(|found| found.as_ref()?.get(at - known.len()).cloned());
        known.get(at).cloned().or_else(found)
    }

    /// The line that Enter opens.
    pub fn chosen(self) -> Option<Target> {
        Some(self.line(self.active.get_untracked()?)?.target)
    }

    /// Goes up or down for an arrow key; `false` for any other key.
    pub fn moved(self, event: &KeyboardEvent) -> bool {
        let count = untrack(|| self.count());
        if count == 0 {
            return false;
        }
        match event.key().as_str() {
            "ArrowDown" => self.active.update(|at| *at = Some(at.map_or(0, |at| (at + 1) % count))),
            "ArrowUp" => {
                self.active.update(|at| *at = Some(at.map_or(count - 1, |at| (at + count - 1) % count)));
            }
            _ => return false,
        }
        true
    }

    /// The id of the active line, for the field.
    pub fn active_id(self) -> Option<String> {
        let at = self.active.get().filter(|at| *at < self.count())?;
        Some(format!("{}-{at}", self.name))
    }

    /// The lines, and below them how many there are. A control is pressed by `press`.
    pub fn lines(self, press: fn(usize)) -> impl IntoView {
        let option = move |(index, line): (usize, Line)| {
            let Line { kind, name, beside, id, target } = line;
            let selected = move || if self.active.get() == Some(index) { "true" } else { "false" };
            let (href, control) = match target {
                Target::Page(href) => (href, None),
                Target::Control(at) => ("#".to_owned(), Some(at)),
            };
            let clicked = move |event: MouseEvent| {
                if let Some(at) = control {
                    event.prevent_default();
                    press(at);
                }
            };
            view! {
                <a
                    role="option"
                    id=format!("{}-{index}", self.name)
                    href=href
                    tabindex="-1"
                    aria-selected=selected
                    on:click=clicked
                >
                    <span class="kind">{kind}</span>
                    <span class="name">{name} <span class="beside">{beside}</span></span>
                    <code>{id}</code>
                </a>
            }
        };
        move || {
            let (known, found) = (self.known.get(), self.found.get());
            let nothing = (known.is_empty() && found.as_ref().is_some_and(Vec::is_empty)).then(|| {
                let no_results = self.words.with_value(|words| words.no_results.clone());
                view! { <div class="nothing">{no_results}</div> }
            });
            let lines = known.into_iter().chain(found.into_iter().flatten());
            let counted = self.counted.get().map(|counted| view! { <div class="counted">{counted}</div> });
            view! { {nothing} {lines.enumerate().map(option).collect_view()} {counted} }
        }
    }
}
