//! What the preview and the page of a change show.

use super::orders::OrderView;
use crate::audit::ApiCall;
use crate::changes::{Candidate, ChangeKind, StoredChange};
use crate::customers::Customer;
use crate::error::{AppError, PartnerFailure};
use crate::ids::IntentId;
use crate::intents::Step;
use crate::limits::{Approval, Demands};
use crate::lists::OrderRow;
use crate::money::Money;
use crate::requests::RequestEnd;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

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
    /// The net price of what auto-renewal will buy at most; `None` for other changes, and without a price.
    pub total: Option<Money>,
    /// What the viewer needs to commit it: password, approval; or why they cannot.
    pub demands: Result<Demands, AppError>,
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
    /// What the viewer may do while it waits for a second person.
    pub approval: Approval,
    /// What the page that asks shows of its resources, read live while it waits and the viewer may approve it.
    pub review: Option<ChangeReview>,
    /// How its request for approval ended; `None` where there was none, or it still waits.
    pub request_end: Option<RequestEnd>,
    /// The clock of this answer.
    pub now: Timestamp,
}
