//! The filter bar of a list: a GET form, and a chip for each active filter.

use crate::tr;
use crate::ui::components::sort_select::{SortOffer, SortSelect};
use crate::ui::components::{Icon, Symbol};
use leptos::prelude::*;
use model::readable::readable;
use model::search::{LONGEST_SEARCH, is_too_long};

/// A select of the filter bar.
#[derive(Clone, Debug)]
pub struct Choice {
    /// Name of the parameter in the query string.
    pub name: &'static str,
    pub label: String,
    /// The text of the option without a filter.
    pub any: String,
    /// Value and label of each option.
    pub options: Vec<(String, String)>,
    /// The active value.
    pub value: Option<String>,
}

/// A field of the filter bar for something that is typed.
#[derive(Clone, Debug)]
pub struct TypedFilter {
    /// Name of the parameter in the query string.
    pub name: &'static str,
    pub label: String,
    /// A day of the viewer's calendar, or a text.
    pub is_day: bool,
    /// The active value.
    pub value: Option<String>,
}

/// An active filter.
#[derive(Clone, Debug)]
pub struct Chip {
    pub label: String,
    /// Address of the list without this filter.
    pub without: String,
}

/// Search and selects. Submitting them goes to the first page and keeps the sort order.
#[component]
pub fn FilterBar(
    /// Path of the list, without a query string.
    action: &'static str,
    /// Placeholder and label of the search field.
    #[prop(into)]
    search_label: String,
    /// The active search text.
    search: Option<String>,
    /// The selects.
    #[prop(optional)]
    choices: Vec<Choice>,
    /// What the list can be sorted by, for windows without heads of columns.
    #[prop(optional)]
    sorts: Vec<SortOffer>,
    /// Fields that are folded away while none of them is active.
    #[prop(optional)]
    typed: Vec<TypedFilter>,
    /// Parameters to keep that have no control, such as the sort order.
    #[prop(optional)]
    keep: Vec<(&'static str, String)>,
    /// The active filters.
    #[prop(optional)]
    chips: Vec<Chip>,
    /// Address of the list without any filter.
    #[prop(into)]
    clear: String,
    /// At the end of the bar: the age of the data.
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
                    // One character more than the limit, so that a pasted text that is too long
                    // gets an error instead of being cut silently.
                    maxlength=(LONGEST_SEARCH + 1).to_string()
                    aria-invalid=too_long.then_some("true")
                    aria-describedby=too_long.then_some(TOO_LONG)
                    autocomplete="off"
                    spellcheck="false"
                />
                {choices.into_iter().map(|choice| view! { <Select choice=choice /> }).collect_view()}
                {(!sorts.is_empty()).then(|| view! { <SortSelect sorts=sorts /> })}
                {kept.collect_view()}
                {(!typed.is_empty()).then(|| view! { <MoreFilters typed=typed /> })}
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

/// Id of the error message below the search field.
const TOO_LONG: &str = "search-too-long";

/// The error for a search text over the limit; the list has no rows then.
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
                {readable(&label).into_owned()}
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
fn MoreFilters(typed: Vec<TypedFilter>) -> impl IntoView {
    let open = typed.iter().any(|filter| filter.value.is_some());
    let zone = typed.iter().any(|filter| filter.is_day).then(|| {
        let zone = crate::context::viewer().zone;
        view! { <p class="label">{tr!("ui-days-in", zone = zone)}</p> }
    });
    let field = |filter: TypedFilter| {
        let (kind, most) = if filter.is_day { ("date", None) } else { ("text", Some(LONGEST_SEARCH)) };
        view! {
            <label>
                <span class="label">{filter.label}</span>
                <input
                    type=kind
                    name=filter.name
                    value=filter.value
                    maxlength=most.map(|most| most.to_string())
                    autocomplete="off"
                    spellcheck="false"
                />
            </label>
        }
    };
    view! {
        <details class="more-filters" open=open>
            <summary>{tr!("ui-more-filters")}</summary>
            <div class="typed">{typed.into_iter().map(field).collect_view()} {zone}</div>
        </details>
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
                    {readable(&chip.label).into_owned()}
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
