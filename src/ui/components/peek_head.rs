//! What a row opened beside its list leads to: its own page, the list alone, and the row that opens it.

use crate::tr;
use crate::ui::components::{Icon, Symbol};
use leptos::prelude::*;

/// The name of the row's id in the address.
pub const PEEK: &str = "peek";

/// That a page is shown beside a list: its heading is none of the window, and leads to the page itself.
#[derive(Clone, Debug)]
pub struct BesideList {
    /// Address of the page.
    pub page: String,
    /// Address of the list alone.
    pub close: String,
}

/// The heading of a page that is shown beside a list.
#[component]
pub fn PeekHead(beside: BesideList, title: String) -> impl IntoView {
    view! {
        <h2 class="peek-title">
            <a href=beside.page>{title}</a>
        </h2>
        <a class="icon-button peek-close" href=beside.close aria-label=tr!("ui-peek-close") title=tr!("ui-peek-close")>
            <Symbol icon=Icon::Cross />
        </a>
    }
    .into_any()
}

/// The link of a row that opens it beside the list.
#[component]
pub fn PeekLink(
    /// Address of the list with the row opened.
    href: String,
    /// Name of the row, for screen readers.
    name: String,
    /// Whether it is open.
    open: bool,
) -> impl IntoView {
    let label = tr!("ui-peek-open", name = name);
    view! {
        <a class="icon-button" href=href data-peek="" aria-current=open.then_some("true") aria-label=label.clone() title=label>
            <Symbol icon=Icon::Forward />
        </a>
    }
    .into_any()
}
