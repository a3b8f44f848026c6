//! What is open for customers that are handed over.

use crate::paths;
use crate::tr;
use crate::ui::components::{Column, Due, MaybeAmount, Row, RowLink, Section, Table, stage_text};
use crate::ui::format::{count, plain_day};
use leptos::prelude::*;
use model::hand_overs::{
    Open, OpenBudget, OpenExpiry, OpenFollowUp, OpenIntent, OpenItems, OpenJob, OpenOrder,
};
use model::intents::IntentKind;
use model::renewals::Period;

/// A table for each kind of which there is something, or that nothing is open.
#[component]
pub fn OpenTables(open: OpenItems) -> impl IntoView {
    let OpenItems { orders, budgets, expiries, intents, follow_ups, jobs } = open;
    let others = follow_ups.total + jobs.total;
    let none = orders.total + budgets.total + expiries.total + intents.total + others == 0;
    if none {
        return view! {
            <Section title=tr!("hand-over-open") id="open">
                <p class="calm-line">{tr!("hand-over-open-none")}</p>
            </Section>
        }
        .into_any();
    }
    view! {
        <Section title=tr!("hand-over-open") id="open">
            {part(tr!("hand-over-intents", count = intents.total, n = count(intents.total)), intent_columns(), intents, intent)}
            {part(tr!("hand-over-orders", count = orders.total, n = count(orders.total)), order_columns(), orders, order)}
            {part(tr!("hand-over-budgets", count = budgets.total, n = count(budgets.total)), budget_columns(), budgets, budget)}
            {part(tr!("hand-over-expiries", count = expiries.total, n = count(expiries.total)), expiry_columns(), expiries, expiry)}
            {part(tr!("hand-over-follow-ups", count = follow_ups.total, n = count(follow_ups.total)), follow_up_columns(), follow_ups, follow_up)}
            {part(tr!("hand-over-jobs", count = jobs.total, n = count(jobs.total)), job_columns(), jobs, job)}
        </Section>
    }
    .into_any()
}

fn part<T>(title: String, columns: Vec<Column>, open: Open<T>, row: fn(T) -> Row) -> Option<AnyView> {
    let shown = u64::try_from(open.rows.len()).unwrap_or_default();
    let more = open.total.checked_sub(shown).filter(|more| *more > 0);
    let more = more.map(|more| {
        view! { <p class="small muted">{tr!("hand-over-more", n = count(more))}</p> }
    });
    (open.total > 0).then(|| {
        view! {
            <details class="fold">
                <summary>{title.clone()}</summary>
                <Table caption=title columns=columns rows=open.rows.into_iter().map(row).collect() />
                {more}
            </details>
        }
        .into_any()
    })
}

fn order_columns() -> Vec<Column> {
    vec![
        Column::text("order", tr!("hand-over-order")).lead(),
        Column::text("customer", tr!("assignments-customer")),
        Column::number("amount", tr!("hand-over-amount")),
        Column::text("deadline", tr!("hand-over-deadline")),
    ]
}

fn order(order: OpenOrder) -> Row {
    Row::new(vec![
        view! { <RowLink href=paths::order(&order.id) name=order.id.to_string() /> }.into_any(),
        order.customer.into_any(),
        view! { <MaybeAmount money=order.amount /> }.into_any(),
        view! { <Due at=order.deadline /> }.into_any(),
    ])
}

fn budget_columns() -> Vec<Column> {
    vec![
        Column::text("customer", tr!("assignments-customer")).lead(),
        Column::number("left", tr!("hand-over-left")),
    ]
}

fn budget(budget: OpenBudget) -> Row {
    Row::new(vec![
        view! { <RowLink href=paths::budget(&budget.customer.id) name=budget.customer.name /> }.into_any(),
        view! { <MaybeAmount money=budget.left /> }.into_any(),
    ])
}

fn expiry_columns() -> Vec<Column> {
    vec![
        Column::text("resource", tr!("hand-over-resource")).lead(),
        Column::text("customer", tr!("assignments-customer")),
        Column::text("expires", tr!("hand-over-expires")),
    ]
}

fn expiry(expiry: OpenExpiry) -> Row {
    let prices = paths::prices(std::slice::from_ref(&expiry.id), &Period::OFFERED);
    Row::new(vec![
        view! { <RowLink href=prices name=expiry.name /> }.into_any(),
        expiry.customer.into_any(),
        view! { <Due at=expiry.expires_at /> }.into_any(),
    ])
}

fn intent_columns() -> Vec<Column> {
    vec![
        Column::text("what", tr!("hand-over-what")).lead(),
        Column::text("stage", tr!("hand-over-stage")),
        Column::text("who", tr!("hand-over-who")),
    ]
}

fn intent_text(kind: IntentKind) -> String {
    match kind {
        IntentKind::Pay => tr!("hand-over-kind-pay"),
        IntentKind::Renew => tr!("hand-over-kind-renew"),
        IntentKind::Cancel | IntentKind::Unsubscribe | IntentKind::AutoRenew | IntentKind::ToOnDemand => {
            tr!("hand-over-kind-change")
        }
    }
}

fn intent(intent: OpenIntent) -> Row {
    Row::new(vec![
        view! { <RowLink href=paths::intent(&intent.held) name=intent_text(intent.held.kind) /> }.into_any(),
        stage_text(intent.held.kind, intent.held.stage).into_any(),
        intent.created_by.into_any(),
    ])
}

fn follow_up_columns() -> Vec<Column> {
    vec![
        Column::text("customer", tr!("assignments-customer")).lead(),
        Column::text("due", tr!("follow-ups-due")),
        Column::text("author", tr!("follow-ups-written")),
    ]
}

fn follow_up(asked: OpenFollowUp) -> Row {
    Row::new(vec![
        view! { <RowLink href=paths::notes(&asked.subject) name=asked.customer.name /> }.into_any(),
        plain_day(&asked.due.to_string()).into_any(),
        asked.author.into_any(),
    ])
}

fn job_columns() -> Vec<Column> {
    vec![Column::text("job", tr!("hand-over-job")).lead(), Column::number("rows", tr!("hand-over-rows"))]
}

fn job(job: OpenJob) -> Row {
    Row::new(vec![
        view! { <RowLink href=paths::bulk(&job.id) name=job.id.to_string() /> }.into_any(),
        count(job.rows).into_any(),
    ])
}
