//! What the preview and the page of a change show.

use super::orders::OrderView;
use crate::audit::ApiCall;
use crate::changes::{Candidate, ChangeKind, StoredChange};
use crate::customers::Customer;
use crate::error::PartnerFailure;
use crate::ids::IntentId;
use crate::intents::Step;
use crate::lists::OrderRow;
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
