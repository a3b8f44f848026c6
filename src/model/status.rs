//! The partner calls that this desk makes: what the registry says of each, how it has been doing,
//! and what the published change history says about it.

use super::error::{Fault, PartnerFailure};
use super::lists::put;
use super::overview::ConsumptionQuota;
use super::page::{Listing, Paging, Pairs, QueryState};
use super::time::Timestamp;
use serde::{Deserialize, Serialize};

/// Gives a plain enum its codes: the form in a query string and in texts.
macro_rules! codes {
    ($name:ident: $($value:ident = $code:literal),+ $(,)?) => {
        impl $name {
            /// Every value, in the order in which they are offered.
            pub const ALL: &'static [$name] = &[$(Self::$value),+];

            /// The form in a query string and in texts.
            pub fn code(self) -> &'static str {
                match self { $(Self::$value => $code),+ }
            }

            /// The reverse of `code`.
            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.code() == code)
            }
        }
    };
}

/// What an operation is about: the sheet that describes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Area {
    /// Customers, budgets, quotas, resellers, coupons.
    Customers,
    /// Orders, payment, renewal, prices.
    Transactions,
    /// Bills, usage, products.
    Billing,
    /// Keys and tokens.
    Identity,
}

codes!(Area: Customers = "customers", Transactions = "transactions", Billing = "billing", Identity = "identity");

/// Whose credentials an operation takes (`x-caller`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Caller {
    /// The partner's own.
    Partner,
    /// The customer's, got by an agency.
    Customer,
    /// Either, each with its own view.
    Either,
}

codes!(Caller: Partner = "partner", Customer = "customer", Either = "either");

/// Whether an operation is still on offer (`x-lifecycle`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Lifecycle {
    /// On offer.
    Current,
    /// On offer, with its end announced.
    ToBeOffline,
    /// Gone.
    Offline,
}

codes!(Lifecycle: Current = "current", ToBeOffline = "to-be-offline", Offline = "offline");

/// How an attempt ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Ended {
    /// It brought what was asked for.
    Done,
    /// The partner answered with a reason of its business: the call itself works.
    Refused,
    /// No usable answer, or turned away at the door: keys, rights, pace.
    Broken,
}

/// How an operation is doing, by its last attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Condition {
    /// Not called since this server started.
    Unused,
    /// The last attempt brought what was asked for.
    Well,
    /// The last attempt was refused for a reason of its business.
    Refused,
    /// The last attempt got no usable answer.
    Failing,
}

codes!(Condition: Failing = "failing", Refused = "refused", Well = "well", Unused = "unused");

/// One attempt that is over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attempt {
    /// When it was sent, UTC.
    pub at: Timestamp,
    /// HTTP status; absent when no answer came.
    pub status: Option<u16>,
    /// The partner's error code.
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

    /// Failures in ten thousand calls, rounded down; absent before the first call.
    pub fn failures_in_10000(&self) -> Option<u64> {
        self.failures.saturating_mul(10_000).checked_div(self.calls)
    }
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
    /// The day on which its end was announced, where the history tells.
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
    /// How its calls went.
    pub health: Health,
    /// Changes of the history that touch it.
    pub changes: u32,
}

/// What kind of change an entry of the history tells of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ChangeKind {
    /// An operation is new, or a version of it.
    AddedApi,
    /// A field is new.
    AddedField,
    /// A value of a field is new.
    AddedEnum,
    /// An error code is new.
    AddedError,
    /// Something means something else, or is described in other words.
    DescriptionChanged,
    /// Something behaves in another way.
    Behaviour,
    /// A term is another one.
    Renamed,
    /// Something was taken away.
    Removed,
    /// The end of an operation was announced.
    ToBeOffline,
    /// An operation is gone.
    Offline,
}

/// One change of the history.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// What kind.
    pub kind: ChangeKind,
    /// What it is about, in the viewer's language.
    pub api: String,
    /// Version that it names.
    pub version: Option<String>,
    /// Method and path, where they are known.
    pub call: Option<String>,
    /// Fields or values that it names.
    pub fields: Vec<String>,
    /// Error codes that it names.
    pub codes: Vec<String>,
    /// What changed, in the viewer's language; absent where the kind says all of it.
    pub detail: Option<String>,
    /// True when the history itself leaves something open.
    pub doubtful: bool,
    /// Ids of the operations of the registry that it touches.
    pub touches: Vec<String>,
}

/// A row of the history: a change, or an issue without one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangeRow {
    /// The day of its release, as the vendor prints it: `2024-02-23`.
    pub date: String,
    /// The number of its issue. Two issues bear the number 53.
    pub issue: u32,
    /// The change; absent for an issue that changed nothing here.
    pub change: Option<Change>,
}

/// Which operations, and which part of the history below them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatusFilter {
    /// Part of an operation id, a path, a permission or an error code.
    pub search: Option<String>,
    /// What about.
    pub area: Option<Area>,
    /// Still on offer?
    pub lifecycle: Option<Lifecycle>,
    /// How it is doing.
    pub condition: Option<Condition>,
    /// Page and sort: `health` (default, worst first), `call`, `version`, `caller`, `lifecycle`,
    /// `last`, `failures`, `time`.
    pub paging: Paging,
    /// Only the changes that touch an operation of the registry.
    pub ours: bool,
    /// Page of the history, from 1; 0 counts as 1.
    pub history_page: u32,
}

impl QueryState for StatusFilter {
    fn read(pairs: &Pairs) -> Self {
        Self {
            search: pairs.text("q"),
            area: pairs.text("area").and_then(|code| Area::from_code(&code)),
            lifecycle: pairs.text("lifecycle").and_then(|code| Lifecycle::from_code(&code)),
            condition: pairs.text("health").and_then(|code| Condition::from_code(&code)),
            paging: Paging::read(pairs),
            ours: pairs.text("history").as_deref() == Some("ours"),
            history_page: pairs.number::<u32>("history-page").unwrap_or_default().min(1_000_000),
        }
    }

    fn write(&self) -> Vec<(&'static str, String)> {
        let mut pairs = Vec::new();
        put(&mut pairs, "q", self.search.as_ref());
        put(&mut pairs, "area", self.area.map(Area::code));
        put(&mut pairs, "lifecycle", self.lifecycle.map(Lifecycle::code));
        put(&mut pairs, "health", self.condition.map(Condition::code));
        pairs.extend(self.paging.write());
        pairs.extend(self.history());
        pairs
    }
}

impl StatusFilter {
    /// The part about the history alone: what a form over the operations has to keep.
    pub fn history(&self) -> Vec<(&'static str, String)> {
        let mut pairs = Vec::new();
        put(&mut pairs, "history", self.ours.then_some("ours"));
        put(&mut pairs, "history-page", (self.history_page > 1).then_some(self.history_page));
        pairs
    }
}

/// The partner's own quota of consumption.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum QuotaLeft {
    /// Read live.
    Read(ConsumptionQuota),
    /// It could not be read.
    Failed(Box<PartnerFailure>),
    /// It did not come within the moment that this page waits for it.
    Late,
}

/// What the page shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatusView {
    /// From when calls are counted: the start of this server, UTC.
    pub started_at: Timestamp,
    /// The operations that the filter matches.
    pub operations: Listing<OperationRow>,
    /// How many operations there are in each condition, in the order of [`Condition::ALL`].
    pub conditions: Vec<(Condition, u64)>,
    /// Operations whose end is announced, or that are gone.
    pub ending: u64,
    /// The partner's quota, for those who see every customer.
    pub quota: Option<QuotaLeft>,
    /// The history, newest first.
    pub history: Listing<ChangeRow>,
    /// Changes that touch an operation of the registry.
    pub touching: u64,
}

/// One operation on its own page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OperationView {
    /// The operation.
    pub row: OperationRow,
    /// From when calls are counted, UTC.
    pub started_at: Timestamp,
    /// The error codes that its page documents, and whose move each makes it.
    pub errors: Vec<(String, Option<Fault>)>,
    /// The changes that touch it, newest first.
    pub history: Vec<ChangeRow>,
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::model::page::Direction;

    #[test]
    fn the_filter_reads_back_what_it_wrote() {
        let filter = StatusFilter {
            search: Some("CBC.0100".into()),
            area: Some(Area::Billing),
            lifecycle: Some(Lifecycle::ToBeOffline),
            condition: Some(Condition::Failing),
            paging: Paging { page: 2, sort: Some("time".into()), direction: Direction::Descending },
            ours: true,
            history_page: 3,
        };
        let pairs = filter.write().into_iter().map(|(name, value)| (name.to_owned(), value));
        assert_eq!(StatusFilter::read(&Pairs::new(pairs)), filter);
        assert_eq!(StatusFilter::default().query(), "");
    }

    #[test]
    fn the_last_attempt_says_how_it_is_doing() {
        let attempt =
            |ended| Attempt { at: Timestamp::UNIX_EPOCH, status: Some(200), code: None, millis: 1, ended };
        let health = |ended| Health { last: Some(attempt(ended)), ..Health::default() };
        assert_eq!(Health::default().condition(), Condition::Unused);
        assert_eq!(health(Ended::Refused).condition(), Condition::Refused);
        assert_eq!(health(Ended::Broken).condition(), Condition::Failing);
        let three = Health { calls: 40, failures: 3, ..Health::default() };
        assert_eq!((three.failures_in_10000(), Health::default().failures_in_10000()), (Some(750), None));
    }
}
