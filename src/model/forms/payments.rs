//! Paying an order, and what a person decides about a payment.

use super::field::{ID, PASSWORD, SHORT, WORDS};
use super::form::form;
use crate::ids::{IntentId, OrderId};
use serde::{Deserialize, Serialize};

/// Pays an order once.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PayForm {
    /// Which order.
    pub order: OrderId,
    /// The amount that the page showed.
    #[serde(default)]
    pub seen_amount: String,
    /// Its currency.
    #[serde(default)]
    pub seen_currency: String,
    /// The person's password, where it was asked for.
    #[serde(default)]
    pub password: String,
    /// Why, for the person who approves it; needed where an approval is.
    #[serde(default)]
    pub why: String,
}

form! {
    PayForm is "pay-order" at "/api/pay_order" about |form, _| form.order.to_string();
    order: ORDER, Hidden, ID;
    seen_amount: SEEN_AMOUNT, Hidden, SHORT;
    seen_currency: SEEN_CURRENCY, Hidden, SHORT;
    password: PASSWORD, Secret, PASSWORD;
    why: WHY, Typed, WORDS;
}

impl PayForm {
    /// An empty form for an order.
    pub fn about(order: OrderId) -> Self {
        let (seen_amount, seen_currency, password, why) = Default::default();
        Self { order, seen_amount, seen_currency, password, why }
    }
}

/// Sets the outcome of a payment by hand.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecidePaymentForm {
    /// Which payment.
    pub id: IntentId,
    /// `yes` or `no`.
    #[serde(default)]
    pub paid: String,
}

form! {
    DecidePaymentForm is "settle-payment" at "/api/settle_payment" about |form, _| form.id.to_string();
    id: ID, Hidden, ID;
    paid: PAID, Typed, SHORT;
}

/// Agrees to what another person wants to pay.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApprovePaymentForm {
    /// Which payment.
    pub id: IntentId,
    /// The person's password, where it was asked for.
    #[serde(default)]
    pub password: String,
}

form! {
    ApprovePaymentForm is "approve-payment" at "/api/approve_payment" about |form, _| form.id.to_string();
    id: ID, Hidden, ID;
    password: PASSWORD, Secret, PASSWORD;
}

/// Refuses what another person wants to pay, or withdraws one's own request.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeclinePaymentForm {
    /// Which payment.
    pub id: IntentId,
}

form! {
    DeclinePaymentForm is "decline-payment" at "/api/decline_payment" about |form, _| form.id.to_string();
    id: ID, Hidden, ID;
}
