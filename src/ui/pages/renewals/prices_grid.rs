//! The prices of one group of resources: a row per resource, a column per period.

use super::prices_budget::CoveredPeriods;
use super::prices_notes::{PriceNotes, Refusals};
use super::prices_order::OrderRow;
use crate::paths;
use crate::tr;
use crate::ui::components::terms;
use crate::ui::components::{Amount, Badge, Expiry, LinkButton, MaybeAmount, RiskOf, Stale, Tone, Unknown};
use leptos::prelude::*;
use model::ids::ResourceId;
use model::money::Money;
use model::renewals::{Period, Quote};
use model::resources::Resource;
use model::views::{PeriodPrice, PriceGrid, Read};
use rust_decimal::Decimal;

/// One group: its prices, its obstacles, and for each period a link to the review and a button to order.
#[component]
pub fn Grid(grid: PriceGrid) -> impl IntoView {
    let PriceGrid { customer, resources, prices, waiting, budget, intent } = grid;
    let Read { value, failure, .. } = resources;
    let resources = value.unwrap_or_default();
    let name = customer.display_name().to_owned();
    let policy = resources.first().and_then(|resource| resource.expire_policy).map(terms::policy);
    let policy = policy.map(|policy| tr!("renewals-group-policy", policy = policy));
    let caption = tr!("renewals-grid-caption", name = name.clone());
    let heads = prices.iter().map(|price| {
        view! {
            <th class="num" scope="col" role="columnheader">
                {terms::period(price.period)}
            </th>
        }
    });
    let heads = heads.collect_view();
    let rows = resources.iter().map(|resource| row(resource, &prices)).collect_view();
    let (ordered, of) = (resources.clone(), customer.id.clone());
    view! {
        <section class="grid-group" aria-label=caption.clone()>
            <h2>
                <a href=paths::customer(&customer.id)>{name}</a>
                <span class="small muted">{policy}</span>
            </h2>
            <Stale failure=failure shown=!resources.is_empty() />
            <PriceNotes resources=resources.clone() />
            <table class="table grid" role="table">
                <caption class="sr-only">{caption.clone()}</caption>
                <thead role="rowgroup">
                    <tr role="row">
                        <th scope="col" role="columnheader">
                            {tr!("renewals-resource")}
                        </th>
                        {heads}
                    </tr>
                </thead>
                <tbody role="rowgroup">{rows}</tbody>
                <tfoot role="rowgroup">
                    {totals(&prices)} <OrderRow customer=of resources=ordered prices=prices.clone() intent=intent />
                </tfoot>
            </table>
            <Refusals resources=resources prices=prices.clone() waiting=waiting />
            <CoveredPeriods budget=budget prices=prices />
        </section>
    }
    .into_any()
}

fn row(resource: &Resource, prices: &[PeriodPrice]) -> impl IntoView + use<> {
    let cells = prices.iter().map(|price| {
        view! {
            <td class="num" role="cell" data-label=terms::period(price.period)>
                {cell(&resource.id, price)}
            </td>
        }
    });
    let cells = cells.collect_view();
    let service = resource.service_name.clone().or_else(|| resource.service_code.clone());
    view! {
        <tr role="row">
            <th class="lead" scope="row" role="rowheader">
                <strong class="name">{resource.display_name().to_owned()}</strong>
                <span class="sub">{service}</span>
                <Expiry resource=resource.clone() />
                <RiskOf resource=resource.clone() />
            </th>
            {cells}
        </tr>
    }
    .into_any()
}

/// The list price of a resource for a period, or a text when there is none.
fn cell(resource: &ResourceId, price: &PeriodPrice) -> AnyView {
    let Ok(quote) = &price.quote else {
        return view! { <Unknown /> }.into_any();
    };
    if let Some(found) = quote.prices.iter().find(|found| found.resource == *resource) {
        let money = Money::new(found.amount, quote.currency.clone());
        return view! { <Amount money=money /> }.into_any();
    }
    if quote.failures.iter().any(|skipped| skipped.resource == *resource) {
        return view! { <Badge tone=Tone::Warn text=tr!("renewals-no-price") /> }.into_any();
    }
    view! { <Unknown /> }.into_any()
}

/// Net price per month, unrounded.
fn per_month(quote: &Quote, period: Period) -> Option<Decimal> {
    quote.net_total?.checked_div(Decimal::from(period.months()))
}

/// The lowest price per month. Quotes that skip resources are not compared.
fn cheapest(prices: &[PeriodPrice]) -> Option<Decimal> {
    let complete = prices.iter().filter_map(|price| {
        let quote = price.quote.as_ref().ok().filter(|quote| quote.failures.is_empty())?;
        per_month(quote, price.period)
    });
    complete.min()
}

fn totals(prices: &[PeriodPrice]) -> impl IntoView + use<> {
    let best = cheapest(prices).filter(|_| prices.len() > 1);
    let list = foot(tr!("renewals-list-total"), "", prices, |price| {
        let list = price.quote.as_ref().ok().and_then(Quote::list);
        view! { <MaybeAmount money=list /> }.into_any()
    });
    let net = foot(tr!("renewals-net-total"), "net", prices, |price| {
        let quote = price.quote.as_ref().ok();
        let discount = quote.and_then(|quote| quote.discount_name.clone());
        view! {
            <MaybeAmount money=quote.and_then(Quote::net) />
            <span class="sub">{discount}</span>
        }
        .into_any()
    });
    let month = foot(tr!("renewals-per-month"), "", prices, move |price| monthly(price, best));
    let choose = foot(tr!("renewals-choose"), "choose", prices, choice);
    view! { {list} {net} {month} {choose} }.into_any()
}

fn foot(
    label: String,
    class: &'static str,
    prices: &[PeriodPrice],
    cell: impl Fn(&PeriodPrice) -> AnyView,
) -> AnyView {
    let cells: Vec<_> = prices
        .iter()
        .map(|price| {
            view! {
                <td class="num" role="cell" data-label=terms::period(price.period)>
                    {cell(price)}
                </td>
            }
            .into_any()
        })
        .collect();
    view! {
        <tr role="row" class=class>
            <th class="lead" scope="row" role="rowheader">
                {label}
            </th>
            {cells}
        </tr>
    }
    .into_any()
}

/// The price per month with the decimals of its currency, marked when rounded.
fn monthly(price: &PeriodPrice, best: Option<Decimal>) -> AnyView {
    let quote = price.quote.as_ref().ok();
    let Some((quote, exact)) = quote.and_then(|quote| Some((quote, per_month(quote, price.period)?))) else {
        return view! { <Unknown /> }.into_any();
    };
    let shown = exact.round_dp(quote.currency.decimals());
    let about = if shown == exact { "" } else { "\u{2248}\u{202f}" };
    let is_best = best == Some(exact) && quote.failures.is_empty();
    view! {
        <span class="nowrap">{about} <Amount money=Money::new(shown, quote.currency.clone()) /></span>
        {is_best.then(|| view! { <span class="sub best">{tr!("renewals-cheapest")}</span> })}
    }
    .into_any()
}

/// The link to the review. It says when some resources have no price.
fn choice(price: &PeriodPrice) -> AnyView {
    let Ok(quote) = &price.quote else {
        return view! { <span class="why">{tr!("renewals-no-quote")}</span> }.into_any();
    };
    let ids: Vec<ResourceId> = quote.prices.iter().map(|found| found.resource.clone()).collect();
    if ids.is_empty() {
        return view! { <span class="why">{tr!("renewals-no-quote")}</span> }.into_any();
    }
    let href = paths::prices(&ids, &[price.period]);
    let label = if quote.failures.is_empty() {
        tr!("renewals-choose-period", period = terms::period(price.period))
    } else {
        tr!("renewals-choose-rest", count = u64::try_from(ids.len()).unwrap_or_default())
    };
    view! { <LinkButton href=href label=label /> }.into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::error::{Fault, PartnerFailure};
    use model::ids::CustomerId;
    use model::money::Currency;
    use model::renewals::ResourceFailure;

    fn price(period: Period, net: &str, complete: bool) -> PeriodPrice {
        let skipped = ResourceFailure {
            resource: ResourceId::parse("r2").unwrap(),
            failure: PartnerFailure {
                operation: "ListRenewRateOnPeriod".to_owned(),
                code: Some("CBC.30050010".to_owned()),
                message: None,
                status: Some(200),
                request_id: None,
                fault: Fault::Ours,
                unclear: false,
                paused_until: None,
            },
        };
        let quote = Quote {
            customer: CustomerId::parse("c").unwrap(),
            period,
            currency: Currency::usd(),
            prices: Vec::new(),
            list_total: None,
            net_total: Some(net.parse().unwrap()),
            discount_name: None,
            failures: if complete { Vec::new() } else { vec![skipped] },
            quoted_at: model::time::Timestamp::UNIX_EPOCH,
        };
        PeriodPrice { period, quote: Ok(quote) }
    }

    #[test]
    fn the_cheapest_month_is_among_complete_quotes() {
        let prices = [
            price(Period::Months(1), "90.00", true),
            price(Period::Years(1), "1000", true),
            price(Period::Years(2), "1000", false),
        ];
        assert_eq!(cheapest(&prices), Decimal::from(1000).checked_div(Decimal::from(12)));
    }
}
