//! What the page of a customer shows.

use super::read::Read;
use crate::assignments::TeamView;
use crate::audit::AuditEntry;
use crate::budgets::Budget;
use crate::customers::Customer;
use crate::forecast::Outlook;
use crate::lists::{IntentRow, OrderRow, ResourceRow};
use crate::mirror::Reading;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

/// One reason why a customer cannot buy, or not all.
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
    /// The partner's consumption quota is used up, which bars all its resale customers from buying
    /// (partner.yaml, consumption-quota).
    QuotaExhausted,
    /// Nothing was submitted for real-name authentication.
    NotAuthenticated,
    /// Real-name authentication is being reviewed.
    UnderReview,
    /// Real-name authentication was refused, or failed.
    AuthenticationRefused,
    /// Nobody can act for the customer: it has no agency for us.
    NoAgency,
    /// So many renewal orders wait for payment: until they are paid or canceled, their resources cannot be
    /// renewed (transactions.yaml, renewal_flow, while_unpaid).
    UnpaidRenewals(u64),
}

impl PurchaseBlocker {
    /// True when the customer itself can buy all the same: only we cannot act for it, or some of its
    /// resources cannot be renewed.
    pub fn is_partial(self) -> bool {
        matches!(self, Self::NoAgency | Self::UnpaidRenewals(_))
    }
}

/// Something that has to be known to say that a customer can buy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PurchaseFact {
    /// Whether the account is frozen.
    Account,
    /// Real-name authentication.
    RealName,
    /// The budget.
    Budget,
    /// The partner's consumption quota.
    Quota,
    /// Whether the customer has an agency for us.
    Agency,
}

/// Whether a customer can buy.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PurchaseCheck {
    /// Why it cannot, worst first; empty when no reason is known.
    pub blockers: Vec<PurchaseBlocker>,
    /// What could not be checked, or not now.
    pub unchecked: Vec<PurchaseFact>,
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
    /// Whether it can buy.
    pub purchase: PurchaseCheck,
    /// How many of its orders wait for payment, in the mirror.
    pub waiting_orders: u64,
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
    /// Who looks after it.
    pub team: TeamView,
    /// Latest actions on it.
    pub activity: Vec<AuditEntry>,
    /// What is known of its orders.
    pub orders_reading: Reading,
    /// What is known of its resources.
    pub resources_reading: Reading,
    /// The clock of this answer.
    pub now: Timestamp,
}
