//! Renewing, and what a person decides about a renewal.

use super::field::{ID, SHORT};
use super::form::form;
use crate::ids::{CustomerId, IntentId, OrderId, ResourceId};
use serde::{Deserialize, Serialize};

/// Most characters of the ends of a selection: an id and a number for each resource.
pub(super) const ENDS: usize = 8 * 1024;

/// Makes the renewal orders for one customer's selection, without paying.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RenewForm {
    /// Id of the intent to store: a form makes one renewal at most.
    pub intent: IntentId,
    /// Id of the customer.
    pub customer: CustomerId,
    /// Main resources.
    #[serde(default)]
    pub ids: Vec<ResourceId>,
    /// A period's code, such as `6m`.
    #[serde(default)]
    pub period: String,
    /// The net total that the page showed.
    #[serde(default)]
    pub seen_total: String,
    /// Its currency.
    #[serde(default)]
    pub seen_currency: String,
    /// When the resources ended as the page showed them, in the form of
    /// [`ends`](crate::renewals::ends): a form that is posted again after its order was paid
    /// would otherwise buy the next period.
    #[serde(default)]
    pub seen_ends: String,
}

form! {
    RenewForm is "renew" at "/api/renew" about |_, page| page.to_owned();
    intent: INTENT, Hidden, ID;
    customer: CUSTOMER, Hidden, ID;
    ids: IDS, Hidden, ID;
    period: PERIOD, Hidden, SHORT;
    seen_total: SEEN_TOTAL, Hidden, SHORT;
    seen_currency: SEEN_CURRENCY, Hidden, SHORT;
    seen_ends: SEEN_ENDS, Hidden, ENDS;
}

impl RenewForm {
    /// An empty form for a customer.
    pub fn about(intent: IntentId, customer: CustomerId) -> Self {
        let (period, seen_total, seen_currency, seen_ends) = Default::default();
        Self { intent, customer, ids: Vec::new(), period, seen_total, seen_currency, seen_ends }
    }
}

/// Says which of the orders on offer a renewal made.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChooseOrdersForm {
    /// Which renewal.
    pub id: IntentId,
    /// The orders.
    #[serde(default)]
    pub orders: Vec<OrderId>,
}

form! {
    ChooseOrdersForm is "choose-orders" at "/api/choose_renewal_orders" about |form, _| form.id.to_string();
    id: ID, Hidden, ID;
    orders: ORDERS, Typed, ID;
}

/// Confirms that a renewal made no order.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecideRenewalForm {
    /// Which renewal.
    pub id: IntentId,
}

form! {
    DecideRenewalForm is "settle-renewal" at "/api/settle_renewal" about |form, _| form.id.to_string();
    id: ID, Hidden, ID;
}
