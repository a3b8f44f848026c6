//! The forms about who looks after customers.

use super::field::{ID, SEARCH, SHORT, WORDS};
use super::form::form;
use crate::bulk::MOST_MEGABYTES;
use crate::ids::{CustomerId, HandOverId, PlanId};
use crate::search::LONGEST_SEARCH;
use serde::{Deserialize, Serialize};

/// Most characters of a pasted text.
const TEXT: usize = MOST_MEGABYTES as usize * 1024 * 1024;

/// Sets who looks after a customer.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetTeamForm {
    /// The customer.
    pub customer: CustomerId,
    /// The team that the page showed ([`crate::assignments::Team::seen`]).
    #[serde(default)]
    pub seen: String,
    /// Id of the owner; empty for nobody.
    #[serde(default)]
    pub owner: String,
    /// Ids of the helpers.
    #[serde(default)]
    pub helpers: Vec<String>,
}

form! {
    SetTeamForm is "set-team" at "/api/set_team" about |form, _| form.customer.to_string();
    customer: CUSTOMER, Hidden, ID;
    seen: SEEN, Hidden, SEARCH;
    owner: OWNER, Typed, ID;
    helpers: HELPERS, Typed, ID;
}

/// Asks for a preview of assigning a selection of the list of customers.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanAssignmentsForm {
    /// Id of the person.
    #[serde(default)]
    pub person: String,
    /// The code of an [`AssignmentKind`](crate::assignments::AssignmentKind).
    #[serde(default)]
    pub kind: String,
    /// The customers that were selected.
    #[serde(default)]
    pub ids: Vec<CustomerId>,
    /// `yes` for all that `filter` lets through, on all pages of the list.
    #[serde(default)]
    pub all: String,
    /// The filter of the list: the query of its address, without the `?`.
    #[serde(default)]
    pub filter: String,
}

form! {
    PlanAssignmentsForm is "plan-assignments" at "/api/plan_assignments" about |_, page| page.to_owned();
    person: PERSON, Typed, ID;
    kind: KIND, Typed, SHORT;
    ids: IDS, Typed, ID;
    all: ALL, Typed, SHORT;
    filter: FILTER, Hidden, SEARCH;
}

/// Uploads assignments as a file or as text, for a preview. It is posted to its own page: it is larger than
/// what server functions accept.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct UploadAssignmentsForm {
    /// The name of the chosen file; its content is not kept.
    #[serde(default)]
    pub file: String,
    /// The text that was pasted.
    #[serde(default)]
    pub text: String,
}

form! {
    UploadAssignmentsForm is "upload-assignments" at "/settings/assignments" about |_, _| String::new();
    file: FILE, Typed, SEARCH;
    text: TEXT, Typed, TEXT;
}

/// Carries out a preview.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApplyPlanForm {
    /// Which.
    pub id: PlanId,
}

form! {
    ApplyPlanForm is "apply-plan" at "/api/apply_plan" about |form, _| form.id.to_string();
    id: ID, Hidden, ID;
}

/// Adds a rule: customers of an account manager have this owner.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddRuleForm {
    /// Login name of the account manager at HUAWEI CLOUD.
    #[serde(default)]
    pub manager: String,
    /// Id of the person.
    #[serde(default)]
    pub person: String,
}

form! {
    AddRuleForm is "add-rule" at "/api/add_rule" about |_, _| String::new();
    manager: MANAGER, Typed, LONGEST_SEARCH;
    person: PERSON, Typed, ID;
}

/// Removes a rule: one form for all of them, whose buttons have the account managers.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemoveRuleForm {
    /// The account manager, as the rule has it.
    #[serde(default)]
    pub manager: String,
}

form! {
    RemoveRuleForm is "remove-rule" at "/api/remove_rule" about |_, _| String::new();
    manager: MANAGER, Typed, LONGEST_SEARCH;
}

/// Hands customers over.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandOverForm {
    /// Id of who gives.
    #[serde(default)]
    pub from: String,
    /// How many customers that person looked after when the page was shown.
    #[serde(default)]
    pub seen: String,
    /// Id of who takes over.
    #[serde(default)]
    pub to: String,
    /// The customers that were selected.
    #[serde(default)]
    pub ids: Vec<CustomerId>,
    /// `yes` for all customers of that person.
    #[serde(default)]
    pub all: String,
    /// `yes` for the rules that lead to that person too.
    #[serde(default)]
    pub rules: String,
    /// What the other person should know.
    #[serde(default)]
    pub note: String,
}

form! {
    HandOverForm is "hand-over" at "/api/hand_over" about |form, _| form.from.clone();
    from: FROM, Hidden, ID;
    seen: SEEN, Hidden, SHORT;
    to: TO, Typed, ID;
    ids: IDS, Typed, ID;
    all: ALL, Typed, SHORT;
    rules: RULES, Typed, SHORT;
    note: NOTE, Typed, WORDS;
}

/// Takes a hand-over from the overview.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DismissHandOverForm {
    /// Which.
    pub id: HandOverId,
}

form! {
    DismissHandOverForm is "dismiss-hand-over" at "/api/dismiss_hand_over" about |form, _| form.id.to_string();
    id: ID, Hidden, ID;
}
