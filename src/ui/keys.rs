//! The keys of the desk: what each does, and on which pages. The help page shows all of them, the panel of
//! `?` those that do something where it is opened.

use crate::context::viewer;
use crate::tr;
use crate::ui::components::{Icon, Symbol};
use crate::ui::sections;
use leptos::prelude::*;

/// What has to be on a page so that a key does something.
type Needs = Option<&'static str>;

/// A key, what it does, and what it needs.
struct Key {
    keys: Vec<String>,
    does: String,
    needs: Needs,
}

impl Key {
    fn new(key: &str, does: String, needs: Needs) -> Self {
        Self { keys: vec![key.to_owned()], does, needs }
    }
}

const ROWS: Needs = Some(".row-link");
const PICKS: Needs = Some(".pick input");
const PANELS: Needs = Some("details[data-ask], details.menu");

fn keys() -> Vec<Key> {
    let general = [
        Key { keys: vec!["Ctrl".to_owned(), "K".to_owned()], does: tr!("help-key-palette"), needs: None },
        Key::new("/", tr!("help-key-search"), None),
        Key::new("?", tr!("help-key-help"), None),
        Key::new("j", tr!("help-key-down"), ROWS),
        Key::new("k", tr!("help-key-up"), ROWS),
        Key::new("x", tr!("help-key-pick"), PICKS),
        Key::new("Enter", tr!("help-key-enter"), ROWS),
        Key::new("Esc", tr!("help-key-escape"), PANELS),
    ];
    let sections = sections::visible_to(&viewer()).into_iter();
    let go = sections.map(|section| Key {
        keys: vec!["g".to_owned(), section.key.to_owned()],
        does: tr!("help-key-go", section = section.name()),
        needs: None,
    });
    general.into_iter().chain(go).collect()
}

/// Every key.
#[component]
pub fn Keys() -> impl IntoView {
    let key = |Key { keys, does, needs }: Key| {
        let keys = keys.into_iter().map(|key| view! { <kbd>{key}</kbd> " " }).collect_view();
        view! {
            <div data-needs=needs>
                <dt>{keys}</dt>
                <dd>{does}</dd>
            </div>
        }
    };
    view! { <dl class="facts help">{keys().into_iter().map(key).collect_view()}</dl> }.into_any()
}

/// The panel of `?`: closed until script opens it.
#[component]
pub fn KeysHere() -> impl IntoView {
    view! {
        <dialog class="ask-sheet" id="keys-here" aria-labelledby="keys-here-heading">
            <div class="ask-head">
                <h2 id="keys-here-heading">{tr!("help-keys-here")}</h2>
                <button type="button" class="icon-button ask-close" data-ask-close aria-label=tr!("ui-close")>
                    <Symbol icon=Icon::Cross />
                </button>
            </div>
            <Keys />
            <p>
                <a href=crate::paths::help()>{tr!("help-all")}</a>
            </p>
        </dialog>
    }
    .into_any()
}
