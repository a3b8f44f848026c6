//! Orders (transactions.yaml, ListCustomerOrders and ShowCustomerOrderDetails).

use super::ids::{CustomerId, OrderId};
use super::money::Money;
use super::time::Timestamp;
use serde::{Deserialize, Serialize};

open_int_enum!(
    /// The status of an order. 7 and 8 are documented nowhere.
    OrderStatus {
        /// Pending approval.
        PendingApproval = 1,
        /// Pending refund.
        PendingRefund = 2,
        /// Processing: paid, being provisioned.
        Processing = 3,
        /// Cancelled; cannot be restored.
        Cancelled = 4,
        /// Completed.
        Completed = 5,
        /// Pending payment.
        PendingPayment = 6,
        /// Pending confirmation.
        PendingConfirmation = 9,
        /// Waiting to be shipped (hardware).
        ToShip = 10,
        /// Waiting to be received (hardware).
        ToReceive = 11,
        /// Waiting for pick-up (hardware).
        ToPickUp = 12,
        /// Exchange in progress (hardware).
        Exchanging = 13,
    }
);

open_int_enum!(
    /// What an order is for.
    OrderType {
        /// New subscription.
        New = 1,
        /// Renewal.
        Renewal = 2,
        /// Change of specification.
        Change = 3,
        /// Unsubscription.
        Unsubscription = 4,
        /// Yearly/monthly to pay-per-use.
        ToPayPerUse = 10,
        /// Pay-per-use to yearly/monthly.
        ToYearlyMonthly = 11,
        /// Gift.
        Gift = 12,
        /// Trial.
        Trial = 13,
        /// Trial to commercial use.
        TrialToCommercial = 14,
        /// Fee adjustment.
        FeeAdjustment = 15,
    }
);

open_int_enum!(
    /// Who created an order.
    OrderSource {
        /// The customer.
        Customer = 1,
        /// Somebody on the customer's behalf.
        Proxy = 2,
        /// A contract.
        Contract = 3,
        /// A distributor.
        Distributor = 4,
        /// A deletion on the console.
        ConsoleDeletion = 5,
        /// A supplementary order.
        Supplementary = 6,
        /// A compensation.
        Compensation = 7,
        /// The vendor's system.
        System = 8,
    }
);

/// One order of the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Order {
    /// Its id; the list's filter ignores case.
    pub id: OrderId,
    /// Id of the customer.
    pub customer: CustomerId,
    /// Status.
    pub status: OrderStatus,
    /// What it is for.
    pub kind: OrderType,
    /// Who made it.
    pub source: Option<OrderSource>,
    /// Service type code, such as `hws.service.type.ec2`.
    pub service_code: Option<String>,
    /// Its name in the asked language.
    pub service_name: Option<String>,
    /// Price after discounts, before coupons: what a payment takes when no coupon is used.
    pub amount: Option<Money>,
    /// List price.
    pub list_amount: Option<Money>,
    /// Created, UTC.
    pub created_at: Option<Timestamp>,
    /// Paid, UTC; absent until paid.
    pub paid_at: Option<Timestamp>,
    /// Payment deadline, UTC. Only the details of newer servers have it, the list does not.
    pub pay_until: Option<Timestamp>,
    /// When this desk paid it, UTC, while HUAWEI CLOUD still lists it as waiting for payment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paid_here: Option<Timestamp>,
}

/// Seconds for which what this desk did stands before what HUAWEI CLOUD still says: longer is no delay any
/// more.
pub const OWN_WORD_SECONDS: i64 = 3_600;

/// Days an unpaid order lives when nothing shortens it (transactions.yaml, x-state-machines, deadline).
pub const PAYMENT_DAYS: i64 = 7;

impl Order {
    /// The payment deadline, UTC: the one that was read, else an estimate counted from creation. The
    /// second part is true when it was read and false when it is estimated.
    pub fn deadline(&self) -> Option<(Timestamp, bool)> {
        if let Some(told) = self.pay_until {
            return Some((told, true));
        }
        let created = self.created_at?;
        Some((super::time::plus_days(created, PAYMENT_DAYS), false))
    }

    /// Only an order in status 6 can be paid or canceled, and none that this desk paid a moment ago.
    pub fn is_waiting_for_payment(&self) -> bool {
        self.status == OrderStatus::PendingPayment && self.paid_here.is_none()
    }

    /// Its status as far as this desk knows: being processed, where this desk paid it a moment ago.
    pub fn known_status(&self) -> OrderStatus {
        match self.paid_here {
            Some(_) if self.status == OrderStatus::PendingPayment => OrderStatus::Processing,
            _ => self.status,
        }
    }

    /// True when the order shows that money was taken: 3, 5, or a payment time (transactions.yaml,
    /// x-never-pay-twice).
    pub fn shows_payment(&self) -> bool {
        matches!(self.status, OrderStatus::Processing | OrderStatus::Completed) || self.paid_at.is_some()
    }
}

open_int_enum!(
    /// Unit of an ordered period as line items number it; price inquiry numbers weeks differently.
    LinePeriod {
        /// Day.
        Day = 0,
        /// Week.
        Week = 1,
        /// Month.
        Month = 2,
        /// Year.
        Year = 3,
        /// Hour.
        Hour = 4,
        /// One-off.
        OneOff = 5,
    }
);

/// One line of an order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderLine {
    /// Line item id.
    pub id: Option<String>,
    /// Name of the service.
    pub service_name: Option<String>,
    /// Service type code.
    pub service_code: Option<String>,
    /// Product id.
    pub product: Option<String>,
    /// Readable specification.
    pub specification: Option<String>,
    /// Unit of the period.
    pub period: Option<LinePeriod>,
    /// Number of periods; absent on unsubscription orders.
    pub period_count: Option<i64>,
    /// Begin, UTC.
    pub effective_at: Option<Timestamp>,
    /// End, UTC.
    pub expires_at: Option<Timestamp>,
    /// Quantity.
    pub quantity: Option<i64>,
    /// Price after discounts.
    pub amount: Option<Money>,
    /// List price.
    pub list_amount: Option<Money>,
}

/// One reason why the price is below list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Discount {
    /// Kind, such as "607" (granted by the partner).
    pub kind: String,
    /// What it takes off.
    pub amount: Money,
}

/// An order with its lines, read live.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderDetails {
    /// The header.
    pub order: Order,
    /// Login name of who created it.
    pub created_by: Option<String>,
    /// Why the price is below list.
    pub discounts: Vec<Discount>,
    /// All lines.
    pub lines: Vec<OrderLine>,
}
