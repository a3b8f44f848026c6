//! The page of one renewal: its state, its orders, and the resources that were skipped.

use crate::api::renewals::renewal;
use crate::context::viewer;
use crate::paths;
use crate::tr;
use crate::ui::components::api_calls::Calls;
use crate::ui::components::intents_table::IntentsTable;
use crate::ui::components::terms;
use crate::ui::components::{
    Amount, Column, Due, ErrorPanel, Fact, Facts, Filled, History, Id, IntentStatus, IntentTimes, LinkButton,
    LivePage, MaybeAmount, OrderStatusBadge, PageHead, PayStateBadge, PostForm, RiskOf, Row, RowLink,
    Section, StageBadge, Stale, Submit, Table, Unknown, Weight, explain_failure, pay_step,
};
use crate::ui::load::{id, load};
use crate::ui::pages::orders::list::Deadline;
use crate::ui::pages::renewals::candidates::Candidates;
use crate::ui::pages::renewals::list::OnExpiry;
use crate::ui::pages::renewals::words;
use leptos::prelude::*;
use model::error::AppError;
use model::forms::renewals::DecideRenewalForm;
use model::ids::IntentId;
use model::intents::{IntentKind, Stage};
use model::lists::RenewalFilter;
use model::renewals::{Renewal, ResourceFailure};
use model::resources::Resource;
use model::users::Permission;
use model::views::{OrderView, RenewalView};

/// `/renewals/:id`
#[component]
pub fn RenewalPage() -> impl IntoView {
    load(fetch(id()), |data| view! { <RenewalDetail data=data /> })
}

async fn fetch(id: Result<IntentId, AppError>) -> Result<RenewalView, AppError> {
    renewal(id?).await
}

/// The page with its data.
#[component]
pub fn RenewalDetail(data: RenewalView) -> impl IntoView {
    let RenewalView {
        renewal,
        customer,
        resources,
        orders,
        candidates,
        related: beside,
        calls,
        steps,
        may_decide,
        now,
    } = data;
    let open = renewal.stage.is_live() && !may_decide;
    let in_doubt = renewal.stage.is_in_doubt() && !candidates.is_empty();
    let id = renewal.id.clone();
    let here = paths::renewal(&renewal.id);
    let name = customer.display_name().to_owned();
    let crumbs = vec![(tr!("renewals-all"), paths::renewals(&RenewalFilter::default()))];
    let failures = renewal.what.failures.clone();
    let word = words::state_key(&renewal, &orders, in_doubt);
    let title = words::title(&renewal, &orders);
    let (kind, stage, number) = (IntentKind::Renew, renewal.stage, renewal.id.to_string());
    let failure = renewal.failure.clone().filter(|_| !stage.had_effect());
    let (known, next_check_at) = (renewal.clone(), renewal.next_check_at);
    view! {
        <LivePage open=open here=here>
            <PageHead title=title crumbs=crumbs>
                <StageBadge kind=kind stage=stage boxed=true />
                <Id id=number />
                <a href=paths::customer(&customer.id)>{name}</a>
            </PageHead>
            <IntentStatus
                stage=if word == words::CANCELLED { Stage::Void } else { stage }
                means=words::text("renewals-means", word)
                next=words::text("renewals-next", word)
                next_check_at=next_check_at
                now=now
                waits=word == words::UNPAID
            >
                <Next renewal=renewal word=word may_decide=may_decide in_doubt=in_doubt />
            </IntentStatus>
            {failure.map(|failure| view! { <ErrorPanel error=AppError::Partner(Box::new(failure)) /> })}
            {in_doubt.then(|| view! { <Candidates id=id orders=candidates may_decide=may_decide /> })}
            <Orders orders=orders />
            <Skipped failures=failures resources=resources.clone() />
            <Details renewal=known />
            <IntentsTable title=tr!("renewals-beside") rows=beside />
            <Resources resources=resources />
            <History kind=kind steps=steps />
            <Calls calls=calls />
        </LivePage>
    }
    .into_any()
}

/// What the viewer can do.
#[component]
fn Next(renewal: Renewal, word: &'static str, may_decide: bool, in_doubt: bool) -> impl IntoView {
    let form = Filled::of(&DecideRenewalForm { id: renewal.id.clone() });
    let error = form.error();
    let without_order = matches!(renewal.stage, Stage::Rejected | Stage::ConfirmedNotDone | Stage::Void);
    let ended = without_order || word == words::CANCELLED;
    let again = ended.then(|| {
        let href = paths::prices(&renewal.what.resources, &[renewal.what.period]);
        view! { <LinkButton href=href label=tr!("renewals-price-again") primary=true /> }
    });
    // With candidate orders to choose from, "no order" is the less likely outcome.
    let weight = if in_doubt { Weight::Plain } else { Weight::Decision };
    let decide = may_decide.then(|| {
        view! {
            <PostForm of=form silent=true>
                <Submit label=tr!("renewals-decide-undone") weight=weight />
            </PostForm>
        }
    });
    view! {
        {error.map(|error| view! { <ErrorPanel error=error /> })}
        <div class="actions">{decide} {again}</div>
    }
    .into_any()
}

/// The orders of the renewal; each is paid on its own page.
#[component]
fn Orders(orders: Vec<OrderView>) -> impl IntoView {
    let columns = vec![
        Column::text("id", tr!("orders-id")).lead(),
        Column::text("status", tr!("orders-status")),
        Column::number("amount", tr!("orders-net")),
        Column::text("deadline", tr!("orders-deadline")),
        Column::text("pay", tr!("orders-payment")),
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
    let live = view.payments.iter().find(|payment| payment.stage.is_live());
    let step = view.pay.as_ref().map(|pay| pay_step(&order, pay)).filter(|step| !step.pays);
    let action = match live {
        Some(payment) => {
            view! { <LinkButton href=paths::payment(&payment.id) label=tr!("payments-to-payment") /> }
                .into_any()
        }
        None if let Some(step) = step => view! { <LinkButton href=step.href label=step.label /> }.into_any(),
        None if order.is_waiting_for_payment() && viewer().may(Permission::Pay) => {
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
        view! { <PayStateBadge pay=view.pay /> }.into_any(),
        action,
    ]))
}

/// Resources that HUAWEI CLOUD skipped, with the reason.
#[component]
fn Skipped(failures: Vec<ResourceFailure>, resources: Vec<Resource>) -> impl IntoView {
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
fn Details(renewal: Renewal) -> impl IntoView {
    let times = renewal.clone();
    view! {
        <Section title=tr!("payments-known") id="known">
            <Facts>
                <Fact name=tr!("renewals-agreed") number=true>
                    <Amount money=renewal.what.agreed />
                </Fact>
                <Fact name=tr!("renewals-period")>{terms::period(renewal.what.period)}</Fact>
                <IntentTimes intent=times quoted=tr!("intent-quoted-at") />
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
            view! {
                <Due at=resource.expires_at />
                <RiskOf resource=resource.clone() />
            }
            .into_any(),
            view! { <OnExpiry resource=resource /> }.into_any(),
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
