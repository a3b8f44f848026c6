//! A preview of the budget while its form is filled in.

use crate::ui::format::percent;
use leptos::prelude::*;
use model::budgets::{Budget, BudgetAmount, BudgetType};
use model::bulk::Target;
use model::limits::{Allowance, Demands};
use model::money::{Money, grouped};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// Id of the password part of the form, shown only when a password is required.
pub const BUDGET_AGAIN: &str = "set-budget-again";

/// What is required to set the typed budget (password, approval). Nothing when the text is not an
/// amount, or in another currency than the limits: the server's answer says why it is refused.
pub fn budget_demands(budget: &Budget, allowance: &Allowance, amount: &str, kind: &str) -> Demands {
    let Some(amount) = read(budget, amount) else { return Demands::default() };
    let after = Target { amount: Some(amount), kind: Some(BudgetType::from(kind)) };
    let raise = Money::new(after.raise_from(&Target::of(budget)), budget.currency.clone());
    allowance.of(&raise).unwrap_or_default()
}

/// The typed amount, if the budget can be set to it.
fn read(budget: &Budget, typed: &str) -> Option<Decimal> {
    let amount = BudgetAmount::parse(typed).and_then(|amount| amount.in_currency(&budget.currency));
    amount.ok().map(BudgetAmount::get)
}

/// Texts of the preview.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PreviewWords {
    /// Heading.
    pub heading: String,
    /// Label of the amount.
    pub amount: String,
    /// Label of the remaining amount.
    pub left: String,
    /// Label of the used share.
    pub share: String,
    /// For a customer without a budget.
    pub none: String,
    /// The typed values equal the current budget.
    pub same: String,
    /// The type changes, so the used amount is counted anew.
    pub switched: String,
    /// The used amount already exceeds the new budget.
    pub spent: String,
    /// A second person has to approve.
    pub approval: String,
}

/// Shows the budget before and after, below the fields. A text that is not an amount is not
/// previewed: its error comes with the server's answer.
#[island]
pub fn BudgetPreview(
    words: PreviewWords,
    /// The current budget.
    budget: Budget,
    /// By how much the viewer may raise budgets today.
    allowance: Allowance,
    /// Value of the amount field when the page loads.
    typed: String,
    /// Selected type when the page loads.
    kind: String,
) -> impl IntoView {
    let typed = RwSignal::new(typed);
    let kind = RwSignal::new(kind);
    #[cfg(feature = "hydrate")]
    {
        follow(typed, kind);
        let (budget, allowance) = (budget.clone(), allowance.clone());
        Effect::new(move |_| {
            let demands =
                typed.with(|typed| kind.with(|kind| budget_demands(&budget, &allowance, typed, kind)));
            show_again(demands.password);
        });
    }
    let lines = move || {
        let amount = typed.with(|typed| read(&budget, typed))?;
        let switched = budget.is_set()
            && budget.kind.as_ref().is_some_and(|stands| kind.with(|kind| kind != stands.code()));
        let demands = typed.with(|typed| kind.with(|kind| budget_demands(&budget, &allowance, typed, kind)));
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
        view! { <span class="change">{format!("{sign}{}", grouped(change, &budget.currency))}</span> }
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

/// Shows or hides the password part. Hidden, it is disabled as well, so that it is not sent.
#[cfg(feature = "hydrate")]
fn show_again(needed: bool) {
    let Some(part) = document().get_element_by_id(BUDGET_AGAIN) else { return };
    for attribute in ["hidden", "disabled"] {
        part.toggle_attribute_with_force(attribute, !needed).ok();
    }
}

/// Updates the preview when a field changes, and once on start for values that the browser restored
/// after a reload.
#[cfg(feature = "hydrate")]
fn follow(typed: RwSignal<String>, kind: RwSignal<String>) {
    use leptos::wasm_bindgen::JsCast;
    use web_sys::HtmlInputElement;
    let take = move |input: &HtmlInputElement| match input.name().as_str() {
        "amount" => typed.set(input.value()),
        "kind" if input.checked() => kind.set(input.value()),
        _ => {}
    };
    // Only after hydration: values typed before it would not match the server's markup.
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
