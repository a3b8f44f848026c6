//! The key figures, each linked to its list.

use crate::paths;
use crate::tr;
use crate::ui::components::{Amount, Figure, QuotaFigure};
use crate::ui::format::count;
use leptos::prelude::*;
use model::budgets::BudgetLevel;
use model::lists::{BudgetFilter, ExpiryWindow, OrderFilter, RenewalFilter};
use model::orders::OrderStatus;
use model::overview::Overview;
use model::page::Paging;
use model::payability::PayState;

/// Four figures.
#[component]
pub fn Figures(overview: Overview) -> impl IntoView {
    let exhausted = at_level(&overview, BudgetLevel::Exhausted);
    let over90 = at_level(&overview, BudgetLevel::Over90);
    let over75 = at_level(&overview, BudgetLevel::Over75);
    let budgets = |level| paths::budgets(&BudgetFilter { level: Some(level), ..BudgetFilter::default() });
    let waiting = OrderFilter { status: Some(OrderStatus::PendingPayment), ..OrderFilter::default() };
    let expiring =
        RenewalFilter { window: Some(ExpiryWindow::Month), auto: Some(false), ..RenewalFilter::default() };
    let unset = at_level(&overview, BudgetLevel::Unset);
    let (can, cannot) = pay_counts(&overview);
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
                {can.map(|(href, text)| view! { <a href=href>{text}</a> })}
                {cannot.map(|text| view! { <span>{text}</span> })}
                {overview.waiting_sums.iter().cloned().map(|sum| view! { <Amount money=sum /> }).collect_view()}
            </Figure>
            <Figure
                name=tr!("overview-expiring")
                href=paths::renewals(&expiring)
                figure=move || count(overview.expiring).into_any()
            >
                <span>{tr!("overview-expiring-note")}</span>
            </Figure>
            {overview.quota.clone().map(|quota| view! { <QuotaFigure quota=quota.ok() /> })}
        </ul>
    }
    .into_any()
}

/// How many of the orders can be paid, linked to them, and how many cannot.
fn pay_counts(overview: &Overview) -> (Option<(String, String)>, Option<String>) {
    let number = |wanted: fn(PayState) -> bool| -> u64 {
        overview.pay_states.iter().filter(|(state, _)| wanted(*state)).map(|(_, number)| number).sum()
    };
    let payable = number(|state| state == PayState::Payable);
    let blocked = number(|state| !state.may_be_tried());
    let filter = OrderFilter {
        pay: Some(PayState::Payable),
        paging: Paging { sort: Some("deadline".to_owned()), ..Paging::default() },
        ..OrderFilter::default()
    };
    let can = (paths::orders(&filter), tr!("overview-payable", n = count(payable)));
    let some = overview.waiting_orders > 0;
    (some.then_some(can), (blocked > 0).then(|| tr!("overview-not-payable", n = count(blocked))))
}

/// The tone, or none when the number is zero.
fn tone(number: u64, tone: &'static str) -> &'static str {
    if number > 0 { tone } else { "" }
}

/// Number of budgets at a level.
pub(super) fn at_level(overview: &Overview, level: BudgetLevel) -> u64 {
    overview.levels.iter().filter(|(at, _)| *at == level).map(|(_, number)| number).sum()
}
