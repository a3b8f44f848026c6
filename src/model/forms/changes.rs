//! Changing resources, and what a person decides about a change.

use super::field::{ID, SHORT};
use super::form::form;
use super::renewals::ENDS;
use crate::ids::{CustomerId, IntentId, ResourceId};
use serde::{Deserialize, Serialize};

/// Changes resources of one customer.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangeResourcesForm {
    /// Id of the intent to store: a form makes one change at most.
    pub intent: IntentId,
    /// Id of the customer.
    pub customer: CustomerId,
    /// [`ChangeKind::code`](crate::changes::ChangeKind::code).
    #[serde(default)]
    pub act: String,
    /// Main resources.
    #[serde(default)]
    pub ids: Vec<ResourceId>,
    /// Number of a [`UnsubscribeReason`](crate::unsubscribe::UnsubscribeReason), or nothing.
    #[serde(default)]
    pub reason: String,
    /// `yes` where the box is ticked that says what will be lost.
    #[serde(default)]
    pub understood: String,
    /// When the resources ended as the page showed them, in the form of
    /// [`ends`](crate::renewals::ends).
    #[serde(default)]
    pub seen_ends: String,
}

form! {
    ChangeResourcesForm is "change" at "/api/change_resources" about |_, page| page.to_owned();
    intent: INTENT, Hidden, ID;
    customer: CUSTOMER, Hidden, ID;
    act: ACT, Hidden, SHORT;
    ids: IDS, Hidden, ID;
    reason: REASON, Typed, SHORT;
    understood: UNDERSTOOD, Typed, SHORT;
    seen_ends: SEEN_ENDS, Hidden, ENDS;
}

impl ChangeResourcesForm {
    /// An empty form for a customer.
    pub fn about(intent: IntentId, customer: CustomerId) -> Self {
        let (act, reason, understood, seen_ends) = Default::default();
        Self { intent, customer, act, ids: Vec::new(), reason, understood, seen_ends }
    }
}

/// Switches auto-renewal of a selection.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AutoRenewForm {
    /// Main resources.
    #[serde(default)]
    pub ids: Vec<ResourceId>,
    /// `yes` or `no`.
    #[serde(default)]
    pub on: String,
}

form! {
    AutoRenewForm is "auto-renew" at "/api/auto_renew" about |_, page| page.to_owned();
    ids: IDS, Hidden, ID;
    on: ON, Typed, SHORT;
}

/// Sets the outcome of a change by hand.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecideChangeForm {
    /// Which change.
    pub id: IntentId,
    /// `yes` or `no`.
    #[serde(default)]
    pub done: String,
}

form! {
    DecideChangeForm is "settle-change" at "/api/settle_change" about |form, _| form.id.to_string();
    id: ID, Hidden, ID;
    done: DONE, Typed, SHORT;
}
