//! The page to pay an order: what will happen, and the button.

use crate::api::payments::payment_review;
use crate::paths;
use crate::tr;
use crate::ui::components::policy_reset::PolicyResets;
use crate::ui::components::{
    Amount, AmountDelta, Caution, ErrorPanel, Fact, Facts, FieldState, Filled, FreshnessLine, Id, LinkButton,
    OrderStatusBadge, PageHead, PostForm, Refused, Section, Submit, TextField, Weight, order_status_text,
    stage_text,
};
use crate::ui::format;
use crate::ui::load::{id, load};
use crate::ui::pages::orders::lines::{Lines, PriceLedger};
use crate::ui::pages::orders::list::Deadline;
use crate::ui::pages::payments::budget::BudgetAfter;
use leptos::prelude::*;
use model::changes::StoredChange;
use model::customers::{Customer, Frozen};
use model::error::AppError;
use model::forms::payments::PayForm;
use model::ids::OrderId;
use model::intents::IntentKind;
use model::limits::Demands;
use model::lists::OrderFilter;
use model::money::Money;
use model::orders::{Order, OrderDetails};
use model::payments::Payment;
use model::renewals::PolicyReset;
use model::views::{OrderView, Read};

/// `/orders/:id/pay`
#[component]
pub fn PayPage() -> impl IntoView {
    load(fetch(id()), |(id, data)| view! { <PayReview id=id data=data /> })
}

async fn fetch(id: Result<OrderId, AppError>) -> Result<(OrderId, OrderView), AppError> {
    let id = id?;
    let data = payment_review(id.clone()).await?;
    Ok((id, data))
}

/// The page with its data.
#[component]
pub fn PayReview(
    /// From the path.
    id: OrderId,
    data: OrderView,
) -> impl IntoView {
    let OrderView { details, customer, payments, changes, budget, demands, policy_resets } = data;
    let cancelling = changes.into_iter().find(|change| change.stage.is_live());
    let Read { value, freshness, failure } = details;
    let crumbs = vec![
        (tr!("orders-all"), paths::orders(&OrderFilter::default())),
        (id.to_string(), paths::order(&id)),
    ];
    let Some(OrderDetails { order, discounts, lines, .. }) = value else {
        let failure =
            failure.map(|failure| view! { <ErrorPanel error=AppError::Partner(Box::new(failure)) /> });
        return view! {
            <PageHead title=tr!("payments-title-unread") crumbs=crumbs />
            <p>{tr!("payments-unread")}</p>
            {failure}
        }
        .into_any();
    };
    let name = customer.display_name().to_owned();
    let to_customer = paths::customer(&customer.id);
    let (status, number) = (order.status, order.id.to_string());
    let (priced, amount) = (order.clone(), order.amount.clone());
    let title = match &order.amount {
        Some(amount) if order.is_waiting_for_payment() => {
            tr!("payments-title-review", amount = amount.to_string(), name = name.clone())
        }
        _ => tr!("payments-title-not-payable", status = order_status_text(order.status)),
    };
    view! {
        <PageHead title=title crumbs=crumbs>
            <OrderStatusBadge status=status boxed=true />
            <Id id=number />
            <a href=to_customer>{name}</a>
            <FreshnessLine freshness=freshness />
        </PageHead>
        <Changed order=order.clone() />
        <div class="pay-page">
            <div class="what">
                <Section title=tr!("payments-price") id="price">
                    <PriceLedger order=priced discounts=discounts />
                </Section>
                {budget.map(|budget| view! { <BudgetAfter budget=budget amount=amount /> })}
            </div>
            <div class="decide">
                <Decision
                    order=order
                    customer=customer
                    payments=payments
                    cancelling=cancelling
                    demands=demands
                    policy_resets=policy_resets
                />
            </div>
        </div>
        {(!lines.is_empty()).then(|| view! {
            <Section title=tr!("orders-lines") id="lines">
                <Lines lines=lines />
            </Section>
        })}
    }
    .into_any()
}

/// The price changed between viewing and paying: shows the difference, to confirm again. Any other
/// error is shown as usual.
#[component]
fn Changed(order: Order) -> impl IntoView {
    let error = Filled::of(&PayForm::about(order.id.clone())).whole_error()?;
    let AppError::Stale { expected: seen, actual: now } = error else {
        return Some(view! { <ErrorPanel error=error /> }.into_any());
    };
    let now = order.amount.or(now);
    let delta = now.map(|now| view! { <AmountDelta before=seen after=now /> });
    let changed = view! {
        <div role="alert">
            <Caution>
                <h2>{tr!("payments-changed")}</h2>
                <p>{delta}</p>
                <p>{tr!("payments-changed-why")}</p>
            </Caution>
        </div>
    };
    Some(changed.into_any())
}

/// The button, and what to know before pressing it.
#[component]
fn Decision(
    order: Order,
    customer: Customer,
    payments: Vec<Payment>,
    cancelling: Option<StoredChange>,
    demands: Demands,
    policy_resets: Vec<PolicyReset>,
) -> impl IntoView {
    let busy = payments.iter().find(|payment| payment.stage.is_live()).cloned();
    let button = match (busy, order.amount.clone()) {
        (None, _) if let Some(change) = &cancelling => {
            let href = paths::change(&change.id);
            view! {
                <Refused label=tr!("payments-pay-nothing") why=tr!("orders-cancelling") id="cancelling" />
                <LinkButton href=href label=tr!("orders-to-cancelling") primary=true />
            }
            .into_any()
        }
        (Some(payment), _) => view! { <Busy payment=payment /> }.into_any(),
        (None, Some(amount)) if order.is_waiting_for_payment() => {
            view! { <Pay order=order.clone() amount=amount demands=demands /> }.into_any()
        }
        (None, None) if order.is_waiting_for_payment() => {
            view! { <Refused label=tr!("payments-pay-nothing") why=tr!("payments-no-amount") id="no-amount" /> }
                .into_any()
        }
        (None, _) => view! {
            <p>{tr!("payments-not-payable", status = order_status_text(order.status))}</p>
            <LinkButton href=paths::order(&order.id) label=tr!("payments-to-order") />
        }
        .into_any(),
    };
    let frozen = customer.frozen.is_some_and(|frozen| frozen != Frozen::No);
    let earlier = payments.into_iter().find(|payment| !payment.stage.is_live());
    view! {
        <section class="decision" aria-labelledby="decision-heading">
            <h2 id="decision-heading">{tr!("payments-what-happens")}</h2>
            {order.amount.clone().map(|amount| view! { <Amount money=amount huge=true /> })}
            <ol class="steps">
                {demands.approval.then(|| view! { <li>{tr!("payments-step-approval")}</li> })}
                <li>{tr!("payments-step-charge", name = customer.display_name().to_owned())}</li>
                <li>{tr!("payments-step-once")}</li>
                <li>{tr!("payments-step-page")}</li>
            </ol>
            {frozen.then(|| view! {
                <Caution risk=true>
                    <p>{tr!("payments-frozen")}</p>
                </Caution>
            })}
            <PolicyResets policy_resets=policy_resets />
            {earlier.map(|payment| view! { <Earlier payment=payment /> })}
            {button}
            <Facts>
                <Fact name=tr!("orders-deadline")>
                    <Deadline order=order />
                </Fact>
            </Facts>
        </section>
    }
    .into_any()
}

/// The form. It posts the amount that the page shows; the service compares it before it pays.
#[component]
fn Pay(order: Order, amount: Money, demands: Demands) -> impl IntoView {
    let label = if demands.approval {
        tr!("payments-ask", amount = amount.to_string())
    } else {
        tr!("payments-pay", amount = amount.to_string())
    };
    let form = Filled::of(&PayForm {
        seen_amount: amount.amount.to_string(),
        seen_currency: amount.currency.to_string(),
        ..PayForm::about(order.id.clone())
    });
    let password = form.field(PayForm::PASSWORD);
    view! {
        <PostForm of=form silent=true>
            {demands.password.then(|| view! { <PasswordAgain field=password /> })}
            <div class="actions">
                <Submit label=label weight=Weight::Decision />
                <LinkButton href=paths::order(&order.id) label=tr!("payments-not-now") quiet=true />
            </div>
        </PostForm>
    }
    .into_any()
}

/// The password, required above a limit.
#[component]
pub fn PasswordAgain(
    field: FieldState,
    /// Why it is required; `None` for the size of a payment.
    #[prop(optional_no_strip)]
    why: Option<String>,
) -> impl IntoView {
    let why = why.unwrap_or_else(|| tr!("payments-password-why"));
    view! {
        <TextField
            field=field
            label=tr!("payments-password")
            hint=why
            autocomplete="current-password"
            required=true
        />
    }
    .into_any()
}

/// A payment of this order is open: no second button.
#[component]
fn Busy(payment: Payment) -> impl IntoView {
    view! {
        <Caution>
            <p>{tr!("payments-busy", state = stage_text(IntentKind::Pay, payment.stage))}</p>
        </Caution>
        <LinkButton href=paths::payment(&payment.id) label=tr!("payments-to-payment") primary=true />
    }
    .into_any()
}

/// The last attempt, which did not pay.
#[component]
fn Earlier(payment: Payment) -> impl IntoView {
    let text = tr!(
        "payments-earlier",
        when = format::instant(payment.created_at),
        state = stage_text(IntentKind::Pay, payment.stage)
    );
    view! {
        <p class="small">
            {text} " " <a href=paths::payment(&payment.id)>{tr!("payments-to-payment")}</a>
        </p>
    }
    .into_any()
}
