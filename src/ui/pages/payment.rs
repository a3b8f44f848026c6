//! One payment, on its stable page: its state in words, what is known, what happens next.

use super::calls::Calls;
use crate::api::payments::payment;
use crate::model::error::AppError;
use crate::model::ids::PaymentId;
use crate::model::lists::OrderFilter;
use crate::model::order::OrderStatus;
use crate::model::payment::{Payment, PaymentState};
use crate::model::time::Timestamp;
use crate::model::views::PaymentView;
use crate::tr;
use crate::ui::components::{
    Amount, ErrorPanel, Fact, Facts, Icon, Id, Instant, LinkButton, MaybeInstant, OrderStatusBadge, PageHead,
    PaymentStateBadge, Section, Symbol,
};
use crate::ui::islands::{Watch, WatchWords};
use crate::ui::load::{id, load};
use crate::ui::{format, paths};
use leptos::prelude::*;

/// Seconds between two looks of a page at what is not settled.
pub const LOOK_EVERY: u32 = 5;

/// `/payments/:id`
#[component]
pub fn PaymentPage() -> impl IntoView {
    load(fetch(id()), |data| view! { <PaymentDetail data=data /> })
}

async fn fetch(id: Result<PaymentId, AppError>) -> Result<PaymentView, AppError> {
    payment(id?).await
}

/// The page with its data.
#[component]
pub fn PaymentDetail(
    /// What it shows.
    data: PaymentView,
) -> impl IntoView {
    let PaymentView { payment, customer, calls, next_check_at, now } = data;
    let open = payment.state.is_live();
    let crumbs = vec![
        (tr!("orders-all"), paths::orders(&OrderFilter::default())),
        (payment.order.to_string(), paths::order(&payment.order)),
    ];
    let here = paths::payment(&payment.id);
    let name = customer.display_name().to_owned();
    let to_customer = paths::customer(&customer.id);
    let (title, state, number) = (title(&payment), payment.state, payment.id.to_string());
    // The whole of it is what a browser with script replaces while the payment is open.
    view! {
        <div id="live" data-open=open.then_some("")>
            <PageHead title=title crumbs=crumbs>
                <PaymentStateBadge state=state boxed=true />
                <Id id=number />
                <a href=to_customer>{name}</a>
            </PageHead>
            <Standing payment=payment.clone() next_check_at=next_check_at now=now />
            <Known payment=payment />
            <Calls calls=calls />
        </div>
        {open.then(|| view! {
            <Watch words=watch_words() every=LOOK_EVERY />
            <noscript>
                <meta http-equiv="refresh" content="10" />
                <a class="button" href=here>{tr!("payments-look-again")}</a>
            </noscript>
        })}
    }
    .into_any()
}

/// What the island says that keeps an open page up to date.
pub fn watch_words() -> WatchWords {
    WatchWords { watching: tr!("payments-watching"), lost: tr!("payments-watching-lost") }
}

fn title(payment: &Payment) -> String {
    let amount = payment.amount.to_string();
    match payment.state {
        PaymentState::Confirmed => tr!("payments-title-confirmed", amount = amount),
        PaymentState::Sent => tr!("payments-title-sent", amount = amount),
        PaymentState::Paid => tr!("payments-title-paid", amount = amount),
        PaymentState::Rejected => tr!("payments-title-rejected", amount = amount),
        PaymentState::Unknown => tr!("payments-title-unknown", amount = amount),
        PaymentState::NotPaid => tr!("payments-title-not-paid", amount = amount),
    }
}

/// What the state means, and what happens next.
#[component]
fn Standing(payment: Payment, next_check_at: Option<Timestamp>, now: Timestamp) -> impl IntoView {
    let (means, next) = match payment.state {
        PaymentState::Confirmed => (tr!("payments-means-confirmed"), tr!("payments-next-confirmed")),
        PaymentState::Sent => (tr!("payments-means-sent"), tr!("payments-next-sent")),
        PaymentState::Paid => (tr!("payments-means-paid"), tr!("payments-next-paid")),
        PaymentState::Rejected => (tr!("payments-means-rejected"), tr!("payments-next-rejected")),
        PaymentState::Unknown => (tr!("payments-means-unknown"), tr!("payments-next-unknown")),
        PaymentState::NotPaid => (tr!("payments-means-not-paid"), tr!("payments-next-not-paid")),
    };
    let (class, icon) = match payment.state {
        PaymentState::Confirmed | PaymentState::Sent => ("standing live", Icon::Clock),
        PaymentState::Paid => ("standing done", Icon::Tick),
        PaymentState::Unknown => ("standing unknown", Icon::Question),
        PaymentState::Rejected | PaymentState::NotPaid => ("standing", Icon::Stop),
    };
    let when = next_check_at.map(|at| {
        let seconds = at.as_second().saturating_sub(now.as_second());
        let text = match seconds {
            ..=0 => tr!("payments-check-due"),
            seconds => tr!("payments-check-in", age = format::age(seconds)),
        };
        view! { <p class="small muted">{text}</p> }
    });
    let failure = payment.failure.clone().filter(|_| payment.state != PaymentState::Paid);
    view! {
        <div class=class role="status">
            <Symbol icon=icon />
            <div>
                <p class="means">{means}</p>
                <p>{next}</p>
                {when}
                <Next payment=payment />
            </div>
        </div>
        {failure.map(|failure| view! { <ErrorPanel error=AppError::Partner(Box::new(failure)) /> })}
    }
    .into_any()
}

#[component]
fn Next(payment: Payment) -> impl IntoView {
    let again = matches!(payment.state, PaymentState::Rejected | PaymentState::NotPaid).then(|| {
        view! { <LinkButton href=paths::pay(&payment.order) label=tr!("payments-decide-again") primary=true /> }
    });
    view! {
        <div class="actions">
            {again} <LinkButton href=paths::order(&payment.order) label=tr!("payments-to-order") />
        </div>
    }
    .into_any()
}

/// What is known, and since when.
#[component]
fn Known(payment: Payment) -> impl IntoView {
    // Read before the payment left; once it is paid, the order's own page knows better.
    let outdated =
        payment.state == PaymentState::Paid && payment.order_status == Some(OrderStatus::PendingPayment);
    let status = payment.order_status.filter(|_| !outdated);
    view! {
        <Section title=tr!("payments-known") id="known">
            <Facts>
                <Fact name=tr!("payments-amount") number=true>
                    <Amount money=payment.amount />
                </Fact>
                <Fact name=tr!("orders-id")>
                    <a href=paths::order(&payment.order)>
                        <code>{payment.order.to_string()}</code>
                    </a>
                </Fact>
                {status.map(|status| view! {
                    <Fact name=tr!("payments-order-status")>
                        <OrderStatusBadge status=status />
                    </Fact>
                })}
                <Fact name=tr!("payments-confirmed-by")>{payment.created_by}</Fact>
                <Fact name=tr!("payments-confirmed-at")>
                    <Instant at=payment.created_at exact=true />
                </Fact>
                <Fact name=tr!("payments-sent-at")>
                    <MaybeInstant at=payment.sent_at />
                </Fact>
                <Fact name=tr!("payments-checked-at")>
                    <MaybeInstant at=payment.checked_at />
                </Fact>
                <Fact name=tr!("payments-settled-at")>
                    <MaybeInstant at=payment.settled_at />
                </Fact>
            </Facts>
        </Section>
    }
    .into_any()
}
