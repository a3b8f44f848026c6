//! Placing the order of a renewal: the form with what the page shows, and what the page says when that changed.

use crate::context::viewer;
use crate::paths;
use crate::tr;
use crate::ui::components::terms;
use crate::ui::components::{
    AmountDelta, Caution, ErrorPanel, Filled, LinkButton, PostForm, Refused, Submit, Weight,
};
use leptos::prelude::*;
use model::error::AppError;
use model::forms::renewals::RenewForm;
use model::ids::{CustomerId, IntentId, ResourceId};
use model::money::Money;
use model::renewals::{Period, Quote, ends};
use model::resources::Resource;
use model::users::Permission;
use model::views::PeriodPrice;

/// The form for a complete quote. It posts the price and selection that the page shows; the service compares
/// them before it orders.
fn order_form(customer: CustomerId, quote: &Quote, net: &Money, ends: String, intent: IntentId) -> RenewForm {
    RenewForm {
        ids: quote.prices.iter().map(|price| price.resource.clone()).collect(),
        period: quote.period.code(),
        seen_total: net.amount.to_string(),
        seen_currency: net.currency.to_string(),
        seen_ends: ends,
        ..RenewForm::about(intent, customer)
    }
}

/// The button on the review of a renewal.
#[component]
pub fn OrderButton(
    customer: CustomerId,
    quote: Quote,
    net: Money,
    period: Period,
    ends: String,
    intent: IntentId,
) -> impl IntoView {
    let label = tr!("renewals-order", amount = net.to_string());
    if !viewer().may(Permission::Order) {
        return view! { <Refused label=label why=tr!("orders-not-yours") id="no-order" /> }.into_any();
    }
    if !quote.failures.is_empty() {
        let ids: Vec<ResourceId> = quote.prices.iter().map(|price| price.resource.clone()).collect();
        let rest = u64::try_from(ids.len()).unwrap_or_default();
        let rest = (rest > 0).then(|| {
            view! { <LinkButton href=paths::prices(&ids, &[period]) label=tr!("renewals-choose-rest", count = rest) primary=true /> }
        });
        return view! {
            <Refused label=label why=tr!("renewals-incomplete") id="incomplete" />
            {rest}
        }
        .into_any();
    }
    let form = Filled::of(&order_form(customer, &quote, &net, ends, intent));
    view! {
        <PostForm of=form silent=true>
            <div class="actions">
                <Submit label=label weight=Weight::Decision />
            </div>
        </PostForm>
    }
    .into_any()
}

/// The row below a comparison that places the order of a period at once, at the price above it. Nothing where the
/// resources are to be looked at first: auto-renewal may charge them meanwhile.
///
/// All periods share one intent, so that a comparison makes one renewal at most.
#[component]
pub fn OrderRow(
    customer: CustomerId,
    resources: Vec<Resource>,
    prices: Vec<PeriodPrice>,
    intent: IntentId,
) -> impl IntoView {
    let me = viewer();
    let charged = resources.iter().any(|resource| resource.may_be_charged_by_itself(me.now));
    if charged || !me.may(Permission::Order) {
        return ().into_any();
    }
    let seen_ends = ends(&resources.iter().collect::<Vec<_>>());
    let cell = |price: PeriodPrice| {
        let quote = price.quote.ok().filter(|quote| quote.failures.is_empty() && !quote.prices.is_empty());
        let button = quote.as_ref().and_then(Quote::net).zip(quote.as_ref()).map(|(net, quote)| {
            let asked = order_form(customer.clone(), quote, &net, seen_ends.clone(), intent.clone());
            // An error of the form is shown once, above the prices.
            let form = Filled::fresh(&asked);
            view! {
                <PostForm of=form id=format!("renew-{}-{}", asked.intent, asked.period) class="" silent=true>
                    <Submit label=tr!("renewals-order", amount = net.to_string()) weight=Weight::Primary />
                </PostForm>
            }
        });
        view! {
            <td class="num" role="cell" data-label=terms::period(price.period)>
                {button}
            </td>
        }
    };
    let cells = prices.into_iter().map(cell).collect_view();
    view! {
        <tr role="row" class="order">
            <th class="lead" scope="row" role="rowheader">
                {tr!("renewals-order-now")}
                <span class="sub">{tr!("renewals-order-now-means")}</span>
            </th>
            {cells}
        </tr>
    }
    .into_any()
}

/// The price changed between viewing and ordering, or another error of the form.
#[component]
pub fn Changed(
    form: RenewForm,
    /// The price that the page shows now, where it shows one.
    #[prop(optional_no_strip)]
    now: Option<Money>,
) -> impl IntoView {
    let error = Filled::of(&form).error()?;
    let AppError::Stale { expected: seen, actual: then } = error else {
        return Some(view! { <ErrorPanel error=error /> }.into_any());
    };
    let delta = match (seen, now.or(then)) {
        (Some(seen), Some(now)) => view! { <AmountDelta before=Some(seen) after=now /> }.into_any(),
        _ => tr!("renewals-changed-otherwise").into_any(),
    };
    let changed = view! {
        <div role="alert">
            <Caution>
                <h2>{tr!("payments-changed")}</h2>
                <p>{delta}</p>
                <p>{tr!("renewals-changed-why")}</p>
            </Caution>
        </div>
    };
    Some(changed.into_any())
}
