//! The short lists of the overview, each row with its action.

use crate::paths;
use crate::tr;
use crate::ui::components::{
    Amount, BudgetMeter, Column, Expiry, Icon, MaybeAmount, NextStep, NoneFound, PayStateBadge, Row, RowLink,
    Section, Symbol, Table, WeekStrip,
};
use crate::ui::format;
use crate::ui::pages::orders::list::Deadline;
use leptos::prelude::*;
use model::budgets::BudgetLevel;
use model::forecast::Outlook;
use model::lists::{
    BudgetFilter, BudgetRow, ExpiryWindow, OrderFilter, OrderRow, RenewalFilter, ResourceRow,
};
use model::mirror::{Coverage, Part};
use model::orders::OrderStatus;
use model::overview::Overview;
use model::page::{Direction, Paging};
use model::payments::Payment;
use model::renewals::Renewal;
use model::time::{Timestamp, days_between};
use model::users::Permission;

/// Payments and renewals whose outcome is unknown: the most urgent list.
#[component]
pub fn OpenIntents(payments: Vec<Payment>, renewals: Vec<Renewal>) -> impl IntoView {
    if payments.is_empty() && renewals.is_empty() {
        return ().into_any();
    }
    let payments = payments.into_iter().map(|payment| {
        let label = tr!("overview-payment-of", order = payment.what.order.to_string());
        view! {
            <li>
                <a href=paths::payment(&payment.id)>{label}</a>
                <Amount money=payment.what.amount />
                <span class="muted">{tr!("overview-since", when = format::instant(payment.created_at))}</span>
            </li>
        }
    });
    let renewals = renewals.into_iter().map(|renewal| {
        let count = u64::try_from(renewal.what.resources.len()).unwrap_or_default();
        view! {
            <li>
                <a href=paths::renewal(&renewal.id)>{tr!("overview-renewal-of", count = count)}</a>
                <Amount money=renewal.what.agreed />
                <span class="muted">{tr!("overview-since", when = format::instant(renewal.created_at))}</span>
            </li>
        }
    });
    view! {
        <div class="unsettled" role="note">
            <Symbol icon=Icon::Question />
            <p>{tr!("overview-unsettled")}</p>
            <ul>{payments.collect_view()} {renewals.collect_view()}</ul>
        </div>
    }
    .into_any()
}

/// The text of the link to the whole list: without a number where none is known.
fn all_text(total: u64, coverage: Option<&Coverage>) -> String {
    match coverage {
        Some(coverage) if !coverage.is_complete() => tr!("overview-all-uncounted"),
        _ => tr!("overview-all", n = format::count(total)),
    }
}

/// Orders that wait for payment, nearest deadline first.
#[component]
pub fn Orders(
    /// The first rows.
    rows: Vec<OrderRow>,
    /// Total number.
    total: u64,
    /// What is known of the orders.
    coverage: Option<Coverage>,
) -> impl IntoView {
    let all = paths::orders(&OrderFilter {
        status: Some(OrderStatus::PendingPayment),
        paging: Paging { sort: Some("deadline".to_owned()), ..Paging::default() },
        ..OrderFilter::default()
    });
    let columns = vec![
        Column::text("customer", tr!("overview-order")).lead(),
        Column::number("amount", tr!("overview-amount")),
        Column::text("deadline", tr!("overview-pay-until")),
        Column::text("pay", tr!("orders-payment")),
    ];
    let row = |row: OrderRow| {
        let order = row.order.clone();
        Row::new(vec![
            view! {
                <RowLink href=paths::order(&order.id) name=row.customer_name.clone() />
                <span class="sub">{order.service_name.clone().unwrap_or_default()}</span>
            }
            .into_any(),
            view! { <MaybeAmount money=order.amount.clone() /> }.into_any(),
            view! { <Deadline order=order /> }.into_any(),
            view! {
                <PayStateBadge pay=row.pay.clone() />
                <div>
                    <NextStep row=row />
                </div>
            }
            .into_any(),
        ])
    };
    view! {
        <Section title=tr!("overview-orders") id="orders" more=(all_text(total, coverage.as_ref()), all)>
            <Table
                caption=tr!("overview-orders")
                columns=columns
                rows=rows.into_iter().map(row).collect()
                empty=move || view! { <NoneFound none=tr!("overview-orders-none") coverage=coverage.clone() /> }
            />
        </Section>
    }
    .into_any()
}

/// Days. A budget that runs out earlier is listed.
const SOON: i64 = 14;

/// True when at least 75% of a budget is used, or it runs out within [`SOON`].
fn needs_attention(row: &BudgetRow, now: Timestamp) -> bool {
    let runs_out_at = row.outlook.and_then(Outlook::runs_out_at);
    let soon = runs_out_at.is_some_and(|at| days_between(now, at) < SOON);
    row.budget.is_set() && (row.budget.level() >= BudgetLevel::Over75 || soon)
}

fn outlook_text(outlook: Outlook) -> String {
    match outlook {
        Outlook::RunsOut(at) => tr!("overview-runs-out", day = format::day(at)),
        Outlook::LastsUntil(reset) => tr!("overview-lasts", day = format::billing_instant(reset)),
    }
}

/// Budgets running low.
#[component]
pub fn Budgets(
    /// In the order shown.
    rows: Vec<BudgetRow>,
    /// What is known of the budgets.
    coverage: Option<Coverage>,
) -> impl IntoView {
    let viewer = crate::context::viewer();
    let may_set = viewer.may(Permission::SetBudget);
    let rows = rows.into_iter().filter(move |row| needs_attention(row, viewer.now));
    let columns = vec![
        Column::text("name", tr!("overview-customer")).lead(),
        Column::text("used", tr!("overview-used")),
        Column::number("left", tr!("overview-left")),
        Column::actions(tr!("overview-action")),
    ];
    let row = move |row: BudgetRow| {
        let label = if may_set { tr!("overview-set-budget") } else { tr!("overview-look") };
        let expected = row.outlook.filter(|_| row.budget.level() != BudgetLevel::Exhausted);
        let expected = expected.and_then(|outlook| outlook.still_at(viewer.now));
        Row::new(vec![
            view! {
                <RowLink href=paths::customer(&row.customer.id) name=row.customer.display_name() />
                {expected.map(|outlook| view! { <span class="sub">{outlook_text(outlook)}</span> })}
            }
            .into_any(),
            view! { <BudgetMeter budget=row.budget.clone() /> }.into_any(),
            view! { <MaybeAmount money=row.budget.remaining() /> }.into_any(),
            view! { <a href=paths::budget(&row.customer.id)>{label}</a> }.into_any(),
        ])
    };
    let all = paths::budgets(&BudgetFilter::default());
    view! {
        <Section title=tr!("overview-budgets") id="budgets" more=(tr!("overview-all-budgets"), all)>
            <Table
                caption=tr!("overview-budgets")
                columns=columns
                rows=rows.map(row).collect()
                empty=move || view! { <NoneFound none=tr!("overview-budgets-none") coverage=coverage.clone() /> }
            />
        </Section>
    }
    .into_any()
}

/// The next expiries, below the chart of the next weeks.
#[component]
pub fn Expiring(overview: Overview) -> impl IntoView {
    let coverage = overview.coverage(Part::Resources).cloned();
    let unknown = coverage.as_ref().is_some_and(Coverage::is_unknown);
    let now = overview.freshness.now;
    let weeks = (!unknown).then(|| overview.expiring_weeks.clone());
    let filter = RenewalFilter {
        window: Some(ExpiryWindow::Month),
        auto: Some(false),
        paging: Paging { direction: Direction::Ascending, ..Paging::default() },
        ..RenewalFilter::default()
    };
    let columns = vec![
        Column::text("name", tr!("overview-resource")).lead(),
        Column::text("customer", tr!("overview-customer")).party(),
        Column::text("service", tr!("overview-service")).middle(),
        Column::text("expires", tr!("overview-expires")),
        Column::actions(tr!("overview-action")),
    ];
    let row = |row: ResourceRow| {
        let id = row.resource.id.clone();
        let expiring = row.resource.clone();
        Row::new(vec![
            view! { <RowLink href=paths::prices(std::slice::from_ref(&id), &[]) name=row.resource.display_name() /> }
                .into_any(),
            view! { <a href=paths::customer(&row.resource.customer)>{row.customer_name}</a> }.into_any(),
            row.resource.service_name.unwrap_or_default().into_any(),
            view! { <Expiry resource=expiring /> }.into_any(),
            view! {
                <a href=paths::prices(std::slice::from_ref(&id), &[])>{tr!("overview-price")}</a>
            }
            .into_any(),
        ])
    };
    view! {
        <Section
            title=tr!("overview-renewals")
            id="renewals"
            more=(all_text(overview.expiring, coverage.as_ref()), paths::renewals(&filter))
        >
            {weeks.map(|weeks| view! {
                <div class="weeks-box">
                    <WeekStrip weeks=weeks now=now label=tr!("overview-weeks") />
                </div>
            })}
            <Table
                caption=tr!("overview-renewals")
                columns=columns
                rows=overview.resources.into_iter().map(row).collect()
                empty=move || view! { <NoneFound none=tr!("overview-renewals-none") coverage=coverage.clone() /> }
            />
        </Section>
    }
    .into_any()
}
