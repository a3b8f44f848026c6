//! What the pages about the partner calls show, and their state in an address.

use super::change::ChangeRow;
use super::operation::{Area, Condition, Lifecycle, OperationRow};
use crate::error::{Fault, PartnerFailure};
use crate::lists::put;
use crate::overview::ConsumptionQuota;
use crate::page::{Listing, Paging, Pairs, QueryState};
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

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
    /// Page and sort: `health` (default, worst first), `call`, `failures`, `time`, `left`,
    /// `caller`, `lifecycle`.
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
    /// Calls of all operations since then.
    pub calls: u64,
    /// How many of them did not bring what was asked for.
    pub failures: u64,
    /// Operations whose end is announced, or that are gone.
    pub ending: u64,
    /// The partner's quota, for those who see every customer.
    pub quota: Option<QuotaLeft>,
    /// The history, newest first.
    pub history: Listing<ChangeRow>,
    /// Changes that touch an operation of the registry.
    pub touching: u64,
    /// The day of the newest one of them.
    pub touched_on: Option<String>,
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
    use super::*;
    use crate::page::Direction;

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
}
