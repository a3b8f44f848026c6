//! The stored intent to pay one order (transactions.yaml, PayOrders and x-never-pay-twice).

use super::ids::{BulkId, OrderId};
use super::money::Money;
use crate::intents::{Intent, IntentKind, IntentPayload, ResourceLock, Stage};
use crate::orders::OrderStatus;
use serde::{Deserialize, Serialize};

/// Paying an order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PayOrder {
    /// The order to pay.
    pub order: OrderId,
    /// The amount that the person confirmed.
    pub amount: Money,
    /// The current price, when it was no longer the confirmed one: then nothing was sent.
    #[serde(default)]
    pub moved_to: Option<Money>,
    /// The order's status when it was last read.
    #[serde(default)]
    pub order_status: Option<OrderStatus>,
    /// Why, in the words of the person, for the one who approves it.
    #[serde(default)]
    pub reason: Option<String>,
    /// The job that it belongs to; `None` for a payment of its own.
    #[serde(default)]
    pub job: Option<BulkId>,
}

impl IntentPayload for PayOrder {
    const KINDS: &'static [IntentKind] = &[IntentKind::Pay];
    const MAY_COMMIT: bool = true;

    fn kind(&self) -> IntentKind {
        IntentKind::Pay
    }

    fn locks(&self) -> Vec<ResourceLock> {
        vec![ResourceLock::Order(self.order.clone())]
    }

    fn keeps(&self, stage: Stage) -> Vec<ResourceLock> {
        if stage.had_effect() { self.locks() } else { Vec::new() }
    }

    fn commits(&self, stage: Stage) -> Option<Money> {
        (!stage.has_failed()).then(|| self.amount.clone())
    }
}

/// A payment of one order.
pub type Payment = Intent<PayOrder>;
