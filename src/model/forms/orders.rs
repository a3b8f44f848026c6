//! Cancelling an unpaid order.

use super::field::ID;
use super::form::form;
use crate::ids::OrderId;
use serde::{Deserialize, Serialize};

/// Cancels an unpaid order.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CancelOrderForm {
    /// Which order.
    pub order: OrderId,
}

form! {
    CancelOrderForm is "cancel-order" at "/api/cancel_order" about |form, _| form.order.to_string();
    order: ORDER, Hidden, ID;
}
