//! The data of an order needed for lists over all customers.

use std::cmp::Reverse;

use crate::world::tenant::catalogue::Code;
use crate::world::tenant::order::{Lifecycle, Order};

/// Customer, number, and the fields that lists filter by.
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
    /// The summary of an order of a customer.
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

    /// Sort key: newest first.
    pub fn newest_first(&self) -> (Reverse<i64>, u32, u16) {
        (Reverse(self.created), self.index, self.number)
    }
}
