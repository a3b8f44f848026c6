//! The selection bar of a table: number of selected rows, a checkbox for all, and buttons that need
//! a selection.

use super::selected::Selected;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// Texts of the selection bar.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SelectionWords {
    /// After the number of selected rows.
    pub selected: String,
    /// No row is selected: why the buttons are disabled.
    pub none_selected: String,
    /// More rows are selected than can be changed at once.
    pub too_many: String,
    /// How many of them are on other pages of the list, for `#`.
    pub elsewhere: String,
    /// The button that selects nothing.
    pub clear: String,
}

/// The number of selected rows, on all pages of the list. Without script it is empty, the selection is
/// of this page, and the buttons stay enabled; the server then reports an invalid selection.
#[island]
pub fn Selection(
    words: SelectionWords,
    /// Id of the form around the table.
    form: String,
    /// Largest number of rows that can be changed at once.
    most: u32,
) -> impl IntoView {
    let count = RwSignal::new(Selected::default());
    #[cfg(feature = "hydrate")]
    super::row_checkboxes::install(form.clone(), most, count);
    let text = move || match count.get().all {
        0 => words.none_selected.clone(),
        count if count > most => words.too_many.clone(),
        _ => words.selected.clone(),
    };
    let number = move || (count.get().all > 0).then(|| view! { <b>{count.get().all}</b> });
    let elsewhere = move || {
        let elsewhere = count.get().elsewhere;
        let text = words.elsewhere.replace('#', &elsewhere.to_string());
        (elsewhere > 0).then(|| view! { <span class="muted">{text}</span> })
    };
    let clear = move |_| {
        #[cfg(feature = "hydrate")]
        super::row_checkboxes::clear(&form, most, count);
        #[cfg(not(feature = "hydrate"))]
        let _ = &form;
    };
    view! {
        <output class="selection scripted-only">
            {number} <span>{text}</span> {elsewhere}
        </output>
        <button
            type="button"
            class="button quiet scripted-only"
            hidden=move || count.get().all == 0
            on:click=clear
        >
            {words.clear}
        </button>
    }
}
