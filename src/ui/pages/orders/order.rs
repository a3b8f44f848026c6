//! The page of one order: state, price, lines, and the payments and cancellations made here.

use crate::api::orders::order;
use crate::context::viewer;
use crate::paths;
use crate::tr;
use crate::ui::components::terms;
use crate::ui::components::{
    Amount, Ask, Caution, Column, ErrorPanel, Fact, Facts, Filled, FreshnessLine, Icon, Id, LinkButton,
    MaybeInstant, OrderStatusBadge, PageHead, PayStateBadge, PostForm, Refresh, Refused, Row, RowLink,
    Section, StageBadge, Stale, Submit, Symbol, Table, Weight, form_key, pay_step,
};
use crate::ui::load::{id, load};
use crate::ui::pages::notes::section::{NoteErrors, Notes, asks_for_all, read};
use crate::ui::pages::orders::lines::{Lines, PriceLedger};
use crate::ui::pages::orders::list::Deadline;
use leptos::prelude::*;
use model::changes::StoredChange;
use model::error::AppError;
use model::forms::mirror::RefreshForm;
use model::forms::orders::CancelOrderForm;
use model::ids::OrderId;
use model::intents::{IntentKind, Stage};
use model::lists::OrderFilter;
use model::notes::NotesView;
use model::orders::{Order, OrderDetails, OrderStatus};
use model::payability::Payability;
use model::payments::Payment;
use model::time::Timestamp;
use model::users::Permission;
use model::views::{OrderView, Read};

/// `/orders/:id`
#[component]
pub fn OrderPage() -> impl IntoView {
    load(fetch(id(), asks_for_all()), |(id, data)| view! { <OrderDetail id=id data=data /> })
}

async fn fetch(
    id: Result<OrderId, AppError>,
    all: bool,
) -> Result<(OrderId, (OrderView, NotesView)), AppError> {
    let id = id?;
    let data = with_notes(id.clone(), all).await?;
    Ok((id, data))
}

/// An order and the notes on it.
///
/// # Errors
/// As [`order`].
pub async fn with_notes(id: OrderId, all: bool) -> Result<(OrderView, NotesView), AppError> {
    let data = order(id.clone()).await?;
    Ok((data, read(&id, all).await?))
}

/// The page with its data.
#[component]
pub fn OrderDetail(
    /// From the path.
    id: OrderId,
    /// With the notes on it.
    data: (OrderView, NotesView),
) -> impl IntoView {
    let (data, notes) = data;
    let OrderView { details, customer, payments, changes, pay, .. } = data;
    let Read { value, freshness, failure } = details;
    let live = failure.is_none();
    let to_customer = paths::customer(&customer.id);
    let name = customer.display_name().to_owned();
    let refresh = RefreshForm::customer(&customer.id);
    let title = match &value {
        Some(details) => title(&details.order),
        None => tr!("orders-title-of", id = id.to_string()),
    };
    let status = value.as_ref().map(|details| details.order.known_status());
    let waiting = value.as_ref().map(|details| details.order.clone());
    let waiting = waiting.filter(Order::is_waiting_for_payment);
    let busy = busy(&payments, &changes);
    let drawn = waiting.is_some() && busy.is_none();
    let refusal = if drawn { None } else { Filled::of(&CancelOrderForm { order: id.clone() }).error() };
    let step = pay.clone();
    let actions = move || {
        waiting.clone().map(|order| view! { <Actions order=order busy=busy.clone() pay=step.clone() /> })
    };
    view! {
        <PageHead
            title=title
            crumbs=vec![(tr!("orders-all"), paths::orders(&OrderFilter::default()))]
            forms=vec![form_key(&refresh)]
            actions=actions
        >
            {status.map(|status| view! { <OrderStatusBadge status=status boxed=true /> })}
            <Id id=id.to_string() />
            <a href=to_customer>{name}</a>
            <FreshnessLine freshness=freshness />
            <Refresh form=refresh />
        </PageHead>
        {refusal.map(|error| view! { <ErrorPanel error=error /> })}
        <NoteErrors />
        <Stale failure=failure shown=value.is_some() />
        {value.as_ref().map(|details| view! { <PaidHere order=details.order.clone() /> })}
        {value.map(|details| view! { <Body details=details live=live pay=pay /> })}
        <Attempts payments=payments changes=changes />
        <Notes view=notes />
    }
    .into_any()
}

fn title(order: &Order) -> String {
    let amount = order.amount.as_ref().map(ToString::to_string).unwrap_or_default();
    match order.known_status() {
        OrderStatus::PendingPayment => tr!("orders-title-of-waiting", amount = amount),
        OrderStatus::Processing => tr!("orders-title-of-processing", amount = amount),
        OrderStatus::Completed => tr!("orders-title-of-completed", amount = amount),
        OrderStatus::Cancelled => tr!("orders-title-of-cancelled", amount = amount),
        _ => tr!("orders-title-of", id = order.id.to_string()),
    }
}

/// An open intent on the order: why nothing else can be done, its address, and its label.
type Busy = (String, String, String);

fn busy(payments: &[Payment], changes: &[StoredChange]) -> Option<Busy> {
    let payment = payments.iter().find(|payment| payment.stage.is_live());
    let change = changes.iter().find(|change| change.stage.is_live());
    let of_payment =
        payment.map(|one| (tr!("orders-busy"), paths::payment(&one.id), tr!("orders-to-payment")));
    of_payment.or_else(|| {
        change.map(|one| (tr!("orders-cancelling"), paths::change(&one.id), tr!("orders-to-cancelling")))
    })
}

/// The buttons to cancel and pay, if the role and open intents allow them.
#[component]
fn Actions(order: Order, busy: Option<Busy>, pay: Option<Payability>) -> impl IntoView {
    if let Some((why, href, label)) = busy {
        return view! {
            <Refused label=tr!("orders-cancel") why=why id="busy" />
            <LinkButton href=href label=label primary=true />
        }
        .into_any();
    }
    let me = viewer();
    let cancel = if me.may(Permission::Order) {
        view! { <Cancel order=order.clone() /> }.into_any()
    } else {
        view! { <Refused label=tr!("orders-cancel") why=tr!("orders-not-yours") id="no-cancel" /> }.into_any()
    };
    let pay = match pay.map(|pay| pay_step(&order, &pay)).filter(|step| !step.pays) {
        // The page itself is no next step.
        Some(step) if step.href == paths::order(&order.id) => ().into_any(),
        Some(step) => view! { <LinkButton href=step.href label=step.label primary=true /> }.into_any(),
        None if me.may(Permission::Pay) => {
            view! { <LinkButton href=paths::pay(&order.id) label=tr!("orders-review") primary=true /> }
                .into_any()
        }
        None => ().into_any(),
    };
    view! { {cancel} {pay} }.into_any()
}

/// Cancelling, after a confirmation: it cannot be undone.
#[component]
fn Cancel(order: Order) -> impl IntoView {
    let amount = order.amount.as_ref().map(ToString::to_string).unwrap_or_default();
    let form = Filled::of(&CancelOrderForm { order: order.id.clone() });
    view! {
        <Ask
            id="cancel"
            label=tr!("orders-cancel")
            weight=Weight::Danger
            title=tr!("orders-cancel-title")
            open=form.failed()
        >
            <PostForm of=form>
                <p>{tr!("orders-cancel-what", id = order.id.to_string(), amount = amount)}</p>
                <Caution>
                    <p>{tr!("orders-cancel-final")}</p>
                </Caution>
                <div class="actions">
                    <Submit label=tr!("orders-cancel-yes") weight=Weight::Danger />
                </div>
            </PostForm>
        </Ask>
    }
    .into_any()
}

/// That this desk paid it, while HUAWEI CLOUD says otherwise.
#[component]
pub fn PaidHere(order: Order) -> impl IntoView {
    let at = order.paid_here.filter(|_| order.status == OrderStatus::PendingPayment)?;
    Some(view! {
        <p class="notice" role="status">
            <Symbol icon=Icon::Tick />
            {tr!("orders-paid-here", when = crate::ui::format::instant(at))}
        </p>
    })
}

#[component]
fn Body(details: OrderDetails, live: bool, pay: Option<Payability>) -> impl IntoView {
    let OrderDetails { order, created_by, discounts, lines } = details;
    let lines = if lines.is_empty() {
        let text = if live { tr!("orders-no-lines") } else { tr!("orders-lines-missing") };
        view! { <p class="muted">{text}</p> }.into_any()
    } else {
        view! { <Lines lines=lines /> }.into_any()
    };
    let service = order.service_name.clone().or_else(|| order.service_code.clone());
    let (priced, due) = (order.clone(), order.clone());
    view! {
        <div class="order-page">
            <Section title=tr!("orders-price") id="price">
                <PriceLedger order=priced discounts=discounts />
            </Section>
            <Section title=tr!("orders-facts") id="facts">
                <Facts>
                    <Fact name=tr!("orders-deadline")>
                        <Deadline order=due rule=true />
                    </Fact>
                    {pay.map(|pay| view! {
                        <Fact name=tr!("orders-payment")>
                            <PayStateBadge pay=Some(pay) />
                        </Fact>
                    })}
                    <Fact name=tr!("orders-type")>{terms::order_type(order.kind)}</Fact>
                    <Fact name=tr!("orders-line-service")>{service}</Fact>
                    <Fact name=tr!("orders-created")>
                        <MaybeInstant at=order.created_at />
                    </Fact>
                    <Fact name=tr!("orders-created-by")>
                        {created_by}
                        {order.source.map(|source| view! { <span class="sub muted">{terms::order_source(source)}</span> })}
                    </Fact>
                    <Fact name=tr!("orders-paid-at")>
                        <MaybeInstant at=order.paid_at />
                    </Fact>
                </Facts>
            </Section>
        </div>
        <Section title=tr!("orders-lines") id="lines">
            {lines}
        </Section>
    }
    .into_any()
}

/// Payments and cancellations of the order made here, each newest first.
#[component]
fn Attempts(payments: Vec<Payment>, changes: Vec<StoredChange>) -> impl IntoView {
    let columns = vec![
        Column::text("at", tr!("orders-attempt-at")).lead(),
        Column::text("what", tr!("orders-attempt-what")),
        Column::text("state", tr!("orders-attempt-state")),
        Column::number("amount", tr!("orders-attempt-amount")),
        Column::text("by", tr!("orders-attempt-by")),
    ];
    let paid = payments.into_iter().map(|one| {
        let amount = view! { <Amount money=one.what.amount /> }.into_any();
        attempt(
            paths::payment(&one.id),
            (one.created_at, one.created_by),
            (IntentKind::Pay, one.stage),
            amount,
        )
    });
    let cancelled = changes.into_iter().map(|one| {
        let by = (one.created_at, one.created_by);
        attempt(paths::change(&one.id), by, (IntentKind::Cancel, one.stage), ().into_any())
    });
    let rows: Vec<Row> = paid.chain(cancelled).collect();
    (!rows.is_empty()).then(|| {
        view! {
            <Section title=tr!("orders-attempts") id="attempts">
                <Table caption=tr!("orders-attempts") columns=columns rows=rows />
            </Section>
        }
        .into_any()
    })
}

fn attempt(
    href: String,
    (at, by): (Timestamp, String),
    (kind, stage): (IntentKind, Stage),
    amount: AnyView,
) -> Row {
    let what = if kind == IntentKind::Pay { tr!("activity-pay") } else { tr!("activity-cancel-order") };
    Row::new(vec![
        view! { <RowLink href=href name=crate::ui::format::instant(at) /> }.into_any(),
        what.into_any(),
        view! { <StageBadge kind=kind stage=stage /> }.into_any(),
        amount,
        by.into_any(),
    ])
}
