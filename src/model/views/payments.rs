//! What the page of a payment shows.

use crate::audit::ApiCall;
use crate::customers::Customer;
use crate::intents::Step;
use crate::limits::Approval;
use crate::payments::Payment;
use crate::renewals::PolicyReset;
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
    /// Expiry policies that paying the order may reset; read when the viewer may approve it.
    pub policy_resets: Vec<PolicyReset>,
    /// The clock of this answer.
    pub now: Timestamp,
}
