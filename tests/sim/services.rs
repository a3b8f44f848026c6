//! The only file that knows the desk's services: what people ask of them, what they see, and what
//! the desk has stored, in the simulation's own words.

use partnerdesk::model::ids::{CustomerId, OrderId, PaymentId, RenewalId, ResourceId, UserId};
use partnerdesk::model::payment::{Payment, PaymentState};
use partnerdesk::model::renewal::{Period, RenewalState};
use partnerdesk::model::user::{Me, Role};
use partnerdesk::model::viewer::Language;
use partnerdesk::server::ctx::Ctx;
use partnerdesk::server::jobs::janitor;
use partnerdesk::server::service::{
    Error, Outcome, orders, payments, prices, renewal_orders,
    renewals::{self, Wanted},
};
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
}

/// One request to a desk, or a step of its janitor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ask {
    Review(OrderId),
    Pay(PayForm),
    Payment(PaymentId),
    Quote(Vec<ResourceId>, Period),
    Renew(RenewForm),
    Renewal(RenewalId),
    Cancel(OrderId),
    Janitor,
}

/// Where an intent stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stands {
    /// Not over: confirmed, sent, unknown.
    Open,
    /// Paid, or its orders are made.
    Done,
    /// Refused, or found to be without effect.
    Nothing,
}

/// What a page says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told {
    /// The order can be paid: amount and currency.
    Payable(String, String),
    /// The order cannot be paid now.
    NotPayable,
    /// Go to the page of this payment.
    Payment(PaymentId),
    /// The page of a payment of an order.
    PaymentIs { by: String, order: OrderId, stands: Stands },
    /// What renewing costs: total and currency.
    Quoted(String, String),
    /// Go to the page of this renewal.
    Renewal(RenewalId),
    /// The page of a renewal, with its orders.
    RenewalIs { by: String, orders: Vec<OrderId>, stands: Stands },
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
    /// The name of who confirmed it.
    pub by: String,
    /// The order to pay, or the orders that were made.
    pub orders: Vec<String>,
    pub stands: Stands,
    pub is_renewal: bool,
}

/// Does what is asked, as this user.
pub async fn ask(desk: Desk, customer: CustomerId, who: String, ask: Ask) -> Told {
    match answer(&desk, &customer, &context(&desk, who), ask).await {
        Ok(told) => told,
        Err(error) => Told::Refused(match error {
            Error::Refused(refused) => format!("{refused:?}"),
            Error::Broken(broken) => format!("Broken: {broken:?}"),
        }),
    }
}

fn context(desk: &Desk, name: String) -> Ctx {
    let me = Me { id: UserId::parse("u1").expect("an id"), name, role: Role::Administrator };
    Ctx::of_user(me, desk.ids.request_id(), Language::English)
}

async fn answer(desk: &Desk, customer: &CustomerId, ctx: &Ctx, ask: Ask) -> Outcome<Told> {
    Ok(match ask {
        Ask::Review(order) => review(payments::review(desk, ctx, &order).await?.details.value),
        Ask::Pay(form) => {
            Told::Payment(payments::pay(desk, ctx, &form.order, &form.amount, &form.currency).await?)
        }
        Ask::Payment(id) => {
            let payment = payments::show(desk, ctx, &id).await?.payment;
            Told::PaymentIs { stands: payment_stands(&payment), by: payment.created_by, order: payment.order }
        }
        Ask::Quote(ids, period) => quote(desk, ctx, &ids, period).await?,
        Ask::Renew(form) => {
            let (ids, period) = (&form.resources, &form.period.code());
            let wanted = Wanted { ids, period, seen_total: &form.total, seen_currency: &form.currency };
            Told::Renewal(renewals::renew(desk, ctx, customer, wanted).await?)
        }
        Ask::Renewal(id) => {
            let renewal = renewal_orders::show(desk, ctx, &id).await?.renewal;
            let stands = renewal_stands(renewal.state);
            Told::RenewalIs { stands, by: renewal.created_by, orders: renewal.orders }
        }
        Ask::Cancel(order) => {
            orders::cancel(desk, ctx, &order).await?;
            Told::Done
        }
        Ask::Janitor => {
            janitor::step(desk).await?;
            Told::Done
        }
    })
}

fn review(details: Option<partnerdesk::model::order::OrderDetails>) -> Told {
    let order = details.map(|details| details.order).filter(|order| order.is_waiting_for_payment());
    match order.and_then(|order| order.amount) {
        Some(money) => Told::Payable(money.amount.to_string(), money.currency.code().to_owned()),
        None => Told::NotPayable,
    }
}

async fn quote(desk: &Desk, ctx: &Ctx, ids: &[ResourceId], period: Period) -> Outcome<Told> {
    let grids = prices::prices(desk, ctx, ids, &[period]).await?;
    let [grid] = grids.as_slice() else { return Ok(Told::NotPayable) };
    let quote = grid.prices.first().and_then(|column| column.quote.as_ref().ok());
    let whole = quote.filter(|quote| quote.failures.is_empty()).and_then(|quote| quote.net());
    Ok(match whole {
        Some(net) => Told::Quoted(net.amount.to_string(), net.currency.code().to_owned()),
        None => Told::NotPayable,
    })
}

fn payment_stands(payment: &Payment) -> Stands {
    match payment.state {
        PaymentState::Confirmed | PaymentState::Sent | PaymentState::Unknown => Stands::Open,
        PaymentState::Paid => Stands::Done,
        PaymentState::Rejected | PaymentState::NotPaid => Stands::Nothing,
    }
}

fn renewal_stands(state: RenewalState) -> Stands {
    match state {
        RenewalState::Confirmed | RenewalState::Sent | RenewalState::Unknown => Stands::Open,
        RenewalState::Ordered => Stands::Done,
        RenewalState::Rejected => Stands::Nothing,
    }
}

/// Every intent that the desk has stored about these orders and this customer.
pub async fn stored(store: &Store, customer: &CustomerId, orders: &[OrderId]) -> Vec<Stored> {
    let mut all = Vec::new();
    for order in orders {
        for payment in store.payments_of_order(&Scope::All, order).await.expect("payments") {
            all.push(Stored {
                by: payment.created_by.clone(),
                orders: vec![order.to_string()],
                stands: payment_stands(&payment),
                is_renewal: false,
            });
        }
    }
    for renewal in store.renewals_of(&Scope::All, customer, 1_000).await.expect("renewals") {
        all.push(Stored {
            by: renewal.created_by.clone(),
            orders: renewal.orders.iter().map(ToString::to_string).collect(),
            stands: renewal_stands(renewal.state),
            is_renewal: true,
        });
    }
    all
}
