//! Validates exchanges while a test runs.

use std::sync::{Arc, Mutex};

use simulator::{Exchange, Observer};

use super::{Difference, check};

/// Observes a simulator. Differences fail the test at [`Watch::check`], or when this is dropped.
#[derive(Debug)]
pub struct Watch {
    found: Arc<Mutex<Vec<Difference>>>,
    with_requests: bool,
}

impl Watch {
    /// Validates answers only: requests may be wrong on purpose.
    pub fn answers() -> Self {
        Self { found: Arc::default(), with_requests: false }
    }

    /// Validates requests as well: they are our client's.
    pub fn both() -> Self {
        Self { found: Arc::default(), with_requests: true }
    }

    /// For `Options::observer`.
    pub fn observer(&self) -> Observer {
        let (found, with_requests) = (Arc::clone(&self.found), self.with_requests);
        Observer::new(move |exchange: &Exchange| {
            let differences = check::exchange(exchange, with_requests);
            found.lock().unwrap().extend(differences);
        })
    }

    /// Fails the test if there are differences.
    #[track_caller]
    pub fn check(&self) {
        let found = std::mem::take(&mut *self.found.lock().unwrap());
        if !found.is_empty() {
            let lines: Vec<String> = found.iter().map(Difference::to_string).collect();
            panic!("the sheets see it differently:\n{}", lines.join("\n"));
        }
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        // A test that already fails keeps its own message.
        if !std::thread::panicking() {
            self.check();
        }
    }
}
