//! The amounts of an unsubscription order (transactions.yaml, ShowRefundOrderDetails).

use super::ids::{CustomerId, OrderId};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// One amount of an unsubscription or downgrade order. Together they are the order's amount.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refund {
    /// Its record id.
    pub id: String,
    /// Id of the customer.
    pub customer: CustomerId,
    /// Below zero: money that comes back. Above: value that was used already, or a handling fee.
    /// In the order's currency; the answer names none.
    pub amount: Decimal,
    /// Service type code.
    pub service_code: Option<String>,
    /// Its name.
    pub service_name: Option<String>,
    /// Resource type code.
    pub type_code: Option<String>,
    /// Its name.
    pub type_name: Option<String>,
    /// Region code.
    pub region: Option<String>,
    /// The order that the money was paid for. Orders older than May 2018 are not attributed.
    pub base_order: Option<OrderId>,
}
