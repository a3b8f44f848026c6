//! Bulk changes for the selected budgets, or for all that match the filters.

use crate::tr;
use crate::ui::components::terms;
use crate::ui::components::{
    Ask, ChoiceField, ChoiceOption, Filled, SelectionBar, SelectionButtons, TextField, Weight, post_address,
};
use crate::ui::format;
use leptos::prelude::*;
use model::budgets::BudgetType;
use model::bulk::{MOST_ROWS, RoundUp};
use model::forms::bulk::PlanBudgetsForm;
use model::lists::BudgetFilter;

/// The bar at the bottom of the window. Its buttons submit the form around the table.
#[component]
pub fn BudgetsBar(
    /// The form around the table.
    form: Filled,
    /// The list with its filters.
    filter: BudgetFilter,
    /// Number of budgets that match, on all pages.
    total: u64,
) -> impl IntoView {
    let problem = form.problem(PlanBudgetsForm::IDS);
    let failed = form.failed();
    view! {
        <SelectionBar
            list=filter
            field=PlanBudgetsForm::FILTER
            selected=tr!("budgets-selected")
            none_selected=tr!("budgets-select-first")
            too_many=tr!("budgets-select-fewer")
            most=u32::from(MOST_ROWS)
            problem=problem
        >
                <Ask
                    id="plan"
                    label=tr!("budgets-bulk-change")
                    weight=Weight::Primary
                    title=tr!("budgets-bulk-title")
                    open=failed
                >
                    <Plan form=form total=total />
                </Ask>
        </SelectionBar>
    }
    .into_any()
}

/// The form of a bulk change. It creates a dry run and changes nothing.
#[component]
fn Plan(form: Filled, total: u64) -> impl IntoView {
    let all = (total <= u64::from(MOST_ROWS))
        .then(|| tr!("budgets-bulk-dry-all", count = total, n = format::count(total)));
    let address = post_address::<PlanBudgetsForm>();
    view! {
        <div class="stack plan">
            <ChoiceField
                field=form.field(PlanBudgetsForm::ACT)
                label=tr!("budgets-bulk-act")
                options=acts()
            />
            <TextField
                field=form.field(PlanBudgetsForm::VALUE)
                label=tr!("budgets-bulk-value")
                hint=tr!("budgets-bulk-value-hint")
            />
            <ChoiceField
                field=form.field(PlanBudgetsForm::ROUNDING)
                label=tr!("budgets-rounding")
                options=roundings()
            />
            <ChoiceField
                field=form.field(PlanBudgetsForm::KIND)
                label=tr!("budgets-bulk-kind")
                options=kinds()
            />
            <p class="small muted">{tr!("budgets-bulk-dry-means")}</p>
            <div class="actions">
                <SelectionButtons
                    address=address
                    every=PlanBudgetsForm::ALL
                    selected=tr!("budgets-bulk-dry-selected")
                    counted=tr!("budgets-bulk-dry-counted", n = "#")
                    all=all
                />
            </div>
        </div>
    }
    .into_any()
}

fn acts() -> Vec<ChoiceOption> {
    vec![
        ChoiceOption { value: "set", label: tr!("budgets-bulk-set"), hint: None },
        ChoiceOption { value: "raise", label: tr!("budgets-bulk-raise"), hint: None },
        ChoiceOption { value: "percent", label: tr!("budgets-bulk-percent"), hint: None },
    ]
}

fn roundings() -> Vec<ChoiceOption> {
    let option = |to: RoundUp, label: String| ChoiceOption { value: to.code(), label, hint: None };
    vec![
        option(RoundUp::Cent, tr!("budgets-rounding-cent")),
        option(RoundUp::One, tr!("budgets-rounding-one")),
        option(RoundUp::Ten, tr!("budgets-rounding-ten")),
        option(RoundUp::Fifty, tr!("budgets-rounding-fifty")),
        ChoiceOption {
            hint: Some(tr!("budgets-bulk-percent-means")),
            ..option(RoundUp::Exact, tr!("budgets-rounding-exact"))
        },
    ]
}

fn kinds() -> Vec<ChoiceOption> {
    vec![
        ChoiceOption { value: "", label: tr!("budgets-bulk-kind-keep"), hint: None },
        ChoiceOption { value: "MONTHLY", label: terms::budget_type(&BudgetType::Monthly), hint: None },
        ChoiceOption { value: "PACKAGE", label: terms::budget_type(&BudgetType::Package), hint: None },
    ]
}
