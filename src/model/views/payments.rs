//! What the page of a payment shows.

use super::orders::OrderView;
use crate::audit::ApiCall;
use crate::customers::Customer;
use crate::intents::Step;
use crate::limits::Approval;
use crate::lists::OrderRow;
use crate::payments::Payment;
use crate::requests::RequestEnd;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

/// One payment, on its stable page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaymentView {
    /// The payment.
    pub payment: Payment,
    /// The customer.
    pub customer: Customer,
    /// Its calls of the partner API, oldest first.
    pub calls: Vec<ApiCall>,
    /// Its history, oldest first.
    pub steps: Vec<Step>,
    /// Whether the viewer may set its outcome by hand.
    pub may_decide: bool,
    /// What the viewer may do while it waits for a second person.
    pub approval: Approval,
    /// What the page that pays shows of its order, read live while it waits and the viewer may approve it.
    pub review: Option<Box<OrderView>>,
    /// How its request for approval ended; `None` where there was none, or it still waits.
    pub request_end: Option<RequestEnd>,
    /// The most urgent order that can be paid next, after this one is paid.
    pub next: Option<OrderRow>,
    /// The clock of this answer.
    pub now: Timestamp,
}
