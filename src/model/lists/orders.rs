//! The list of orders.

use super::day::Day;
use super::macros::list;
use crate::ids::CustomerId;
use crate::orders::{Order, OrderStatus, OrderType};
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
            "customer" Ascending,
        },
    }
}

/// An order in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderRow {
    /// The order.
    pub order: Order,
    /// Name of the customer.
    pub customer_name: String,
}
