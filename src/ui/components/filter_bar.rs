//! The filters of a list: a form that writes the address, and a chip for each that is active.

use crate::tr;
use crate::ui::components::{Icon, Symbol};
use leptos::prelude::*;
use model::search::{LONGEST_SEARCH, is_too_long};

/// A choice among values.
#[derive(Clone, Debug)]
pub struct Choice {
    /// Name in the address.
    pub name: &'static str,
    /// What is chosen.
    pub label: String,
    /// What stands for "no matter which".
    pub any: String,
    /// Value and word of each.
    pub options: Vec<(String, String)>,
    /// The value in force.
    pub value: Option<String>,
}

/// An active filter, and the address of the list without it.
#[derive(Clone, Debug)]
pub struct Chip {
    /// What it lets through.
    pub label: String,
    /// The list without it.
    pub without: String,
}

/// Search and choices over a list. Submitting goes to the first page and keeps the order.
#[component]
pub fn FilterBar(
    /// Address of the list, without a query.
    action: &'static str,
    /// What can be searched for.
    #[prop(into)]
    search_label: String,
    /// What is searched for.
    search: Option<String>,
    /// The choices.
    #[prop(optional)]
    choices: Vec<Choice>,
    /// Pairs to keep that no control shows, such as the order.
    #[prop(optional)]
    keep: Vec<(&'static str, String)>,
    /// The active ones.
    #[prop(optional)]
    chips: Vec<Chip>,
    /// Address of the list without any filter.
    #[prop(into)]
    clear: String,
    /// What stands at the end of the bar: the age of the data.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let kept = keep.into_iter().filter(|(name, _)| *name != "page");
    let kept = kept.map(|(name, value)| view! { <input type="hidden" name=name value=value /> });
    let chips = (!chips.is_empty()).then(|| view! { <Chips chips=chips clear=clear /> });
    let too_long = search.as_deref().is_some_and(is_too_long);
    let problem = too_long.then(|| view! { <TooLong /> });
    view! {
        <search>
            <form class="filters" method="get" action=action data-quick-filter>
                <input
                    type="search"
                    name="q"
                    value=search
                    placeholder=search_label.clone()
                    aria-label=search_label
                    // One more than is searched: what was pasted is refused and not cut.
                    maxlength=(LONGEST_SEARCH + 1).to_string()
                    aria-invalid=too_long.then_some("true")
                    aria-describedby=too_long.then_some(TOO_LONG)
                    autocomplete="off"
                    spellcheck="false"
                />
                {choices.into_iter().map(|choice| view! { <Select choice=choice /> }).collect_view()}
                {kept.collect_view()}
                <button type="submit" class="button">
                    {tr!("ui-filter")}
                </button>
                {children.map(|children| children())}
            </form>
            {problem}
        </search>
        {chips}
    }
    .into_any()
}

/// The id of the sentence that refuses a search.
const TOO_LONG: &str = "search-too-long";

/// Why the list below is empty whatever else was chosen.
#[component]
fn TooLong() -> impl IntoView {
    view! {
        <p class="problem" id=TOO_LONG>
            <Symbol icon=Icon::Warning />
            {tr!("ui-search-too-long-why", most = LONGEST_SEARCH)}
        </p>
    }
    .into_any()
}

#[component]
fn Select(choice: Choice) -> impl IntoView {
    let chosen = choice.value.clone();
    let option = move |(value, label): (String, String)| {
        let selected = chosen.as_deref() == Some(value.as_str());
        view! {
            <option value=value selected=selected>
                {label}
            </option>
        }
    };
    view! {
        <select name=choice.name aria-label=choice.label data-active=choice.value.is_some().then_some("")>
            <option value="">{choice.any}</option>
            {choice.options.into_iter().map(option).collect_view()}
        </select>
    }
    .into_any()
}

#[component]
fn Chips(chips: Vec<Chip>, clear: String) -> impl IntoView {
    let several = chips.len() > 1;
    let chip = |chip: Chip| {
        view! {
            <li>
                <a class="chip" href=chip.without>
                    <span class="sr-only">{tr!("ui-without-filter")}</span>
                    {chip.label}
                    <Symbol icon=Icon::Cross />
                </a>
            </li>
        }
    };
    let all = several.then(|| {
        view! {
            <li>
                <a href=clear>{tr!("ui-clear-filters")}</a>
            </li>
        }
    });
    view! {
        <ul class="chips" aria-label=tr!("ui-active-filters")>
            {chips.into_iter().map(chip).collect_view()}
            {all}
        </ul>
    }
    .into_any()
}
