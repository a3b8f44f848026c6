//! The page to pay an order: what will happen, and the button.

use crate::api::payments::payment_review;
use crate::paths;
use crate::tr;
use crate::ui::components::{
    Amount, AmountDelta, Caution, Demanded, ErrorPanel, Fact, Facts, Filled, FreshnessLine, Id, LinkButton,
    OrderStatusBadge, PageHead, PostForm, Refresh, Refused, Section, Submit, Weight, explain, form_key,
    order_status_text, stage_text,
};
use crate::ui::format;
use crate::ui::load::{id, load};
use crate::ui::pages::orders::lines::Lines;
use crate::ui::pages::orders::list::Deadline;
use crate::ui::pages::orders::order::PaidHere;
use crate::ui::pages::payments::shown::{PriceAndBudget, Warnings};
use leptos::prelude::*;
use model::changes::StoredChange;
use model::customers::Customer;
use model::error::AppError;
use model::forms::budgets::SetBudgetForm;
use model::forms::mirror::RefreshForm;
use model::forms::payments::PayForm;
use model::ids::OrderId;
use model::intents::IntentKind;
use model::limits::{Demands, Pool};
use model::lists::OrderFilter;
use model::money::Money;
use model::orders::{Order, OrderDetails};
use model::payability::PayState;
use model::payments::Payment;
use model::raise::RaiseFor;
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
    let OrderView { details, customer, payments, changes, budget, demands, policy_resets, pay } = data;
    let no_agency = pay.is_some_and(|pay| pay.state == PayState::NoAgency);
    let why = format!("{}#why", paths::customer(&customer.id));
    let cancelling = changes.into_iter().find(|change| change.stage.is_live());
    let Read { value, freshness, failure } = details;
    let crumbs = vec![
        (tr!("orders-all"), paths::orders(&OrderFilter::default())),
        (id.to_string(), paths::order(&id)),
    ];
    let Some(details) = value else {
        let failure =
            failure.map(|failure| view! { <ErrorPanel error=AppError::Partner(Box::new(failure)) /> });
        return view! {
            <PageHead title=tr!("payments-title-unread") crumbs=crumbs />
            <p>{tr!("payments-unread")}</p>
            {failure}
        }
        .into_any();
    };
    let OrderDetails { order, lines, .. } = details.clone();
    let name = customer.display_name().to_owned();
    let to_customer = paths::customer(&customer.id);
    let (status, number) = (order.known_status(), order.id.to_string());
    // The budget was raised for this order just now.
    let raised = SetBudgetForm::notice_of(&RaiseFor::Order(order.id.clone()));
    let refresh = RefreshForm::customer(&customer.id);
    let notices = vec![raised, form_key(&refresh)];
    let title = match &order.amount {
        Some(amount) if order.is_waiting_for_payment() => {
            tr!("payments-title-review", amount = amount.to_string(), name = name.clone())
        }
        _ => tr!("payments-title-not-payable", status = order_status_text(order.known_status())),
    };
    view! {
        <PageHead title=title crumbs=crumbs forms=notices>
            <OrderStatusBadge status=status boxed=true />
            <Id id=number />
            <a href=to_customer>{name}</a>
            <FreshnessLine freshness=freshness />
            <Refresh form=refresh />
        </PageHead>
        <Changed order=order.clone() />
        <PaidHere order=order.clone() />
        {no_agency.then(|| view! {
            <Caution risk=true>
                <p>{tr!("payments-no-agency")}</p>
                <a href=why>{tr!("orders-who-can-fix")}</a>
            </Caution>
        })}
        <div class="pay-page">
            <div class="what">
                <PriceAndBudget details=details budget=budget />
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
    demands: Result<Demands, AppError>,
    policy_resets: Vec<PolicyReset>,
) -> impl IntoView {
    let asked = demands.clone().unwrap_or_default();
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
        (None, Some(_)) if order.is_waiting_for_payment() && let Err(error) = &demands => {
            let why = explain(error).what;
            view! { <Refused label=tr!("payments-pay-nothing") why=why id="limit-currency" /> }.into_any()
        }
        (None, Some(amount)) if order.is_waiting_for_payment() => {
            view! { <Pay order=order.clone() amount=amount demands=asked /> }.into_any()
        }
        (None, None) if order.is_waiting_for_payment() => {
            view! { <Refused label=tr!("payments-pay-nothing") why=tr!("payments-no-amount") id="no-amount" /> }
                .into_any()
        }
        (None, _) => view! {
            <p>{tr!("payments-not-payable", status = order_status_text(order.known_status()))}</p>
            <LinkButton href=paths::order(&order.id) label=tr!("payments-to-order") />
        }
        .into_any(),
    };
    let name = customer.display_name().to_owned();
    let earlier = payments.into_iter().find(|payment| !payment.stage.is_live());
    view! {
        <section class="decision" aria-labelledby="decision-heading">
            <h2 id="decision-heading">{tr!("payments-what-happens")}</h2>
            {order.amount.clone().map(|amount| view! { <Amount money=amount huge=true /> })}
            <ol class="steps">
                {asked.approval.then(|| view! { <li>{tr!("payments-step-approval")}</li> })}
                <li>{tr!("payments-step-charge", name = name)}</li>
                <li>{tr!("payments-step-once")}</li>
                <li>{tr!("payments-step-page")}</li>
            </ol>
            <Warnings customer=customer policy_resets=policy_resets />
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
    let (password, why) = (form.field(PayForm::PASSWORD), form.field(PayForm::WHY));
    view! {
        <PostForm of=form silent=true>
            <Demanded demands=demands pool=Pool::Spend password=password why=why />
            <div class="actions">
                <Submit label=label weight=Weight::Decision />
                <LinkButton href=paths::order(&order.id) label=tr!("payments-not-now") quiet=true />
            </div>
        </PostForm>
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
