//! Data at risk: expired and frozen resources, the ones that are deleted first on top.

use crate::paths;
use crate::tr;
use crate::ui::components::{Column, Due, ResourceState, Row, RowLink, Section, Table};
use crate::ui::format;
use leptos::prelude::*;
use model::lists::{ExpiryWindow, RenewalFilter, ResourceRow};
use model::page::Paging;
use model::resources::Deletion;

/// Address of the list of them.
pub(super) fn path() -> String {
    let paging = Paging { sort: Some("deletion".to_owned()), ..Paging::default() };
    paths::renewals(&RenewalFilter { window: Some(ExpiryWindow::AtRisk), paging, ..RenewalFilter::default() })
}

/// The first of them; nothing when there is none.
#[component]
pub fn Risks(
    /// The first rows.
    rows: Vec<ResourceRow>,
    /// Total number.
    total: u64,
) -> impl IntoView {
    if total == 0 {
        return ().into_any();
    }
    let columns = vec![
        Column::text("name", tr!("overview-resource")).lead(),
        Column::text("customer", tr!("overview-customer")).party(),
        Column::text("service", tr!("overview-service")).middle(),
        Column::text("status", tr!("overview-risk-status")),
        Column::text("expires", tr!("overview-risk-expired")),
        Column::actions(tr!("overview-action")),
    ];
    view! {
        <Section
            title=tr!("overview-risks")
            id="risks"
            more=(tr!("overview-all", n = format::count(total)), path())
        >
            <p class="small muted">{tr!("resource-deletion-rule")}</p>
            <Table
                caption=tr!("overview-risks")
                columns=columns
                rows=rows.into_iter().map(row).collect()
            />
        </Section>
    }
    .into_any()
}

fn row(row: ResourceRow) -> Row {
    let ResourceRow { resource, customer_name, .. } = row;
    let customer = paths::customer(&resource.customer);
    let prices = paths::prices(std::slice::from_ref(&resource.id), &[]);
    // Renewing does not help while the account is frozen.
    let (label, href) = match resource.deletion(crate::context::viewer().now) {
        Some(Deletion::AfterFreeze) => (tr!("orders-who-can-fix"), format!("{customer}#why")),
        _ => (tr!("overview-price"), prices.clone()),
    };
    Row::new(vec![
        view! { <RowLink href=prices name=resource.display_name() /> }.into_any(),
        view! { <a href=customer>{customer_name}</a> }.into_any(),
        resource.service_name.clone().unwrap_or_default().into_any(),
        view! { <ResourceState resource=resource.clone() /> }.into_any(),
        view! { <Due at=resource.expires_at /> }.into_any(),
        view! { <a href=href>{label}</a> }.into_any(),
    ])
}
