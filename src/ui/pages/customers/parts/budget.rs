//! The budget of a customer, in the margin of the customer's page.

use crate::paths;
use crate::tr;
use crate::ui::components::{
    Amount, BudgetMeter, Fact, Facts, FreshnessLine, MaybeAmount, OutlookDue, Section, Stale,
    budget_type_text,
};
use leptos::prelude::*;
use model::budgets::Budget;
use model::customers::Customer;
use model::forecast::Outlook;
use model::money::Money;
use model::views::Read;

/// Amount, used, and remaining.
#[component]
pub fn BudgetPart(
    customer: Customer,
    /// Read live; `None` when it is not a resale customer.
    budget: Option<Read<Budget>>,
    /// Estimated from the usage so far.
    outlook: Option<Outlook>,
) -> impl IntoView {
    let href = paths::budget(&customer.id);
    let content = match budget {
        None => view! { <p class="calm-line">{tr!("customer-budget-not-resale")}</p> }.into_any(),
        Some(Read { value: None, failure, .. }) => view! { <Stale failure=failure shown=false /> }.into_any(),
        Some(Read { value: Some(budget), freshness, failure }) => view! {
            <Stale failure=failure />
            <BudgetFacts budget=budget outlook=outlook />
            <FreshnessLine freshness=freshness />
        }
        .into_any(),
    };
    view! {
        <Section title=tr!("customer-budget") id="budget" more=(tr!("customer-budget-history"), href)>
            {content}
        </Section>
    }
    .into_any()
}

#[component]
fn BudgetFacts(budget: Budget, outlook: Option<Outlook>) -> impl IntoView {
    if !budget.is_set() {
        return view! { <p class="calm-line">{tr!("customer-budget-unset")}</p> }.into_any();
    }
    let money = |amount: rust_decimal::Decimal| Money::new(amount, budget.currency.clone());
    let (amount, used, left) = (budget.amount.map(money), budget.used.map(money), budget.remaining());
    let kind = budget.kind.as_ref().map_or_else(|| tr!("customer-budget"), budget_type_text);
    view! {
        <div class="meter-box">
            <BudgetMeter budget=budget.clone() large=true />
        </div>
        <Facts>
            <Fact name=kind number=true>
                <MaybeAmount money=amount />
            </Fact>
            <Fact name=tr!("customer-budget-used") number=true>
                <MaybeAmount money=used />
            </Fact>
            {left.map(|left| view! {
                <Fact name=tr!("customer-budget-left") number=true total=true>
                    <Amount money=left />
                </Fact>
            })}
            {outlook.map(|outlook| view! {
                <Fact name=tr!("customer-budget-runs-out") number=true>
                    <OutlookDue outlook=Some(outlook) />
                </Fact>
            })}
        </Facts>
    }
    .into_any()
}
