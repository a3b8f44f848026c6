//! The review of a renewal: one group of resources and one period, before the order is placed.

use super::prices_budget::ReviewBudget;
use super::prices_notes::{PriceNotes, Refusals};
use super::prices_order::{Changed, OrderButton};
use crate::context::viewer;
use crate::paths;
use crate::tr;
use crate::ui::components::terms;
use crate::ui::components::{
    Amount, Column, Due, ErrorPanel, Fact, Facts, Filled, LinkButton, PageHead, PostForm, Refused, RiskOf,
    Row, Section, Stale, Submit, Table, Unknown,
};
use crate::ui::format;
use crate::ui::pages::notes::section::NoteErrors;
use leptos::prelude::*;
use model::forms::budgets::SetBudgetForm;
use model::forms::changes::AutoRenewForm;
use model::forms::renewals::RenewForm;
use model::ids::{CustomerId, IntentId, ResourceId};
use model::money::Money;
use model::orders::PAYMENT_DAYS;
use model::raise::RaiseFor;
use model::renewals::{Period, Quote, ends};
use model::resources::Resource;
use model::time::{Timestamp, plus_months};
use model::users::Permission;
use model::views::{PriceGrid, Read};

/// What renewing does, and the button.
#[component]
pub fn Review(
    /// With exactly one period.
    grid: PriceGrid,
    /// Breadcrumbs.
    crumbs: Vec<(String, String)>,
) -> impl IntoView {
    let PriceGrid { customer, resources, prices, waiting, budget, intent } = grid;
    let Read { value, failure, .. } = resources;
    let resources = value.unwrap_or_default();
    let price = prices.first().cloned();
    let period = price.as_ref().map_or(Period::Months(1), |price| price.period);
    let quote = price.and_then(|price| price.quote.ok());
    let count = u64::try_from(resources.len()).unwrap_or_default();
    let ids: Vec<ResourceId> = resources.iter().map(|resource| resource.id.clone()).collect();
    let compare = paths::prices(&ids, &[]);
    let net = quote.as_ref().and_then(Quote::net);
    let seen_ends = ends(&resources.iter().collect::<Vec<_>>());
    let (to_customer, name) = (paths::customer(&customer.id), customer.display_name().to_owned());
    let asked = RenewForm::about(intent.clone(), customer.id.clone());
    let (noted, listed, priced) = (resources.clone(), resources.clone(), quote.clone());
    let covered = quote.clone();
    // The budget was raised for this renewal just now.
    let raised = vec![SetBudgetForm::notice_of(&RaiseFor::Renewal(ids, period))];
    let charged: Vec<ResourceId> = {
        let now = viewer().now;
        let charged = resources.iter().filter(|resource| resource.may_be_charged_by_itself(now));
        charged.map(|resource| resource.id.clone()).collect()
    };
    view! {
        <PageHead
            title=tr!("renewals-review-title", count = count, n = format::count(count), period = terms::period(period))
            crumbs=crumbs
            forms=raised
            actions=move || view! { <LinkButton href=compare.clone() label=tr!("renewals-compare") /> }
        >
            <a href=to_customer>{name}</a>
            <span>{tr!("renewals-prices-live")}</span>
        </PageHead>
        <NoteErrors />
        <Changed form=asked now=net />
        <Stale failure=failure shown=!noted.is_empty() />
        <PriceNotes resources=noted />
        <StopCharging ids=charged />
        <div class="pay-page">
            <div class="what">
                <Section title=tr!("renewals-what") id="resources">
                    <Resources resources=listed quote=priced period=period />
                </Section>
                <Refusals resources=resources prices=prices waiting=waiting />
                <ReviewBudget budget=budget quote=covered />
            </div>
            <div class="decide">
                <Decision customer=customer.id quote=quote period=period ends=seen_ends intent=intent />
            </div>
        </div>
    }
    .into_any()
}

/// A link to switch off auto-renewal, so that HUAWEI CLOUD does not charge the same resources
/// meanwhile.
#[component]
fn StopCharging(ids: Vec<ResourceId>) -> impl IntoView {
    let offered = !ids.is_empty() && viewer().may(Permission::Order);
    let form = Filled::of(&AutoRenewForm { ids, ..AutoRenewForm::default() });
    let error = form.error();
    view! {
        {error.map(|error| view! { <ErrorPanel error=error /> })}
        {offered.then(|| view! {
            <PostForm of=form silent=true>
                <div class="actions">
                    <Submit label=tr!("renewals-auto-switch-off") pair=(AutoRenewForm::ON.name, "no".to_owned()) />
                </div>
            </PostForm>
        })}
    }
    .into_any()
}

/// The resources with current expiry, expected expiry, and price.
#[component]
fn Resources(resources: Vec<Resource>, quote: Option<Quote>, period: Period) -> impl IntoView {
    let columns = vec![
        Column::text("name", tr!("renewals-resource")).lead(),
        Column::text("expires", tr!("renewals-expires-now")),
        Column::text("until", tr!("renewals-expires-then")),
        Column::number("list", tr!("renewals-list-total")),
    ];
    let row = move |resource: Resource| {
        let price = quote.as_ref().and_then(|quote| {
            let found = quote.prices.iter().find(|price| price.resource == resource.id)?;
            Some(Money::new(found.amount, quote.currency.clone()))
        });
        let until = resource
            .end()
            .and_then(|end| later(end, period))
            .map(|end| tr!("renewals-about", day = format::day(end)));
        let service = resource.service_name.clone().or_else(|| resource.service_code.clone());
        Row::new(vec![
            view! {
                <strong class="name">{resource.display_name().to_owned()}</strong>
                <span class="sub">{service}</span>
            }
            .into_any(),
            view! {
                <Due at=resource.expires_at />
                <RiskOf resource=resource.clone() />
            }
            .into_any(),
            until.into_any(),
            match price {
                Some(price) => view! { <Amount money=price /> }.into_any(),
                None => view! { <Unknown /> }.into_any(),
            },
        ])
    };
    let rows = resources.into_iter().map(row).collect();
    view! { <Table caption=tr!("renewals-what") columns=columns rows=rows /> }.into_any()
}

/// The expected expiry: some calendar months later, as HUAWEI CLOUD counts them. It decides the real one.
fn later(end: Timestamp, period: Period) -> Option<Timestamp> {
    plus_months(end, i64::from(period.months()))
}

/// The price and the button.
#[component]
fn Decision(
    customer: CustomerId,
    quote: Option<Quote>,
    period: Period,
    ends: String,
    intent: IntentId,
) -> impl IntoView {
    let net = quote.as_ref().and_then(Quote::net);
    let ledger = quote.as_ref().map(|quote| view! { <QuoteLedger quote=quote.clone() /> });
    let button = match (quote, net.clone()) {
        (None, _) | (_, None) => {
            view! { <Refused label=tr!("renewals-order-nothing") why=tr!("renewals-no-quote") id="no-quote" /> }.into_any()
        }
        (Some(quote), Some(net)) => view! { <OrderButton customer=customer quote=quote net=net period=period ends=ends intent=intent /> }.into_any(),
    };
    let days = u64::try_from(PAYMENT_DAYS).unwrap_or_default();
    view! {
        <section class="decision" aria-labelledby="decision-heading">
            <h2 id="decision-heading">{tr!("payments-what-happens")}</h2>
            {net.map(|net| view! { <Amount money=net huge=true /> })}
            {ledger}
            <ol class="steps">
                <li>{tr!("renewals-step-order")}</li>
                <li>{tr!("renewals-step-pay")}</li>
                <li>{tr!("renewals-step-locked", count = days)}</li>
            </ol>
            {button}
        </section>
    }
    .into_any()
}

/// From list price to net price.
#[component]
fn QuoteLedger(quote: Quote) -> impl IntoView {
    let (list, net) = (quote.list(), quote.net());
    let off = net.as_ref().zip(list.as_ref()).and_then(|(net, list)| net.checked_sub(list));
    let off = off.filter(|off| !off.is_zero()).map(|off| {
        let name = quote.discount_name.clone().unwrap_or_else(|| tr!("renewals-discount"));
        view! {
            <Fact name=name number=true>
                <Amount money=off />
            </Fact>
        }
    });
    view! {
        <Facts>
            {list.map(|list| view! {
                <Fact name=tr!("renewals-list-total") number=true>
                    <Amount money=list />
                </Fact>
            })}
            {off}
            {net.map(|net| view! {
                <Fact name=tr!("renewals-net-total") number=true total=true>
                    <Amount money=net />
                </Fact>
            })}
        </Facts>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_to_expect_keeps_the_day_where_the_month_has_it() {
        let end: Timestamp = "2026-08-31T15:59:59Z".parse().unwrap();
        assert_eq!(later(end, Period::Months(6)), Some("2027-02-28T15:59:59Z".parse().unwrap()));
        assert_eq!(later(end, Period::Years(1)), Some("2027-08-31T15:59:59Z".parse().unwrap()));
        let night: Timestamp = "2027-02-28T16:30:00Z".parse().unwrap();
        assert_eq!(
            later(night, Period::Months(1)),
            Some("2027-03-31T16:30:00Z".parse().unwrap()),
            "1 Apr in GMT+8"
        );
    }
}
