//! The page of one payment: its stage, details, and what happens next.

use super::shown::Shown;
use crate::api::payments::payment;
use crate::paths;
use crate::texts::tr_key;
use crate::tr;
use crate::ui::components::api_calls::Calls;
use crate::ui::components::{
    Amount, AmountDelta, ApprovalButtons, Ask, Caution, ErrorPanel, Fact, Facts, Filled, History, Id,
    IntentStatus, IntentTimes, LinkButton, LivePage, OrderStatusBadge, PageHead, PostForm, RaiseLink,
    Section, StageBadge, Submit, Weight, request_end_text,
};
use crate::ui::load::{id, load, pairs};
use crate::ui::pages::notes::section::{NoteErrors, Notes, asks_for_all, read};
use leptos::prelude::*;
use model::error::{AppError, PartnerFailure};
use model::forms::payments::{ApprovePaymentForm, DecidePaymentForm, DeclinePaymentForm};
use model::ids::IntentId;
use model::intents::{IntentKind, Stage};
use model::limits::Approval;
use model::lists::{OrderFilter, OrderRow};
use model::notes::NotesView;
use model::orders::OrderStatus;
use model::payments::Payment;
use model::raise::RaiseFor;
use model::requests::RequestEnd;
use model::views::PaymentView;

/// `/payments/:id`
#[component]
pub fn PaymentPage() -> impl IntoView {
    let writes = pairs().text(WRITE).is_some();
    load(fetch(id(), asks_for_all()), move |(data, notes)| {
        view! { <PaymentDetail data=data notes=notes writes=writes /> }
    })
}

/// The name in the address of a page on which a note is written: it does not refresh itself meanwhile.
const WRITE: &str = "write";

async fn fetch(id: Result<IntentId, AppError>, all: bool) -> Result<(PaymentView, NotesView), AppError> {
    let id = id?;
    let data = payment(id.clone()).await?;
    Ok((data, read(&id, all).await?))
}

/// The page with its data.
#[component]
pub fn PaymentDetail(
    data: PaymentView,
    notes: NotesView,
    /// Whether somebody is writing a note.
    writes: bool,
) -> impl IntoView {
    let PaymentView { payment, customer, calls, steps, may_decide, approval, review, request_end, next, now } =
        data;
    let order = payment.what.order.clone();
    let crumbs = vec![
        (tr!("orders-all"), paths::orders(&OrderFilter::default())),
        (order.to_string(), paths::order(&order)),
    ];
    let here = paths::payment(&payment.id);
    let name = customer.display_name().to_owned();
    let to_customer = paths::customer(&customer.id);
    let (title, stage, number) = (title(&payment), payment.stage, payment.id.to_string());
    // The page is not refreshed while it has a form, so that the form does not change before it is
    // pressed.
    let moving = payment.stage.is_live() && !may_decide && !approval.may_approve;
    let open = moving && !writes;
    let write_at = open.then(|| format!("{here}?{WRITE}=note#notes"));
    let (kind, next_check_at) = (IntentKind::Pay, payment.next_check_at);
    let failure = payment.failure.clone().filter(|_| !stage.had_effect());
    let (acted, known, waiting) = (payment.clone(), payment.clone(), payment.clone());
    view! {
        <LivePage open=open here=here>
            <PageHead title=title crumbs=crumbs>
                <StageBadge kind=kind stage=stage boxed=true />
                <Id id=number />
                <a href=to_customer>{name}</a>
            </PageHead>
            <NoteErrors />
            <IntentStatus
                stage=stage
                means=words("payments-means", stage)
                next=words("payments-next", stage)
                next_check_at=next_check_at
                now=now
            >
                <Moved payment=payment />
                <Approve payment=waiting approval=approval />
                <Next payment=acted may_decide=may_decide next=next />
            </IntentStatus>
            {failure.map(|failure| view! { <ErrorPanel error=AppError::Partner(Box::new(failure)) /> })}
            {review.map(|review| view! { <Shown review=*review /> })}
            <Details payment=known request_end=request_end />
            <History kind=kind steps=steps />
            <Calls calls=calls />
        </LivePage>
        <Notes view=notes write_at=write_at />
    }
    .into_any()
}

// texts: payments-means-
// texts: payments-next-
fn words(what: &str, stage: Stage) -> String {
    tr_key(&format!("{what}-{}", stage.code())).unwrap_or_default()
}

fn title(payment: &Payment) -> String {
    let amount = payment.what.amount.to_string();
    match payment.stage {
        Stage::Drafted | Stage::Quoted | Stage::Confirmed => tr!("payments-title-confirmed", amount = amount),
        Stage::Waiting => tr!("payments-title-waiting", amount = amount),
        Stage::Sent => tr!("payments-title-sent", amount = amount),
        Stage::Done | Stage::ConfirmedDone => tr!("payments-title-paid", amount = amount),
        Stage::Rejected => tr!("payments-title-rejected", amount = amount),
        Stage::Unknown => tr!("payments-title-unknown", amount = amount),
        Stage::NoEffect => tr!("payments-title-no-effect", amount = amount),
        Stage::ConfirmedNotDone | Stage::Void => tr!("payments-title-not-paid", amount = amount),
    }
}

/// The current price, where it differs from the confirmed one.
#[component]
fn Moved(payment: Payment) -> impl IntoView {
    let now = payment.what.moved_to?;
    Some(view! { <p><AmountDelta before=Some(payment.what.amount) after=now /></p> }.into_any())
}

#[component]
fn Next(
    payment: Payment,
    may_decide: bool,
    /// The next order that can be paid.
    next: Option<OrderRow>,
) -> impl IntoView {
    let ended = matches!(payment.stage, Stage::Rejected | Stage::ConfirmedNotDone | Stage::Void);
    let cancelled = payment.what.order_status == Some(OrderStatus::Cancelled);
    let refused_for_budget = payment.failure.as_ref().is_some_and(PartnerFailure::is_budget_short);
    let raise = (payment.stage == Stage::Rejected && refused_for_budget).then(|| {
        let what = RaiseFor::Order(payment.what.order.clone());
        view! { <RaiseLink customer=payment.customer.clone() what=what to=None /> }
    });
    let again = (ended && !cancelled).then(|| {
        view! { <LinkButton href=paths::pay(&payment.what.order) label=tr!("payments-decide-again") primary=true /> }
    });
    let decide = may_decide.then(|| view! { <Decide payment=payment.clone() /> });
    view! {
        <div class="actions">
            {decide} {raise} {again} {next.map(|next| view! { <NextOrder row=next /> })} <LinkButton href=paths::order(&payment.what.order) label=tr!("payments-to-order") />
        </div>
    }
    .into_any()
}

/// The link to the next order that can be paid.
#[component]
fn NextOrder(row: OrderRow) -> impl IntoView {
    let amount = row.order.amount.map(|amount| amount.to_string()).unwrap_or_default();
    let label = tr!("payments-next-order", amount = amount, name = row.customer_name);
    view! { <LinkButton href=paths::pay(&row.order.id) label=label primary=true /> }.into_any()
}

/// Approve or reject; the requester may withdraw the request.
#[component]
fn Approve(payment: Payment, approval: Approval) -> impl IntoView {
    let approve = Filled::of(&ApprovePaymentForm { id: payment.id.clone(), password: String::new() });
    let decline = Filled::of(&DeclinePaymentForm { id: payment.id.clone() });
    let password = approve.field(ApprovePaymentForm::PASSWORD);
    let label = tr!("payments-approve", amount = payment.what.amount.to_string());
    view! { <ApprovalButtons approval=approval approve=approve password=password decline=decline label=label /> }
        .into_any()
}

/// A person sets the outcome. Before it is stored, the order is read once more.
#[component]
fn Decide(payment: Payment) -> impl IntoView {
    let form = Filled::of(&DecidePaymentForm { id: payment.id.clone(), paid: String::new() });
    let (error, again) = (form.error(), form.clone());
    let no = view! {
        <PostForm of=form silent=true>
            <Submit label=tr!("payments-decide-unpaid") weight=Weight::Decision pair=(DecidePaymentForm::PAID.name, "no".to_owned()) />
        </PostForm>
    };
    let yes = (payment.stage == Stage::Unknown).then(|| {
        view! {
            <Ask id="paid" label=tr!("payments-decide-paid") title=tr!("payments-decide-paid-title")>
                <PostForm of=again id="settle-payment-paid" silent=true>
                    <Caution>
                        <p>{tr!("payments-decide-paid-why")}</p>
                    </Caution>
                    <div class="actions">
                        <Submit label=tr!("payments-decide-paid") pair=(DecidePaymentForm::PAID.name, "yes".to_owned()) />
                    </div>
                </PostForm>
            </Ask>
        }
    });
    view! {
        {error.map(|error| view! { <ErrorPanel error=error /> })}
        {no}
        {yes}
    }
    .into_any()
}

/// The facts of a payment.
#[component]
fn Details(payment: Payment, request_end: Option<RequestEnd>) -> impl IntoView {
    // Read before the payment was sent. Once it is paid, the order's page has newer data.
    let outdated =
        payment.stage.had_effect() && payment.what.order_status == Some(OrderStatus::PendingPayment);
    let status = payment.what.order_status.filter(|_| !outdated);
    let times = payment.clone();
    view! {
        <Section title=tr!("payments-known") id="known">
            <Facts>
                <Fact name=tr!("payments-amount") number=true>
                    <Amount money=payment.what.amount />
                </Fact>
                <Fact name=tr!("orders-id")>
                    <a href=paths::order(&payment.what.order)>
                        <code>{payment.what.order.to_string()}</code>
                    </a>
                </Fact>
                {status.map(|status| view! {
                    <Fact name=tr!("payments-order-status")>
                        <OrderStatusBadge status=status />
                    </Fact>
                })}
                {payment.what.job.map(|job| view! {
                    <Fact name=tr!("bulk-of-job")>
                        <a href=paths::bulk(&job)>
                            <code>{job.to_string()}</code>
                        </a>
                    </Fact>
                })}
                {payment.what.reason.map(|reason| view! {
                    <Fact name=tr!("demands-why")>
                        <span class="words">{reason}</span>
                    </Fact>
                })}
                {request_end.map(|end| view! {
                    <Fact name=tr!("demands-end")>{request_end_text(&end)}</Fact>
                })}
                <IntentTimes intent=times quoted=tr!("intent-quoted-at") checked=tr!("payments-checked-at") />
            </Facts>
        </Section>
    }
    .into_any()
}
