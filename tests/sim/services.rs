//! Calls of the desk's services, their replies, and the stored data, in types of the simulation.
//! Together with `changes` the only files that use the services.

use crate::bulk::{self, BulkForm, BulkIs, Button};
use crate::changes::{self, ChangeForm, ChangeIs, Page};
use crate::mutants::{self, Mutant};
use crate::snapshot;
use model::changes::ChangeKind;
use model::forms;
use model::ids::{BulkId, CustomerId, IntentId, OrderId, ResourceId};
use model::intents::{IntentKind, IntentRef, ResourceLock, Stage};
use model::orders::OrderDetails;
use model::payments::Payment;
use model::renewals::{Period, Renewal, ends};
use model::second_factor::Factor;
use model::users::{Me, Role};
use model::viewer::Language;
use partnerdesk::server::config::Settings;
use partnerdesk::server::ctx::Ctx;
use partnerdesk::server::jobs::{self, janitor, runner};
use partnerdesk::server::service;
use partnerdesk::server::service::changes::approvals as change_approvals;
use partnerdesk::server::service::limits::Given;
use partnerdesk::server::service::payments::approvals;
use partnerdesk::server::service::renewals::{prices, renewal_orders};
use partnerdesk::server::service::{Error, Result, payments, renewals};
use partnerdesk::server::state::Desk;
use partnerdesk::server::store::{Scope, Store};
use rust_decimal::Decimal;

/// The form of a payment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PayForm {
    pub number: u32,
    pub order: OrderId,
    pub amount: String,
    pub currency: String,
}

/// The form of a renewal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RenewForm {
    pub number: u32,
    pub resources: Vec<ResourceId>,
    pub period: Period,
    pub total: String,
    pub currency: String,
    pub ends: String,
    /// Id of the intent.
    pub intent: IntentId,
}

/// The settings of the desks in a run; what is committed above `approval` needs approval, and so does
/// what brings a person's day above `daily`.
pub fn settings(approval: Option<u32>, daily: Option<u32>) -> Settings {
    let limit = |above: Option<u32>| -> Vec<(Role, Decimal)> {
        above.map(|above| (Role::Administrator, above.into())).into_iter().collect()
    };
    let mut settings = Settings::default();
    settings.spending.approval = limit(approval);
    settings.spending.approval_per_day = limit(daily);
    settings
}

/// What everybody gives with a form that may need approval.
pub fn given() -> Given<'static> {
    Given { password: "", why: WHY }
}

/// The reason that everybody has.
pub const WHY: &str = "the customer asked for it";

/// A request to a desk, or a step of its jobs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ask {
    Review(OrderId),
    Pay(PayForm),
    Payment(IntentId),
    /// A user confirms that an order was not paid.
    NotPaid(IntentId),
    /// A second user approves or rejects a payment.
    Approve(IntentId),
    Decline(IntentId),
    /// A second user approves or rejects switching auto-renewal on.
    ApproveChange(IntentId),
    DeclineChange(IntentId),
    Quote(Vec<ResourceId>, Period),
    Renew(RenewForm),
    Renewal(IntentId),
    /// A user confirms that a renewal created no order.
    NotRenewed(IntentId),
    Cancel(OrderId),
    /// The review of a change.
    ReviewChange(ChangeKind, Vec<ResourceId>),
    Change(ChangeForm),
    /// The page of a change.
    Changed(IntentId),
    /// A user confirms that a change had no effect.
    NotChanged(IntentId),
    /// A dry run of budgets in bulk.
    Draft(BulkForm),
    /// A dry run of paying several orders.
    PlanPayments(Vec<OrderId>),
    /// The page of a bulk job.
    Bulk(BulkId),
    /// A button on it.
    Press(BulkId, Button),
    Janitor,
    /// A step of the runner of bulk jobs.
    Runner,
}

/// The state of an intent, as far as the simulation distinguishes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IntentState {
    /// Not ended.
    Open,
    /// Waits for approval.
    Waiting,
    /// No effect was found; a user has to confirm it.
    Asking,
    /// Paid, or its orders were created.
    Done,
    /// Refused, never sent, or confirmed to have no effect.
    Nothing,
}

/// The reply to a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reply {
    /// The order can be paid: amount and currency.
    Payable(String, String),
    /// Cannot be paid or renewed now.
    NotNow,
    /// A redirect to the page of this payment.
    Payment(IntentId),
    /// The page of a payment of an order.
    PaymentIs { id: IntentId, by: String, order: OrderId, state: IntentState },
    /// The price of a renewal: total, currency, expiries of the resources, and intent id.
    Quoted(String, String, String, IntentId),
    /// A redirect to the page of this renewal.
    Renewal(IntentId),
    /// The page of a renewal, with its orders.
    RenewalIs { by: String, orders: Vec<OrderId>, state: IntentState },
    /// These resources can be changed, with the values for the form.
    Changeable(Vec<ResourceId>, Page),
    /// A redirect to the page of this change.
    Change(IntentId),
    /// The page of a change.
    ChangeIs(ChangeIs),
    /// A redirect to the page of this bulk job.
    Bulk(BulkId),
    /// The page of a bulk job.
    BulkIs(BulkIs),
    /// Done, without a page.
    Done,
    /// Refused, or the database failed; the error of the desk.
    Refused(String),
}

impl Reply {
    /// A failure of the desk that no network fault explains.
    pub fn is_broken(&self) -> bool {
        matches!(self, Self::Refused(why) if why.starts_with("Broken"))
    }
}

/// A stored intent.
#[derive(Clone, Debug)]
pub struct Stored {
    pub id: IntentId,
    /// Name of the user who confirmed it.
    pub by: String,
    /// The order to pay, or the created orders.
    pub orders: Vec<String>,
    pub state: IntentState,
    pub is_renewal: bool,
}

/// Executes a request as this user.
pub async fn ask(desk: Desk, customer: CustomerId, who: String, ask: Ask, mutant: Option<Mutant>) -> Reply {
    let ctx = context(&desk, who);
    let answered = match ask {
        Ask::Pay(form) if mutant == Some(Mutant::IntentAfterCall) => {
            mutants::pay_then_store(&desk, &ctx, &customer, form).await.map(led_to)
        }
        Ask::Press(id, Button::Start) if mutant == Some(Mutant::JobForgetsLimits) => {
            let desk = mutants::without_limits(&desk);
            Box::pin(answer(&desk, &customer, &ctx, Ask::Press(id, Button::Start))).await
        }
        Ask::Change(form)
            if form.act == ChangeKind::AutoRenewOn && mutant == Some(Mutant::SwitchForgetsLimits) =>
        {
            let desk = mutants::without_limits(&desk);
            Box::pin(answer(&desk, &customer, &ctx, Ask::Change(form))).await
        }
        Ask::Runner if mutant == Some(Mutant::JobResends) => {
            mutants::pay_open_rows_again(&desk, &customer).await;
            Box::pin(answer(&desk, &customer, &ctx, Ask::Runner)).await
        }
        ask => Box::pin(answer(&desk, &customer, &ctx, ask)).await,
    };
    match answered {
        Ok(reply) => reply,
        Err(error) => Reply::Refused(match error {
            Error::Refused(refused) => format!("{refused:?}"),
            Error::Broken(broken) => format!("Broken: {broken:?}"),
        }),
    }
}

fn context(desk: &Desk, name: String) -> Ctx {
    let (id, role) = (snapshot::user_of(&name), Role::Administrator);
    let me = Me { id, name, role, exceptions: Vec::new(), factor: Factor::Off };
    Ctx::of_user(me, desk.ids.request_id(), Language::English)
}

async fn answer(desk: &Desk, customer: &CustomerId, ctx: &Ctx, ask: Ask) -> Result<Reply> {
    Ok(match ask {
        Ask::Review(order) => review(payments::review(desk, ctx, &order).await?.details.value),
        Ask::Pay(form) => {
            let form = forms::payments::PayForm {
                seen_amount: form.amount,
                seen_currency: form.currency,
                why: WHY.to_owned(),
                ..forms::payments::PayForm::about(form.order)
            };
            led_to(payments::pay(desk, ctx, &form).await?)
        }
        Ask::Payment(id) => {
            let payment = payments::show(desk, ctx, &id).await?.payment;
            let state = state(payment.stage);
            Reply::PaymentIs { id, state, by: payment.created_by, order: payment.what.order }
        }
        Ask::NotPaid(id) => {
            payments::decide(desk, ctx, &id, false).await?;
            Reply::Payment(id)
        }
        Ask::Approve(id) => {
            approvals::approve(desk, ctx, &id, "").await?;
            Reply::Payment(id)
        }
        Ask::Decline(id) => {
            approvals::decline(desk, ctx, &id).await?;
            Reply::Payment(id)
        }
        Ask::ApproveChange(id) => {
            change_approvals::approve(desk, ctx, &id, "").await?;
            Reply::Change(id)
        }
        Ask::DeclineChange(id) => {
            change_approvals::decline(desk, ctx, &id).await?;
            Reply::Change(id)
        }
        Ask::Quote(ids, period) => quote(desk, ctx, &ids, period).await?,
        Ask::Renew(form) => {
            let form = forms::renewals::RenewForm {
                ids: form.resources,
                period: form.period.code(),
                seen_total: form.total,
                seen_currency: form.currency,
                seen_ends: form.ends,
                ..forms::renewals::RenewForm::about(form.intent, customer.clone())
            };
            led_to(renewals::renew(desk, ctx, &form).await?)
        }
        Ask::Renewal(id) => {
            let renewal = renewal_orders::show(desk, ctx, &id).await?.renewal;
            let state = state(renewal.stage);
            Reply::RenewalIs { state, by: renewal.created_by, orders: renewal.what.orders }
        }
        Ask::NotRenewed(id) => {
            renewal_orders::decide(desk, ctx, &id).await?;
            Reply::Renewal(id)
        }
        Ask::Cancel(order) => led_to(service::changes::cancel::cancel(desk, ctx, &order).await?),
        Ask::ReviewChange(act, ids) => match changes::review(desk, ctx, act, &ids).await? {
            Some((ids, page)) => Reply::Changeable(ids, page),
            None => Reply::NotNow,
        },
        Ask::Change(form) => Reply::Change(changes::change(desk, ctx, customer, &form).await?),
        Ask::Changed(id) => Reply::ChangeIs(changes::show(desk, ctx, &id).await?),
        Ask::NotChanged(id) => {
            service::changes::reconcile::decide(desk, ctx, &id, false).await?;
            Reply::Change(id)
        }
        Ask::Draft(form) => Reply::Bulk(bulk::draft(desk, ctx, &form).await?),
        Ask::PlanPayments(orders) => Reply::Bulk(bulk::plan_payments(desk, ctx, orders).await?),
        Ask::Bulk(id) => Reply::BulkIs(bulk::show(desk, ctx, &id).await?),
        Ask::Press(id, button) => Reply::Bulk(bulk::press(desk, ctx, &id, button).await?),
        Ask::Runner => {
            runner::leased(desk, "bulk", jobs::bulk::step(desk)).await?;
            Reply::Done
        }
        Ask::Janitor => {
            janitor::step(desk).await?;
            Reply::Done
        }
    })
}

fn led_to(held: IntentRef) -> Reply {
    match held.kind {
        IntentKind::Pay => Reply::Payment(held.id),
        IntentKind::Renew => Reply::Renewal(held.id),
        _ => Reply::Change(held.id),
    }
}

fn review(details: Option<OrderDetails>) -> Reply {
    let order = details.map(|details| details.order).filter(|order| order.is_waiting_for_payment());
    match order.and_then(|order| order.amount) {
        Some(money) => Reply::Payable(money.amount.to_string(), money.currency.code().to_owned()),
        None => Reply::NotNow,
    }
}

async fn quote(desk: &Desk, ctx: &Ctx, ids: &[ResourceId], period: Period) -> Result<Reply> {
    let grids = prices::prices(desk, ctx, ids, &[period]).await?;
    let [grid] = grids.as_slice() else { return Ok(Reply::NotNow) };
    let quote = grid.prices.first().and_then(|column| column.quote.as_ref().ok());
    let whole = quote.filter(|quote| quote.failures.is_empty()).and_then(|quote| quote.net());
    let (Some(net), Some(resources)) = (whole, &grid.resources.value) else { return Ok(Reply::NotNow) };
    let ends = ends(&resources.iter().collect::<Vec<_>>());
    Ok(Reply::Quoted(net.amount.to_string(), net.currency.code().to_owned(), ends, grid.intent.clone()))
}

/// The state of a stage.
pub fn state(stage: Stage) -> IntentState {
    match stage {
        Stage::Drafted | Stage::Quoted | Stage::Confirmed | Stage::Sent | Stage::Unknown => IntentState::Open,
        Stage::Waiting => IntentState::Waiting,
        Stage::NoEffect => IntentState::Asking,
        Stage::Done | Stage::ConfirmedDone => IntentState::Done,
        Stage::Rejected | Stage::ConfirmedNotDone | Stage::Void => IntentState::Nothing,
    }
}

/// All stored intents for these orders and this customer.
pub async fn stored(store: &Store, customer: &CustomerId, orders: &[OrderId]) -> Vec<Stored> {
    let mut all = Vec::new();
    for order in orders {
        let about = ResourceLock::Order(order.clone());
        let payments: Vec<Payment> = store.intents_about(&Scope::All, &about).await.expect("payments");
        all.extend(payments.into_iter().map(|payment| Stored {
            id: payment.id,
            by: payment.created_by,
            orders: vec![payment.what.order.to_string()],
            state: state(payment.stage),
            is_renewal: false,
        }));
    }
    let renewals: Vec<Renewal> = store.intents_of(&Scope::All, customer, 1_000).await.expect("renewals");
    all.extend(renewals.into_iter().map(|renewal| Stored {
        id: renewal.id,
        by: renewal.created_by,
        orders: renewal.what.orders.iter().map(ToString::to_string).collect(),
        state: state(renewal.stage),
        is_renewal: true,
    }));
    all
}
