//! The audit log: who did what, and what the partner API answered.

use super::ids::{AuditId, CustomerId, RequestId};
use super::time::Timestamp;
use serde::{Deserialize, Serialize};

closed_enum! {
    /// How an action ended. An entry is opened before the action and completed after it. Its code
    /// stands in the database and in query strings.
    pub enum AuditOutcome {
        /// Opened, never completed: the server was stopped in between.
        Open = "open",
        /// Done.
        Done = "done",
        /// Refused or failed; nothing changed at the partner.
        Failed = "failed",
        /// It is not known whether the partner did it.
        Unknown = "unknown",
    }
}

closed_enum! {
    /// What was done. One word per kind of write. Its code stands in the database and in query strings.
    pub enum AuditAction {
        /// Signed in.
        SignIn = "sign-in",
        /// Signed out.
        SignOut = "sign-out",
        /// Set a budget.
        SetBudget = "set-budget",
        /// Set many budgets: the job; each of its budgets has an entry of its own.
        BulkBudgets = "bulk-budgets",
        /// Paused such a job.
        PauseBulk = "pause-bulk",
        /// Went on with a paused job.
        ResumeBulk = "resume-bulk",
        /// Cancelled such a job.
        CancelBulk = "cancel-bulk",
        /// Froze an account.
        Freeze = "freeze",
        /// Lifted a freeze.
        Unfreeze = "unfreeze",
        /// Confirmed and sent a payment.
        Pay = "pay",
        /// A payment's outcome was found by reading the order.
        SettlePayment = "settle-payment",
        /// Cancelled an order.
        CancelOrder = "cancel-order",
        /// Made renewal orders.
        Renew = "renew",
        /// A renewal's outcome was found by reading orders.
        SettleRenewal = "settle-renewal",
        /// Decided what became of something whose outcome could not be found.
        SettleByHand = "settle-by-hand",
        /// Gave the password again, to spend more than a limit.
        PasswordAgain = "password-again",
        /// Agreed to what another person wants to spend.
        Approve = "approve",
        /// Refused what another person wants to spend, or took it back.
        Decline = "decline",
        /// Switched auto-renewal on.
        AutoRenewOn = "auto-renew-on",
        /// Switched auto-renewal off.
        AutoRenewOff = "auto-renew-off",
        /// Unsubscribed resources.
        Unsubscribe = "unsubscribe",
        /// Gave back renewed terms that had not begun.
        GiveBackTerms = "give-back-terms",
        /// Had resources go on as pay-per-use after their end.
        ToOnDemand = "to-on-demand",
        /// Withdrew that.
        NotToOnDemand = "not-to-on-demand",
        /// What became of a change was found by reading.
        SettleChange = "settle-change",
        /// Added a user.
        AddUser = "add-user",
        /// Switched a user off.
        SwitchOffUser = "switch-off-user",
        /// Assigned customers to a user.
        Assign = "assign",
        /// Took a list away as a file.
        Export = "export",
    }
}

/// One entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditEntry {
    /// Its id.
    pub id: AuditId,
    /// Login name of who did it, or "system".
    pub actor: String,
    /// What.
    pub action: AuditAction,
    /// To which customer, where it was about one.
    pub customer: Option<CustomerId>,
    /// What it was done to: an order id, a resource id, a user name.
    pub subject: Option<String>,
    /// Values before and after, as `name: value` pairs; never secrets.
    pub facts: Vec<(String, String)>,
    /// How it ended.
    pub outcome: AuditOutcome,
    /// Code of the failure, such as CBC.50000030.
    pub code: Option<String>,
    /// The request to this desk.
    pub request: RequestId,
    /// Opened, UTC.
    pub opened_at: Timestamp,
    /// Completed, UTC.
    pub completed_at: Option<Timestamp>,
}

/// One call to the partner API behind an action. Bodies are not kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApiCall {
    /// Operation id of the sheets.
    pub operation: String,
    /// HTTP method.
    pub method: String,
    /// Path as sent, without the query.
    pub path: String,
    /// HTTP status; absent when no answer came.
    pub status: Option<u16>,
    /// The partner's request id.
    pub request_id: Option<String>,
    /// Error code of the answer.
    pub code: Option<String>,
    /// Milliseconds until the answer or the failure.
    pub millis: i64,
    /// When it was sent, UTC.
    pub at: Timestamp,
}
