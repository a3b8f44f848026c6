//! Warnings before a renewal, and resources without a price with a link to fix it.

use crate::context::viewer;
use crate::paths;
use crate::tr;
use crate::ui::components::terms;
use crate::ui::components::{
    Amount, Caution, Column, LinkButton, Row, RowLink, Section, Table, explain_failure,
};
use leptos::prelude::*;
use model::error::PartnerFailure;
use model::ids::ResourceId;
use model::lists::OrderRow;
use model::renewals::Period;
use model::resources::Resource;
use model::views::PeriodPrice;

/// Warnings about the resources.
#[component]
pub fn PriceNotes(resources: Vec<Resource>) -> impl IntoView {
    let now = viewer().now;
    let charged = names(resources.iter().filter(|resource| resource.may_be_charged_by_itself(now)));
    let past = names(resources.iter().filter(|resource| resource.expires_at.is_some_and(|end| end < now)));
    view! {
        {charged.map(|names| view! {
            <Caution risk=true>
                <p>
                    <strong>{names}</strong>
                    ": "
                    {tr!("renewals-may-be-charged")}
                </p>
            </Caution>
        })}
        {past.map(|names| view! {
            <Caution>
                <p>
                    <strong>{names}</strong>
                    ": "
                    {tr!("renewals-counts-from-old-end")}
                </p>
            </Caution>
        })}
    }
    .into_any()
}

/// The names of resources as one text; `None` when there are none.
fn names<'a>(resources: impl Iterator<Item = &'a Resource>) -> Option<String> {
    let names: Vec<&str> = resources.map(Resource::display_name).collect();
    (!names.is_empty()).then(|| names.join(", "))
}

/// A reason without a price, for a resource (`None`: the whole selection) and periods.
#[derive(Clone, Debug)]
struct Refusal {
    resource: Option<ResourceId>,
    periods: Vec<Period>,
    failure: PartnerFailure,
}

/// Groups equal reasons of several periods.
fn refusals(prices: &[PeriodPrice]) -> Vec<Refusal> {
    let mut found: Vec<Refusal> = Vec::new();
    let mut add = |resource: Option<ResourceId>, period: Period, failure: &PartnerFailure| {
        let same = |known: &&mut Refusal| {
            known.resource == resource
                && known.failure.code == failure.code
                && known.failure.status == failure.status
        };
        match found.iter_mut().find(same) {
            Some(known) => known.periods.push(period),
            None => found.push(Refusal { resource, periods: vec![period], failure: failure.clone() }),
        }
    };
    for price in prices {
        match &price.quote {
            Err(failure) => add(None, price.period, failure),
            Ok(quote) => {
                for left_out in &quote.failures {
                    add(Some(left_out.resource.clone()), price.period, &left_out.failure);
                }
            }
        }
    }
    found
}

/// Why resources have no price, with the unpaid orders that may cause it.
#[component]
pub fn Refusals(
    resources: Vec<Resource>,
    prices: Vec<PeriodPrice>,
    /// Unpaid orders of the customer.
    waiting: Vec<OrderRow>,
) -> impl IntoView {
    let refusals = refusals(&prices);
    let all = prices.len();
    let blocked = refusals.iter().any(|refusal| refusal.failure.is_unpaid_order());
    let lines = refusals.into_iter().map(|refusal| {
        let name = refusal.resource.as_ref().map(|id| {
            let known = resources.iter().find(|resource| resource.id == *id);
            known.map_or_else(|| id.to_string(), |resource| resource.display_name().to_owned())
        });
        view! { <Line refusal=refusal name=name of=all /> }
    });
    let lines: Vec<_> = lines.collect();
    (!lines.is_empty()).then(|| {
        view! {
            <div class="refusals">
                <h3>{tr!("renewals-not-priced")}</h3>
                <ul>{lines}</ul>
                {blocked.then(|| view! { <Waiting waiting=waiting /> })}
            </div>
        }
        .into_any()
    })
}

#[component]
fn Line(refusal: Refusal, name: Option<String>, of: usize) -> impl IntoView {
    let Refusal { periods, failure, .. } = refusal;
    let explained = explain_failure(&failure);
    let periods = (periods.len() < of).then(|| {
        let words: Vec<String> = periods.into_iter().map(terms::period).collect();
        format!(" ({})", words.join(", "))
    });
    let quote = explained.quote.map(|words| format!(" \u{201c}{words}\u{201d}"));
    view! {
        <li>
            <strong>{name.unwrap_or_else(|| tr!("renewals-whole-selection"))}</strong>
            {periods}
            ": "
            {explained.what}
            {quote}
            " "
            {explained.next}
            {explained.code.map(|code| view! { " " <code>{code}</code> })}
        </li>
    }
    .into_any()
}

/// Unpaid orders that may block a renewal: paying or cancelling one releases its resources.
#[component]
pub fn Waiting(waiting: Vec<OrderRow>) -> impl IntoView {
    let columns = vec![
        Column::text("id", tr!("orders-id")).lead(),
        Column::number("amount", tr!("orders-net")),
        Column::actions(tr!("orders-actions")),
    ];
    let row = |OrderRow { order, .. }: OrderRow| {
        Row::new(vec![
            view! { <RowLink href=paths::order(&order.id) name=order.id.to_string() /> }.into_any(),
            order.amount.clone().map(|money| view! { <Amount money=money /> }).into_any(),
            view! { <LinkButton href=paths::order(&order.id) label=tr!("renewals-pay-or-cancel") /> }
                .into_any(),
        ])
    };
    if waiting.is_empty() {
        return view! { <p class="small muted">{tr!("renewals-waiting-unseen")}</p> }.into_any();
    }
    view! {
        <Section title=tr!("renewals-waiting") id="waiting">
            <p class="small">{tr!("renewals-waiting-why")}</p>
            <Table
                caption=tr!("renewals-waiting")
                columns=columns
                rows=waiting.into_iter().map(row).collect()
            />
        </Section>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::error::Fault;

    #[test]
    fn one_reason_for_several_periods_is_one_line() {
        let failure = PartnerFailure {
            operation: "ListRenewRateOnPeriod".to_owned(),
            code: Some("CBC.0151".to_owned()),
            message: None,
            status: Some(403),
            request_id: None,
            fault: Fault::Partner,
            unclear: false,
            paused_until: None,
        };
        let price = |period| PeriodPrice { period, quote: Err(failure.clone()) };
        let found = refusals(&[price(Period::Months(1)), price(Period::Years(1))]);
        let [one] = found.as_slice() else { panic!("{found:?}") };
        assert_eq!(one.periods, [Period::Months(1), Period::Years(1)]);
    }
}
