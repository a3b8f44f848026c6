//! The row of figures at the top: each leads to the list behind it.

use super::at_level;
use crate::model::budget::BudgetLevel;
use crate::model::lists::{BudgetFilter, ExpiryWindow, OrderFilter, RenewalFilter};
use crate::model::money::Money;
use crate::model::order::OrderStatus;
use crate::model::overview::{ConsumptionQuota, Overview};
use crate::model::user::Role;
use crate::tr;
use crate::ui::components::{Amount, Unknown};
use crate::ui::format::{self, count};
use crate::ui::{self, paths};
use leptos::prelude::*;
use rust_decimal::Decimal;

/// Four figures.
#[component]
pub fn Figures(
    /// What they are taken from.
    overview: Overview,
) -> impl IntoView {
    let exhausted = at_level(&overview, BudgetLevel::Exhausted);
    let over90 = at_level(&overview, BudgetLevel::Over90);
    let over75 = at_level(&overview, BudgetLevel::Over75);
    let budgets = |level| paths::budgets(&BudgetFilter { level: Some(level), ..BudgetFilter::default() });
    let waiting = OrderFilter { status: Some(OrderStatus::PendingPayment), ..OrderFilter::default() };
    let expiring =
        RenewalFilter { window: Some(ExpiryWindow::Month), auto: Some(false), ..RenewalFilter::default() };
    let unset = at_level(&overview, BudgetLevel::Unset);
    view! {
        <ul class="figures">
            <Figure
                name=tr!("overview-exhausted")
                href=budgets(BudgetLevel::Exhausted)
                tone=tone(exhausted, "risk")
                figure=move || count(exhausted).into_any()
            >
                <a href=budgets(BudgetLevel::Over90)>{tr!("overview-over90", n = count(over90))}</a>
                <a href=budgets(BudgetLevel::Over75)>{tr!("overview-over75", n = count(over75))}</a>
                <a href=budgets(BudgetLevel::Unset)>{tr!("overview-unset", n = count(unset))}</a>
            </Figure>
            <Figure
                name=tr!("overview-waiting")
                href=paths::orders(&waiting)
                tone=tone(overview.waiting_orders, "warn")
                figure=move || count(overview.waiting_orders).into_any()
            >
                {overview.waiting_sums.iter().cloned().map(|sum| view! { <Amount money=sum /> }).collect_view()}
            </Figure>
            <Figure
                name=tr!("overview-expiring")
                href=paths::renewals(&expiring)
                figure=move || count(overview.expiring).into_any()
            >
                <span>{tr!("overview-expiring-note")}</span>
            </Figure>
            <Quota quota=overview.quota.clone() />
        </ul>
    }
    .into_any()
}

/// Coloured only when there is something to colour.
fn tone(number: u64, tone: &'static str) -> &'static str {
    if number > 0 { tone } else { "" }
}

#[component]
fn Figure(
    name: String,
    #[prop(optional_no_strip, into)] href: Option<String>,
    #[prop(optional)] tone: &'static str,
    #[prop(into)] figure: ViewFn,
    children: Children,
) -> impl IntoView {
    let figure = figure.run();
    let figure = match href {
        Some(href) => view! {
            <a class="figure" href=href>
                {figure}
            </a>
        }
        .into_any(),
        None => view! { <span class="figure">{figure}</span> }.into_any(),
    };
    view! {
        <li class=tone>
            <span class="label">{name}</span>
            {figure}
            <span class="beside">{children()}</span>
        </li>
    }
    .into_any()
}

/// What is left of the quota; a negative use means that nothing is used.
fn left(quota: &ConsumptionQuota) -> Option<Money> {
    let used = Money::new(quota.used.amount.max(Decimal::ZERO), quota.used.currency.clone());
    quota.total.checked_sub(&used)
}

fn used_share(quota: &ConsumptionQuota) -> Option<Decimal> {
    let used = quota.used.amount.max(Decimal::ZERO);
    used.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(quota.total.amount).filter(|_| !quota.total.is_zero())
}

#[component]
fn Quota(quota: Option<ConsumptionQuota>) -> impl IntoView {
    let tone = match quota.as_ref().and_then(used_share) {
        Some(share) if share >= Decimal::ONE_HUNDRED => "risk",
        Some(share) if share >= Decimal::from(90) => "warn",
        _ => "",
    };
    let note = match &quota {
        // The quota is one for all customers: it is not shown to who sees only some.
        None if ui::viewer().me.is_some_and(|me| me.role == Role::Manager) => tr!("overview-quota-not-yours"),
        None => tr!("overview-quota-unread"),
        Some(quota) => tr!(
            "overview-quota-used",
            share = used_share(quota).map(format::percent).unwrap_or_default(),
            total = quota.total.to_string()
        ),
    };
    let figure = quota.as_ref().and_then(left);
    view! {
        <Figure
            name=tr!("overview-quota")
            href=None
            tone=tone
            figure=move || match figure.clone() {
                Some(left) => view! { <Amount money=left /> }.into_any(),
                None => view! { <Unknown /> }.into_any(),
            }
        >
            <span>{note}</span>
        </Figure>
    }
    .into_any()
}
