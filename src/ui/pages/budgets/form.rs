//! The form to set a budget: a new total, with a preview before and after.

use crate::tr;
use crate::ui::components::terms;
use crate::ui::components::{
    CheckField, ChoiceField, ChoiceOption, Filled, PasswordAgain, PostForm, RaiseLimits, Section, Submit,
    TextField, Weight, Why,
};
use crate::ui::islands::{BUDGET_AGAIN, BudgetPreview, PreviewWords, budget_demands};
use leptos::prelude::*;
use model::budgets::{Budget, BudgetAmount, BudgetType};
use model::bulk::{Cut, Target};
use model::customers::Frozen;
use model::forms::budgets::{SetBudgetForm, ShownBudget};
use model::limits::Allowance;
use model::money::Money;
use model::money::written;
use model::raise::raise;
use model::views::Purchase;

/// The form, with the current budget or the submitted values.
#[component]
pub fn BudgetForm(
    /// The current budget.
    budget: Budget,
    /// The freeze of the account, if it is frozen.
    frozen: Option<Frozen>,
    /// By how much the viewer may raise budgets today.
    allowance: Allowance,
    /// The purchase that it is raised for: the form is filled with what covers it.
    purchase: Option<Purchase>,
) -> impl IntoView {
    let current = budget.amount.filter(|_| budget.is_set()).map(|amount| written(amount, &budget.currency));
    let kind = budget.kind.clone().filter(|_| budget.is_set());
    let seen_kind = kind.as_ref().map(|kind| kind.code().to_owned()).unwrap_or_default();
    let current = current.unwrap_or_default();
    let cover = purchase.as_ref().and_then(|purchase| raise(&budget, purchase.cost.as_ref()?));
    let wanted = cover.map(|cover| written(cover.to.amount, &budget.currency));
    let form = Filled::of(&SetBudgetForm {
        amount: wanted.unwrap_or_else(|| current.clone()),
        raise_for: purchase.map(|purchase| purchase.what.code()).unwrap_or_default(),
        kind: kind.clone().unwrap_or(BudgetType::Monthly).code().to_owned(),
        seen: ShownBudget { amount: current, kind: seen_kind },
        ..SetBudgetForm::about(budget.customer.clone())
    });
    let (new_amount, new_kind, behaviour, password, why) = (
        form.field(SetBudgetForm::AMOUNT),
        form.field(SetBudgetForm::KIND),
        form.field(SetBudgetForm::BEHAVIOUR),
        form.field(SetBudgetForm::PASSWORD),
        form.field(SetBudgetForm::WHY),
    );
    let chosen = form.value(SetBudgetForm::KIND);
    let amount = form.value(SetBudgetForm::AMOUNT);
    let demands = budget_demands(&budget, &allowance, &amount, &chosen);
    let (asks_password, asks_approval) =
        (allowance.limits.asks_for_password(), allowance.limits.asks_for_approval());
    let asked = demands.password;
    let limits = allowance.limits.clone();
    let cut = cut(&form, &budget, &amount, &chosen);
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
                    options=types(kind.as_ref())
                />
                <ChoiceField
                    field=behaviour
                    label=tr!("budgets-behaviour")
                    options=behaviors(budget.is_set())
                />
                {lift}
                <BudgetPreview words=words() budget=budget allowance=allowance typed=amount kind=chosen />
                {cut}
                <RaiseLimits limits=limits />
                {asks_approval.then(|| view! { <Why field=why /> })}
                {asks_password.then(|| view! {
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

/// The box that confirms a cut below the used amount, or by more than half; the form is refused once
/// without it.
fn cut(form: &Filled, budget: &Budget, amount: &str, kind: &str) -> Option<AnyView> {
    let amount = BudgetAmount::parse(amount).ok()?.get();
    let after = Target { amount: Some(amount), kind: Some(BudgetType::from(kind)) };
    let hint = match after.cut_from(&Target::of(budget), budget.used)? {
        Cut::BelowUsed => {
            let used = Money::new(budget.used.unwrap_or_default(), budget.currency.clone());
            tr!("budgets-confirm-cut-used", used = used.to_string())
        }
        Cut::ByMoreThanHalf => tr!("budgets-confirm-cut-half"),
    };
    let field = form.field(SetBudgetForm::CONFIRM_CUT);
    Some(view! { <CheckField field=field label=tr!("budgets-confirm-cut") hint=hint /> }.into_any())
}

/// The types of budget, each with an explanation and what switching to it does to the used amount.
fn types(current: Option<&BudgetType>) -> Vec<ChoiceOption> {
    let monthly = match current {
        Some(BudgetType::Package) => {
            format!("{} {}", tr!("budgets-monthly-means"), tr!("budgets-to-monthly"))
        }
        _ => tr!("budgets-monthly-means"),
    };
    let package = match current {
        Some(BudgetType::Monthly) => {
            format!("{} {}", tr!("budgets-package-means"), tr!("budgets-to-package"))
        }
        _ => tr!("budgets-package-means"),
    };
    vec![
        ChoiceOption {
            value: "MONTHLY",
            label: terms::budget_type(&BudgetType::Monthly),
            hint: Some(monthly),
        },
        ChoiceOption {
            value: "PACKAGE",
            label: terms::budget_type(&BudgetType::Package),
            hint: Some(package),
        },
    ]
}

fn behaviors(is_set: bool) -> Vec<ChoiceOption> {
    let keep =
        if is_set { tr!("budgets-behaviour-keep-means") } else { tr!("budgets-behaviour-first-means") };
    vec![
        ChoiceOption { value: "", label: tr!("budgets-behaviour-keep"), hint: Some(keep) },
        ChoiceOption {
            value: "0",
            label: tr!("budgets-behaviour-manual"),
            hint: Some(tr!("budgets-behaviour-manual-means")),
        },
        ChoiceOption {
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
