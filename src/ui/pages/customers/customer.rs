//! The page of one customer.

use super::freeze::Freezing;
use super::parts::{Activity, BudgetPart, Orders, Person, Resources};
use crate::paths;
use crate::tr;
use crate::ui::components::intents_table::IntentsTable;
use crate::ui::components::{
    ErrorPage, ErrorPanel, Filled, FreshnessLine, FrozenBadge, Id, LinkButton, PageHead, Refresh, Stale,
    VerifiedBadge, form_key,
};
use crate::ui::load::{id, load};
use crate::ui::pages::assignments::team::{LookedAfter, team_form};
use crate::ui::pages::customers::purchase_blockers::Hindrances;
use crate::ui::pages::notes::section::{NoteErrors, Notes, asks_for_all, read};
use leptos::prelude::*;
use model::customers::{Customer, Frozen};
use model::error::AppError;
use model::forms::FormKey;
use model::forms::customers::{FreezeForm, UnfreezeForm};
use model::forms::mirror::RefreshForm;
use model::ids::CustomerId;
use model::lists::CustomerFilter;
use model::notes::NotesView;
use model::users::Permission;
use model::views::CustomerView;

/// `/customers/:id`
#[component]
pub fn CustomerPage() -> impl IntoView {
    let id: Result<CustomerId, AppError> = id();
    let all = asks_for_all();
    let data = async move { with_notes(id?, all).await };
    load(data, |(customer, notes)| view! { <CustomerPageView view=customer notes=notes /> })
}

/// A customer, with the notes on it and on what belongs to it.
///
/// # Errors
/// As [`customer`](crate::api::customers::customer).
pub async fn with_notes(id: CustomerId, all: bool) -> Result<(CustomerView, NotesView), AppError> {
    let customer = crate::api::customers::customer(id.clone()).await?;
    Ok((customer, read(&id, all).await?))
}

/// The page with its data.
#[component]
pub fn CustomerPageView(
    view: CustomerView,
    /// On the customer and what belongs to it.
    notes: NotesView,
) -> impl IntoView {
    let Some(customer) = view.customer.value.clone() else {
        let error =
            view.customer.failure.map_or(AppError::NotFound, |failure| AppError::Partner(Box::new(failure)));
        return view! { <ErrorPage error=error /> }.into_any();
    };
    let resale = customer.is_resale();
    let failure = view.customer.failure.clone();
    view! {
        <Head customer=customer.clone() freshness=view.customer.freshness resale=resale team=form_key(&team_form(&view.team)) />
        <NoteErrors />
        <Stale failure=failure />
        <div class="columns">
            <div>
                <Hindrances
                    customer=customer.clone()
                    purchase=view.purchase.clone()
                    unread=view.budget.as_ref().and_then(|budget| budget.failure.clone())
                    waiting=view.waiting_orders
                />
                <Orders rows=view.orders total=view.order_count customer=customer.id.clone() reading=view.orders_reading now=view.now />
                <Resources rows=view.resources total=view.resource_count customer=customer.id.clone() reading=view.resources_reading now=view.now />
                <Notes view=notes />
                <IntentsTable title=tr!("customer-begun") rows=view.intents />
                <Activity entries=view.activity customer=customer.id.clone() />
            </div>
            <div>
                <BudgetPart customer=customer.clone() budget=view.budget outlook=view.outlook />
                <LookedAfter view=view.team />
                <Person customer=customer />
            </div>
        </div>
    }
    .into_any()
}

#[component]
fn Head(
    customer: Customer,
    freshness: model::time::Freshness,
    resale: bool,
    /// The form that changes who looks after it.
    team: FormKey,
) -> impl IntoView {
    let may_set = crate::context::viewer().may(Permission::SetBudget) && resale;
    let may_freeze = crate::context::viewer().may(Permission::Freeze) && resale;
    let frozen = customer.frozen.filter(|frozen| *frozen != Frozen::No);
    // The freeze state may have changed since a form was posted: then its form is no longer on the
    // page.
    let (freeze, unfreeze) =
        (FreezeForm::about(customer.id.clone()), UnfreezeForm::about(customer.id.clone()));
    let undrawn = if frozen.is_some() { Filled::of(&freeze) } else { Filled::of(&unfreeze) };
    let refusal = undrawn.error();
    let verified = customer.verified.clone();
    let refresh = RefreshForm::customer(&customer.id);
    let asked = customer.clone();
    let budget = paths::budget(&customer.id);
    view! {
        <PageHead
            title=customer.display_name()
            crumbs=vec![(tr!("customers-title"), paths::customers(&CustomerFilter::default()))]
            forms=vec![form_key(&freeze), form_key(&unfreeze), form_key(&refresh), team]
            actions=move || {
                let asked = asked.clone();
                let budget = budget.clone();
                view! {
                    {may_freeze.then(|| view! { <Freezing customer=asked /> })}
                    {may_set.then(|| view! {
                        <LinkButton href=budget label=tr!("customer-set-budget") primary=true />
                    })}
                }
            }
        >
            <Id id=customer.id.as_str() />
            {frozen.map(|frozen| view! { <FrozenBadge frozen=frozen boxed=true /> })}
            {verified.map(|verified| view! { <VerifiedBadge verified=verified /> })}
            <FreshnessLine freshness=freshness />
            <Refresh form=refresh />
        </PageHead>
        {refusal.map(|error| view! { <ErrorPanel error=error /> })}
    }
    .into_any()
}
