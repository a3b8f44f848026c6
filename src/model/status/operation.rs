//! One operation of the partner API as this desk knows it: registry, health, lifecycle.

use crate::time::Timestamp;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

closed_enum! {
    /// What an operation is about: the sheet that describes it.
    #[derive(PartialOrd, Ord)]
    pub enum Area {
        /// Customers, budgets, quotas, resellers, coupons.
        Customers = "customers",
        /// Orders, payment, renewal, prices.
        Transactions = "transactions",
        /// Bills, usage, products.
        Billing = "billing",
        /// Keys and tokens.
        Identity = "identity",
    }
}

closed_enum! {
    /// Whose credentials an operation takes (`x-caller`).
    #[derive(PartialOrd, Ord)]
    pub enum Caller {
        /// The partner's own.
        Partner = "partner",
        /// The customer's, got by an agency.
        Customer = "customer",
        /// Either, each with its own view.
        Either = "either",
    }
}

closed_enum! {
    /// Whether an operation is still on offer (`x-lifecycle`).
    #[derive(PartialOrd, Ord)]
    pub enum Lifecycle {
        /// On offer.
        Current = "current",
        /// On offer, with its end announced.
        ToBeOffline = "to-be-offline",
        /// Gone.
        Offline = "offline",
    }
}

/// How an attempt ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Ended {
    /// It brought what was asked for.
    Done,
    /// Refused for a reason of its business, or of one customer: the call itself works.
    Refused,
    /// No usable answer, or rejected before processing: keys, permissions, rate.
    Broken,
}

closed_enum! {
    /// How an operation is doing, by its last attempt; the worst first.
    #[derive(PartialOrd, Ord)]
    pub enum Condition {
        /// The last attempt got no usable answer.
        Failing = "failing",
        /// The last attempt was refused for a reason of its business, or of one customer.
        Refused = "refused",
        /// The last attempt brought what was asked for.
        Well = "well",
        /// Not called since this server started.
        Unused = "unused",
    }
}

/// One attempt that is over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attempt {
    /// When it was sent, UTC.
    pub at: Timestamp,
    /// HTTP status; absent when no answer came.
    pub status: Option<u16>,
    /// The error code of the partner API.
    pub code: Option<String>,
    /// Milliseconds until its answer or failure.
    pub millis: u32,
    /// How it ended.
    pub ended: Ended,
}

/// How the attempts of an operation went since this server started.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Health {
    /// HTTP requests sent or tried, repeats included.
    pub calls: u64,
    /// How many of them did not bring what was asked for.
    pub failures: u64,
    /// The last one.
    pub last: Option<Attempt>,
    /// The last one that did not bring what was asked for.
    pub last_failure: Option<Attempt>,
    /// When the last success was sent, UTC.
    pub last_success_at: Option<Timestamp>,
    /// Half of the latest attempts took no longer than this, in milliseconds.
    pub median_millis: Option<u32>,
    /// 95 of 100 of the latest attempts took no longer than this, in milliseconds.
    pub p95_millis: Option<u32>,
}

impl Health {
    /// How it is doing.
    pub fn condition(&self) -> Condition {
        match self.last.as_ref().map(|attempt| attempt.ended) {
            None => Condition::Unused,
            Some(Ended::Done) => Condition::Well,
            Some(Ended::Refused) => Condition::Refused,
            Some(Ended::Broken) => Condition::Failing,
        }
    }

    /// The share of its attempts that failed, in percent; absent before the first one.
    pub fn failed_percent(&self) -> Option<Decimal> {
        percent(self.failures, self.calls)
    }
}

/// A share in percent; absent when there is nothing to share.
pub fn percent(part: u64, whole: u64) -> Option<Decimal> {
    Decimal::from(part).checked_mul(Decimal::ONE_HUNDRED)?.checked_div(Decimal::from(whole))
}

/// An operation of the registry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OperationRow {
    /// Operation id of the sheets.
    pub id: String,
    /// HTTP method.
    pub method: String,
    /// Path; `{name}` stands for an id.
    pub path: String,
    /// Version, as in its path: `v2`.
    pub version: String,
    /// What it is about.
    pub area: Area,
    /// Whose credentials.
    pub caller: Caller,
    /// Still on offer?
    pub lifecycle: Lifecycle,
    /// The day on which it came (`2023-03-30`), where the sheets tell.
    pub since: Option<String>,
    /// The day on which its end was announced, where the history has it.
    pub end_announced: Option<String>,
    /// Permissions of which a partner's IAM user needs one; empty when none is documented.
    pub permission: Vec<String>,
    /// Calls a second, account and operation, that are documented or taken as safe.
    pub per_second: u32,
    /// Calls that the desk's limiter still has for the partner in this second; absent where
    /// each customer has its own.
    pub room: Option<u32>,
    /// True when a failed call may be sent again.
    pub repeatable: bool,
    /// Error codes that its page documents.
    pub errors: Vec<String>,
    /// How its calls went.
    pub health: Health,
}
