//! Changing resources, and what a person decides about a change.

use super::field::{ID, PASSWORD, SEARCH, SHORT, WORDS};
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
    /// The net price of what auto-renewal will buy, as the page showed it; empty for other changes.
    #[serde(default)]
    pub seen_total: String,
    /// Its currency.
    #[serde(default)]
    pub seen_currency: String,
    /// The person's password, where it was asked for.
    #[serde(default)]
    pub password: String,
    /// Why, for the person who approves it; needed where an approval is.
    #[serde(default)]
    pub why: String,
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
    seen_total: SEEN_TOTAL, Hidden, SHORT;
    seen_currency: SEEN_CURRENCY, Hidden, SHORT;
    password: PASSWORD, Secret, PASSWORD;
    why: WHY, Typed, WORDS;
}

impl ChangeResourcesForm {
    /// An empty form for a customer.
    pub fn about(intent: IntentId, customer: CustomerId) -> Self {
        let (act, reason, understood, seen_ends) = Default::default();
        let (seen_total, seen_currency, password, why) = Default::default();
        Self {
            intent,
            customer,
            act,
            ids: Vec::new(),
            reason,
            understood,
            seen_ends,
            seen_total,
            seen_currency,
            password,
            why,
        }
    }
}

/// Switches auto-renewal of a selection.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AutoRenewForm {
    /// Main resources.
    #[serde(default)]
    pub ids: Vec<ResourceId>,
    /// `yes` or `no`; `yes-all` or `no-all` for all that `filter` lets through, on all pages of the list.
    #[serde(default)]
    pub on: String,
    /// The filter of the list: the query of its address, without the `?`.
    #[serde(default)]
    pub filter: String,
}

form! {
    AutoRenewForm is "auto-renew" at "/api/auto_renew" about |_, page| page.to_owned();
    ids: IDS, Hidden, ID;
    on: ON, Typed, SHORT;
    filter: FILTER, Hidden, SEARCH;
}

/// Asks for a dry run of one change to resources of several customers.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanChangesForm {
    /// Code of a [`ChangeKind`](crate::changes::ChangeKind).
    #[serde(default)]
    pub act: String,
    /// Main resources.
    #[serde(default)]
    pub ids: Vec<ResourceId>,
}

form! {
    PlanChangesForm is "plan-changes" at "/api/plan_changes" about |_, page| page.to_owned();
    act: ACT, Hidden, SHORT;
    ids: IDS, Hidden, ID;
}

/// Approves a change that another user requested.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApproveChangeForm {
    /// Which change.
    pub id: IntentId,
    /// The person's password, where it was asked for.
    #[serde(default)]
    pub password: String,
}

form! {
    ApproveChangeForm is "approve-change" at "/api/approve_change" about |form, _| form.id.to_string();
    id: ID, Hidden, ID;
    password: PASSWORD, Secret, PASSWORD;
}

/// Declines a change that another user requested, or withdraws one's own.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeclineChangeForm {
    /// Which change.
    pub id: IntentId,
}

form! {
    DeclineChangeForm is "decline-change" at "/api/decline_change" about |form, _| form.id.to_string();
    id: ID, Hidden, ID;
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
