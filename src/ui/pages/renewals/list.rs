//! The list of what expires: what, when, and what happens then.

use crate::api::renewals::{expiring_weeks, resource_services, resources};
use crate::context::viewer;
use crate::paths;
use crate::tr;
use crate::ui::components::terms;
use crate::ui::components::{
    Badge, Chip, Choice, Column, Due, Empty, ErrorPanel, ExportLink, Filled, FilterBar, FreshnessLine, Id,
    Nothing, PageHead, Pager, ResourceStatusBadge, Row, Section, Table, Tone, WeekStrip,
};
use crate::ui::format;
use crate::ui::load::{load_list, state};
use crate::ui::pages::renewals::selection::SelectionBar;
use leptos::prelude::*;
use model::error::AppError;
use model::forms::changes::AutoRenewForm;
use model::lists::{ExpiryWindow, RenewalFilter, ResourceRow};
use model::page::{Direction, Listing, Paging};
use model::resources::Resource;
use model::users::Permission;

/// What the page shows.
#[derive(Clone, Debug)]
pub struct Data {
    /// The state of the list.
    pub filter: RenewalFilter,
    /// The rows.
    pub listing: Listing<ResourceRow>,
    /// To filter by: code and name.
    pub services: Vec<(String, String)>,
    /// How many need a renewal in each of the next twelve weeks.
    pub weeks: Vec<u64>,
}

/// `/renewals`
#[component]
pub fn RenewalsPage() -> impl IntoView {
    load_list(tr!("shell-renewals"), fetch(state()), |data| view! { <RenewalsView data=data /> })
}

async fn fetch(filter: RenewalFilter) -> Result<Data, AppError> {
    Ok(Data {
        listing: resources(filter.clone()).await?,
        services: resource_services().await?,
        weeks: expiring_weeks().await?,
        filter,
    })
}

/// The page with its data.
#[component]
pub fn RenewalsView(
    /// What it shows.
    data: Data,
) -> impl IntoView {
    let Data { filter, listing, services, weeks } = data;
    let freshness = listing.freshness;
    let title = title(&filter, listing.total);
    let chips = chips(&filter, &listing, &services);
    let form = Filled::of(&AutoRenewForm::default());
    let error = form.error();
    let (windows, pager) = (filter.clone(), pager(&filter, listing.total));
    let whole = pager.clone();
    let actions = move || view! { <ExportLink pager=whole.clone() /> };
    view! {
        <PageHead title=title actions=actions>
            <Windows filter=windows />
        </PageHead>
        {error.map(|error| view! { <ErrorPanel error=error /> })}
        {(!is_narrowed(&filter)).then(|| view! { <Calendar weeks=weeks /> })}
        <FilterBar
            action="/renewals"
            search_label=tr!("renewals-search")
            search=filter.search.clone()
            choices=choices(&filter, &services)
            keep=keep(&filter)
            chips=chips
            clear=paths::renewals(&RenewalFilter::default())
        >
            <FreshnessLine freshness=freshness />
        </FilterBar>
        <Rows listing=listing pager=pager form=form />
    }
    .into_any()
}

fn pager(filter: &RenewalFilter, total: u64) -> Pager {
    let linked = filter.clone();
    let link = move |paging: Paging| paths::renewals(&RenewalFilter { paging, ..linked.clone() });
    Pager::new(&filter.paging, total, ("expires", Direction::Ascending), link)
}

/// The rows, in the form that acts on the ones selected.
#[component]
fn Rows(listing: Listing<ResourceRow>, pager: Pager, form: Filled) -> impl IntoView {
    let nothing = if listing.total_unfiltered == 0 {
        Nothing::Yet(tr!("renewals-none"), tr!("renewals-none-why"))
    } else {
        Nothing::FilteredOut(listing.total_unfiltered, paths::renewals(&RenewalFilter::default()))
    };
    let empty = move || view! { <Empty nothing=nothing.clone() /> };
    let some = !listing.rows.is_empty();
    let rows = listing.rows.into_iter().map(|shown| row(shown, &form)).collect();
    view! {
        <form id="selection" class="renewals" method="get" action="/renewals/prices">
            <Table
                caption=tr!("renewals-caption")
                columns=columns()
                rows=rows
                pager=pager
                select=Some(AutoRenewForm::IDS.list)
                empty=empty
            />
            {some.then(|| view! { <SelectionBar may=viewer().may(Permission::Order) /> })}
        </form>
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

fn is_narrowed(filter: &RenewalFilter) -> bool {
    let RenewalFilter { search, window, auto, service, customer, .. } = filter;
    search.is_some() || window.is_some() || auto.is_some() || service.is_some() || customer.is_some()
}

fn title(filter: &RenewalFilter, total: u64) -> String {
    let n = format::count(total);
    match filter.window {
        Some(ExpiryWindow::Past) => tr!("renewals-title-past", count = total, n = n),
        Some(window) => {
            let days = u64::try_from(window.days()).unwrap_or_default();
            tr!("renewals-title-window", count = total, n = n, days = days)
        }
        None if is_narrowed(filter) => tr!("renewals-title-matching", count = total, n = n),
        None => tr!("renewals-title", count = total, n = n),
    }
}

fn window_text(window: ExpiryWindow) -> String {
    match window {
        ExpiryWindow::Past => tr!("renewals-window-past"),
        window => tr!("renewals-window-days", count = u64::try_from(window.days()).unwrap_or_default()),
    }
}

/// The windows as links: one press, one answer.
#[component]
fn Windows(filter: RenewalFilter) -> impl IntoView {
    let link = move |window: Option<ExpiryWindow>| {
        let here = filter.window == window;
        let to =
            RenewalFilter { window, paging: Paging { page: 1, ..filter.paging.clone() }, ..filter.clone() };
        let text = window.map_or_else(|| tr!("renewals-window-all"), window_text);
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

/// What the form keeps without showing it: the order of rows, the window (links above), the customer.
fn keep(filter: &RenewalFilter) -> Vec<(&'static str, String)> {
    let mut keep = filter.paging.write();
    if let Some(window) = filter.window {
        keep.push(("window", window.code().to_owned()));
    }
    if let Some(customer) = &filter.customer {
        keep.push(("customer", customer.to_string()));
    }
    keep
}

fn auto_text(on: bool) -> String {
    if on { tr!("renewals-auto-on") } else { tr!("renewals-auto-off") }
}

fn choices(filter: &RenewalFilter, services: &[(String, String)]) -> Vec<Choice> {
    vec![
        Choice {
            name: "auto",
            label: tr!("renewals-auto"),
            any: tr!("renewals-any-auto"),
            options: vec![("off".to_owned(), auto_text(false)), ("on".to_owned(), auto_text(true))],
            value: filter.auto.map(|on| if on { "on".to_owned() } else { "off".to_owned() }),
        },
        Choice {
            name: "service",
            label: tr!("renewals-service"),
            any: tr!("renewals-any-service"),
            options: services.to_vec(),
            value: filter.service.clone(),
        },
    ]
}

fn chips(filter: &RenewalFilter, listing: &Listing<ResourceRow>, services: &[(String, String)]) -> Vec<Chip> {
    let base = RenewalFilter { paging: Paging { page: 1, ..filter.paging.clone() }, ..filter.clone() };
    let mut chips = Vec::new();
    let mut chip = |label: String, without: RenewalFilter| {
        chips.push(Chip { label, without: paths::renewals(&without) });
    };
    if let Some(search) = &filter.search {
        chip(format!("\u{201c}{search}\u{201d}"), RenewalFilter { search: None, ..base.clone() });
    }
    if let Some(window) = filter.window {
        chip(window_text(window), RenewalFilter { window: None, ..base.clone() });
    }
    if let Some(on) = filter.auto {
        chip(auto_text(on), RenewalFilter { auto: None, ..base.clone() });
    }
    if let Some(code) = &filter.service {
        let name = services.iter().find(|(known, _)| known == code).map_or(code, |(_, name)| name);
        chip(name.clone(), RenewalFilter { service: None, ..base.clone() });
    }
    if let Some(id) = &filter.customer {
        let name = listing.rows.first().map_or_else(|| id.to_string(), |row| row.customer_name.clone());
        chip(name, RenewalFilter { customer: None, ..base });
    }
    chips
}

fn columns() -> Vec<Column> {
    vec![
        Column::text("name", tr!("renewals-resource")).sorted(Direction::Ascending).lead(),
        Column::text("customer", tr!("renewals-customer")).sorted(Direction::Ascending),
        Column::text("service", tr!("renewals-service")).sorted(Direction::Ascending),
        Column::text("status", tr!("renewals-status")).wide(),
        Column::text("expires", tr!("renewals-expires")).sorted(Direction::Ascending),
        Column::text("policy", tr!("renewals-then")),
    ]
}

fn row(row: ResourceRow, form: &Filled) -> Row {
    let ResourceRow { resource, customer_name, attached } = row;
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
        resource.status.map(|status| view! { <ResourceStatusBadge status=status /> }).into_any(),
        view! { <Due at=resource.expires_at /> }.into_any(),
        view! { <Then resource=resource /> }.into_any(),
    ];
    Row::new(cells).picked_by(pick.0, pick.1).checked(picked)
}

fn detail(resource: &Resource) -> String {
    let parts = [resource.specification.as_deref(), resource.region.as_deref()];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" \u{b7} ")
}

/// What happens at expiry, and whether the vendor may charge for it at any moment.
#[component]
pub fn Then(
    /// The resource.
    resource: Resource,
) -> impl IntoView {
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
