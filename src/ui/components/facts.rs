//! Description lists: names and values.

use leptos::prelude::*;

/// A list of facts. Its children are [`Fact`]s.
#[component]
pub fn Facts(children: Children) -> impl IntoView {
    view! { <dl class="facts">{children()}</dl> }.into_any()
}

/// One name with its value.
#[component]
pub fn Fact(
    #[prop(into)] name: String,
    /// A number or an amount: aligned to the right.
    #[prop(optional)]
    number: bool,
    /// The total of the facts above it.
    #[prop(optional)]
    total: bool,
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
