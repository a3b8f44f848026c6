//! The one error that crosses the wire between browser and server: closed codes and typed values.
//! Free text appears only where the partner API sent it, and is shown as a quotation.

use super::ids::RequestId;
use super::money::{Currency, Money};
use super::page::Unreadable;
use crate::amounts::BadAmount;
use crate::intents::IntentRef;
use crate::users::Permission;
use serde::{Deserialize, Serialize};

/// Who has to act after a failed call of the partner API.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Fault {
    /// This desk sent something wrong, or the input was not valid.
    Ours,
    /// The partner's administrator: rights, quota, keys.
    Partner,
    /// The customer.
    Customer,
    /// HUAWEI CLOUD, or the network.
    Vendor,
    /// Unknown from this answer.
    Unclear,
}

/// What the partner API answered, or how it failed to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartnerFailure {
    /// Operation id of the sheets.
    pub operation: String,
    /// `CBC.`, `APIG.` or `IAM.` code; absent when no readable answer came.
    pub code: Option<String>,
    /// The error message of the partner API; shown as a quotation where the code is not known here.
    pub message: Option<String>,
    /// HTTP status; absent when no answer came.
    pub status: Option<u16>,
    /// HUAWEI CLOUD's request id, for a ticket.
    pub request_id: Option<String>,
    /// Who has to act.
    pub fault: Fault,
    /// True when it is not known whether the call took effect.
    pub unclear: bool,
    /// Set when nothing was sent because HUAWEI CLOUD has not answered many calls in a row: when the next one
    /// is let through, in seconds since 1970. A number, since browsers read this type: what parses instants would
    /// be a fifth of what they download.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paused_until: Option<i64>,
}

impl PartnerFailure {
    /// True when nothing was sent, since the service has not responded for a while.
    pub fn was_not_asked(&self) -> bool {
        self.paused_until.is_some()
    }

    /// The code, else the HTTP status as `HTTP 503`; `None` when no answer came.
    pub fn short_code(&self) -> Option<String> {
        self.code.clone().or_else(|| self.status.map(|status| format!("HTTP {status}")))
    }

    /// True when the identity service answered: its bodies do not always have a code.
    pub fn is_of_identity(&self) -> bool {
        self.operation == "CreateTemporaryAccessKeyByAgency"
            || self.code.as_deref().is_some_and(|code| code.starts_with("IAM."))
    }

    /// True when the identity service let us not act for the customer: it has no agency, or its agency has
    /// another name or does not name us.
    pub fn is_missing_agency(&self) -> bool {
        self.operation == "CreateTemporaryAccessKeyByAgency" && self.fault == Fault::Customer
    }

    /// True when a signature was refused because the clock of this desk is wrong; the message says by how
    /// much.
    pub fn is_clock(&self) -> bool {
        self.status == Some(401) && self.fault == Fault::Ours
    }

    /// True when a payment was refused because the customer's budget does not cover it
    /// (transactions.yaml, PayOrders: for a resale customer the balance is its budget).
    pub fn is_budget_short(&self) -> bool {
        self.code.as_deref() == Some("CBC.99005003")
    }

    /// True when a resource was refused because it sits in an order that waits for payment
    /// (transactions.yaml, ListRenewRateOnPeriod and RenewalResources).
    pub fn is_unpaid_order(&self) -> bool {
        matches!(self.code.as_deref(), Some("CBC.30050010" | "CBC.99003100"))
    }
}

/// Why a field is not valid. The message at the field is made from this.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FieldProblem {
    /// Needed and not given.
    Missing,
    /// A file has the names of its columns and no row.
    NoRows,
    /// Not a valid amount.
    Amount(BadAmount),
    /// Not one of the values on offer.
    NotOffered,
    /// Fewer than that many characters.
    TooShort(u16),
    /// More than that many characters.
    TooLong(u16),
    /// Above the largest amount that may be set.
    AboveBound(Money),
    /// Nothing was selected.
    NothingSelected,
    /// More than that many at once.
    TooMany(u16),
    /// The selected orders sum up to more than the confirmed price.
    OverAgreed,
    /// Not the password of the signed-in user.
    WrongPassword,
    /// No code of the user's authenticator app, nor a recovery code of theirs.
    WrongCode,
    /// A code of the authenticator app that was used before: each counts once.
    UsedCode,
    /// A code of the authenticator app for another time than now.
    CodeNotNow,
    /// A recovery code that was used before.
    UsedRecoveryCode,
    /// A login name that is in use, that looks like one in use, or that has signs which names do not have.
    NotAName,
    /// A new password that is easily guessed.
    WeakPassword(WeakPassword),
    /// Not the same as the new password above it.
    NotTheSame,
    /// The last administrator who can sign in stays one.
    LastAdministrator,
    /// A file larger than so many MB (1,048,576 bytes).
    FileTooLarge(u16),
    /// A budget cut below the used amount, or by more than half, that was not confirmed.
    CutNotConfirmed,
    /// A file that no rule of ours reads as text.
    NotText,
    /// A file none of whose first lines names that column.
    NoColumn(String),
    /// A file that has a column twice; its name.
    ColumnTwice(String),
    /// A line of a file that cannot be read as CSV; its number.
    BadLine(u32),
    /// A workbook of Excel that cannot be taken as it is.
    Workbook(BadWorkbook),
    /// No day of the calendar, or one before today.
    NotADay,
}

/// Why a new password is easily guessed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum WeakPassword {
    /// One of those that are tried first, or like one.
    Common,
    /// Made from the user's own name or that of this desk.
    Name,
    /// Repeats, rows of keys, or letters and digits in order.
    Pattern,
    /// One word, one name or a date.
    Word,
    /// Guessed in few tries for another reason.
    Short,
}

/// Why a workbook of Excel cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum BadWorkbook {
    /// Not an .xlsx file that can be read: damaged, encrypted, or made by something else.
    Unreadable,
    /// The older .xls, or an encrypted workbook, which looks the same from outside.
    OldFormat,
    /// It unpacks to more than is taken.
    TooLarge,
    /// Several sheets that are not hidden have content; so many.
    SeveralSheets(u16),
    /// Cells are merged; the first of them, such as `A3`.
    Merged(String),
}

/// One refused field of a form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldError {
    /// The field's name in the form.
    pub field: String,
    /// Why.
    pub problem: FieldProblem,
}

/// What went wrong, as the browser learns it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum AppError {
    /// Nobody is signed in, or the session ended.
    #[error("not signed in")]
    SignedOut,
    /// Wrong name or password: one message for both.
    #[error("wrong sign-in")]
    WrongSignIn,
    /// Too many tries; wait that many seconds.
    #[error("too many tries, wait {0} s")]
    RateLimited(u32),
    /// The role may not do this.
    #[error("not allowed")]
    NotAllowed(Permission),
    /// It does not exist, or is not in scope: the answer is the same.
    #[error("not found")]
    NotFound,
    /// Fields of the form were refused.
    #[error("invalid input")]
    Invalid(Vec<FieldError>),
    /// Parts of an address, or of a filter for a change, that are not valid.
    #[error("not understood")]
    NotUnderstood(Vec<Unreadable>),
    /// The value changed since the user saw it. Both values, as shown.
    #[error("changed meanwhile")]
    Stale {
        /// What the form showed.
        expected: Option<Money>,
        /// What was just read.
        actual: Option<Money>,
    },
    /// Somebody else changed it since the user saw it; nothing was saved.
    #[error("changed by somebody else")]
    ChangedMeanwhile,
    /// The order is not in a state that allows it; its present status.
    #[error("order is in status {0}")]
    WrongOrderStatus(i64),
    /// Another open intent has the lock.
    #[error("already under way: {}", .0.id)]
    UnderWay(IntentRef),
    /// Amounts of two currencies met.
    #[error("two currencies")]
    TwoCurrencies,
    /// An amount that the limits of the user cannot be compared with.
    #[error("limits are in {limits}, the amount is in {amount}")]
    LimitCurrency {
        /// Currency of the limits.
        limits: Currency,
        /// Currency of the amount.
        amount: Currency,
    },
    /// There is no price for a resource, so that nobody can agree to what it will cost.
    #[error("no price for {0}")]
    NoPrice(String),
    /// A call of the partner API was refused or failed.
    #[error("partner failure")]
    Partner(Box<PartnerFailure>),
    /// Something broke on our side; the request id finds it in the log.
    #[error("internal error {0}")]
    Internal(RequestId),
    /// The desk's own database is busy or out of reach. Nothing was sent to the partner API.
    #[error("the database is busy")]
    Busy,
    /// The request did not arrive in a readable form, or its origin is not ours.
    #[error("bad request")]
    BadRequest,
    /// The browser could not reach this desk, or could not read its answer.
    #[error("desk not reachable")]
    Unreachable,
}

impl AppError {
    /// One refused field.
    pub fn field(field: &str, problem: FieldProblem) -> Self {
        Self::Invalid(vec![FieldError { field: field.to_owned(), problem }])
    }

    /// The HTTP status for requests that do not ask for a page.
    pub fn status(&self) -> u16 {
        match self {
            Self::SignedOut | Self::WrongSignIn => 401,
            Self::RateLimited(_) => 429,
            Self::NotAllowed(_) => 403,
            Self::NotFound => 404,
            Self::Invalid(_) | Self::LimitCurrency { .. } | Self::NoPrice(_) => 422,
            Self::Stale { .. } | Self::ChangedMeanwhile | Self::WrongOrderStatus(_) | Self::UnderWay(_) => {
                409
            }
            Self::BadRequest | Self::NotUnderstood(_) => 400,
            Self::TwoCurrencies | Self::Internal(_) => 500,
            Self::Partner(_) => 502,
            Self::Unreachable | Self::Busy => 503,
        }
    }

    /// True when it is not known whether the call took effect.
    pub fn is_unclear(&self) -> bool {
        matches!(self, Self::Partner(failure) if failure.unclear)
    }
}
