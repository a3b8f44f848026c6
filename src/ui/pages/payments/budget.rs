//! The effect of a payment on the customer's budget.

use crate::tr;
use crate::ui::components::{
    AmountDelta, BudgetMeter, BudgetShort, Fact, Facts, FreshnessLine, Section, Stale,
};
use crate::ui::format;
use leptos::prelude::*;
use model::budgets::{Budget, BudgetType};
use model::ids::OrderId;
use model::money::Money;
use model::raise::RaiseFor;
use model::views::Read;

/// The budget before and after. HUAWEI CLOUD updates the used amount with a delay, so "after" is
/// the expected value.
#[component]
pub fn BudgetAfter(
    /// Read live.
    budget: Read<Budget>,
    /// Amount of the payment.
    amount: Option<Money>,
    /// The order, while it waits for payment: the budget can be raised for it.
    order: Option<OrderId>,
) -> impl IntoView {
    let Read { value, freshness, failure } = budget;
    let shown = value.is_some();
    let body = value.map(|budget| view! { <Body budget=budget amount=amount order=order /> });
    view! {
        <Section
            title=tr!("payments-budget")
            id="budget"
            beside=move || view! { <FreshnessLine freshness=freshness /> }
        >
            <Stale failure=failure shown=shown />
            {body}
        </Section>
    }
    .into_any()
}

#[component]
fn Body(budget: Budget, amount: Option<Money>, order: Option<OrderId>) -> impl IntoView {
    let what = order.map(RaiseFor::Order);
    let (left, amount) = match (budget.remaining(), amount) {
        (Some(left), Some(amount)) => (left, amount),
        (None, Some(amount)) => {
            return view! { <BudgetShort budget=budget cost=amount what=what /> }.into_any();
        }
        (_, None) => return view! { <p>{tr!("payments-no-amount")}</p> }.into_any(),
    };
    let Some(after) = left.checked_sub(&amount) else {
        return view! { <p>{tr!("payments-other-currency", currency = budget.currency.to_string())}</p> }
            .into_any();
    };
    let used = budget.used.unwrap_or_default().checked_add(amount.amount);
    let later = Budget { used, ..budget.clone() };
    let share = |budget: &Budget| budget.used_percent().map(format::percent).unwrap_or_default();
    let (share_before, share_after) = (share(&budget), share(&later));
    let short = budget.clone();
    let one_time = budget.kind == Some(BudgetType::Package);
    view! {
        <Facts>
            <Fact name=tr!("budgets-left") number=true>
                <AmountDelta before=Some(left) after=after />
            </Fact>
            <Fact name=tr!("budgets-share") number=true>
                <span class="delta">
                    <span class="before">{share_before}</span>
                    <span class="arrow" aria-hidden="true">
                        "\u{2192}"
                    </span>
                    <span class="after">{share_after}</span>
                </span>
            </Fact>
        </Facts>
        <BudgetMeter budget=later large=true />
        <BudgetShort budget=short cost=amount what=what />
        <p class="small muted">
            {tr!("payments-budget-late")} {one_time.then(|| format!(" {}", tr!("payments-budget-one-time")))}
        </p>
    }
    .into_any()
}
