//! What is needed of an order to find it in a list over all customers.

use std::cmp::Reverse;

use crate::world::tenant::catalogue::Code;
use crate::world::tenant::order::{Lifecycle, Order};

/// Whose order, which one, and what lists filter by.
#[derive(Clone, Copy, Debug)]
pub struct OrderSummary {
    pub created: i64,
    /// Number of the customer, and of the order among the customer's.
    pub index: u32,
    pub number: u16,
    /// `order_type`.
    pub kind: u8,
    pub service: Option<Code>,
    pub life: Lifecycle,
}

impl OrderSummary {
    /// Of an order of the customer with a number.
    pub fn of(index: u32, order: &Order) -> Self {
        Self {
            created: order.created,
            index,
            number: order.number,
            kind: order.kind,
            service: order.service(),
            life: order.life,
        }
    }

    /// Sorts the newest first.
    pub fn newest_first(&self) -> (Reverse<i64>, u32, u16) {
        (Reverse(self.created), self.index, self.number)
    }
}
