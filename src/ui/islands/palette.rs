//! The palette: pages, what can be done on this page, what was opened last, and the search, from the
//! keyboard. Ctrl+K or Cmd+K opens it. Without script there is the search box and the navigation.

use super::finder::{Finder, Line, SearchWords, Target};
use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;
use model::search::LONGEST_SEARCH;
use serde::{Deserialize, Serialize};

/// Texts of the palette besides those of the search.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PaletteWords {
    /// Label of a page.
    pub page: String,
    /// Label of something that can be done on this page.
    pub action: String,
    /// Label of what was opened last.
    pub recent: String,
    /// Below the lines: its keys.
    pub keys: String,
}

/// The palette of a signed-in user.
#[island]
pub fn Palette(
    words: PaletteWords,
    search: SearchWords,
    /// Name and address of each page.
    pages: Vec<(String, String)>,
    /// Login name: what was opened last is kept in this browser for each user.
    user: String,
) -> impl IntoView {
    let finder = Finder::new(search, "line", true);
    let keys = words.keys.clone();
    let own = StoredValue::new((words, pages, user));
    let (dialog, field) = (NodeRef::<html::Dialog>::new(), NodeRef::<html::Input>::new());
    let type_text = move |text: String| finder.typed(&text, own.with_value(known));
    #[cfg(feature = "hydrate")]
    {
        own.with_value(|(_, _, user)| super::dom::remember(user));
        let _ = window_event_listener(leptos::ev::keydown, move |event| {
            let held = event.ctrl_key() != event.meta_key();
            if !held || event.shift_key() || event.alt_key() || !matches!(event.key().as_str(), "k" | "K") {
                return;
            }
            let (Some(dialog), Some(field)) = (dialog.get_untracked(), field.get_untracked()) else { return };
            event.prevent_default();
            if dialog.open() {
                dialog.close();
            } else if dialog.show_modal().is_ok() {
                field.set_value("");
                type_text(String::new());
            }
        });
    }
    let close = move || {
        if let Some(dialog) = dialog.get_untracked() {
            dialog.close();
        }
    };
    let pressed = move |event: KeyboardEvent| {
        if event.is_composing() {
            return;
        }
        if event.key() == "Enter" {
            let text = field.get_untracked().map(|field| field.value()).unwrap_or_default();
            let wanted = finder.chosen().or_else(|| {
                let text = text.trim();
                (!text.is_empty()).then(|| Target::Page(crate::paths::search(text)))
            });
            match wanted {
                Some(Target::Page(href)) => {
                    window().location().set_href(&href).ok();
                }
                Some(Target::Control(at)) => {
                    close();
                    press(at);
                }
                None => {}
            }
        } else if !finder.moved(&event) {
            return;
        }
        event.prevent_default();
    };
    let label = finder.label();
    let (placeholder, results, title) = (label.clone(), label.clone(), label.clone());
    view! {
        <dialog class="palette" node_ref=dialog aria-label=title on:close=move |_| finder.close()>
            <input
                type="text"
                node_ref=field
                maxlength=(LONGEST_SEARCH + 1).to_string()
                placeholder=placeholder
                aria-label=label
                role="combobox"
                aria-autocomplete="list"
                aria-controls="palette-lines"
                aria-expanded="true"
                aria-activedescendant=move || finder.active_id()
                autocomplete="off"
                spellcheck="false"
                on:input=move |event| type_text(event_target_value(&event))
                on:keydown=pressed
            />
            <div
                class="lines"
                id="palette-lines"
                role="listbox"
                aria-label=results
                on:click=move |_| close()
            >
                {finder.lines(press)}
            </div>
            <p class="keys">{keys}</p>
        </dialog>
    }
}

/// What is known without asking: what can be done here, what was opened last, the pages.
fn known((words, pages, user): &(PaletteWords, Vec<(String, String)>, String)) -> Vec<Line> {
    let line = |kind: &str, name: String, target| Line {
        kind: kind.to_owned(),
        name,
        beside: String::new(),
        id: String::new(),
        target,
    };
    #[cfg(feature = "hydrate")]
    let (actions, recent) = (super::dom::actions(), super::dom::recent(user));
    #[cfg(not(feature = "hydrate"))]
    let (actions, recent): (Vec<String>, Vec<(String, String)>) = {
        let _ = user;
        (Vec::new(), Vec::new())
    };
    let actions = actions.into_iter().enumerate();
    let actions = actions.map(|(at, name)| line(&words.action, name, Target::Control(at)));
    let recent = recent.into_iter().map(|(name, href)| line(&words.recent, name, Target::Page(href)));
    let pages = pages.iter().map(|(name, href)| line(&words.page, name.clone(), Target::Page(href.clone())));
    actions.chain(recent).chain(pages).collect()
}

/// Presses a control of the page.
fn press(at: usize) {
    #[cfg(feature = "hydrate")]
    super::dom::press(at);
    #[cfg(not(feature = "hydrate"))]
    let _ = at;
}
