//! What a detail page shows: live values where the partner API answered, else the last known ones
//! with their age and the reason.

use super::audit::{ApiCall, AuditEntry};
use super::error::PartnerFailure;
use super::ids::{CustomerId, IntentId, OrderId};
use super::lists::{IntentRow, OrderRow, ResourceRow};
use super::time::{Freshness, Timestamp};
use crate::budgets::{Budget, BudgetRecord};
use crate::changes::{Candidate, ChangeKind, StoredChange};
use crate::customers::Customer;
use crate::intents::{IntentRef, Step};
use crate::limits::{Approval, Demands, RoleLimits};
use crate::orders::{Order, OrderDetails};
use crate::payments::Payment;
use crate::renewals::{Period, PolicyReset, Quote, Renewal};
use crate::resources::Resource;
use serde::{Deserialize, Serialize};

/// A value with its age, and why it could not be read anew where that failed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Read<T> {
    /// The live value, else the last known one; `None` when there never was one.
    pub value: Option<T>,
    /// How old it is.
    pub freshness: Freshness,
    /// Why it is not live.
    pub failure: Option<PartnerFailure>,
}

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
    /// When the budget will run out by the pace so far: an estimate.
    pub runs_out_at: Option<Timestamp>,
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
    /// Limits of raises above which the viewer needs the password or an approval.
    pub limits: RoleLimits,
}

/// One order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderView {
    /// Read live; without lines when only the mirror has it.
    pub details: Read<OrderDetails>,
    /// The customer.
    pub customer: Customer,
    /// Payments tried from this desk, newest first.
    pub payments: Vec<Payment>,
    /// Attempts to cancel it from this desk, newest first.
    pub changes: Vec<StoredChange>,
    /// The customer's budget, to show before and after; read live on the page that pays.
    pub budget: Option<Read<Budget>>,
    /// What the viewer needs to pay it: password, approval.
    pub demands: Demands,
    /// Expiry policies that paying it may reset; read on the page that pays.
    pub policy_resets: Vec<PolicyReset>,
}

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

/// One column of the price grid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PeriodPrice {
    /// For how long.
    pub period: Period,
    /// The quote, or why there is none.
    pub quote: Result<Quote, PartnerFailure>,
}

/// Prices of one customer's selection for several periods side by side.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PriceGrid {
    /// The customer.
    pub customer: Customer,
    /// The main resources asked for, read live where the partner API answered.
    pub resources: Read<Vec<Resource>>,
    /// One per period asked for.
    pub prices: Vec<PeriodPrice>,
    /// Unpaid orders of this customer that may block some of them.
    pub waiting: Vec<OrderRow>,
    /// Id of the intent that the form will create: valid for one renewal, however often and however late
    /// the form arrives.
    pub intent: IntentId,
}

/// One renewal, on its stable page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RenewalView {
    /// The renewal.
    pub renewal: Renewal,
    /// The customer.
    pub customer: Customer,
    /// The resources, from the mirror.
    pub resources: Vec<Resource>,
    /// The orders it made, read live where possible, with the payments tried.
    pub orders: Vec<OrderView>,
    /// Orders that it may have made, as of the last reading, while that is not certain.
    pub candidates: Vec<Order>,
    /// Other intents about its orders and resources: open ones first, then the latest.
    #[serde(rename = "beside")]
    pub related: Vec<IntentRow>,
    /// Its calls of the partner API, oldest first.
    pub calls: Vec<ApiCall>,
    /// Its history, oldest first.
    pub steps: Vec<Step>,
    /// Whether the viewer may set its outcome by hand.
    pub may_decide: bool,
    /// The clock of this answer.
    pub now: Timestamp,
}

/// One entry of the audit log with its calls.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActivityView {
    /// The entry.
    pub entry: AuditEntry,
    /// Name of the customer, where it is about one.
    pub customer_name: Option<String>,
    /// The payment, renewal or change that it began or is about, in scope.
    pub intent: Option<IntentRef>,
    /// Its calls of the partner API, oldest first.
    pub calls: Vec<ApiCall>,
}

/// What a change would do to resources of one customer, as many as one change takes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangeReview {
    /// The customer.
    pub customer: Customer,
    /// What would be done.
    pub act: ChangeKind,
    /// The resources, those that can be changed and those that cannot.
    pub candidates: Vec<Candidate>,
    /// Why they are not live.
    pub failure: Option<PartnerFailure>,
    /// Unpaid orders of this customer that may hold some of them.
    pub waiting: Vec<OrderRow>,
    /// Id of the intent that the form will create: valid for one change, however often and however late
    /// the form arrives.
    pub intent: IntentId,
}

/// One change, on its stable page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangeView {
    /// The change.
    pub change: StoredChange,
    /// The customer.
    pub customer: Customer,
    /// The orders that an unsubscription made, read live where possible.
    pub orders: Vec<OrderView>,
    /// Its calls of the partner API, oldest first.
    pub calls: Vec<ApiCall>,
    /// Its history, oldest first.
    pub steps: Vec<Step>,
    /// Whether the viewer may set its outcome by hand.
    pub may_decide: bool,
    /// The clock of this answer.
    pub now: Timestamp,
}

/// A hit of the search box.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Hit {
    /// A customer: id and name.
    Customer(CustomerId, String),
    /// An order: id and customer's name.
    Order(OrderId, String),
    /// A resource: id, its name, its customer.
    Resource(super::ids::ResourceId, String, CustomerId),
}
