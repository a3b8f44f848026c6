//! Freezing and unfreezing an account, with the consequences next to the button.

use crate::tr;
use crate::ui::components::{Ask, Caution, CheckField, Filled, PostForm, Submit, TextField, Weight};
use leptos::prelude::*;
use model::customers::{Customer, Frozen};
use model::forms::customers::{FreezeForm, UnfreezeForm};

/// The dialog to freeze or unfreeze, depending on the state of the account.
#[component]
pub fn Freezing(customer: Customer) -> impl IntoView {
    match customer.frozen {
        Some(Frozen::No) | None => view! { <Freeze customer=customer /> }.into_any(),
        Some(_) => view! { <Unfreeze customer=customer /> }.into_any(),
    }
}

#[component]
fn Freeze(customer: Customer) -> impl IntoView {
    let form = Filled::of(&FreezeForm::about(customer.id.clone()));
    let (reason, with_resources) = (form.field(FreezeForm::REASON), form.field(FreezeForm::WITH_RESOURCES));
    let name = customer.display_name().to_owned();
    view! {
        <Ask
            id="freeze-ask"
            label=tr!("customer-freeze")
            title=tr!("customer-freeze-title", name = name)
            open=form.failed()
        >
            <PostForm of=form>
                <p>{tr!("customer-freeze-follows")}</p>
                <TextField
                    field=reason
                    label=tr!("customer-reason")
                    hint=tr!("customer-reason-hint")
                    required=true
                />
                <CheckField
                    field=with_resources
                    label=tr!("customer-freeze-resources")
                    hint=tr!("customer-freeze-resources-hint")
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
    let form = Filled::of(&UnfreezeForm::about(customer.id.clone()));
    let reason = form.field(UnfreezeForm::REASON);
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
            open=form.failed()
        >
            <PostForm of=form>
                <p>{follows}</p>
                <TextField
                    field=reason
                    label=tr!("customer-reason")
                    hint=tr!("customer-reason-hint")
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
