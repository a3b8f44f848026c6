//! The help page: sections, keyboard shortcuts and terms.

use crate::context::viewer;
use crate::tr;
use crate::ui::components::{PageHead, Section};
use crate::ui::islands::ShortcutsSwitch;
use crate::ui::keys::Keys;
use crate::ui::sections;
use leptos::prelude::*;

/// `/help`
#[component]
pub fn Help() -> impl IntoView {
    let words = [
        (tr!("help-word-budget"), tr!("help-word-budget-means")),
        (tr!("help-word-one-time"), tr!("help-word-one-time-means")),
        (tr!("help-word-freeze"), tr!("help-word-freeze-means")),
        (tr!("help-word-unknown"), tr!("help-word-unknown-means")),
        (tr!("help-word-age"), tr!("help-word-age-means")),
        (tr!("help-word-gmt8"), tr!("help-word-gmt8-means")),
    ];
    let word = |(word, means): (String, String)| {
        view! {
            <div>
                <dt>{word}</dt>
                <dd>{means}</dd>
            </div>
        }
    };
    let section = |section: &sections::Section| {
        view! {
            <div>
                <dt>
                    <a href=section.path>{section.name()}</a>
                </dt>
                <dd>{section.meaning()}</dd>
            </div>
        }
    };
    let sections = sections::visible_to(&viewer()).into_iter().map(section).collect_view();
    view! {
        <PageHead title=tr!("help-title") />
        <Section title=tr!("help-sections") id="sections">
            <dl class="facts help">{sections}</dl>
        </Section>
        <Section title=tr!("help-keys") id="keys">
            <Keys />
            <ShortcutsSwitch label=tr!("help-keys-on") />
        </Section>
        <Section title=tr!("help-words") id="words">
            <dl class="facts help">{words.map(word).collect_view()}</dl>
        </Section>
    }
    .into_any()
}
