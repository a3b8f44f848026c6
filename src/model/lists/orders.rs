//! The list of orders.

use super::day::Day;
use super::macros::list;
use super::value::{FilterValue, Stored};
use crate::ids::CustomerId;
use crate::orders::{Order, OrderStatus, OrderType};
use crate::payability::{PayState, Payability};
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

list! {
    /// Which orders.
    OrderFilter of OrderRow {
        name: "orders" at "/orders", for Read,
        search:
            /// An order id or part of it, or a customer as in [`super::CustomerFilter::search`].
            search,
        filters: {
            /// Status.
            status: OrderStatus = "status" Select,
            /// What for.
            kind: OrderType = "type" Select,
            /// Whether it can be paid; orders that do not wait for payment are none of these.
            pay: PayState = "pay" Select,
            /// Created on this day or later.
            created_from: Day = "created-from" Day,
            /// Created on this day or earlier.
            created_until: Day = "created-until" Day,
            /// To be paid on this day or later.
            deadline_from: Day = "deadline-from" Day,
            /// To be paid on this day or earlier.
            deadline_until: Day = "deadline-until" Day,
            /// Of one customer.
            customer: CustomerId = "customer" Kept,
        },
        sorts: {
            "created" Descending,
            "amount" Descending,
            "deadline" Ascending,
            "pay" Ascending,
            "customer" Ascending,
        },
    }
}

impl FilterValue for PayState {
    const WORDS: &'static str = "orders-pay-state-";
    fn offered() -> Vec<Self> {
        Self::ALL.to_vec()
    }
    fn read(code: &str) -> Option<Self> {
        Self::from_code(code)
    }
    fn code(&self) -> String {
        (*self).code().to_owned()
    }
    fn stored(&self) -> Stored {
        Stored::Number(self.rank())
    }
}

/// An order in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderRow {
    /// The order.
    pub order: Order,
    /// Name of the customer.
    pub customer_name: String,
    /// Whether it can be paid, as far as the mirror knows; `None` when it does not wait for payment.
    pub pay: Option<Payability>,
    /// When its details were read last, UTC: only they have the payment deadline.
    pub details_read_at: Option<Timestamp>,
}

impl OrderRow {
    /// Whether paying it may succeed at this moment.
    pub fn may_be_paid(&self, now: Timestamp) -> bool {
        let over = self.order.pay_until.is_some_and(|until| until <= now);
        !over && self.pay.as_ref().is_some_and(|pay| pay.state.may_be_tried())
    }
}
