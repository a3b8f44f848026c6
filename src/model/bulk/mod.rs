//! Budgets in bulk: a job with a row per customer. It begins as a dry run, which changes
//! nothing; once confirmed, each row is sent at most once (docs/bulk.md has the picture).

mod codes;

pub use codes::{BulkKind, BulkState, RowState, SkipReason};

use super::error::{AppError, PartnerFailure};
use super::ids::{AuditId, BulkId, CustomerId};
use super::money::{Currency, Money};
use super::page::Listing;
use super::time::Timestamp;
use crate::budgets::{Budget, BudgetType, FreezeBehaviour};
use crate::limits::{Approval, Demands};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// Most rows of one job.
pub const MOST_ROWS: u16 = 5_000;
/// Largest file of budgets, in MB (1,048,576 bytes).
pub const MOST_MEGABYTES: u16 = 2;

/// An amount with its type: a current, earlier or wanted budget. No budget and a budget of zero are
/// the same: the sheet does not say which of them the partner API returns.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Target {
    /// The amount, above zero; `None` for no budget.
    pub amount: Option<Decimal>,
    /// Monthly or one-time.
    pub kind: Option<BudgetType>,
}

impl Target {
    /// What a budget amounts to.
    pub fn of(budget: &Budget) -> Self {
        let amount = budget.amount.filter(|_| budget.is_set());
        Self { amount, kind: budget.kind.clone().filter(|_| amount.is_some()) }
    }

    /// How much more this permits to spend than the budget before, never below zero. A budget of another
    /// type counts whole, since its used amount is counted anew; so does a first one.
    pub fn raise_from(&self, before: &Target) -> Decimal {
        let after = self.amount.unwrap_or_default();
        if before.kind != self.kind {
            return after;
        }
        after.saturating_sub(before.amount.unwrap_or_default()).max(Decimal::ZERO)
    }
}

/// Sums of the rows that are part of a job, in one currency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Total {
    /// Currency of both sums.
    pub currency: Currency,
    /// How many rows.
    pub count: u64,
    /// Their budgets before.
    pub before: Decimal,
    /// Their budgets after.
    pub after: Decimal,
    /// The sum of what each is raised by ([`Target::raise_from`]). `None` for jobs from before this was
    /// stored, for which the whole sum counts.
    #[serde(default)]
    pub raised: Option<Decimal>,
}

impl Total {
    /// The sum before.
    pub fn before(&self) -> Money {
        Money::new(self.before, self.currency.clone())
    }

    /// The sum after.
    pub fn after(&self) -> Money {
        Money::new(self.after, self.currency.clone())
    }

    /// The sum of raises; `None` where it was not kept.
    pub fn raised(&self) -> Option<Money> {
        Some(Money::new(self.raised?, self.currency.clone()))
    }
}

/// A job.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bulk {
    /// Its id; its page has it in its address.
    pub id: BulkId,
    /// Where the amounts come from.
    pub kind: BulkKind,
    /// The amount or the percentage as it was typed; empty for files and undoing.
    pub operand: String,
    /// Its state.
    pub state: BulkState,
    /// Number of rows, including skipped ones.
    pub rows: u64,
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
    /// When it was approved, declined or withdrawn, UTC.
    pub decided_at: Option<Timestamp>,
    /// Login name of the user who did so; `None` where nobody decided in time.
    pub decided_by: Option<String>,
    /// When its last row ended, or when it was canceled, UTC.
    pub ended_at: Option<Timestamp>,
    /// Why, in the words of the user who confirmed it, for the one who approves it.
    #[serde(default)]
    pub reason: Option<String>,
}

impl Bulk {
    /// How many rows the job changes.
    pub fn count(&self) -> u64 {
        self.totals.iter().map(|total| total.count).sum()
    }

    /// Whether somebody made or confirmed it, and so cannot agree to it.
    pub fn is_asked_by(&self, name: &str) -> bool {
        self.created_by == name || self.confirmed_by.as_deref() == Some(name)
    }

    /// By how much it raises budgets: the sum of raises in each currency, without those of zero.
    pub fn raises(&self) -> Vec<Money> {
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
    /// The amount as written in a file, or the exact result of raising, where it cannot be a budget.
    pub given_amount: String,
    /// The customer; `None` when none was found.
    pub customer: Option<CustomerId>,
    /// Name of the customer.
    pub name: Option<String>,
    /// Currency of the amounts.
    pub currency: Option<Currency>,
    /// The budget when the dry run read it.
    pub before: Option<Target>,
    /// The wanted budget.
    pub after: Option<Target>,
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
}

impl BulkRow {
    /// An amount of this row as money.
    pub fn money(&self, target: Option<&Target>) -> Option<Money> {
        let amount = target?.amount?;
        Some(Money::new(amount, self.currency.clone()?))
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
}

impl BulkView {
    /// How many rows are in a state.
    pub fn count(&self, state: RowState) -> u64 {
        self.tally.iter().find(|(known, _)| *known == state).map_or(0, |(_, count)| *count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_raise_is_what_is_permitted_beyond_what_stood() {
        let target = |text: &str, kind| Target { amount: Some(text.parse().unwrap()), kind: Some(kind) };
        let none = Target { amount: None, kind: None };
        let monthly = |text| target(text, BudgetType::Monthly);
        let package = |text| target(text, BudgetType::Package);
        for (before, after, raise) in [
            (monthly("100.10"), monthly("250"), "149.90"),
            (monthly("100"), monthly("100.00"), "0"),
            (monthly("100"), monthly("40"), "0"),
            (none.clone(), monthly("40"), "40"),
            (monthly("100"), package("40"), "40"),
            (package("100"), monthly("140"), "140"),
            (monthly("100"), none, "0"),
        ] {
            let raise: Decimal = raise.parse().unwrap();
            assert_eq!(after.raise_from(&before), raise, "{before:?} {after:?}");
        }
    }
}
