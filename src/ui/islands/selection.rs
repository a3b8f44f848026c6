//! How many rows are selected, all of a page at once, and the buttons that need a selection.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The island's texts.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SelectionWords {
    /// Before the number.
    pub selected: String,
    /// Nothing is selected yet: why the buttons are off.
    pub nothing: String,
    /// More than the pages behind the buttons take.
    pub too_many: String,
}

/// The state of a form's checkboxes. Without script it says nothing, the buttons stay on, and
/// the answer says what is wrong with a selection.
#[island]
pub fn Selection(
    /// Its texts.
    words: SelectionWords,
    /// Id of the form around the table.
    form: String,
    /// Most rows that can be acted on at once.
    most: u32,
) -> impl IntoView {
    let count = RwSignal::new(0u32);
    #[cfg(feature = "hydrate")]
    super::picks::install(form, most, count);
    #[cfg(not(feature = "hydrate"))]
    let _ = form;
    let text = move || match count.get() {
        0 => words.nothing.clone(),
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
