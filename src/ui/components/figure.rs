//! A line of figures, each leading to the list behind it, and the one of the partner's quota.

use crate::tr;
use crate::ui::components::{Amount, Unknown};
use crate::ui::format;
use leptos::prelude::*;
use model::money::Money;
use model::overview::ConsumptionQuota;
use model::users::Role;
use rust_decimal::Decimal;

/// A figure, in a list of the class `figures`.
#[component]
pub fn Figure(
    /// What it counts.
    name: String,
    /// The list behind it.
    #[prop(optional_no_strip, into)]
    href: Option<String>,
    /// `warn` or `risk`; plain when there is nothing to colour.
    #[prop(optional)]
    tone: &'static str,
    /// The figure.
    #[prop(into)]
    figure: ViewFn,
    /// What stands below it.
    children: Children,
) -> impl IntoView {
    let figure = figure.run();
    let figure = match href {
        Some(href) => view! {
            <a class="figure" href=href>
                {figure}
            </a>
        }
        .into_any(),
        None => view! { <span class="figure">{figure}</span> }.into_any(),
    };
    view! {
        <li class=tone>
            <span class="label">{name}</span>
            {figure}
            <span class="beside">{children()}</span>
        </li>
    }
    .into_any()
}

/// What is left of the quota; a negative use means that nothing is used.
fn left(quota: &ConsumptionQuota) -> Option<Money> {
    let used = Money::new(quota.used.amount.max(Decimal::ZERO), quota.used.currency.clone());
    quota.total.checked_sub(&used)
}

fn used_share(quota: &ConsumptionQuota) -> Option<Decimal> {
    let used = quota.used.amount.max(Decimal::ZERO);
    used.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(quota.total.amount).filter(|_| !quota.total.is_zero())
}

/// What is left of the partner's quota.
#[component]
pub fn QuotaFigure(
    /// The quota, where it could be read.
    quota: Option<ConsumptionQuota>,
) -> impl IntoView {
    let tone = match quota.as_ref().and_then(used_share) {
        Some(share) if share >= Decimal::ONE_HUNDRED => "risk",
        Some(share) if share >= Decimal::from(90) => "warn",
        _ => "",
    };
    let note = match &quota {
        // The quota is one for all customers: it is not shown to who sees only some.
        None if crate::context::viewer().me.is_some_and(|me| me.role == Role::Manager) => {
            tr!("overview-quota-not-yours")
        }
        None => tr!("overview-quota-unread"),
        Some(quota) => tr!(
            "overview-quota-used",
            share = used_share(quota).map(format::percent).unwrap_or_default(),
            total = quota.total.to_string()
        ),
    };
    let figure = quota.as_ref().and_then(left);
    view! {
        <Figure
            name=tr!("overview-quota")
            href=None
            tone=tone
            figure=move || match figure.clone() {
                Some(left) => view! { <Amount money=left /> }.into_any(),
                None => view! { <Unknown /> }.into_any(),
            }
        >
            <span>{note}</span>
        </Figure>
    }
    .into_any()
}
