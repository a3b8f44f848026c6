//! The forms of budgets in bulk: dry runs, and actions on a job.

use super::field::{ID, PASSWORD, SEARCH, SHORT, WORDS};
use super::form::form;
use crate::bulk::MOST_MEGABYTES;
use crate::ids::{BulkId, CustomerId, OrderId};
use serde::{Deserialize, Serialize};

/// Most characters of a pasted text.
const TEXT: usize = MOST_MEGABYTES as usize * 1024 * 1024;

/// Asks for a dry run of a selection of the list of budgets.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanBudgetsForm {
    /// `set`, `raise` or `percent`.
    #[serde(default)]
    pub act: String,
    /// The amount, in the currency of each customer, or the percentage, as typed.
    #[serde(default)]
    pub value: String,
    /// With `percent`: the code of a [`RoundUp`](crate::bulk::RoundUp); empty is exact.
    #[serde(default)]
    pub rounding: String,
    /// With `set`: empty (leave as it is), MONTHLY or PACKAGE.
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
    PlanBudgetsForm is "plan-budgets" at "/api/plan_budgets" about |_, page| page.to_owned();
    act: ACT, Typed, SHORT;
    value: VALUE, Typed, SHORT;
    rounding: ROUNDING, Typed, SHORT;
    kind: KIND, Typed, SHORT;
    ids: IDS, Typed, ID;
    all: ALL, Typed, SHORT;
    filter: FILTER, Hidden, SEARCH;
}

/// Asks for a dry run of paying a selection of the list of orders.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanPaymentsForm {
    /// The orders that were selected.
    #[serde(default)]
    pub ids: Vec<OrderId>,
    /// `yes` for all that `filter` lets through and that wait for payment, on all pages of the list.
    #[serde(default)]
    pub all: String,
    /// The filter of the list: the query of its address, without the `?`.
    #[serde(default)]
    pub filter: String,
}

form! {
    PlanPaymentsForm is "plan-payments" at "/api/plan_payments" about |_, page| page.to_owned();
    ids: IDS, Typed, ID;
    all: ALL, Typed, SHORT;
    filter: FILTER, Hidden, SEARCH;
}

/// Uploads budgets as a file or as text, for a dry run. It is posted to its own page: it is larger
/// than what server functions accept.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct UploadBudgetsForm {
    /// The name of the chosen file; its content is not kept.
    #[serde(default)]
    pub file: String,
    /// The text that was pasted.
    #[serde(default)]
    pub text: String,
}

form! {
    UploadBudgetsForm is "upload-budgets" at "/budgets/bulk" about |_, _| String::new();
    file: FILE, Typed, SEARCH;
    text: TEXT, Typed, TEXT;
}

/// Confirms a dry run.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StartBulkForm {
    /// Which job.
    pub id: BulkId,
    /// The person's password, where it was asked for.
    #[serde(default)]
    pub password: String,
    /// Why, for the person who approves it; needed where an approval is.
    #[serde(default)]
    pub why: String,
}

form! {
    StartBulkForm is "start-bulk" at "/api/start_bulk" about |form, _| form.id.to_string();
    id: ID, Hidden, ID;
    password: PASSWORD, Secret, PASSWORD;
    why: WHY, Typed, WORDS;
}

/// Approves a raise that another user requested.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApproveBulkForm {
    /// Which job.
    pub id: BulkId,
    /// The person's password, where it was asked for.
    #[serde(default)]
    pub password: String,
}

form! {
    ApproveBulkForm is "approve-bulk" at "/api/approve_bulk" about |form, _| form.id.to_string();
    id: ID, Hidden, ID;
    password: PASSWORD, Secret, PASSWORD;
}

/// Declines a raise that another user requested, or withdraws one's own request.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeclineBulkForm {
    /// Which job.
    pub id: BulkId,
}

form! {
    DeclineBulkForm is "decline-bulk" at "/api/decline_bulk" about |form, _| form.id.to_string();
    id: ID, Hidden, ID;
}

/// Pauses a running job.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PauseBulkForm {
    /// Which job.
    pub id: BulkId,
}

form! {
    PauseBulkForm is "pause-bulk" at "/api/pause_bulk" about |form, _| form.id.to_string();
    id: ID, Hidden, ID;
}

/// Resumes a paused job.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResumeBulkForm {
    /// Which job.
    pub id: BulkId,
}

form! {
    ResumeBulkForm is "resume-bulk" at "/api/resume_bulk" about |form, _| form.id.to_string();
    id: ID, Hidden, ID;
}

/// Cancels the rows of a job that have not been sent.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CancelBulkForm {
    /// Which job.
    pub id: BulkId,
}

form! {
    CancelBulkForm is "cancel-bulk" at "/api/cancel_bulk" about |form, _| form.id.to_string();
    id: ID, Hidden, ID;
}

/// Asks for a dry run that undoes a job.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UndoBulkForm {
    /// Which job.
    pub id: BulkId,
}

form! {
    UndoBulkForm is "undo-bulk" at "/api/undo_bulk" about |form, _| form.id.to_string();
    id: ID, Hidden, ID;
}
