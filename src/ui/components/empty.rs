//! Three kinds of nothing: nothing yet, filtered out, not allowed.

use crate::tr;
use leptos::prelude::*;
use model::users::Permission;

/// Why a list shows nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Nothing {
    /// There is nothing of this kind yet: a heading and what will be here.
    Yet(String, String),
    /// The filters hide all of it; the link takes them away. How many there are without them.
    FilteredOut(u64, String),
    /// The role may not see it.
    NotAllowed(Permission),
}

/// The state of a list without rows.
#[component]
pub fn Empty(
    /// Why.
    nothing: Nothing,
    /// What can be done about it.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let (heading, text, clear) = match nothing {
        Nothing::Yet(heading, text) => (heading, text, None),
        Nothing::FilteredOut(total, href) => (
            tr!("ui-filtered-out"),
            tr!("ui-filtered-out-of", count = total, n = crate::ui::format::count(total)),
            Some(href),
        ),
        Nothing::NotAllowed(_) => (tr!("ui-not-allowed"), tr!("ui-not-allowed-why"), None),
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
