//! Many at once: a job with a row per customer, order or resource. It begins as a dry run, which changes
//! nothing; once confirmed, each row is sent at most once (docs/bulk.md has the picture).

mod codes;
mod file_format;
mod operand;
mod rounding;
mod target;
mod task;

pub use codes::{BulkKind, BulkState, RowState, SkipReason};
pub use file_format::{Encoding, FileFormat, FreezeChange, Separator};
pub use operand::operand;
pub use rounding::RoundUp;
pub use target::{Cut, Target, Total};
pub use task::Task;

use super::error::{AppError, PartnerFailure};
use super::ids::{AuditId, BulkId, CustomerId};
use super::listing::Listing;
use super::money::{Currency, Money};
use super::time::Timestamp;
use crate::budgets::FreezeBehaviour;
use crate::limits::{Approval, Demands};
use crate::raise::RaiseFor;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// Most rows of one job.
pub const MOST_ROWS: u16 = 5_000;
/// Most orders or resources of one job: each is read live for the dry run.
pub const MOST_TASKS: u16 = 200;
/// Largest file of budgets, in MB (1,048,576 bytes).
pub const MOST_MEGABYTES: u16 = 2;

/// A job.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bulk {
    /// Its id; its page has it in its address.
    pub id: BulkId,
    /// Where the amounts come from.
    pub kind: BulkKind,
    /// The amount or the percentage as it was typed; empty for files and undoing.
    pub operand: String,
    /// What a percentage was rounded up to.
    pub rounding: Option<RoundUp>,
    /// How its file was read.
    pub file: Option<FileFormat>,
    /// Its state.
    pub state: BulkState,
    /// Number of rows, including skipped ones.
    pub rows: u64,
    /// Number of rows without the skipped ones; `None` for jobs from before this was stored.
    #[serde(default)]
    pub chosen: Option<u64>,
    /// Number of rows whose budget before comes from the mirror, because it could not be read live.
    pub from_mirror: u64,
    /// When the oldest of the budgets before was read, UTC.
    pub seen_since: Option<Timestamp>,
    /// What it changes.
    pub totals: Vec<Total>,
    /// The job whose rows it undoes.
    pub undoes: Option<BulkId>,
    /// User id of its creator.
    pub user: super::ids::UserId,
    /// Login name of its creator.
    pub created_by: String,
    /// The dry run, UTC.
    pub created_at: Timestamp,
    /// When it was confirmed, UTC.
    pub confirmed_at: Option<Timestamp>,
    /// Login name of the user who confirmed it; `None` also for jobs from before this was stored.
    pub confirmed_by: Option<String>,
    /// Id of that user; `None` also for jobs from before this was stored whose user is not known.
    #[serde(default)]
    pub confirmed_by_id: Option<super::ids::UserId>,
    /// When it was approved, declined or withdrawn, UTC.
    pub decided_at: Option<Timestamp>,
    /// Login name of the user who did so; `None` where nobody decided in time.
    pub decided_by: Option<String>,
    /// Id of that user.
    #[serde(default)]
    pub decided_by_id: Option<super::ids::UserId>,
    /// When its last row ended, or when it was canceled, UTC.
    pub ended_at: Option<Timestamp>,
    /// Why, in the words of the user who confirmed it, for the one who approves it.
    #[serde(default)]
    pub reason: Option<String>,
    /// The purchase that its only budget is raised for.
    #[serde(default)]
    pub raise_for: Option<RaiseFor>,
}

impl Bulk {
    /// How many rows are part of the job.
    pub fn count(&self) -> u64 {
        self.chosen.unwrap_or_else(|| self.totals.iter().map(|total| total.count).sum())
    }

    /// Whether this user made or confirmed it, and so cannot agree to it. Where it is not known who confirmed
    /// it, it is nobody's to agree to.
    pub fn is_asked_by(&self, user: &super::ids::UserId) -> bool {
        let unknown = self.confirmed_by.is_some() && self.confirmed_by_id.is_none();
        self.user == *user || unknown || self.confirmed_by_id.as_ref() == Some(user)
    }

    /// What it commits: the sum of raises or of prices in each currency, without those of zero.
    pub fn commits(&self) -> Vec<Money> {
        let raised = self.totals.iter().map(|total| total.raised().unwrap_or_else(|| total.after()));
        raised.filter(|raised| !raised.is_zero()).collect()
    }
}

/// One row of a job.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BulkRow {
    /// Of which job.
    pub job: BulkId,
    /// From 1: the row of the selection, or the line of the file.
    pub line: u32,
    /// The customer as written in the file.
    pub given: String,
    /// The amount as written in a file; or the exact result of raising, where it was rounded or
    /// cannot be a budget.
    pub given_amount: String,
    /// The customer; `None` when none was found.
    pub customer: Option<CustomerId>,
    /// Name of the customer.
    pub name: Option<String>,
    /// Currency of the amounts.
    pub currency: Option<Currency>,
    /// The budget when the dry run read it.
    pub before: Option<Target>,
    /// What was used of it then.
    pub used: Option<Decimal>,
    /// The wanted budget.
    pub after: Option<Target>,
    /// What happened when it ran out, as this desk last set it; `None` when it never did.
    pub behaviour_before: Option<FreezeBehaviour>,
    /// What happens when it runs out; `None` leaves it as it is.
    pub behaviour: Option<FreezeBehaviour>,
    /// Unfreeze the account as well, if the partner froze it.
    pub lift_freeze: bool,
    /// Its state.
    pub state: RowState,
    /// Why it cannot be changed.
    #[serde(rename = "left_out")]
    pub skip_reason: Option<SkipReason>,
    /// The error of the partner API.
    pub failure: Option<PartnerFailure>,
    /// The actual budget, where it changed meanwhile.
    #[serde(rename = "stands")]
    pub actual: Option<Target>,
    /// Its entry in the audit log.
    pub audit: Option<AuditId>,
    /// How often the budget could not be read before sending.
    pub tries: u32,
    /// When the call left, UTC; `None` when none did.
    pub sent_at: Option<Timestamp>,
    /// When the budget was last read to reconcile an open outcome, UTC.
    pub checked_at: Option<Timestamp>,
    /// When it ended, UTC.
    pub ended_at: Option<Timestamp>,
    /// What it does, in a job that pays or changes resources; `None` for budgets.
    #[serde(default)]
    pub task: Option<Task>,
}

impl BulkRow {
    /// What it commits while it is not known to have failed: the raise of a budget, or a price.
    pub fn commits(&self) -> Option<Money> {
        if let Some(task) = &self.task {
            return task.price.clone();
        }
        let raise = self.after.as_ref()?.raise_from(self.before.as_ref()?);
        Some(Money::new(raise, self.currency.clone()?))
    }

    /// An amount of this row as money.
    pub fn money(&self, target: Option<&Target>) -> Option<Money> {
        let amount = target?.amount?;
        Some(Money::new(amount, self.currency.clone()?))
    }

    /// Whether it cuts the budget sharply.
    pub fn cut(&self) -> Option<Cut> {
        self.after.as_ref()?.cut_from(self.before.as_ref()?, self.used)
    }

    /// The change of what happens when the budget runs out; `None` when it is left as it is.
    pub fn freeze(&self) -> Option<FreezeChange> {
        self.behaviour.map(|after| FreezeChange { before: self.behaviour_before, after })
    }

    /// Name of the customer, else as written in the file.
    pub fn display_name(&self) -> &str {
        self.name.as_deref().unwrap_or(&self.given)
    }
}

/// A job on its page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BulkView {
    /// The job.
    pub job: Bulk,
    /// How many rows are in each state; states without rows are omitted.
    pub tally: Vec<(RowState, u64)>,
    /// How many rows are skipped for each reason.
    pub reasons: Vec<(SkipReason, u64)>,
    /// A page of its rows.
    pub rows: Listing<BulkRow>,
    /// Jobs that undo it, newest first.
    pub undone_by: Vec<Bulk>,
    /// Number of rows that can be undone: done, and sent by this job.
    pub undoable: u64,
    /// What the viewer needs to confirm it: password, approval; or why they cannot.
    pub demands: Result<Demands, AppError>,
    /// What the viewer may do with it while it waits for another person.
    pub approval: Approval,
    /// Whether it cannot go on: who made it was switched off, or may not do this any more.
    #[serde(default)]
    pub stranded: bool,
}

impl BulkView {
    /// How many rows are in a state.
    pub fn count(&self, state: RowState) -> u64 {
        self.tally.iter().find(|(known, _)| *known == state).map_or(0, |(_, count)| *count)
    }
}
