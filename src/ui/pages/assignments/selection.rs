//! Assigning the selected customers of the list, or all that match the filters, for administrators.

use crate::tr;
use crate::ui::components::{
    Ask, ChoiceField, ChoiceOption, Filled, SelectField, SelectionBar, SelectionButtons, Weight,
    people_options, post_address,
};
use crate::ui::format;
use leptos::prelude::*;
use model::assignments::{AssignmentKind, Person};
use model::bulk::MOST_ROWS;
use model::forms::assignments::PlanAssignmentsForm;
use model::lists::CustomerFilter;

/// The bar at the bottom of the window. Its buttons submit the form around the table.
#[component]
pub fn CustomersBar(
    /// The form around the table.
    form: Filled,
    /// The list with its filters.
    filter: CustomerFilter,
    /// Number of customers that match, on all pages.
    total: u64,
    /// Who can be assigned.
    people: Vec<Person>,
) -> impl IntoView {
    let problem = form.problem(PlanAssignmentsForm::IDS);
    let failed = form.failed();
    view! {
        <SelectionBar
            list=filter
            field=PlanAssignmentsForm::FILTER
            selected=tr!("customers-selected")
            none_selected=tr!("customers-select-first")
            too_many=tr!("customers-select-fewer")
            most=u32::from(MOST_ROWS)
            problem=problem
        >
                <Ask
                    id="assign"
                    label=tr!("customers-assign")
                    weight=Weight::Primary
                    title=tr!("customers-assign")
                    open=failed
                >
                    <Plan form=form total=total people=people />
                </Ask>
        </SelectionBar>
    }
    .into_any()
}

/// The form of the assignment. It makes a preview and changes nothing.
#[component]
fn Plan(form: Filled, total: u64, people: Vec<Person>) -> impl IntoView {
    let all = (total <= u64::from(MOST_ROWS))
        .then(|| tr!("customers-assign-all", count = total, n = format::count(total)));
    let kinds = vec![
        ChoiceOption {
            value: AssignmentKind::Owner.code(),
            label: tr!("assignments-owner"),
            hint: Some(tr!("assignments-owner-hint")),
        },
        ChoiceOption {
            value: AssignmentKind::Helper.code(),
            label: tr!("assignments-helper"),
            hint: Some(tr!("assignments-helper-hint")),
        },
    ];
    let address = post_address::<PlanAssignmentsForm>();
    view! {
        <div class="stack plan">
            <SelectField
                field=form.field(PlanAssignmentsForm::PERSON)
                label=tr!("assignments-person")
                options=people_options(tr!("assignments-choose-person"), &people)
            />
            <ChoiceField
                field=form.field(PlanAssignmentsForm::KIND)
                label=tr!("assignments-kind")
                options=kinds
            />
            <p class="small muted">{tr!("assignments-preview-means")}</p>
            <div class="actions">
                <SelectionButtons
                    address=address
                    every=PlanAssignmentsForm::ALL
                    selected=tr!("customers-assign-selected")
                    counted=tr!("customers-assign-counted", n = "#")
                    all=all
                />
            </div>
        </div>
    }
    .into_any()
}
