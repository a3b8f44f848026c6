//! What the page of an order shows, and the page that pays it.

use super::read::Read;
use crate::budgets::Budget;
use crate::changes::StoredChange;
use crate::customers::Customer;
use crate::error::AppError;
use crate::limits::Demands;
use crate::orders::OrderDetails;
use crate::payability::Payability;
use crate::payments::Payment;
use crate::renewals::PolicyReset;
use serde::{Deserialize, Serialize};

/// One order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderView {
    /// Read live; without lines when only the mirror has it.
    pub details: Read<OrderDetails>,
    /// Whether it can be paid; `None` when it does not wait for payment, or is not in the mirror.
    pub pay: Option<Payability>,
    /// The customer.
    pub customer: Customer,
    /// Payments tried from this desk, newest first.
    pub payments: Vec<Payment>,
    /// Attempts to cancel it from this desk, newest first.
    pub changes: Vec<StoredChange>,
    /// The customer's budget, to show before and after; read live on the page that pays.
    pub budget: Option<Read<Budget>>,
    /// What the viewer needs to pay it: password, approval; or why they cannot.
    pub demands: Result<Demands, AppError>,
    /// Expiry policies that paying it may reset; read on the page that pays.
    pub policy_resets: Vec<PolicyReset>,
}
