//! The audit log: who did what, and what the partner API answered.

use super::ids::{AuditId, CustomerId, RequestId, UserId};
use super::time::Timestamp;
use serde::{Deserialize, Serialize};

closed_enum! {
    /// How an action ended. An entry is opened before the action and completed after it. Its code is
    /// stored in the database and used in query strings.
    pub enum AuditOutcome {
        /// Opened, never completed: the server was stopped in between.
        Open = "open",
        /// Done.
        Done = "done",
        /// Refused or failed; nothing changed at HUAWEI CLOUD.
        Failed = "failed",
        /// It is not known whether the call took effect.
        Unknown = "unknown",
    }
}

closed_enum! {
    /// What was done, one per kind of write. Its code is stored in the database and used in query
    /// strings.
    pub enum AuditAction {
        /// Signed in.
        SignIn = "sign-in",
        /// Signed out.
        SignOut = "sign-out",
        /// Set a budget.
        SetBudget = "set-budget",
        /// Set many budgets: the job; each of its budgets has an entry of its own.
        BulkBudgets = "bulk-budgets",
        /// Paid many orders: the job; each of its payments has an entry of its own.
        BulkPayments = "bulk-payments",
        /// Changed resources of many customers: the job; each of its changes has an entry of its own.
        BulkChanges = "bulk-changes",
        /// Paused such a job.
        PauseBulk = "pause-bulk",
        /// Resumed a paused job.
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
        #[serde(rename = "SettlePayment")]
        ReconcilePayment = "settle-payment",
        /// Cancelled an order.
        CancelOrder = "cancel-order",
        /// Made renewal orders.
        Renew = "renew",
        /// A renewal's outcome was found by reading orders.
        #[serde(rename = "SettleRenewal")]
        ReconcileRenewal = "settle-renewal",
        /// Set an outcome by hand that could not be reconciled.
        #[serde(rename = "SettleByHand")]
        SetOutcomeByHand = "settle-by-hand",
        /// Confirmed with the password or a code, to spend more than a limit or to change users.
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
        /// Unsubscribed renewed terms that had not begun.
        #[serde(rename = "GiveBackTerms")]
        UnsubscribeRenewedTerms = "give-back-terms",
        /// Switched resources to pay-per-use at their expiry.
        ToOnDemand = "to-on-demand",
        /// Withdrew that.
        NotToOnDemand = "not-to-on-demand",
        /// Reconciled a change by reading.
        #[serde(rename = "SettleChange")]
        ReconcileChange = "settle-change",
        /// Added a user.
        AddUser = "add-user",
        /// Switched a user off.
        SwitchOffUser = "switch-off-user",
        /// Switched a user on again.
        SwitchOnUser = "switch-on-user",
        /// Made a link by which a user sets a password.
        InviteUser = "invite-user",
        /// Set a password by such a link.
        AcceptInvitation = "accept-invitation",
        /// Gave a user another role.
        ChangeRole = "change-role",
        /// Set a password: one's own, or on the command line a user's.
        ChangePassword = "change-password",
        /// Ended sessions: one's own, or a user's.
        EndSessions = "end-sessions",
        /// Gave a role a permission, or took it away.
        ChangeRight = "change-right",
        /// Set up a second factor, or moved it to another authenticator app.
        SetUpSecondFactor = "set-up-second-factor",
        /// Made new recovery codes; the former ones count no more.
        MakeRecoveryCodes = "make-recovery-codes",
        /// Turned one's own second factor off.
        TurnOffSecondFactor = "turn-off-second-factor",
        /// Took the second factor of a user away.
        RemoveSecondFactor = "remove-second-factor",
        /// Required a second factor of a role, or did so no longer.
        RequireSecondFactor = "require-second-factor",
        /// Proposed a change of limits.
        ProposeLimits = "propose-limits",
        /// Changed limits as the only administrator.
        ChangeLimits = "change-limits",
        /// Agreed to a change of limits.
        AgreeLimits = "agree-limits",
        /// Refused a change of limits.
        RefuseLimits = "refuse-limits",
        /// Withdrew a change of limits.
        WithdrawLimits = "withdraw-limits",
        /// Assigned customers to a user.
        Assign = "assign",
        /// Added a rule that assigns customers, or gave it to another person.
        AddAssignmentRule = "add-assignment-rule",
        /// Removed such a rule, with the assignments that it made.
        RemoveAssignmentRule = "remove-assignment-rule",
        /// Handed customers over from one person to another.
        HandOver = "hand-over",
        /// Wrote a note. What was written is not in the log.
        WriteNote = "write-note",
        /// Withdrew a note of one's own.
        WithdrawNote = "withdraw-note",
        /// Marked a follow-up as done.
        FollowUpDone = "follow-up-done",
        /// Opened a follow-up again that was done.
        FollowUpReopened = "follow-up-reopened",
        /// Passed a follow-up on to another person.
        PassOnFollowUp = "pass-on-follow-up",
        /// Took a list away as a file.
        Export = "export",
        /// Wrote the oldest part of the audit log to a file and deleted it.
        RetireAudit = "retire-audit",
    }
}

/// One entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditEntry {
    /// Its id.
    pub id: AuditId,
    /// Login name of the user who did it, or "system".
    pub actor: String,
    /// Id of that user; `None` for the desk itself, and for entries from before this was stored.
    #[serde(default)]
    pub actor_id: Option<UserId>,
    /// What.
    pub action: AuditAction,
    /// To which customer, where it was about one.
    pub customer: Option<CustomerId>,
    /// Its object: an order id, a resource id, a user name.
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

/// One call of the partner API made for an action. Bodies are not kept.
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
    /// HUAWEI CLOUD's request id.
    pub request_id: Option<String>,
    /// Error code of the answer.
    pub code: Option<String>,
    /// Milliseconds until the answer or the failure.
    pub millis: i64,
    /// When it was sent, UTC.
    pub at: Timestamp,
}

/// How far the audit log is sealed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SealView {
    /// When the last checkpoint was made, UTC.
    pub sealed_at: Option<Timestamp>,
    /// Its number and its hash, in hex.
    pub checkpoint: Option<(u64, String)>,
    /// Rows that wait to be sealed.
    pub waiting: u64,
    /// Whether they have waited for too long.
    pub is_behind: bool,
    /// Whether the viewer may take the log away with its proof.
    pub may_export: bool,
}
