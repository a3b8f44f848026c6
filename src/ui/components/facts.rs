//! Names and values on hairlines.

use leptos::prelude::*;

/// A list of facts; its children are [`Fact`]s.
#[component]
pub fn Facts(
    /// The facts.
    children: Children,
) -> impl IntoView {
    view! { <dl class="facts">{children()}</dl> }.into_any()
}

/// One fact.
#[component]
pub fn Fact(
    /// What it is.
    #[prop(into)]
    name: String,
    /// A number or an amount: to the right.
    #[prop(optional)]
    number: bool,
    /// The sum of those above: on a double rule.
    #[prop(optional)]
    total: bool,
    /// The value.
    children: Children,
) -> impl IntoView {
    view! {
        <div class:total=total>
            <dt>{name}</dt>
            <dd class:num=number>{children()}</dd>
        </div>
    }
    .into_any()
}
