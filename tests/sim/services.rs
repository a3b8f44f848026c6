//! What people ask of the desk's services, what they see, and what the desk has stored, in the
//! simulation's own words. With `changes` the only files that know the services.

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
use model::users::{Me, Role};
use model::viewer::Language;
use partnerdesk::server::config::Settings;
use partnerdesk::server::ctx::Ctx;
use partnerdesk::server::jobs::{self, janitor, runner};
use partnerdesk::server::service;
use partnerdesk::server::service::payments::approvals;
use partnerdesk::server::service::renewals::{prices, renewal_orders};
use partnerdesk::server::service::{Error, Result, payments, renewals};
use partnerdesk::server::state::Desk;
use partnerdesk::server::store::{Scope, Store};

/// What a form for paying says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PayForm {
    pub number: u32,
    pub order: OrderId,
    pub amount: String,
    pub currency: String,
}

/// What a form for renewing says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RenewForm {
    pub number: u32,
    pub resources: Vec<ResourceId>,
    pub period: Period,
    pub total: String,
    pub currency: String,
    pub ends: String,
    /// What it is stored as.
    pub intent: IntentId,
}

/// How the desks of a run are set: where `approval` is wanted, a second person has to agree to
/// payments above that amount.
pub fn settings(approval: Option<u32>) -> Settings {
    let mut settings = Settings::default();
    settings.spending.approval =
        approval.map(|above| (Role::Administrator, above.into())).into_iter().collect();
    settings
}

/// One request to a desk, or a step of its janitor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ask {
    Review(OrderId),
    Pay(PayForm),
    Payment(IntentId),
    /// A person says that an order was not paid.
    NotPaid(IntentId),
    /// A second person agrees to a payment, or does not.
    Approve(IntentId),
    Decline(IntentId),
    Quote(Vec<ResourceId>, Period),
    Renew(RenewForm),
    Renewal(IntentId),
    /// A person says that a renewal made no order.
    NotRenewed(IntentId),
    Cancel(OrderId),
    /// What a change would do.
    LookOver(ChangeKind, Vec<ResourceId>),
    Change(ChangeForm),
    /// The page of a change.
    Changed(IntentId),
    /// A person says that a change had no effect.
    NotChanged(IntentId),
    /// A dry run of budgets in bulk.
    Draft(BulkForm),
    /// The page of a job of budgets.
    Bulk(BulkId),
    /// A button on it.
    Press(BulkId, Button),
    Janitor,
    /// A step of the job that sets budgets in bulk.
    Runner,
}

/// Where an intent stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stands {
    /// Not over.
    Open,
    /// Waits for a second person to agree.
    Waiting,
    /// No effect was found; a person has to say so.
    Asking,
    /// Paid, or its orders are made.
    Done,
    /// Refused, never left, or found and said to be without effect.
    Nothing,
}

/// What a page says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told {
    /// The order can be paid: amount and currency.
    Payable(String, String),
    /// Neither payable nor to be renewed now.
    NotNow,
    /// Go to the page of this payment.
    Payment(IntentId),
    /// The page of a payment of an order.
    PaymentIs { id: IntentId, by: String, order: OrderId, stands: Stands },
    /// What renewing costs: total and currency; and when the resources end.
    Quoted(String, String, String, IntentId),
    /// Go to the page of this renewal.
    Renewal(IntentId),
    /// The page of a renewal, with its orders.
    RenewalIs { by: String, orders: Vec<OrderId>, stands: Stands },
    /// These resources can be changed; when they end.
    Changeable(Vec<ResourceId>, Page),
    /// Go to the page of this change.
    Change(IntentId),
    /// The page of a change.
    ChangeIs(ChangeIs),
    /// Go to the page of this job of budgets.
    Bulk(BulkId),
    /// The page of a job of budgets.
    BulkIs(BulkIs),
    /// Done; nothing to see.
    Done,
    /// Refused, or our database failed; in the desk's words.
    Refused(String),
}

impl Told {
    /// The desk's own failure, which no fault of the network excuses.
    pub fn is_broken(&self) -> bool {
        matches!(self, Self::Refused(why) if why.starts_with("Broken"))
    }
}

/// An intent as the desk has stored it.
#[derive(Clone, Debug)]
pub struct Stored {
    pub id: IntentId,
    /// The name of who confirmed it.
    pub by: String,
    /// The order to pay, or the orders that were made.
    pub orders: Vec<String>,
    pub stands: Stands,
    pub is_renewal: bool,
}

/// Does what is asked, as this user.
pub async fn ask(desk: Desk, customer: CustomerId, who: String, ask: Ask, mutant: Option<Mutant>) -> Told {
    let ctx = context(&desk, who);
    let answered = match ask {
        Ask::Pay(form) if mutant == Some(Mutant::IntentAfterCall) => {
            mutants::pay_then_store(&desk, &ctx, &customer, form).await.map(led_to)
        }
        ask => answer(&desk, &customer, &ctx, ask).await,
    };
    match answered {
        Ok(told) => told,
        Err(error) => Told::Refused(match error {
            Error::Refused(refused) => format!("{refused:?}"),
            Error::Broken(broken) => format!("Broken: {broken:?}"),
        }),
    }
}

fn context(desk: &Desk, name: String) -> Ctx {
    let me = Me { id: snapshot::user(), name, role: Role::Administrator };
    Ctx::of_user(me, desk.ids.request_id(), Language::English)
}

async fn answer(desk: &Desk, customer: &CustomerId, ctx: &Ctx, ask: Ask) -> Result<Told> {
    Ok(match ask {
        Ask::Review(order) => review(payments::review(desk, ctx, &order).await?.details.value),
        Ask::Pay(form) => {
            let form = forms::payments::PayForm {
                seen_amount: form.amount,
                seen_currency: form.currency,
                ..forms::payments::PayForm::about(form.order)
            };
            led_to(payments::pay(desk, ctx, &form).await?)
        }
        Ask::Payment(id) => {
            let payment = payments::show(desk, ctx, &id).await?.payment;
            let stands = stands(payment.stage);
            Told::PaymentIs { id, stands, by: payment.created_by, order: payment.what.order }
        }
        Ask::NotPaid(id) => {
            payments::decide(desk, ctx, &id, false).await?;
            Told::Payment(id)
        }
        Ask::Approve(id) => {
            approvals::approve(desk, ctx, &id, "").await?;
            Told::Payment(id)
        }
        Ask::Decline(id) => {
            approvals::decline(desk, ctx, &id).await?;
            Told::Payment(id)
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
            let stands = stands(renewal.stage);
            Told::RenewalIs { stands, by: renewal.created_by, orders: renewal.what.orders }
        }
        Ask::NotRenewed(id) => {
            renewal_orders::decide(desk, ctx, &id).await?;
            Told::Renewal(id)
        }
        Ask::Cancel(order) => led_to(service::changes::cancel::cancel(desk, ctx, &order).await?),
        Ask::LookOver(act, ids) => match changes::review(desk, ctx, act, &ids).await? {
            Some((ids, page)) => Told::Changeable(ids, page),
            None => Told::NotNow,
        },
        Ask::Change(form) => Told::Change(changes::change(desk, ctx, customer, &form).await?),
        Ask::Changed(id) => Told::ChangeIs(changes::show(desk, ctx, &id).await?),
        Ask::NotChanged(id) => {
            service::changes::reconcile::decide(desk, ctx, &id, false).await?;
            Told::Change(id)
        }
        Ask::Draft(form) => Told::Bulk(bulk::draft(desk, ctx, &form).await?),
        Ask::Bulk(id) => Told::BulkIs(bulk::show(desk, ctx, &id).await?),
        Ask::Press(id, button) => Told::Bulk(bulk::press(desk, ctx, &id, button).await?),
        Ask::Runner => {
            runner::leased(desk, "bulk", jobs::bulk::step(desk)).await?;
            Told::Done
        }
        Ask::Janitor => {
            janitor::step(desk).await?;
            Told::Done
        }
    })
}

fn led_to(held: IntentRef) -> Told {
    match held.kind {
        IntentKind::Pay => Told::Payment(held.id),
        IntentKind::Renew => Told::Renewal(held.id),
        _ => Told::Change(held.id),
    }
}

fn review(details: Option<OrderDetails>) -> Told {
    let order = details.map(|details| details.order).filter(|order| order.is_waiting_for_payment());
    match order.and_then(|order| order.amount) {
        Some(money) => Told::Payable(money.amount.to_string(), money.currency.code().to_owned()),
        None => Told::NotNow,
    }
}

async fn quote(desk: &Desk, ctx: &Ctx, ids: &[ResourceId], period: Period) -> Result<Told> {
    let grids = prices::prices(desk, ctx, ids, &[period]).await?;
    let [grid] = grids.as_slice() else { return Ok(Told::NotNow) };
    let quote = grid.prices.first().and_then(|column| column.quote.as_ref().ok());
    let whole = quote.filter(|quote| quote.failures.is_empty()).and_then(|quote| quote.net());
    let (Some(net), Some(resources)) = (whole, &grid.resources.value) else { return Ok(Told::NotNow) };
    let ends = ends(&resources.iter().collect::<Vec<_>>());
    Ok(Told::Quoted(net.amount.to_string(), net.currency.code().to_owned(), ends, grid.intent.clone()))
}

/// Where it stands, in the simulation's words.
pub fn stands(stage: Stage) -> Stands {
    match stage {
        Stage::Drafted | Stage::Quoted | Stage::Confirmed | Stage::Sent | Stage::Unknown => Stands::Open,
        Stage::Waiting => Stands::Waiting,
        Stage::NoEffect => Stands::Asking,
        Stage::Done | Stage::SettledDone => Stands::Done,
        Stage::Rejected | Stage::SettledUndone | Stage::Void => Stands::Nothing,
    }
}

/// Every intent that the desk has stored about these orders and this customer.
pub async fn stored(store: &Store, customer: &CustomerId, orders: &[OrderId]) -> Vec<Stored> {
    let mut all = Vec::new();
    for order in orders {
        let about = ResourceLock::Order(order.clone());
        let payments: Vec<Payment> = store.intents_about(&Scope::All, &about).await.expect("payments");
        all.extend(payments.into_iter().map(|payment| Stored {
            id: payment.id,
            by: payment.created_by,
            orders: vec![payment.what.order.to_string()],
            stands: stands(payment.stage),
            is_renewal: false,
        }));
    }
    let renewals: Vec<Renewal> = store.intents_of(&Scope::All, customer, 1_000).await.expect("renewals");
    all.extend(renewals.into_iter().map(|renewal| Stored {
        id: renewal.id,
        by: renewal.created_by,
        orders: renewal.what.orders.iter().map(ToString::to_string).collect(),
        stands: stands(renewal.stage),
        is_renewal: true,
    }));
    all
}
