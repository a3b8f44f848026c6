//! An order: its lines, and the times that determine its status (sheet transactions.yaml, order
//! machine).

use crate::world::calendar::DAY;
use crate::world::money::Cents;
use crate::world::tenant::catalogue::Code;
use crate::world::tenant::period::Period;
use crate::world::tenant::{Tenant, ids};

/// An unpaid order is cancelled this long after it was placed, in seconds.
pub const DEFAULT_DEADLINE: i64 = 7 * DAY;
/// After an accepted payment the order keeps status 6 for this many seconds.
pub const PAYMENT_LAG: i64 = 2;
/// From payment to completion, in seconds.
pub const PROVISIONING: i64 = 8;

/// Order types: 1 new, 2 renewal, 3 change, 4 unsubscription, 11 to yearly/monthly, 13 trial,
/// 15 fee adjustment.
pub const RENEWAL: u8 = 2;
pub const UNSUBSCRIPTION: u8 = 4;

/// Source type of an order placed by automatic renewal.
pub const AUTOMATIC: u8 = 8;

/// The times that determine an order's status, in seconds since 1970.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Lifecycle {
    /// A status that does not change with time (approval, confirmation, refund).
    pub fixed: Option<u8>,
    pub deadline: i64,
    pub paid: Option<i64>,
    pub done: Option<i64>,
    pub canceled: Option<i64>,
}

impl Lifecycle {
    pub fn unpaid(deadline: i64) -> Self {
        Self { fixed: None, deadline, paid: None, done: None, canceled: None }
    }

    /// Sets the payment time; the order is completed [`PROVISIONING`] seconds later.
    pub fn pay(&mut self, at: i64) {
        self.paid = Some(at);
        self.done = Some(at + PROVISIONING);
    }

    /// 6 pending payment, 3 processing, 5 completed, 4 cancelled, or the fixed one. An order whose
    /// deadline is not after its payment never had status 6 (an unsubscription).
    pub fn status(&self, now: i64) -> u8 {
        if let Some(fixed) = self.fixed {
            return fixed;
        }
        if self.canceled.is_some_and(|at| at <= now) {
            return 4;
        }
        match self.paid {
            Some(paid) if now >= paid && now < paid + PAYMENT_LAG && paid < self.deadline => 6,
            Some(paid) if now >= paid => {
                if self.done.is_some_and(|done| done <= now) {
                    5
                } else {
                    3
                }
            }
            _ if now >= self.deadline => 4,
            _ => 6,
        }
    }

    /// Whether it waits for a payment that can still be made.
    pub fn is_payable(&self, now: i64) -> bool {
        self.paid.is_none() && self.status(now) == 6
    }

    /// When the payment becomes visible.
    pub fn payment_time(&self, now: i64) -> Option<i64> {
        self.paid.filter(|paid| now >= paid + PAYMENT_LAG)
    }
}

/// The amounts of an unsubscription line, in cents. The amount paid is `consumed` plus `fee` minus
/// the line's (negative) amount.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct RefundBasis {
    /// Number of the order that is unsubscribed.
    pub base: Option<u16>,
    /// Used value.
    pub consumed: Cents,
    /// Handling fee.
    pub fee: Cents,
}

/// One line of an order.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
pub struct OrderLine {
    pub code: Code,
    pub region: u8,
    /// The resource of the line.
    pub resource: Option<u32>,
    pub period: Period,
    pub effective: Option<i64>,
    pub expire: Option<i64>,
    /// List price.
    pub official: Cents,
    /// After the customer's discount.
    pub net: Cents,
    /// Only for unsubscriptions.
    #[serde(default)]
    pub returns: Option<RefundBasis>,
}

/// An order with its lifecycle.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
pub struct Order {
    pub number: u16,
    pub created: i64,
    /// `order_type`.
    pub kind: u8,
    /// `source_type`.
    pub source: u8,
    pub life: Lifecycle,
    pub lines: Vec<OrderLine>,
    /// Policy that the renewed resources get, if requested.
    pub policy: Option<u8>,
}

impl Order {
    /// Sum of the list prices.
    pub fn official(&self) -> Cents {
        self.lines.iter().map(|line| line.official).sum()
    }

    /// Total after discounts, including the part paid by coupons.
    pub fn net(&self) -> Cents {
        self.lines.iter().map(|line| line.net).sum()
    }

    /// The product of its first line, which the list shows for the order.
    pub fn service(&self) -> Option<Code> {
        self.lines.first().map(|line| line.code)
    }

    /// Whether one of its lines is for a resource.
    pub fn names(&self, resource: u32) -> bool {
        self.lines.iter().any(|line| line.resource == Some(resource))
    }

    /// Whether it is a renewal of a resource. An unpaid one locks the resource.
    pub fn renews(&self, resource: u32) -> bool {
        self.kind == RENEWAL && self.names(resource)
    }

    /// Paid but not completed.
    pub fn is_in_progress(&self, now: i64) -> bool {
        self.life.paid.is_some() && self.life.done.is_none_or(|done| done > now)
    }

    /// Its id, for a customer number.
    pub fn id(&self, tenant: &Tenant, index: u32) -> String {
        ids::order_id(tenant.seed, index, self.number, self.created)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_order_lives_through_its_states_as_time_passes() {
        let mut life = Lifecycle::unpaid(100);
        assert_eq!((life.status(99), life.status(100)), (6, 4));
        life.pay(50);
        assert_eq!(life.status(50), 6);
        assert!(!life.is_payable(50));
        assert_eq!(life.status(50 + PAYMENT_LAG), 3);
        assert_eq!(life.status(50 + PROVISIONING), 5);
        assert_eq!(life.status(1_000), 5);
        assert_eq!(life.payment_time(50), None);
        let mut never_waited = Lifecycle::unpaid(50);
        never_waited.pay(50);
        assert_eq!((never_waited.status(50), never_waited.status(50 + PROVISIONING)), (3, 5));
        let mut other = Lifecycle::unpaid(100);
        other.canceled = Some(10);
        assert_eq!(other.status(10), 4);
    }
}
