//! The list of expiring resources: what, when, and what happens on expiry.

use crate::api::renewals::expiring_weeks;
use crate::context::viewer;
use crate::paths;
use crate::tr;
use crate::ui::components::terms;
use crate::ui::components::{
    Badge, Column, ErrorPanel, Expiry, Filled, Id, ListData, ListPage, ResourceState, Row, Section,
    TableWrapper, Tone, WeekStrip, value_text,
};
use crate::ui::format;
use crate::ui::load::{list, load_list, state};
use crate::ui::pages::renewals::selection::RenewalsBar;
use leptos::prelude::*;
use model::forms::changes::AutoRenewForm;
use model::lists::{ExpiryWindow, FilterSetting, List, RenewalFilter, ResourceRow};
use model::mirror::Coverage;
use model::page::Paging;
use model::resources::Resource;
use model::users::Permission;

/// `/renewals`
#[component]
pub fn RenewalsPage() -> impl IntoView {
    let asked = state::<RenewalFilter>();
    let data = async move { Ok((list(asked).await?, expiring_weeks().await?)) };
    load_list(tr!("shell-renewals"), data, |(data, weeks)| view! { <RenewalsView data=data weeks=weeks /> })
}

/// The page with its data.
#[component]
pub fn RenewalsView(
    data: ListData<RenewalFilter>,
    /// Number of resources without auto-renewal that expire, for each of the next twelve weeks.
    weeks: Vec<u64>,
) -> impl IntoView {
    let title = title(&data.filter, data.listing.total);
    let form = Filled::of(&AutoRenewForm::default());
    let error = form.error();
    let unknown = data.listing.coverage.as_ref().is_some_and(Coverage::is_unknown);
    let calendar = !data.filter.is_narrowed() && data.wrong.is_empty() && !unknown;
    let above = move || {
        let error = error.clone().map(|error| view! { <ErrorPanel error=error /> });
        let weeks = calendar.then(|| weeks.clone());
        view! { {error} {weeks.map(|weeks| view! { <Calendar weeks=weeks /> })} }
    };
    let rows: Vec<Row> = data.listing.rows.iter().cloned().map(|shown| row(shown, &form)).collect();
    let some = !rows.is_empty();
    let (filter, total) = (data.filter.clone(), data.listing.total);
    // The form around the table acts on the selected rows.
    let around = move |table: AnyView| {
        view! {
            <form id="selection" class="renewals" method="get" action="/renewals/prices">
                {table}
                {some.then(|| view! { <RenewalsBar may=viewer().may(Permission::Order) filter=filter total=total /> })}
            </form>
        }
        .into_any()
    };
    let windows = data.filter.clone();
    view! {
        <ListPage
            data=data
            title=title
            columns=columns()
            rows=rows
            select=Some(AutoRenewForm::IDS.list)
            around=Some(Box::new(around) as TableWrapper)
            above=above
        >
            <Windows filter=windows />
        </ListPage>
    }
    .into_any()
}

#[component]
fn Calendar(weeks: Vec<u64>) -> impl IntoView {
    view! {
        <Section title=tr!("renewals-calendar") id="calendar" beside=|| tr!("renewals-calendar-what")>
            <WeekStrip weeks=weeks now=viewer().now label=tr!("renewals-calendar") />
        </Section>
    }
    .into_any()
}

fn title(filter: &RenewalFilter, total: u64) -> String {
    let n = format::count(total);
    match filter.window {
        Some(ExpiryWindow::AtRisk) => tr!("renewals-title-past", count = total, n = n),
        Some(window @ (ExpiryWindow::Week | ExpiryWindow::Month | ExpiryWindow::Quarter)) => {
            let days = u64::try_from(window.days()).unwrap_or_default();
            tr!("renewals-title-window", count = total, n = n, days = days)
        }
        None if filter.is_narrowed() => tr!("renewals-title-matching", count = total, n = n),
        None => tr!("renewals-title", count = total, n = n),
    }
}

/// The time windows, as links.
#[component]
fn Windows(filter: RenewalFilter) -> impl IntoView {
    let link = move |window: Option<ExpiryWindow>| {
        let here = filter.window == window;
        let to =
            RenewalFilter { window, paging: Paging { page: 1, ..filter.paging.clone() }, ..filter.clone() };
        let word = |window: ExpiryWindow| value_text::<RenewalFilter>("window", &FilterSetting::of(&window));
        let text = window.map_or_else(|| tr!("renewals-window-all"), word);
        view! {
            <li>
                <a href=paths::renewals(&to) aria-current=here.then_some("true")>
                    {text}
                </a>
            </li>
        }
    };
    let windows = ExpiryWindow::ALL.into_iter().map(Some).chain([None]);
    view! {
        <ul class="tallies" aria-label=tr!("renewals-windows")>
            {windows.map(link).collect_view()}
        </ul>
    }
    .into_any()
}

fn columns() -> Vec<Column> {
    vec![
        Column::text("name", tr!("renewals-resource")).lead(),
        Column::text("customer", tr!("renewals-customer")).party(),
        Column::text("service", tr!("renewals-service")).middle(),
        Column::text("deletion", tr!("renewals-status")),
        Column::text("expires", tr!("renewals-expires")),
        Column::text("policy", tr!("renewals-then")),
    ]
}

fn row(row: ResourceRow, form: &Filled) -> Row {
    let ResourceRow { resource, customer_name, attached, .. } = row;
    let attached = (attached > 0).then(|| {
        view! { <span class="attached">{tr!("renewals-attached", count = u64::from(attached))}</span> }
    });
    let name = resource.display_name().to_owned();
    let service = resource.service_name.clone().or_else(|| resource.service_code.clone());
    let pick = (resource.id.to_string(), format!("{name}, {customer_name}"));
    let picked = form.has(AutoRenewForm::IDS, resource.id.as_str());
    let cells = vec![
        view! {
            <strong class="name">{name}</strong>
            {attached}
            <span class="sub">
                <Id id=resource.id.to_string() />
            </span>
        }
        .into_any(),
        view! { <a href=paths::customer(&resource.customer)>{customer_name}</a> }.into_any(),
        view! {
            {service}
            <span class="sub">{detail(&resource)}</span>
        }
        .into_any(),
        view! { <ResourceState resource=resource.clone() /> }.into_any(),
        view! { <Expiry resource=resource.clone() /> }.into_any(),
        view! { <OnExpiry resource=resource /> }.into_any(),
    ];
    Row::new(cells).picked_by(pick.0, pick.1).checked(picked)
}

fn detail(resource: &Resource) -> String {
    let parts = [resource.specification.as_deref(), resource.region.as_deref()];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" \u{b7} ")
}

/// What happens on expiry, and whether auto-renewal may charge at any moment.
#[component]
pub fn OnExpiry(resource: Resource) -> impl IntoView {
    let text = resource.expire_policy.map(terms::policy);
    if resource.may_be_charged_by_itself(viewer().now) {
        return view! {
            <Badge tone=Tone::Warn text=tr!("renewals-charging-soon") />
        }
        .into_any();
    }
    if resource.auto_renews() {
        return view! { <Badge tone=Tone::Live text=text.unwrap_or_default() /> }.into_any();
    }
    text.into_any()
}
