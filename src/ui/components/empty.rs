//! Empty states: no data yet, no match for the filters, no permission.

use crate::tr;
use leptos::prelude::*;
use model::users::Permission;

/// Why a list is empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EmptyReason {
    /// There is no data of this kind yet: heading and explanation.
    NoData(String, String),
    /// No row matches the filters: the number of rows without them, and the address that clears
    /// them.
    FilteredOut(u64, String),
    /// The same, where rows of so many customers are not known: those may match.
    NoneKnown(u64, String),
    /// The role lacks this permission.
    NotAllowed(Permission),
}

/// Shown in place of a list without rows.
#[component]
pub fn Empty(
    reason: EmptyReason,
    /// Buttons and links.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let (heading, text, clear) = match reason {
        EmptyReason::NoData(heading, text) => (heading, text, None),
        EmptyReason::FilteredOut(total, href) => (
            tr!("ui-filtered-out"),
            tr!("ui-filtered-out-of", count = total, n = crate::ui::format::count(total)),
            Some(href),
        ),
        EmptyReason::NoneKnown(unread, href) => {
            let left_out = tr!("mirror-not-counted", count = unread, n = crate::ui::format::count(unread));
            let text = format!("{left_out} {}", tr!("mirror-none-known-why"));
            (tr!("mirror-none-matching"), text, Some(href))
        }
        EmptyReason::NotAllowed(_) => (tr!("ui-not-allowed"), tr!("ui-not-allowed-why"), None),
    };
    let clear = clear.map(|href| {
        view! {
            <a class="button" href=href>
                {tr!("ui-clear-filters")}
            </a>
        }
    });
    let children = children.map(|children| children());
    view! {
        <div class="empty">
            <h2>{heading}</h2>
            <p>{text}</p>
            <div class="actions">{clear} {children}</div>
        </div>
    }
    .into_any()
}
