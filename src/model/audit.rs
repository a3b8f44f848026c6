//! The audit log: who did what, and what the partner API answered.

use super::ids::{AuditId, CustomerId, RequestId};
use super::time::Timestamp;
use serde::{Deserialize, Serialize};

/// How an action ended. An entry is opened before the action and completed after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Outcome {
    /// Opened, never completed: the server was stopped in between.
    Open,
    /// Done.
    Done,
    /// Refused or failed; nothing changed at the partner.
    Failed,
    /// It is not known whether the partner did it.
    Unknown,
}

impl Outcome {
    /// Every outcome.
    pub const ALL: [Outcome; 4] = [Self::Open, Self::Done, Self::Failed, Self::Unknown];

    /// The form in the database and in a query string.
    pub fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Done => "done",
            Self::Failed => "failed",
            Self::Unknown => "unknown",
        }
    }

    /// The reverse of [`Outcome::code`].
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.code() == code)
    }
}

/// What was done. One word per kind of write.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Deed {
    /// Signed in.
    SignIn,
    /// Signed out.
    SignOut,
    /// Set a budget.
    SetBudget,
    /// Set many budgets: the job; each of its budgets has an entry of its own.
    BulkBudgets,
    /// Paused such a job.
    PauseBulk,
    /// Went on with a paused job.
    ResumeBulk,
    /// Cancelled such a job.
    CancelBulk,
    /// Froze an account.
    Freeze,
    /// Lifted a freeze.
    Unfreeze,
    /// Confirmed and sent a payment.
    Pay,
    /// A payment's outcome was found by reading the order.
    SettlePayment,
    /// Cancelled an order.
    CancelOrder,
    /// Made renewal orders.
    Renew,
    /// A renewal's outcome was found by reading orders.
    SettleRenewal,
    /// Decided what became of something whose outcome could not be found.
    SettleByHand,
    /// Gave the password again, to spend more than a limit.
    PasswordAgain,
    /// Agreed to what another person wants to spend.
    Approve,
    /// Refused what another person wants to spend, or took it back.
    Decline,
    /// Switched auto-renewal on.
    AutoRenewOn,
    /// Switched auto-renewal off.
    AutoRenewOff,
    /// Unsubscribed resources.
    Unsubscribe,
    /// Gave back renewed terms that had not begun.
    GiveBackTerms,
    /// Had resources go on as pay-per-use after their end.
    ToOnDemand,
    /// Withdrew that.
    NotToOnDemand,
    /// What became of a change was found by reading.
    SettleChange,
    /// Added a user.
    AddUser,
    /// Switched a user off.
    SwitchOffUser,
    /// Assigned customers to a user.
    Assign,
    /// Took a list away as a file.
    Export,
}

impl Deed {
    /// Every deed.
    pub const ALL: [Deed; 29] = [
        Self::SignIn,
        Self::SignOut,
        Self::SetBudget,
        Self::BulkBudgets,
        Self::PauseBulk,
        Self::ResumeBulk,
        Self::CancelBulk,
        Self::Freeze,
        Self::Unfreeze,
        Self::Pay,
        Self::SettlePayment,
        Self::CancelOrder,
        Self::Renew,
        Self::SettleRenewal,
        Self::SettleByHand,
        Self::PasswordAgain,
        Self::Approve,
        Self::Decline,
        Self::AutoRenewOn,
        Self::AutoRenewOff,
        Self::Unsubscribe,
        Self::GiveBackTerms,
        Self::ToOnDemand,
        Self::NotToOnDemand,
        Self::SettleChange,
        Self::AddUser,
        Self::SwitchOffUser,
        Self::Assign,
        Self::Export,
    ];

    /// The form in the database and in a query string.
    pub fn code(self) -> &'static str {
        match self {
            Self::SignIn => "sign-in",
            Self::SignOut => "sign-out",
            Self::SetBudget => "set-budget",
            Self::BulkBudgets => "bulk-budgets",
            Self::PauseBulk => "pause-bulk",
            Self::ResumeBulk => "resume-bulk",
            Self::CancelBulk => "cancel-bulk",
            Self::Freeze => "freeze",
            Self::Unfreeze => "unfreeze",
            Self::Pay => "pay",
            Self::SettlePayment => "settle-payment",
            Self::CancelOrder => "cancel-order",
            Self::Renew => "renew",
            Self::SettleRenewal => "settle-renewal",
            Self::SettleByHand => "settle-by-hand",
            Self::PasswordAgain => "password-again",
            Self::Approve => "approve",
            Self::Decline => "decline",
            Self::AutoRenewOn => "auto-renew-on",
            Self::AutoRenewOff => "auto-renew-off",
            Self::Unsubscribe => "unsubscribe",
            Self::GiveBackTerms => "give-back-terms",
            Self::ToOnDemand => "to-on-demand",
            Self::NotToOnDemand => "not-to-on-demand",
            Self::SettleChange => "settle-change",
            Self::AddUser => "add-user",
            Self::SwitchOffUser => "switch-off-user",
            Self::Assign => "assign",
            Self::Export => "export",
        }
    }

    /// The reverse of [`Deed::code`].
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|deed| deed.code() == code)
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
    pub deed: Deed,
    /// To which customer, where it was about one.
    pub customer: Option<CustomerId>,
    /// What it was done to: an order id, a resource id, a user name.
    pub subject: Option<String>,
    /// Values before and after, as `name: value` pairs; never secrets.
    pub facts: Vec<(String, String)>,
    /// How it ended.
    pub outcome: Outcome,
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
