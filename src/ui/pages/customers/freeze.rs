//! Freezing an account and lifting a freeze: what follows stands beside the button.

use crate::api::customers::{FreezeCustomer, UnfreezeCustomer};
use crate::model::customer::{Customer, Frozen};
use crate::tr;
use crate::ui::components::{Ask, Caution, CheckField, PostForm, Submit, TextField, Typed, Weight};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

/// Most characters of a reason (partner.yaml, freezeSubCustomers).
const REASON: u16 = 256;

/// The question that fits the account's state.
#[component]
pub fn Freezing(
    /// Whose account.
    customer: Customer,
) -> impl IntoView {
    match customer.frozen {
        Some(Frozen::No) | None => view! { <Freeze customer=customer /> }.into_any(),
        Some(_) => view! { <Unfreeze customer=customer /> }.into_any(),
    }
}

#[component]
fn Freeze(customer: Customer) -> impl IntoView {
    let typed = Typed::of("freeze");
    let name = customer.display_name().to_owned();
    view! {
        <Ask
            id="freeze-ask"
            label=tr!("customer-freeze")
            title=tr!("customer-freeze-title", name = name)
            open=typed.failed()
        >
            <PostForm id="freeze" action=FreezeCustomer::url() hidden=vec![("id", customer.id.to_string())]>
                <p>{tr!("customer-freeze-follows")}</p>
                <TextField
                    form="freeze"
                    name="reason"
                    label=tr!("customer-reason")
                    hint=tr!("customer-reason-hint")
                    value=typed.value("reason", "")
                    problem=typed.problem("reason")
                    most=REASON
                    required=true
                />
                <CheckField
                    name="with_resources"
                    label=tr!("customer-freeze-resources")
                    hint=tr!("customer-freeze-resources-hint")
                    checked=typed.value("with_resources", "") == "yes"
                />
                <Caution risk=true>
                    <p>{tr!("customer-freeze-caution")}</p>
                </Caution>
                <div class="actions">
                    <Submit label=tr!("customer-freeze-do") weight=Weight::Danger />
                </div>
            </PostForm>
        </Ask>
    }
    .into_any()
}

#[component]
fn Unfreeze(customer: Customer) -> impl IntoView {
    let typed = Typed::of("unfreeze");
    let name = customer.display_name().to_owned();
    let follows = match customer.frozen {
        Some(Frozen::AccountAndResources) => tr!("customer-unfreeze-follows-resources"),
        _ => tr!("customer-unfreeze-follows"),
    };
    view! {
        <Ask
            id="unfreeze-ask"
            label=tr!("customer-unfreeze")
            title=tr!("customer-unfreeze-title", name = name)
            open=typed.failed()
        >
            <PostForm id="unfreeze" action=UnfreezeCustomer::url() hidden=vec![("id", customer.id.to_string())]>
                <p>{follows}</p>
                <TextField
                    form="unfreeze"
                    name="reason"
                    label=tr!("customer-reason")
                    hint=tr!("customer-reason-hint")
                    value=typed.value("reason", "")
                    problem=typed.problem("reason")
                    most=REASON
                    required=true
                />
                <div class="actions">
                    <Submit label=tr!("customer-unfreeze-do") weight=Weight::Primary />
                </div>
            </PostForm>
        </Ask>
    }
    .into_any()
}
