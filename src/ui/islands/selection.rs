//! The selection bar of a table: number of selected rows, a checkbox for all, and buttons that need
//! a selection.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// Texts of the selection bar.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SelectionWords {
    /// Before the number of selected rows.
    pub selected: String,
    /// No row is selected: why the buttons are disabled.
    pub none_selected: String,
    /// More rows are selected than can be changed at once.
    pub too_many: String,
}

/// The number of selected rows. Without script it is empty and the buttons stay enabled; the server
/// then reports an invalid selection.
#[island]
pub fn Selection(
    words: SelectionWords,
    /// Id of the form around the table.
    form: String,
    /// Largest number of rows that can be changed at once.
    most: u32,
) -> impl IntoView {
    let count = RwSignal::new(0u32);
    #[cfg(feature = "hydrate")]
    super::row_checkboxes::install(form, most, count);
    #[cfg(not(feature = "hydrate"))]
    let _ = form;
    let text = move || match count.get() {
        0 => words.none_selected.clone(),
        count if count > most => words.too_many.clone(),
        _ => words.selected.clone(),
    };
    let number = move || (count.get() > 0).then(|| view! { <b>{count.get()}</b> });
    view! {
        <output class="selection scripted-only">
            {number} <span>{text}</span>
        </output>
    }
}
