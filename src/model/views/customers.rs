//! What the page of a customer shows.

use super::read::Read;
use crate::audit::AuditEntry;
use crate::budgets::Budget;
use crate::customers::Customer;
use crate::forecast::Outlook;
use crate::lists::{IntentRow, OrderRow, ResourceRow};
use crate::time::Freshness;
use serde::{Deserialize, Serialize};

/// One reason why a customer cannot buy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PurchaseBlocker {
    /// The account is frozen.
    Frozen,
    /// Frozen with its resources: data is at risk after about 15 days.
    FrozenWithResources,
    /// No budget was set, and a resale customer needs one.
    NoBudget,
    /// The budget is used up.
    BudgetExhausted,
    /// Real-name authentication is not done.
    NotAuthenticated,
}

/// Everything on one customer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomerView {
    /// The customer, read live.
    pub customer: Read<Customer>,
    /// Its budget, read live; `None` inside when it is not a resale customer.
    pub budget: Option<Read<Budget>>,
    /// What is expected of the budget at the pace so far: an estimate.
    pub outlook: Option<Outlook>,
    /// Why it cannot buy; empty when no reason is known.
    pub purchase_blockers: Vec<PurchaseBlocker>,
    /// Latest orders, waiting ones first, from the mirror.
    pub orders: Vec<OrderRow>,
    /// How many orders it has in the mirror.
    pub order_count: u64,
    /// Main resources, next expiry first, from the mirror.
    pub resources: Vec<ResourceRow>,
    /// How many main resources it has in the mirror.
    pub resource_count: u64,
    /// Payments, renewals and changes: open ones first, then the latest.
    pub intents: Vec<IntentRow>,
    /// Latest actions on it.
    pub activity: Vec<AuditEntry>,
    /// Age of what comes from the mirror.
    pub mirror: Freshness,
}
