//! The button that undoes the change of a budget, beside the notice of it.

use crate::context::form_state;
use crate::tr;
use crate::ui::components::{Demanded, Filled, PostForm, Submit, form_key};
use leptos::prelude::*;
use model::budgets::{Budget, BudgetAmount, BudgetType};
use model::bulk::Target;
use model::forms::budgets::{SetBudgetForm, ShownBudget, UndoBudgetForm};
use model::forms::{FormState, Notice};
use model::ids::CustomerId;
use model::limits::{Allowance, Pool};
use model::money::Money;

/// The button, if a budget was just set or an attempt to undo it was refused. It shows a refusal
/// itself; the notice is at the head of the page.
#[component]
pub fn UndoBudget(
    customer: CustomerId,
    /// The budget as it is now; `None` when that is not known.
    budget: Option<Budget>,
    /// By how much the viewer may raise budgets today: undoing a cut is a raise.
    allowance: Allowance,
) -> impl IntoView {
    let form = to_undo(customer)?;
    let target = |amount: &str, kind: &str| Target {
        amount: BudgetAmount::parse(amount).ok().map(BudgetAmount::get),
        kind: Some(BudgetType::from(kind)),
    };
    let (before, after) = (target(&form.amount, &form.kind), target(&form.seen.amount, &form.seen.kind));
    let raise = budget.map(|budget| Money::new(before.raise_from(&after), budget.currency));
    let demands = raise.and_then(|raise| allowance.explained(&[raise]).ok()).unwrap_or_default();
    let form = Filled::of(&form);
    let (password, why) = (form.field(UndoBudgetForm::PASSWORD), form.field(UndoBudgetForm::WHY));
    Some(
        view! {
            <PostForm of=form class="form undo">
                <Demanded demands=demands pool=Pool::Raise password=password why=why />
                <Submit label=tr!("budgets-undo") />
            </PostForm>
        }
        .into_any(),
    )
}

fn to_undo(customer: CustomerId) -> Option<UndoBudgetForm> {
    let undo = form_state(&form_key(&UndoBudgetForm::about(customer.clone())));
    let set = form_state(&form_key(&SetBudgetForm::about(customer.clone())));
    let notice = |state: &Option<FormState>| state.as_ref().and_then(|state| state.notice.clone());
    match (notice(&undo).or_else(|| notice(&set)), undo) {
        (Some(Notice::BudgetSet(change)), _) => UndoBudgetForm::of(customer, &change),
        (_, Some(refused)) if refused.error.is_some() => Some(as_posted(customer, &refused)),
        _ => None,
    }
}

fn as_posted(customer: CustomerId, refused: &FormState) -> UndoBudgetForm {
    let value = |name: &str| {
        let posted = refused.values.iter().find(|(known, _)| known == name);
        posted.map(|(_, value)| value.clone()).unwrap_or_default()
    };
    UndoBudgetForm {
        amount: value("amount"),
        kind: value("kind"),
        behaviour: value("behaviour"),
        seen: ShownBudget { amount: value("seen[amount]"), kind: value("seen[kind]") },
        why: value("why"),
        ..UndoBudgetForm::about(customer)
    }
}
