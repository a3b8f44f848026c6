//! Key figures with links to the lists they count, and the figure of the partner's consumption
//! quota.

use crate::tr;
use crate::ui::components::{Amount, Unknown};
use crate::ui::format;
use leptos::prelude::*;
use model::money::Money;
use model::overview::ConsumptionQuota;
use model::users::Role;
use rust_decimal::Decimal;

/// A figure, inside a list of the class `figures`.
#[component]
pub fn Figure(
    name: String,
    /// Address of the list that it counts.
    #[prop(optional_no_strip, into)]
    href: Option<String>,
    /// `warn`, `risk` or empty: the color.
    #[prop(optional)]
    tone: &'static str,
    /// The number or amount.
    #[prop(into)]
    figure: ViewFn,
    /// Details below the figure.
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

/// The rest of the quota. A negative used amount counts as zero.
fn remaining(quota: &ConsumptionQuota) -> Option<Money> {
    let used = Money::new(quota.used.amount.max(Decimal::ZERO), quota.used.currency.clone());
    quota.total.checked_sub(&used)
}

fn used_share(quota: &ConsumptionQuota) -> Option<Decimal> {
    let used = quota.used.amount.max(Decimal::ZERO);
    used.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(quota.total.amount).filter(|_| !quota.total.is_zero())
}

/// The rest of the partner's consumption quota.
#[component]
pub fn QuotaFigure(
    /// `None` when it could not be read or the role may not see it.
    quota: Option<ConsumptionQuota>,
) -> impl IntoView {
    let tone = match quota.as_ref().and_then(used_share) {
        Some(share) if share >= Decimal::ONE_HUNDRED => "risk",
        Some(share) if share >= Decimal::from(90) => "warn",
        _ => "",
    };
    let detail = match &quota {
        // The quota covers all customers. Account managers see only their own, so it is hidden from
        // them.
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
    let figure = quota.as_ref().and_then(remaining);
    view! {
        <Figure
            name=tr!("overview-quota")
            href=None
            tone=tone
            figure=move || match figure.clone() {
                Some(remaining) => view! { <Amount money=remaining /> }.into_any(),
                None => view! { <Unknown /> }.into_any(),
            }
        >
            <span>{detail}</span>
        </Figure>
    }
    .into_any()
}
