//! How each operation has been doing since this process started.

use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, PoisonError};

use crate::operations;
use crate::operations::{Area, Operation};
use model::status::{Attempt, Ended, Health};
use model::time::Timestamp;

/// How many of the latest durations of an operation are kept for its quantiles.
const LATEST: usize = 256;

/// One operation of the registry and how its calls went.
#[derive(Clone, Debug)]
pub struct OperationHealth {
    /// What the operation is about.
    pub area: Area,
    /// The registry's row.
    pub operation: &'static Operation,
    /// Calls that the limiter still has for the partner in this second; absent where each
    /// customer has its own.
    pub room: Option<u32>,
    /// How its calls went.
    pub health: Health,
}

/// What is remembered of one operation.
#[derive(Debug, Default)]
struct Entry {
    calls: u64,
    failures: u64,
    last: Option<Attempt>,
    last_failure: Option<Attempt>,
    last_success_at: Option<Timestamp>,
    latest_millis: VecDeque<u32>,
}

impl Entry {
    fn write(&mut self, attempt: Attempt) {
        self.calls = self.calls.saturating_add(1);
        if self.latest_millis.len() == LATEST {
            self.latest_millis.pop_front();
        }
        self.latest_millis.push_back(attempt.millis);
        if attempt.ended == Ended::Done {
            self.last_success_at = Some(attempt.at);
        } else {
            self.failures = self.failures.saturating_add(1);
            self.last_failure = Some(attempt.clone());
        }
        self.last = Some(attempt);
    }

    fn read(&self) -> Health {
        let mut sorted: Vec<u32> = self.latest_millis.iter().copied().collect();
        sorted.sort_unstable();
        Health {
            calls: self.calls,
            failures: self.failures,
            last: self.last.clone(),
            last_failure: self.last_failure.clone(),
            last_success_at: self.last_success_at,
            median_millis: quantile(&sorted, 50),
            p95_millis: quantile(&sorted, 95),
        }
    }
}

/// The smallest value that `percent` of them do not exceed (nearest rank).
fn quantile(sorted: &[u32], percent: usize) -> Option<u32> {
    let rank = (sorted.len() * percent).div_ceil(100);
    sorted.get(rank.checked_sub(1)?).copied()
}

/// What is known of the calls since the start, per operation.
#[derive(Debug)]
pub(crate) struct CallStatistics {
    started_at: Timestamp,
    entries: Mutex<HashMap<&'static str, Entry>>,
}

impl CallStatistics {
    /// An empty record that starts at `now`.
    pub fn begun(started_at: Timestamp) -> Self {
        Self { started_at, entries: Mutex::default() }
    }

    /// Since when it counts, UTC.
    pub fn started_at(&self) -> Timestamp {
        self.started_at
    }

    pub fn write(&self, operation: &'static Operation, attempt: Attempt) {
        let mut entries = self.entries.lock().unwrap_or_else(PoisonError::into_inner);
        entries.entry(operation.id).or_default().write(attempt);
    }

    /// Every operation of the registry, the unused ones too. `room` returns the remaining calls of its
    /// limiter.
    pub fn read(&self, room: impl Fn(&Operation) -> Option<u32>) -> Vec<OperationHealth> {
        let entries = self.entries.lock().unwrap_or_else(PoisonError::into_inner);
        let health = |operation: &Operation| entries.get(operation.id).map(Entry::read).unwrap_or_default();
        let row = |(area, operation)| OperationHealth {
            area,
            operation,
            room: room(operation),
            health: health(operation),
        };
        operations::with_areas().map(row).collect()
    }
}

/// Counts for the metrics how a call ended.
pub(crate) fn count(operation: &Operation, outcome: &'static str) {
    metrics::counter!("partner_calls_total", "operation" => operation.id, "outcome" => outcome).increment(1);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::operations::PAY_ORDER;

    fn attempt(at: &str, ended: Ended, millis: u32) -> Attempt {
        let code = (ended != Ended::Done).then(|| "CBC.0999".to_owned());
        Attempt { at: at.parse().unwrap(), status: Some(500), code, millis, ended }
    }

    #[test]
    fn counts_attempts_and_remembers_the_last() {
        let statistics = CallStatistics::begun(Timestamp::UNIX_EPOCH);
        let (done, broken) = (
            attempt("2024-02-23T08:15:00Z", Ended::Done, 5),
            attempt("2024-02-23T08:16:00Z", Ended::Broken, 9),
        );
        for attempt in [&done, &broken, &done] {
            statistics.write(&PAY_ORDER, attempt.clone());
        }
        let rows = statistics.read(|_| Some(7));
        assert_eq!(rows.len(), operations::all().count());
        let pay = rows.iter().find(|row| row.operation.id == "PayOrders").unwrap();
        assert_eq!((pay.health.calls, pay.health.failures, pay.room), (3, 1, Some(7)));
        assert_eq!(pay.health.last, Some(done.clone()));
        assert_eq!(pay.health.last_failure, Some(broken), "an old failure is not forgotten");
        assert_eq!(pay.health.last_success_at, Some(done.at));
        let unused = rows.iter().find(|row| row.operation.id == "RenewalResources").unwrap();
        assert_eq!(unused.health, Health::default());
    }

    #[test]
    fn quantiles_are_of_the_latest_attempts() {
        let statistics = CallStatistics::begun(Timestamp::UNIX_EPOCH);
        for millis in 0..u32::try_from(LATEST).unwrap() + 100 {
            statistics.write(&PAY_ORDER, attempt("2024-02-23T08:15:00Z", Ended::Done, millis));
        }
        let rows = statistics.read(|_| None);
        let pay = rows.into_iter().find(|row| row.operation.id == "PayOrders").unwrap().health;
        // 100 to 355 are left: the 128th and the 244th of them.
        assert_eq!((pay.median_millis, pay.p95_millis), (Some(227), Some(343)));
        assert_eq!((quantile(&[], 50), quantile(&[3], 50), quantile(&[3, 8], 95)), (None, Some(3), Some(8)));
    }
}
