//! What a budget would be, while it is typed.

use crate::ui::format::percent;
use leptos::prelude::*;
use model::budgets::{Budget, BudgetAmount, BudgetType};
use model::bulk::Target;
use model::limits::{Demands, RoleLimits};
use model::money::{Money, grouped};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// Id of the part of the form that asks for the password: shown while it is needed.
pub const BUDGET_AGAIN: &str = "set-budget-again";

/// What is asked of a person for what stands in the form's fields; nothing where that is no
/// amount.
pub fn budget_demands(budget: &Budget, limits: RoleLimits, amount: &str, kind: &str) -> Demands {
    let Ok(amount) = BudgetAmount::parse(amount) else { return Demands::default() };
    let after = Target { amount: Some(amount.get()), kind: Some(BudgetType::from(kind)) };
    limits.of(after.raise_from(&Target::of(budget)))
}

/// The preview's texts.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PreviewWords {
    /// Heading.
    pub heading: String,
    /// The amount.
    pub amount: String,
    /// What is left.
    pub left: String,
    /// Share used.
    pub share: String,
    /// No budget.
    pub none: String,
    /// What was typed is what stands.
    pub same: String,
    /// The type changes, so that the used amount is counted anew.
    pub switched: String,
    /// The new amount is used up already.
    pub spent: String,
    /// Another person has to agree first.
    pub approval: String,
}

/// Before and after, below the form's fields. What cannot be read as an amount is not previewed:
/// the field's own message comes with the answer.
#[island]
pub fn BudgetPreview(
    /// Its texts.
    words: PreviewWords,
    /// What stands.
    budget: Budget,
    /// Above which raises the viewer is asked for more.
    limits: RoleLimits,
    /// What is in the amount's field when the page comes.
    typed: String,
    /// The type chosen when the page comes.
    kind: String,
) -> impl IntoView {
    let typed = RwSignal::new(typed);
    let kind = RwSignal::new(kind);
    #[cfg(feature = "hydrate")]
    {
        follow(typed, kind);
        let budget = budget.clone();
        Effect::new(move |_| {
            let demands = typed.with(|typed| kind.with(|kind| budget_demands(&budget, limits, typed, kind)));
            show_again(demands.password);
        });
    }
    let lines = move || {
        let amount = typed.with(|typed| BudgetAmount::parse(typed)).ok()?.get();
        let switched = budget.is_set()
            && budget.kind.as_ref().is_some_and(|stands| kind.with(|kind| kind != stands.code()));
        let demands = typed.with(|typed| kind.with(|kind| budget_demands(&budget, limits, typed, kind)));
        let approval = demands.approval.then(|| view! { <p class="small">{words.approval.clone()}</p> });
        Some(view! {
            {lines(&words, &budget, amount, switched)}
            {approval}
        })
    };
    view! {
        <output class="preview scripted-only" for="set-budget-amount">
            {lines}
        </output>
    }
}

fn lines(words: &PreviewWords, budget: &Budget, amount: Decimal, switched: bool) -> AnyView {
    let before = budget.amount.filter(|_| budget.is_set());
    if before == Some(amount) && !switched {
        return view! { <p class="small muted">{words.same.clone()}</p> }.into_any();
    }
    let after = Budget { amount: Some(amount), ..budget.clone() };
    let money = |amount: Decimal| Money::new(amount, budget.currency.clone()).to_string();
    let change = before.and_then(|before| amount.checked_sub(before)).filter(|change| !change.is_zero());
    let change = change.map(|change| {
        let sign = if change.is_sign_positive() { "+" } else { "" };
        view! { <span class="change">{format!("{sign}{}", grouped(change))}</span> }
    });
    let spent = !switched && after.remaining().is_some_and(|left| left.amount <= Decimal::ZERO);
    let used = (!switched).then(|| {
        let left = |budget: &Budget| budget.remaining().map(|left| left.to_string());
        let share = |budget: &Budget| budget.used_percent().map(percent);
        view! {
            <Line name=words.left.clone() before=left(budget) after=left(&after) />
            <Line name=words.share.clone() before=share(budget) after=share(&after) />
        }
    });
    view! {
        <h3>{words.heading.clone()}</h3>
        <dl class="facts">
            <div>
                <dt>{words.amount.clone()}</dt>
                <dd class="num">
                    <span class="delta">
                        <span class="before">{before.map_or_else(|| words.none.clone(), money)}</span>
                        <span class="arrow" aria-hidden="true">"\u{2192}"</span>
                        <span class="after">{money(amount)}</span>
                        {change}
                    </span>
                </dd>
            </div>
            {used}
        </dl>
        {switched.then(|| view! { <p class="small">{words.switched.clone()}</p> })}
        {spent.then(|| view! { <p class="spent small">{words.spent.clone()}</p> })}
    }
    .into_any()
}

#[component]
fn Line(name: String, before: Option<String>, after: Option<String>) -> impl IntoView {
    let before = before.map(|before| {
        view! {
            <span class="before">{before}</span>
            <span class="arrow" aria-hidden="true">"\u{2192}"</span>
        }
    });
    view! {
        <div>
            <dt>{name}</dt>
            <dd class="num">
                <span class="delta">{before} <span class="after">{after}</span></span>
            </dd>
        </div>
    }
}

/// Shows or hides the part that asks for the password. Hidden it is switched off, so that
/// nothing of it is sent.
#[cfg(feature = "hydrate")]
fn show_again(needed: bool) {
    let Some(part) = document().get_element_by_id(BUDGET_AGAIN) else { return };
    for attribute in ["hidden", "disabled"] {
        part.toggle_attribute_with_force(attribute, !needed).ok();
    }
}

/// Follows the fields, and takes what the browser filled in again after a reload.
#[cfg(feature = "hydrate")]
fn follow(typed: RwSignal<String>, kind: RwSignal<String>) {
    use leptos::wasm_bindgen::JsCast;
    use web_sys::HtmlInputElement;
    let take = move |input: &HtmlInputElement| match input.name().as_str() {
        "amount" => typed.set(input.value()),
        "kind" if input.checked() => kind.set(input.value()),
        _ => {}
    };
    // Not before the island has met the server's markup: what was typed meanwhile would not fit it.
    Effect::new(move |_| {
        for selector in ["#set-budget-amount", "#set-budget input[name=kind]:checked"] {
            let found = document().query_selector(selector).ok().flatten();
            if let Some(input) = found.and_then(|input| input.dyn_into::<HtmlInputElement>().ok()) {
                take(&input);
            }
        }
    });
    let _ = window_event_listener(leptos::ev::input, move |event| {
        let target = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
        if let Some(input) = target {
            take(&input);
        }
    });
}
