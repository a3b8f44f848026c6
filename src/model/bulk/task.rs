//! The row of a job that pays orders or changes resources: each is done by an intent of its own, so that
//! it happens at most once, whatever becomes of the job.

use crate::error::AppError;
use crate::ids::IntentId;
use crate::intents::ResourceLock;
use crate::money::Money;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

/// What a row does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Task {
    /// The order or the resource.
    pub target: ResourceLock,
    /// The id of the intent that does it; given before it is stored, so that a row that is begun twice is
    /// one intent. Another one after an attempt that certainly sent nothing.
    pub intent: IntentId,
    /// The net price when the job was planned: of the order, or of what auto-renewal will buy. Nothing is
    /// sent at another price. `None` for changes that cost nothing.
    pub price: Option<Money>,
    /// What the budget of the customer had left when the turn of this row came; `None` where it is not
    /// known, or does not matter.
    pub left: Option<Money>,
    /// The payment deadline of the order or the end of the resource as it was read, UTC.
    pub end: Option<Timestamp>,
    /// Paying may restore an earlier expiry policy.
    #[serde(default)]
    pub resets: bool,
    /// Why nothing was sent, where that is known.
    #[serde(default)]
    pub error: Option<AppError>,
}

impl Task {
    /// One that has no intent yet but its id.
    pub fn new(target: ResourceLock, intent: IntentId) -> Self {
        Self { target, intent, price: None, left: None, end: None, resets: false, error: None }
    }

    /// Id of the order or resource.
    pub fn subject(&self) -> &str {
        match &self.target {
            ResourceLock::Order(id) | ResourceLock::Made(id) => id.as_str(),
            ResourceLock::Resource(id) | ResourceLock::End(id) => id.as_str(),
        }
    }

    /// By how much the budget of the customer is too small; `None` where it covers the price.
    pub fn short(&self) -> Option<Money> {
        let short = self.price.as_ref()?.checked_sub(self.left.as_ref()?)?;
        short.amount.is_sign_positive().then_some(short).filter(|short| !short.is_zero())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::OrderId;
    use crate::money::Currency;

    #[test]
    fn an_order_is_short_by_what_the_budget_lacks() {
        let usd = |amount: &str| Money::new(amount.parse().unwrap(), Currency::usd());
        let euro = Money::new(1.into(), Currency::parse("EUR").unwrap());
        let order = ResourceLock::Order(OrderId::parse("CS1").unwrap());
        let task = Task::new(order, IntentId::parse("i1").unwrap());
        for (price, left, short) in [
            (Some(usd("100")), Some(usd("99.99")), Some(usd("0.01"))),
            (Some(usd("100")), Some(usd("100.00")), None),
            (Some(usd("100")), Some(usd("-5")), Some(usd("105"))),
            (Some(usd("100")), Some(euro), None),
            (Some(usd("100")), None, None),
            (None, Some(usd("1")), None),
        ] {
            let of = Task { price, left, ..task.clone() };
            assert_eq!(of.short(), short, "{of:?}");
        }
    }
}
