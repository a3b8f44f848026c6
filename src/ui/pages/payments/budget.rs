//! What a payment does to the customer's budget.

use crate::tr;
use crate::ui::components::{AmountDelta, BudgetMeter, Caution, Fact, Facts, FreshnessLine, Section, Stale};
use crate::ui::format;
use leptos::prelude::*;
use model::budgets::{Budget, BudgetType};
use model::money::Money;
use model::views::Read;
use rust_decimal::Decimal;

/// The budget before and after. The used amount comes late, so "after" is what it will come to.
#[component]
pub fn BudgetAfter(
    /// Read live.
    budget: Read<Budget>,
    /// What the payment takes.
    amount: Option<Money>,
) -> impl IntoView {
    let Read { value, freshness, failure } = budget;
    let shown = value.is_some();
    let body = value.map(|budget| view! { <Body budget=budget amount=amount /> });
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
fn Body(budget: Budget, amount: Option<Money>) -> impl IntoView {
    let (Some(left), Some(amount)) = (budget.remaining(), amount) else {
        return view! {
            <Caution risk=true>
                <p>{tr!("payments-no-budget")}</p>
            </Caution>
        }
        .into_any();
    };
    let Some(after) = left.checked_sub(&amount) else {
        return view! { <p>{tr!("payments-other-currency", currency = budget.currency.to_string())}</p> }
            .into_any();
    };
    let used = budget.used.unwrap_or_default().checked_add(amount.amount);
    let later = Budget { used, ..budget.clone() };
    let share = |budget: &Budget| budget.used_percent().map(format::percent).unwrap_or_default();
    let (share_before, share_after) = (share(&budget), share(&later));
    let short = after.amount < Decimal::ZERO;
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
        {short.then(|| view! {
            <Caution risk=true>
                <p>{tr!("payments-budget-short")}</p>
            </Caution>
        })}
        <p class="small muted">
            {tr!("payments-budget-late")} {one_time.then(|| format!(" {}", tr!("payments-budget-one-time")))}
        </p>
    }
    .into_any()
}
