//! The heads of columns that sort, as a select: on a phone a row is a card, and there are no heads.

use crate::tr;
use crate::ui::components::{Column, Pager};
use leptos::prelude::*;
use model::lists::{ORDER, order_code};
use model::page::Direction;

/// A sort with its direction, on offer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SortOffer {
    /// Its value in the address, [`ORDER`]; empty for the list's own order.
    pub code: String,
    pub text: String,
    /// Whether the list is sorted so.
    pub current: bool,
}

/// What a list can be sorted by of these columns, in both directions.
pub fn sort_offers(pager: &Pager, columns: &[Column]) -> Vec<SortOffer> {
    let both = |column: &Column| {
        let (key, label, current) = (column.key(), column.label(), pager.sorted_by(column.key()));
        let offer = |direction: Direction, text: String| SortOffer {
            code: if pager.is_default(key, direction) { String::new() } else { order_code(key, direction) },
            text,
            current: current == Some(direction),
        };
        [
            offer(Direction::Ascending, tr!("ui-order-up", column = label)),
            offer(Direction::Descending, tr!("ui-order-down", column = label)),
        ]
    };
    columns.iter().filter(|column| pager.first_sorted(column.key()).is_some()).flat_map(both).collect()
}

/// The select, in the form of the filters.
#[component]
pub fn SortSelect(sorts: Vec<SortOffer>) -> impl IntoView {
    let option = |offer: SortOffer| {
        view! {
            <option value=offer.code selected=offer.current>
                {offer.text}
            </option>
        }
    };
    view! {
        <select class="order" name=ORDER aria-label=tr!("ui-order")>
            {sorts.into_iter().map(option).collect_view()}
        </select>
    }
    .into_any()
}
