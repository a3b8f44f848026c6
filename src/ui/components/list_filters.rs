//! The filters of a declared list: a search field, a select for each filter with options, hidden
//! inputs for filters that are set by links, and a chip for each active filter.

use crate::ui::components::filter_bar::{Chip, Choice, FilterBar, TypedFilter};
use crate::ui::components::list_words::{any_text, filter_text, list_text, value_text};
use crate::ui::components::sort_select::SortOffer;
use crate::ui::format::plain_day;
use leptos::prelude::*;
use model::lists::{List, Offered, Shown};
use model::page::Paging;

/// The filter bar of a declared list.
#[component]
pub fn ListFilters<L: List>(
    /// The list with its active filters.
    filter: L,
    /// Options that come from the database, such as the account managers.
    offers: Vec<Offered>,
    /// What the list can be sorted by, for windows without heads of columns.
    #[prop(optional)]
    sorts: Vec<SortOffer>,
    /// At the end of the bar: the age of the data.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let action = L::PATH;
    let label = list_text::<L>("search");
    let search = filter.searched().map(str::to_owned);
    // The select has the order where it is one of those on offer; else it is kept as it is.
    let offered = sorts.iter().any(|offer| offer.current);
    let keep = keep(&filter).into_iter().filter(|(name, _)| !(offered && ["sort", "dir"].contains(name)));
    let keep = keep.collect();
    let sorts = if offered { sorts } else { Vec::new() };
    let (choices, chips) = (choices(&filter, &offers), chips(&filter, &offers));
    let typed = typed(&filter);
    let clear = L::default().address();
    let children = children.map(|children| children());
    view! {
        <FilterBar action=action search_label=label search=search choices=choices typed=typed sorts=sorts keep=keep chips=chips clear=clear>
            {children}
        </FilterBar>
    }
    .into_any()
}

fn offered<'a>(offers: &'a [Offered], filter: &str) -> Option<&'a [(String, String)]> {
    offers.iter().find(|offered| offered.filter == filter).map(|offered| offered.values.as_slice())
}

/// The label of the active value of a filter.
fn chosen<L: List>(filter: &L, name: &str, offers: &[Offered]) -> Option<String> {
    let given = filter.setting(name)?;
    let named = offered(offers, name).and_then(|values| values.iter().find(|(code, _)| *code == given.code));
    Some(named.map_or_else(|| value_text::<L>(name, &given), |(_, label)| label.clone()))
}

/// The selects. A filter without options has no select, unless it is active.
fn choices<L: List>(filter: &L, offers: &[Offered]) -> Vec<Choice> {
    let choice = |declared: &'static model::lists::Filter| {
        let closed = || {
            let values = (declared.offered)().into_iter();
            values.map(|given| (given.code.clone(), value_text::<L>(declared.name, &given)))
        };
        let options: Vec<(String, String)> = match declared.shown {
            Shown::Select => closed().collect(),
            // What is always on offer comes before what occurs.
            Shown::Lookup => {
                closed().chain(offered(offers, declared.name).unwrap_or_default().iter().cloned()).collect()
            }
            Shown::Text | Shown::Day | Shown::Kept | Shown::Apart => return None,
        };
        let value = filter.setting(declared.name).map(|given| given.code);
        let mut options = options;
        // An active value that no row has any more stays selected, because the filter still
        // applies.
        if let Some(code) = &value
            && !options.iter().any(|(known, _)| known == code)
        {
            options.extend(chosen(filter, declared.name, offers).map(|label| (code.clone(), label)));
        }
        (!options.is_empty()).then(|| Choice {
            name: declared.name,
            label: filter_text::<L>(declared.name),
            any: any_text::<L>(declared.name),
            options,
            value,
        })
    };
    L::FILTERS.iter().filter_map(choice).collect()
}

/// The fields for what is typed.
fn typed<L: List>(filter: &L) -> Vec<TypedFilter> {
    let declared = L::FILTERS.iter().filter(|declared| matches!(declared.shown, Shown::Text | Shown::Day));
    let field = |declared: &'static model::lists::Filter| TypedFilter {
        name: declared.name,
        label: filter_text::<L>(declared.name),
        is_day: declared.shown == Shown::Day,
        value: filter.setting(declared.name).map(|given| given.code),
    };
    declared.map(field).collect()
}

/// Parameters without a control: the sort order, and filters that are set by links.
fn keep<L: List>(filter: &L) -> Vec<(&'static str, String)> {
    let by_links = L::FILTERS.iter().filter(|declared| matches!(declared.shown, Shown::Kept | Shown::Apart));
    let by_links = by_links.filter_map(|declared| Some((declared.name, filter.setting(declared.name)?.code)));
    let order = Paging { page: 1, ..filter.paging().clone() };
    order.write().into_iter().chain(by_links).collect()
}

fn chips<L: List>(filter: &L, offers: &[Offered]) -> Vec<Chip> {
    let search = filter.searched().map(|text| Chip {
        label: format!("\u{201c}{text}\u{201d}"),
        without: filter.without_search().address(),
    });
    let set = L::FILTERS.iter().filter(|declared| declared.shown != Shown::Apart);
    let set = set.filter_map(|declared| {
        let label = chosen(filter, declared.name, offers)?;
        let label = match declared.shown {
            Shown::Day => format!("{}: {}", filter_text::<L>(declared.name), plain_day(&label)),
            Shown::Text => format!("{}: {label}", filter_text::<L>(declared.name)),
            _ => label,
        };
        Some(Chip { label, without: filter.without(declared.name).address() })
    });
    search.into_iter().chain(set).collect()
}
