//! The bar at the bottom of a list whose rows can be selected. Its buttons submit the form around the table.

use crate::tr;
use crate::ui::components::{Weight, problem_text};
use crate::ui::islands::{Selection, SelectionWords};
use leptos::prelude::*;
use model::error::FieldProblem;
use model::forms::Field;
use model::lists::List;
use model::page::Paging;

/// The bar with the number of selected rows; its buttons are its children.
#[component]
pub fn SelectionBar<L: List>(
    /// The list with its filters, which say what "all that match" are.
    list: L,
    /// The field of the form that has them.
    field: Field,
    /// How many are selected; `#` stands for the number.
    selected: String,
    /// When nothing is selected.
    none_selected: String,
    /// When more are selected than one action takes.
    too_many: String,
    /// How many one action takes.
    most: u32,
    /// Why the selection was refused.
    #[prop(optional_no_strip)]
    problem: Option<FieldProblem>,
    children: Children,
) -> impl IntoView {
    // Independent of page and sort order.
    let matching = list.paged(Paging::default()).query();
    let matching = matching.trim_start_matches('?').to_owned();
    let words = SelectionWords {
        selected,
        none_selected,
        too_many,
        elsewhere: tr!("ui-selected-elsewhere"),
        clear: tr!("ui-selection-clear"),
    };
    let problem = problem.map(|problem| {
        view! {
            <p class="field problem" role="alert">
                {problem_text(&problem)}
            </p>
        }
    });
    view! {
        <input type="hidden" name=field.name value=matching />
        <div class="selection-bar">
            <Selection words=words form="selection".to_owned() most=most />
            {problem}
            <div class="actions">{children()}</div>
        </div>
    }
    .into_any()
}

/// The buttons that post the form around a list: for the selected rows, and for all that match the filters.
#[component]
pub fn SelectionButtons(
    /// Where they post it to.
    address: String,
    /// The field of the form that says that all are meant.
    every: Field,
    /// The first button.
    selected: String,
    /// The same with script, once rows are selected; `#` stands for their number.
    counted: String,
    /// The second button; `None` where more rows match than one action takes.
    #[prop(optional_no_strip)]
    all: Option<String>,
) -> impl IntoView {
    let action = address.clone();
    let all = all.map(|label| {
        view! {
            <button
                type="submit"
                class=Weight::Plain.class()
                formmethod="post"
                formaction=action
                name=every.name
                value="yes"
            >
                {label}
            </button>
        }
    });
    view! {
        // First, because the enter key presses the first button.
        <button
            type="submit"
            class=Weight::Primary.class()
            formmethod="post"
            formaction=address
            data-needs-selection=""
            data-counted=counted
        >
            {selected}
        </button>
        {all}
    }
    .into_any()
}
