//! One renewal, on its stable page: its state, the orders it made, what was left out.

use super::calls::Calls;
use super::payment::{LOOK_EVERY, watch_words};
use super::terms;
use crate::api::renewals::renewal;
use crate::model::error::AppError;
use crate::model::ids::RenewalId;
use crate::model::lists::RenewalFilter;
use crate::model::renewal::{Renewal, RenewalState, ResourceFailure};
use crate::model::resource::Resource;
use crate::model::user::Action;
use crate::model::views::{OrderView, RenewalView};
use crate::tr;
use crate::ui::components::{
    Amount, Column, Due, ErrorPanel, Fact, Facts, Icon, Id, Instant, LinkButton, MaybeAmount,
    OrderStatusBadge, PageHead, RenewalStateBadge, Row, RowLink, Section, Stale, Symbol, Table, Unknown,
    explain_failure,
};
use crate::ui::islands::Watch;
use crate::ui::load::{id, load};
use crate::ui::pages::orders::Deadline;
use crate::ui::pages::renewals::Then;
use crate::ui::{paths, viewer};
use leptos::prelude::*;

/// `/renewals/:id`
#[component]
pub fn RenewalPage() -> impl IntoView {
    load(fetch(id()), |data| view! { <RenewalDetail data=data /> })
}

async fn fetch(id: Result<RenewalId, AppError>) -> Result<RenewalView, AppError> {
    renewal(id?).await
}

/// The page with its data.
#[component]
pub fn RenewalDetail(
    /// What it shows.
    data: RenewalView,
) -> impl IntoView {
    let RenewalView { renewal, customer, resources, orders, calls, .. } = data;
    let open = renewal.state.is_live();
    let here = paths::renewal(&renewal.id);
    let name = customer.display_name().to_owned();
    let crumbs = vec![(tr!("renewals-all"), paths::renewals(&RenewalFilter::default()))];
    let failures = renewal.failures.clone();
    let title = title(&renewal, &orders);
    let (state, number) = (renewal.state, renewal.id.to_string());
    view! {
        <div id="live" data-open=open.then_some("")>
            <PageHead title=title crumbs=crumbs>
                <RenewalStateBadge state=state boxed=true />
                <Id id=number />
                <a href=paths::customer(&customer.id)>{name}</a>
            </PageHead>
            <Standing renewal=renewal.clone() orders=orders.clone() />
            <Orders orders=orders />
            <LeftOut failures=failures resources=resources.clone() />
            <Known renewal=renewal />
            <Resources resources=resources />
            <Calls calls=calls />
        </div>
        {open.then(|| view! {
            <Watch words=watch_words() every=LOOK_EVERY />
            <noscript>
                <meta http-equiv="refresh" content="10" />
                <a class="button" href=here>{tr!("payments-look-again")}</a>
            </noscript>
        })}
    }
    .into_any()
}

/// Orders that still wait for payment.
fn waiting(orders: &[OrderView]) -> usize {
    let details = orders.iter().filter_map(|order| order.details.value.as_ref());
    details.filter(|details| details.order.is_waiting_for_payment()).count()
}

fn title(renewal: &Renewal, orders: &[OrderView]) -> String {
    let count = u64::try_from(renewal.resources.len()).unwrap_or_default();
    let period = terms::period(renewal.period);
    match renewal.state {
        RenewalState::Confirmed => tr!("renewals-title-confirmed", count = count, period = period),
        RenewalState::Sent => tr!("renewals-title-sent", count = count, period = period),
        RenewalState::Unknown => tr!("renewals-title-unknown", count = count, period = period),
        RenewalState::Rejected => tr!("renewals-title-rejected", count = count, period = period),
        RenewalState::Ordered => match u64::try_from(waiting(orders)).unwrap_or_default() {
            0 => tr!("renewals-title-settled", count = count, period = period),
            waiting => tr!("renewals-title-ordered", count = waiting, period = period),
        },
    }
}

/// What the state means, and what happens next.
#[component]
fn Standing(renewal: Renewal, orders: Vec<OrderView>) -> impl IntoView {
    let unpaid = waiting(&orders) > 0;
    let (means, next) = match renewal.state {
        RenewalState::Confirmed => (tr!("renewals-means-confirmed"), tr!("renewals-next-confirmed")),
        RenewalState::Sent => (tr!("renewals-means-sent"), tr!("renewals-next-sent")),
        RenewalState::Unknown => (tr!("renewals-means-unknown"), tr!("renewals-next-unknown")),
        RenewalState::Rejected => (tr!("renewals-means-rejected"), tr!("renewals-next-rejected")),
        RenewalState::Ordered if unpaid => (tr!("renewals-means-ordered"), tr!("renewals-next-ordered")),
        RenewalState::Ordered => (tr!("renewals-means-settled"), tr!("renewals-next-settled")),
    };
    let (class, icon) = match renewal.state {
        RenewalState::Confirmed | RenewalState::Sent => ("standing live", Icon::Clock),
        RenewalState::Ordered if unpaid => ("standing live", Icon::Orders),
        RenewalState::Ordered => ("standing done", Icon::Tick),
        RenewalState::Unknown => ("standing unknown", Icon::Question),
        RenewalState::Rejected => ("standing", Icon::Stop),
    };
    let again = (renewal.state == RenewalState::Rejected).then(|| {
        let href = paths::prices(&renewal.resources, &[renewal.period]);
        view! {
            <div class="actions">
                <LinkButton href=href label=tr!("renewals-price-again") primary=true />
            </div>
        }
    });
    let failure = renewal.failure.filter(|_| renewal.state != RenewalState::Ordered);
    view! {
        <div class=class role="status">
            <Symbol icon=icon />
            <div>
                <p class="means">{means}</p>
                <p>{next}</p>
                {again}
            </div>
        </div>
        {failure.map(|failure| view! { <ErrorPanel error=AppError::Partner(Box::new(failure)) /> })}
    }
    .into_any()
}

/// The orders it made; each is paid once, on its own page.
#[component]
fn Orders(orders: Vec<OrderView>) -> impl IntoView {
    let columns = vec![
        Column::text("id", tr!("orders-id")).lead(),
        Column::text("status", tr!("orders-status")),
        Column::number("amount", tr!("orders-net")),
        Column::text("deadline", tr!("orders-deadline")),
        Column::actions(tr!("orders-actions")),
    ];
    (!orders.is_empty()).then(|| {
        let stale = orders.iter().find_map(|order| order.details.failure.clone());
        view! {
            <Section title=tr!("renewals-orders") id="orders">
                <Stale failure=stale />
                <Table
                    caption=tr!("renewals-orders")
                    columns=columns
                    rows=orders.into_iter().filter_map(order_row).collect()
                />
            </Section>
        }
        .into_any()
    })
}

fn order_row(view: OrderView) -> Option<Row> {
    let order = view.details.value?.order;
    let live = view.payments.iter().find(|payment| payment.state.is_live());
    let action = match live {
        Some(payment) => {
            view! { <LinkButton href=paths::payment(&payment.id) label=tr!("payments-to-payment") /> }
                .into_any()
        }
        None if order.is_waiting_for_payment() && viewer().may(Action::Pay) => {
            view! { <LinkButton href=paths::pay(&order.id) label=tr!("orders-review") primary=true /> }
                .into_any()
        }
        None => ().into_any(),
    };
    Some(Row::new(vec![
        view! { <RowLink href=paths::order(&order.id) name=order.id.to_string() /> }.into_any(),
        view! { <OrderStatusBadge status=order.status /> }.into_any(),
        view! { <MaybeAmount money=order.amount.clone() /> }.into_any(),
        view! { <Deadline order=order /> }.into_any(),
        action,
    ]))
}

/// Resources that the partner left out, and why.
#[component]
fn LeftOut(failures: Vec<ResourceFailure>, resources: Vec<Resource>) -> impl IntoView {
    let line = move |left_out: ResourceFailure| {
        let known = resources.iter().find(|resource| resource.id == left_out.resource);
        let name =
            known.map_or_else(|| left_out.resource.to_string(), |known| known.display_name().to_owned());
        let explained = explain_failure(&left_out.failure);
        let quote = explained.quote.map(|words| format!(" \u{201c}{words}\u{201d}"));
        view! {
            <li>
                <strong>{name}</strong>
                ": "
                {explained.what}
                {quote}
                " "
                {explained.next}
                {explained.code.map(|code| view! { " " <code>{code}</code> })}
            </li>
        }
    };
    (!failures.is_empty()).then(|| {
        view! {
            <div class="refusals">
                <h3>{tr!("renewals-left-out")}</h3>
                <ul>{failures.into_iter().map(line).collect_view()}</ul>
            </div>
        }
        .into_any()
    })
}

#[component]
fn Known(renewal: Renewal) -> impl IntoView {
    view! {
        <Section title=tr!("payments-known") id="known">
            <Facts>
                <Fact name=tr!("renewals-agreed") number=true>
                    <Amount money=renewal.agreed />
                </Fact>
                <Fact name=tr!("renewals-period")>{terms::period(renewal.period)}</Fact>
                <Fact name=tr!("payments-confirmed-by")>{renewal.created_by}</Fact>
                <Fact name=tr!("payments-confirmed-at")>
                    <Instant at=renewal.created_at exact=true />
                </Fact>
                <Fact name=tr!("renewals-changed-at")>
                    <Instant at=renewal.changed_at exact=true />
                </Fact>
            </Facts>
        </Section>
    }
    .into_any()
}

#[component]
fn Resources(resources: Vec<Resource>) -> impl IntoView {
    let columns = vec![
        Column::text("name", tr!("renewals-resource")).lead(),
        Column::text("service", tr!("renewals-service")),
        Column::text("expires", tr!("renewals-expires-now")),
        Column::text("policy", tr!("renewals-then")),
    ];
    let row = |resource: Resource| {
        let service = resource.service_name.clone().or_else(|| resource.service_code.clone());
        let service = match service {
            Some(service) => service.into_any(),
            None => view! { <Unknown /> }.into_any(),
        };
        Row::new(vec![
            view! {
                <strong class="name">{resource.display_name().to_owned()}</strong>
                <span class="sub">
                    <Id id=resource.id.to_string() />
                </span>
            }
            .into_any(),
            service,
            view! { <Due at=resource.expires_at /> }.into_any(),
            view! { <Then resource=resource /> }.into_any(),
        ])
    };
    (!resources.is_empty()).then(|| {
        view! {
            <Section title=tr!("renewals-what") id="resources">
                <Table caption=tr!("renewals-what") columns=columns rows=resources.into_iter().map(row).collect() />
            </Section>
        }
        .into_any()
    })
}
