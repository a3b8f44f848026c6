//! Sections of the customer's page: budget, orders, resources, activity, profile.

mod budget;
mod person;

pub use budget::BudgetPart;
pub use person::Person;

use crate::paths;
use crate::tr;
use crate::ui::components::{
    Ago, Column, Expiry, FreshnessLine, MaybeAmount, MaybeInstant, NextStep, NotKnown, OrderStatusBadge,
    OutcomeBadge, PayStateBadge, ResourceState, Row, RowLink, Section, Stale, Table,
};
use crate::ui::format::count;
use crate::ui::pages::activity::action_text;
use crate::ui::pages::orders::list::Deadline;
use crate::ui::pages::renewals::list::OnExpiry;
use leptos::prelude::*;
use model::audit::AuditEntry;
use model::ids::CustomerId;
use model::lists::{ActivityFilter, OrderFilter, OrderRow, RenewalFilter, ResourceRow};
use model::mirror::Reading;
use model::time::Timestamp;

/// Latest orders, those that wait for payment first.
#[component]
pub fn Orders(
    /// The first rows.
    rows: Vec<OrderRow>,
    /// Total number.
    total: u64,
    customer: CustomerId,
    /// What is known of them.
    reading: Reading,
    now: Timestamp,
) -> impl IntoView {
    let freshness = reading.freshness(now);
    let title = match reading.read_at() {
        Some(_) => tr!("customer-orders", count = total, n = count(total)),
        None => tr!("customer-orders-unknown"),
    };
    let all = paths::orders(&OrderFilter { customer: Some(customer), ..OrderFilter::default() });
    let columns = vec![
        Column::text("order", tr!("customer-order")).lead(),
        Column::text("status", tr!("customer-order-status")),
        Column::number("amount", tr!("customer-order-amount")),
        Column::text("created", tr!("customer-order-created")).wide(),
        Column::text("deadline", tr!("customer-order-deadline")),
        Column::text("pay", tr!("orders-payment")),
    ];
    let row = |row: OrderRow| {
        let order = row.order.clone();
        Row::new(vec![
            view! {
                <RowLink href=paths::order(&order.id) name=order.id.as_str() id=true />
                <span class="sub">{order.service_name.clone().unwrap_or_default()}</span>
            }
            .into_any(),
            view! { <OrderStatusBadge status=order.known_status() /> }.into_any(),
            view! { <MaybeAmount money=order.amount.clone() /> }.into_any(),
            view! { <MaybeInstant at=order.created_at /> }.into_any(),
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
        <Section
            title=title.clone()
            id="orders"
            beside=move || view! { <FreshnessLine freshness=freshness /> }
            more=(tr!("customer-all-orders"), all)
        >
            <Table
                caption=title
                columns=columns
                rows=rows.into_iter().map(row).collect()
                empty=move || {
                    let none = tr!("customer-orders-none");
                    view! { <NoRows none=none reading=reading.clone() /> }
                }
            />
        </Section>
    }
    .into_any()
}

/// In place of rows: that there are none is only said where it is known, with its age and why it could not
/// be read anew.
#[component]
fn NoRows(none: String, reading: Reading) -> impl IntoView {
    if reading.read_at().is_none() {
        return view! { <NotKnown reading=reading /> }.into_any();
    }
    view! {
        <p class="calm-line">{none}</p>
        <Stale failure=reading.failure().cloned() />
    }
    .into_any()
}

/// Main resources, next expiry first.
#[component]
pub fn Resources(
    /// The first rows.
    rows: Vec<ResourceRow>,
    /// Total number.
    total: u64,
    customer: CustomerId,
    /// What is known of them.
    reading: Reading,
    now: Timestamp,
) -> impl IntoView {
    let freshness = reading.freshness(now);
    let title = match reading.read_at() {
        Some(_) => tr!("customer-resources", count = total, n = count(total)),
        None => tr!("customer-resources-unknown"),
    };
    let all = paths::renewals(&RenewalFilter { customer: Some(customer), ..RenewalFilter::default() });
    let columns = vec![
        Column::text("name", tr!("customer-resource")).lead(),
        Column::text("service", tr!("customer-service")).wide(),
        Column::text("status", tr!("renewals-status")),
        Column::text("expires", tr!("customer-expires")),
        Column::text("then", tr!("customer-then")),
        Column::actions(tr!("customer-action")),
    ];
    let row = |ResourceRow { resource, attached, .. }: ResourceRow| {
        let prices = paths::prices(std::slice::from_ref(&resource.id), &[]);
        let with = (attached > 0).then(|| tr!("customer-attached", count = attached));
        Row::new(vec![
            view! {
                <RowLink href=prices.clone() name=resource.display_name() />
                <span class="sub">{with}</span>
            }
            .into_any(),
            resource.service_name.clone().unwrap_or_default().into_any(),
            view! { <ResourceState resource=resource.clone() /> }.into_any(),
            view! { <Expiry resource=resource.clone() /> }.into_any(),
            view! { <OnExpiry resource=resource /> }.into_any(),
            view! { <a href=prices>{tr!("customer-price")}</a> }.into_any(),
        ])
    };
    view! {
        <Section
            title=title.clone()
            id="resources"
            beside=move || view! { <FreshnessLine freshness=freshness /> }
            more=(tr!("customer-all-resources"), all)
        >
            <Table
                caption=title
                columns=columns
                rows=rows.into_iter().map(row).collect()
                empty=move || {
                    let none = tr!("customer-resources-none");
                    view! { <NoRows none=none reading=reading.clone() /> }
                }
            />
        </Section>
    }
    .into_any()
}

/// Latest audit entries.
#[component]
pub fn Activity(
    /// Newest first.
    entries: Vec<AuditEntry>,
    customer: CustomerId,
) -> impl IntoView {
    let all = paths::activity(&ActivityFilter { customer: Some(customer), ..ActivityFilter::default() });
    let columns = vec![
        Column::text("deed", tr!("customer-deed")).lead(),
        Column::text("actor", tr!("customer-actor")),
        Column::text("when", tr!("customer-when")),
        Column::text("outcome", tr!("customer-outcome")),
    ];
    let row = |entry: AuditEntry| {
        Row::new(vec![
            view! { <RowLink href=paths::activity_entry(&entry.id) name=action_text(entry.action) /> }
                .into_any(),
            entry.actor.into_any(),
            view! { <Ago at=entry.opened_at /> }.into_any(),
            view! { <OutcomeBadge outcome=entry.outcome /> }.into_any(),
        ])
    };
    view! {
        <Section title=tr!("customer-activity") id="activity" more=(tr!("customer-all-activity"), all)>
            <Table
                caption=tr!("customer-activity")
                columns=columns
                rows=entries.into_iter().map(row).collect()
                empty=|| view! { <p class="calm-line">{tr!("customer-activity-none")}</p> }
            />
        </Section>
    }
    .into_any()
}
