//! A row opened beside its list, where the window is wide enough. It has an address of its own, the list's
//! with `peek`, so that it works by a plain link, can be sent to others, and forms lead back to it.

use crate::tr;
use crate::ui::components::{BesideList, ErrorPanel};
use leptos::context::Provider;
use leptos::prelude::*;
use model::error::AppError;

/// A row's page, to be shown beside its list.
pub struct Peek {
    /// Id of the row.
    pub id: String,
    /// Address of the page.
    pub page: String,
    /// The page.
    pub view: Box<dyn FnOnce() -> AnyView + Send>,
}

impl Peek {
    /// The page of a row as it was read, or why it was not.
    pub fn of<T: Send + 'static>(
        id: String,
        page: String,
        read: Result<T, AppError>,
        show: impl FnOnce(T) -> AnyView + Send + 'static,
    ) -> Self {
        let view = move || match read {
            Ok(data) => show(data),
            Err(error) => view! { <ErrorPanel error=error /> }.into_any(),
        };
        Self { id, page, view: Box::new(view) }
    }
}

/// A list, and the panel beside it.
#[component]
pub fn Beside(
    list: AnyView,
    peek: Option<Peek>,
    /// Address of the list alone.
    close: String,
) -> impl IntoView {
    let Some(Peek { page, view, .. }) = peek else { return list };
    let beside = BesideList { page, close };
    view! {
        <div class="beside">
            <div>{list}</div>
            <aside class="peek" aria-label=tr!("ui-peek")>
                <Provider value=beside>{view()}</Provider>
            </aside>
        </div>
    }
    .into_any()
}
