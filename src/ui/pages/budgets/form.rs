//! Setting a budget: an absolute target, shown before and after.

use crate::tr;
use crate::ui::components::terms;
use crate::ui::components::{
    CheckField, ChoiceField, Filled, Offer, PostForm, Section, Submit, TextField, Weight,
};
use crate::ui::islands::{BUDGET_AGAIN, BudgetPreview, PreviewWords, budget_demands};
use crate::ui::pages::payments::pay::PasswordAgain;
use leptos::prelude::*;
use model::budgets::{Budget, BudgetType};
use model::customers::Frozen;
use model::forms::budgets::{SetBudgetForm, ShownBudget};
use model::limits::RoleLimits;
use model::money::grouped;

/// The form, filled with what stands or with what was typed.
#[component]
pub fn BudgetForm(
    /// What stands.
    budget: Budget,
    /// The partner's freeze, where there is one.
    frozen: Option<Frozen>,
    /// Above which raises the viewer is asked for more.
    limits: RoleLimits,
) -> impl IntoView {
    let stands = budget.amount.filter(|_| budget.is_set()).map(|amount| grouped(amount).replace(',', ""));
    let kind = budget.kind.clone().filter(|_| budget.is_set());
    let seen_kind = kind.as_ref().map(|kind| kind.code().to_owned()).unwrap_or_default();
    let stands = stands.unwrap_or_default();
    let form = Filled::of(&SetBudgetForm {
        amount: stands.clone(),
        kind: kind.clone().unwrap_or(BudgetType::Monthly).code().to_owned(),
        seen: ShownBudget { amount: stands, kind: seen_kind },
        ..SetBudgetForm::about(budget.customer.clone())
    });
    let (new_amount, new_kind, behaviour, password) = (
        form.field(SetBudgetForm::AMOUNT),
        form.field(SetBudgetForm::KIND),
        form.field(SetBudgetForm::BEHAVIOUR),
        form.field(SetBudgetForm::PASSWORD),
    );
    let chosen = form.value(SetBudgetForm::KIND);
    let amount = form.value(SetBudgetForm::AMOUNT);
    let demands = budget_demands(&budget, limits, &amount, &chosen);
    let asked = demands.password;
    let label = if budget.is_set() { tr!("budgets-change") } else { tr!("budgets-set") };
    let button = if demands.approval { tr!("budgets-ask") } else { label.clone() };
    let lift = frozen.map(|frozen| {
        view! {
            <CheckField
                field=form.field(SetBudgetForm::LIFT_FREEZE)
                label=tr!("budgets-lift")
                hint=lift_hint(frozen)
            />
        }
    });
    view! {
        <Section title=label id="set">
            <PostForm of=form>
                <TextField
                    field=new_amount
                    label=tr!("budgets-new-amount")
                    hint=tr!("budgets-new-amount-hint")
                    unit=budget.currency.code().to_owned()
                    required=true
                />
                <ChoiceField
                    field=new_kind
                    label=tr!("budgets-type")
                    offers=types(kind.as_ref())
                />
                <ChoiceField
                    field=behaviour
                    label=tr!("budgets-behaviour")
                    offers=behaviours(budget.is_set())
                />
                {lift}
                <BudgetPreview words=words() budget=budget limits=limits typed=amount kind=chosen />
                {limits.password.is_some().then(|| view! {
                    <fieldset id=BUDGET_AGAIN hidden=!asked disabled=!asked>
                        <PasswordAgain field=password why=Some(tr!("budgets-password-why")) />
                    </fieldset>
                })}
                <div class="actions">
                    <Submit label=button weight=Weight::Decision />
                </div>
            </PostForm>
        </Section>
    }
    .into_any()
}

/// The types, each with what it means, and what switching to it does to the used amount.
fn types(stands: Option<&BudgetType>) -> Vec<Offer> {
    let monthly = match stands {
        Some(BudgetType::Package) => {
            format!("{} {}", tr!("budgets-monthly-means"), tr!("budgets-to-monthly"))
        }
        _ => tr!("budgets-monthly-means"),
    };
    let package = match stands {
        Some(BudgetType::Monthly) => {
            format!("{} {}", tr!("budgets-package-means"), tr!("budgets-to-package"))
        }
        _ => tr!("budgets-package-means"),
    };
    vec![
        Offer { value: "MONTHLY", label: terms::budget_type(&BudgetType::Monthly), hint: Some(monthly) },
        Offer { value: "PACKAGE", label: terms::budget_type(&BudgetType::Package), hint: Some(package) },
    ]
}

fn behaviours(is_set: bool) -> Vec<Offer> {
    let keep =
        if is_set { tr!("budgets-behaviour-keep-means") } else { tr!("budgets-behaviour-first-means") };
    vec![
        Offer { value: "", label: tr!("budgets-behaviour-keep"), hint: Some(keep) },
        Offer {
            value: "0",
            label: tr!("budgets-behaviour-manual"),
            hint: Some(tr!("budgets-behaviour-manual-means")),
        },
        Offer {
            value: "1",
            label: tr!("budgets-behaviour-automatic"),
            hint: Some(tr!("budgets-behaviour-automatic-means")),
        },
    ]
}

fn lift_hint(frozen: Frozen) -> String {
    match frozen {
        Frozen::AccountAndResources => tr!("budgets-lift-resources"),
        _ => tr!("budgets-lift-account"),
    }
}

fn words() -> PreviewWords {
    PreviewWords {
        heading: tr!("budgets-preview"),
        amount: tr!("budgets-amount"),
        left: tr!("budgets-left"),
        share: tr!("budgets-share"),
        none: tr!("budgets-type-none"),
        same: tr!("budgets-preview-same"),
        switched: tr!("budgets-preview-switched"),
        spent: tr!("budgets-preview-spent"),
        approval: tr!("budgets-preview-approval"),
    }
}
