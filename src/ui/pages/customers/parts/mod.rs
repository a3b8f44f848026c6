//! Sections of the customer's page: budget, orders, resources, activity, profile.

mod budget;
mod person;

pub use budget::BudgetPart;
pub use person::Person;

use crate::paths;
use crate::tr;
use crate::ui::components::{
    Ago, Column, Due, FreshnessLine, MaybeAmount, MaybeInstant, NextStep, OrderStatusBadge, OutcomeBadge,
    PayStateBadge, ResourceState, Row, RowLink, Section, Table,
};
use crate::ui::format::count;
use crate::ui::pages::activity::action_text;
use crate::ui::pages::orders::list::Deadline;
use crate::ui::pages::renewals::list::OnExpiry;
use leptos::prelude::*;
use model::audit::AuditEntry;
use model::ids::CustomerId;
use model::lists::{ActivityFilter, OrderFilter, OrderRow, RenewalFilter, ResourceRow};
use model::renewals::Period;
use model::time::Freshness;

/// Latest orders, those that wait for payment first.
#[component]
pub fn Orders(
    /// The first rows.
    rows: Vec<OrderRow>,
    /// Total number.
    total: u64,
    customer: CustomerId,
    /// Age of the mirrored list.
    mirror: Freshness,
) -> impl IntoView {
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
                <RowLink href=paths::order(&order.id) name=order.id.as_str() />
                <span class="sub">{order.service_name.clone().unwrap_or_default()}</span>
            }
            .into_any(),
            view! { <OrderStatusBadge status=order.status /> }.into_any(),
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
            title=tr!("customer-orders", count = total, n = count(total))
            id="orders"
            beside=move || view! { <FreshnessLine freshness=mirror /> }
            more=(tr!("customer-all-orders"), all)
        >
            <Table
                caption=tr!("customer-orders", count = total, n = count(total))
                columns=columns
                rows=rows.into_iter().map(row).collect()
                empty=|| view! { <p class="calm-line">{tr!("customer-orders-none")}</p> }
            />
        </Section>
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
    /// Age of the mirrored list.
    mirror: Freshness,
) -> impl IntoView {
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
        let prices = paths::prices(std::slice::from_ref(&resource.id), &Period::OFFERED);
        let with = (attached > 0).then(|| tr!("customer-attached", count = attached));
        Row::new(vec![
            view! {
                <RowLink href=prices.clone() name=resource.display_name() />
                <span class="sub">{with}</span>
            }
            .into_any(),
            resource.service_name.clone().unwrap_or_default().into_any(),
            view! { <ResourceState resource=resource.clone() /> }.into_any(),
            view! { <Due at=resource.expires_at /> }.into_any(),
            view! { <OnExpiry resource=resource /> }.into_any(),
            view! { <a href=prices>{tr!("customer-price")}</a> }.into_any(),
        ])
    };
    view! {
        <Section
            title=tr!("customer-resources", count = total, n = count(total))
            id="resources"
            beside=move || view! { <FreshnessLine freshness=mirror /> }
            more=(tr!("customer-all-resources"), all)
        >
            <Table
                caption=tr!("customer-resources", count = total, n = count(total))
                columns=columns
                rows=rows.into_iter().map(row).collect()
                empty=|| view! { <p class="calm-line">{tr!("customer-resources-none")}</p> }
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
