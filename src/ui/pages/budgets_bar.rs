//! What can be done with the budgets selected, or with all that match.

use crate::api::bulk::PlanBudgets;
use crate::model::budget::BudgetType;
use crate::model::bulk::MOST_ROWS;
use crate::model::lists::BudgetFilter;
use crate::model::page::PAGE_SIZE;
use crate::tr;
use crate::ui::components::{Ask, ChoiceField, Offer, TextField, Typed, Weight, problem_text};
use crate::ui::format;
use crate::ui::islands::{Selection, SelectionWords};
use crate::ui::pages::terms;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

/// The name by which the form leaves a trace.
pub const FORM: &str = "plan-budgets";

/// Stays in sight at the foot of the window. Its buttons send the form around the table.
#[component]
pub fn BudgetsBar(
    /// The state of the list.
    filter: BudgetFilter,
    /// How many budgets match it, on all pages.
    total: u64,
) -> impl IntoView {
    let typed = Typed::of(FORM);
    let words = SelectionWords {
        selected: tr!("budgets-selected"),
        nothing: tr!("budgets-select-first"),
        too_many: tr!("budgets-select-fewer"),
    };
    let problem = typed.problem("ids").map(|problem| {
        view! {
            <p class="field problem" role="alert">
                {problem_text(&problem)}
            </p>
        }
    });
    let failed = typed.failed();
    view! {
        {filtered(&filter)}
        <div class="selection-bar">
            <Selection words=words form="selection".to_owned() most=PAGE_SIZE />
            {problem}
            <div class="actions">
                <Ask
                    id="plan"
                    label=tr!("budgets-bulk-change")
                    weight=Weight::Primary
                    title=tr!("budgets-bulk-title")
                    open=failed
                >
                    <Plan typed=typed total=total />
                </Ask>
            </div>
        </div>
    }
    .into_any()
}

/// The filter of the list, for "all that match".
fn filtered(filter: &BudgetFilter) -> impl IntoView + use<> {
    let pairs = [
        ("filter[q]", filter.search.clone()),
        ("filter[level]", filter.level.map(|level| level.code().to_owned())),
        ("filter[kind]", filter.kind.as_ref().map(|kind| kind.code().to_owned())),
        ("filter[reseller]", filter.reseller.as_ref().map(ToString::to_string)),
    ];
    let pairs = pairs.into_iter().filter_map(|(name, value)| value.map(|value| (name, value)));
    pairs.map(|(name, value)| view! { <input type="hidden" name=name value=value /> }).collect_view()
}

/// What to set, for whom: the answer is a dry run, and nothing is changed yet.
#[component]
fn Plan(typed: Typed, total: u64) -> impl IntoView {
    let all = total <= u64::from(MOST_ROWS);
    let button = move |all: bool, label: String, weight: Weight| {
        view! {
            <button
                type="submit"
                class=weight.class()
                formmethod="post"
                formaction=PlanBudgets::url()
                name=all.then_some("all")
                value=all.then_some("yes")
                data-needs-selection=(!all).then_some("")
                data-counted=(!all).then(|| tr!("budgets-bulk-dry-counted", n = "#"))
            >
                {label}
            </button>
        }
    };
    view! {
        <div class="stack plan">
            <ChoiceField
                form=FORM
                name="act"
                label=tr!("budgets-bulk-act")
                offers=acts()
                value=Some(typed.value("act", "set"))
                problem=typed.problem("act")
            />
            <TextField
                form=FORM
                name="value"
                label=tr!("budgets-bulk-value")
                hint=tr!("budgets-bulk-value-hint")
                value=typed.value("value", "")
                problem=typed.problem("value")
            />
            <ChoiceField
                form=FORM
                name="kind"
                label=tr!("budgets-bulk-kind")
                offers=kinds()
                value=Some(typed.value("kind", ""))
                problem=typed.problem("kind")
            />
            <p class="small muted">{tr!("budgets-bulk-dry-means")}</p>
            <div class="actions">
                // First, so that the enter key takes this one.
                {button(false, tr!("budgets-bulk-dry-selected"), Weight::Primary)}
                {all.then(|| button(
                    true,
                    tr!("budgets-bulk-dry-all", count = total, n = format::count(total)),
                    Weight::Plain,
                ))}
            </div>
        </div>
    }
    .into_any()
}

fn acts() -> Vec<Offer> {
    vec![
        Offer { value: "set", label: tr!("budgets-bulk-set"), hint: None },
        Offer { value: "raise", label: tr!("budgets-bulk-raise"), hint: None },
        Offer {
            value: "percent",
            label: tr!("budgets-bulk-percent"),
            hint: Some(tr!("budgets-bulk-percent-means")),
        },
    ]
}

fn kinds() -> Vec<Offer> {
    vec![
        Offer { value: "", label: tr!("budgets-bulk-kind-keep"), hint: None },
        Offer { value: "MONTHLY", label: terms::budget_type(&BudgetType::Monthly), hint: None },
        Offer { value: "PACKAGE", label: terms::budget_type(&BudgetType::Package), hint: None },
    ]
}
