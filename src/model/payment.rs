//! The stored intention to pay one order (transactions.yaml, PayOrders and x-never-pay-twice).

use super::error::PartnerFailure;
use super::ids::{CustomerId, OrderId, PaymentId};
use super::money::Money;
use super::order::OrderStatus;
use super::time::Timestamp;
use serde::{Deserialize, Serialize};

/// Where a payment stands. Each change is stored before or after the remote call it belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum PaymentState {
    /// Confirmed by a person with the amount seen; nothing has left yet.
    Confirmed,
    /// The call may have left; no answer is stored.
    Sent,
    /// The partner accepted, or the order shows it.
    Paid,
    /// The partner refused; no money moved.
    Rejected,
    /// The outcome is not known. Settled by reading the order, never by sending again.
    Unknown,
    /// The order was read long enough after the attempt and is still unpaid, or was cancelled.
    NotPaid,
}

impl PaymentState {
    /// Every state.
    pub const ALL: [PaymentState; 6] =
        [Self::Confirmed, Self::Sent, Self::Paid, Self::Rejected, Self::Unknown, Self::NotPaid];

    /// The form in the database and in metrics.
    pub fn code(self) -> &'static str {
        match self {
            Self::Confirmed => "confirmed",
            Self::Sent => "sent",
            Self::Paid => "paid",
            Self::Rejected => "rejected",
            Self::Unknown => "unknown",
            Self::NotPaid => "not-paid",
        }
    }

    /// The reverse of [`PaymentState::code`].
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }

    /// True while no other payment of the same order may begin.
    pub fn is_live(self) -> bool {
        matches!(self, Self::Confirmed | Self::Sent | Self::Unknown)
    }
}

/// A payment of one order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Payment {
    /// Its id; the page of this payment has it in its address.
    pub id: PaymentId,
    /// The order to pay.
    pub order: OrderId,
    /// Whose order.
    pub customer: CustomerId,
    /// The amount that the person saw and agreed to.
    pub amount: Money,
    /// Where it stands.
    pub state: PaymentState,
    /// The order's status when it was last read.
    pub order_status: Option<OrderStatus>,
    /// What the partner said when it refused or when the outcome stayed open.
    pub failure: Option<PartnerFailure>,
    /// Login name of who confirmed.
    pub created_by: String,
    /// Confirmed, UTC.
    pub created_at: Timestamp,
    /// The call was about to leave, UTC.
    pub sent_at: Option<Timestamp>,
    /// The order was last read, UTC.
    pub checked_at: Option<Timestamp>,
    /// A final state was reached, UTC.
    pub settled_at: Option<Timestamp>,
}
