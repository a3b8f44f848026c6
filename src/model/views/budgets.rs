//! What the page of a budget shows.

use super::read::Read;
use crate::budgets::{Budget, BudgetRecord};
use crate::customers::Customer;
use crate::limits::Allowance;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

/// A customer's budget with its history.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BudgetView {
    /// The customer.
    pub customer: Customer,
    /// Read live.
    pub budget: Read<Budget>,
    /// When it will run out by the pace so far: an estimate.
    pub runs_out_at: Option<Timestamp>,
    /// Past adjustments, newest first.
    pub records: Read<Vec<BudgetRecord>>,
    /// By how much the viewer may raise budgets today without the password or an approval.
    pub allowance: Allowance,
}
