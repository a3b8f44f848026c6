//! The budget beside the prices of a renewal: what remains, and which periods it does not cover.

use crate::tr;
use crate::ui::components::terms;
use crate::ui::components::{
    BudgetShort, Fact, Facts, FreshnessLine, MaybeAmount, RaiseLink, Section, Stale,
};
use leptos::prelude::*;
use model::budgets::Budget;
use model::ids::ResourceId;
use model::raise::{RaiseFor, raise};
use model::renewals::{Period, Quote};
use model::views::{PeriodPrice, Read};

/// The purchase of a complete quote.
fn purchase(quote: &Quote) -> Option<RaiseFor> {
    let ids: Vec<ResourceId> = quote.prices.iter().map(|price| price.resource.clone()).collect();
    (quote.failures.is_empty() && !ids.is_empty()).then_some(RaiseFor::Renewal(ids, quote.period))
}

/// The remaining budget below a comparison, and a line for each period that it does not cover.
#[component]
pub fn CoveredPeriods(
    /// `None` for a customer without budgets.
    budget: Option<Read<Budget>>,
    prices: Vec<PeriodPrice>,
) -> impl IntoView {
    let Read { value, failure, .. } = budget?;
    let body = value.map(|budget| {
        let quotes = prices.into_iter().filter_map(|price| price.quote.ok());
        let short = quotes.filter_map(|quote| Short::of(&budget, &quote)).collect::<Vec<_>>();
        let remaining = budget.remaining();
        view! {
            <p>{tr!("budgets-left")} ": " <MaybeAmount money=remaining /></p>
            {(!short.is_empty()).then(|| view! {
                <ul class="short-periods">{short.into_iter().map(|short| short.line(&budget)).collect_view()}</ul>
            })}
        }
    });
    let covered = view! {
        <div class="covered">
            <Stale failure=failure shown=body.is_some() />
            {body}
        </div>
    };
    Some(covered.into_any())
}

/// A period that the budget does not cover.
struct Short {
    period: Period,
    raise: model::raise::Raise,
    what: Option<RaiseFor>,
}

impl Short {
    fn of(budget: &Budget, quote: &Quote) -> Option<Self> {
        let raise = raise(budget, &quote.net()?)?;
        Some(Self { period: quote.period, raise, what: purchase(quote) })
    }

    fn line(self, budget: &Budget) -> AnyView {
        let Self { period, raise, what } = self;
        let customer = budget.customer.clone();
        let short =
            tr!("raise-short-period", period = terms::period(period), short = raise.short.to_string());
        view! {
            <li>
                <span>{short}</span>
                " "
                {what.map(|what| view! { <RaiseLink customer=customer what=what to=Some(raise.to) /> })}
            </li>
        }
        .into_any()
    }
}

/// The budget on the review of a renewal.
#[component]
pub fn ReviewBudget(
    /// `None` for a customer without budgets.
    budget: Option<Read<Budget>>,
    quote: Option<Quote>,
) -> impl IntoView {
    let Read { value, freshness, failure } = budget?;
    let shown = value.is_some();
    let body = value.map(|budget| {
        let cost = quote.as_ref().and_then(Quote::net);
        let what = quote.as_ref().and_then(purchase);
        let remaining = budget.remaining();
        view! {
            <Facts>
                <Fact name=tr!("budgets-left") number=true>
                    <MaybeAmount money=remaining />
                </Fact>
            </Facts>
            {cost.map(|cost| view! { <BudgetShort budget=budget cost=cost what=what /> })}
        }
    });
    let section = view! {
        <Section
            title=tr!("payments-budget")
            id="budget"
            beside=move || view! { <FreshnessLine freshness=freshness /> }
        >
            <Stale failure=failure shown=shown />
            {body}
        </Section>
    };
    Some(section.into_any())
}
