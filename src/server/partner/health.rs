//! How each operation has been doing since this process started.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use super::operations::{self, Operation};
use crate::model::time::Timestamp;

/// One operation of the registry and how its calls went.
#[derive(Clone, Debug)]
pub struct OperationHealth {
    /// The registry's row.
    pub operation: &'static Operation,
    /// Operation id of the sheets.
    pub id: &'static str,
    /// HTTP requests sent or tried, repeats included.
    pub calls: u64,
    /// How many of them did not bring what was asked for.
    pub failures: u64,
    /// When the last one was sent, UTC.
    pub last_at: Option<Timestamp>,
    /// Its HTTP status; absent when no answer came.
    pub last_status: Option<u16>,
    /// Its error code.
    pub last_code: Option<String>,
    /// Milliseconds until its answer or failure.
    pub last_millis: Option<i64>,
    /// Whether it brought what was asked for; absent before the first one.
    pub last_succeeded: Option<bool>,
    /// When the last success was sent, UTC.
    pub last_success_at: Option<Timestamp>,
}

impl OperationHealth {
    fn unused(operation: &'static Operation) -> Self {
        Self {
            operation,
            id: operation.id,
            calls: 0,
            failures: 0,
            last_at: None,
            last_status: None,
            last_code: None,
            last_millis: None,
            last_succeeded: None,
            last_success_at: None,
        }
    }

    /// True when the last call failed.
    pub fn is_failing(&self) -> bool {
        self.last_succeeded == Some(false)
    }
}

/// One attempt that is over.
pub(super) struct Attempt<'a> {
    pub at: Timestamp,
    pub millis: i64,
    pub status: Option<u16>,
    pub code: Option<&'a str>,
    pub succeeded: bool,
}

/// The book that attempts are written into.
#[derive(Debug, Default)]
pub(super) struct Book(Mutex<HashMap<&'static str, OperationHealth>>);

impl Book {
    pub fn write(&self, operation: &'static Operation, attempt: &Attempt<'_>) {
        let mut book = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let entry = book.entry(operation.id).or_insert_with(|| OperationHealth::unused(operation));
        entry.calls = entry.calls.saturating_add(1);
        entry.last_at = Some(attempt.at);
        entry.last_status = attempt.status;
        entry.last_code = attempt.code.map(str::to_owned);
        entry.last_millis = Some(attempt.millis);
        entry.last_succeeded = Some(attempt.succeeded);
        if attempt.succeeded {
            entry.last_success_at = Some(attempt.at);
        } else {
            entry.failures = entry.failures.saturating_add(1);
        }
    }

    /// Every operation of the registry, the unused ones too.
    pub fn read(&self) -> Vec<OperationHealth> {
        let book = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let entry = |operation: &'static Operation| {
            book.get(operation.id).cloned().unwrap_or_else(|| OperationHealth::unused(operation))
        };
        operations::all().map(entry).collect()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::server::partner::operations::PAY_ORDER;

    #[test]
    fn counts_attempts_and_remembers_the_last() {
        let book = Book::default();
        let at: Timestamp = "2024-02-23T08:15:00Z".parse().unwrap();
        let later: Timestamp = "2024-02-23T08:16:00Z".parse().unwrap();
        book.write(&PAY_ORDER, &Attempt { at, millis: 5, status: Some(204), code: None, succeeded: true });
        let failed =
            Attempt { at: later, millis: 9, status: Some(500), code: Some("CBC.0999"), succeeded: false };
        book.write(&PAY_ORDER, &failed);
        let health = book.read();
        assert_eq!(health.len(), operations::all().count());
        let pay = health.iter().find(|entry| entry.id == "PayOrders").unwrap();
        assert_eq!((pay.calls, pay.failures, pay.last_status), (2, 1, Some(500)));
        assert_eq!((pay.last_at, pay.last_success_at), (Some(later), Some(at)));
        assert_eq!(pay.last_code.as_deref(), Some("CBC.0999"));
        assert!(pay.is_failing());
        let unused = health.iter().find(|entry| entry.id == "RenewalResources").unwrap();
        assert_eq!((unused.calls, unused.is_failing()), (0, false));
    }
}
