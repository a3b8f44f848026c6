//! Amounts of money.

use crate::tr;
use leptos::prelude::*;
use model::money::{Money, grouped};

/// An amount: the currency, then all digits as HUAWEI CLOUD sent them.
#[component]
pub fn Amount(
    money: Money,
    /// In large type, where the amount is being confirmed.
    #[prop(optional)]
    huge: bool,
) -> impl IntoView {
    let below = money.amount.is_sign_negative() && !money.is_zero();
    let digits = grouped(money.amount, &money.currency);
    let title = money.to_string();
    view! {
        <span class="money" class:below=below class:huge=huge title=title>
            <span class="currency">{money.currency.code().to_owned()}</span>
            {digits}
        </span>
    }
    .into_any()
}

/// An amount, or a dash when it is unknown.
#[component]
pub fn MaybeAmount(money: Option<Money>) -> impl IntoView {
    match money {
        Some(money) => view! { <Amount money=money /> }.into_any(),
        None => view! { <Unknown /> }.into_any(),
    }
}

/// A dash for a value that is unknown or does not apply, with a text for screen readers.
#[component]
pub fn Unknown() -> impl IntoView {
    view! {
        <span class="muted" aria-hidden="true">
            "\u{2013}"
        </span>
        <span class="sr-only">{tr!("ui-none")}</span>
    }
    .into_any()
}

/// An amount before and after a change, and the difference.
#[component]
pub fn AmountDelta(
    /// The current amount; `None` when none is set.
    before: Option<Money>,
    /// The new amount.
    after: Money,
) -> impl IntoView {
    let change = before.as_ref().and_then(|before| after.checked_sub(before));
    let change = change.filter(|change| !change.is_zero()).map(|change| {
        let sign = if change.amount.is_sign_positive() { "+" } else { "" };
        view! { <span class="change">{format!("{sign}{}", grouped(change.amount, &change.currency))}</span> }
    });
    view! {
        <span class="delta">
            <span class="before">
                <span class="sr-only">{tr!("ui-before")}</span>
                <MaybeAmount money=before />
            </span>
            <span class="arrow" aria-hidden="true">
                "\u{2192}"
            </span>
            <span class="after">
                <span class="sr-only">{tr!("ui-after")}</span>
                <Amount money=after />
            </span>
            {change}
        </span>
    }
    .into_any()
}
