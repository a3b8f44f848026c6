//! Whether a failed call is sent again, and after how long. A pure function of what happened.

use std::time::Duration;

use super::codes::is_one_of;
use super::error::CallError;
use crate::operations::Operation;

/// How patient reads are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RetryPolicy {
    /// Times one read is sent, the first time included.
    pub attempts: u32,
    /// Wait before the second attempt; it doubles from then on, and up to half of it is added.
    pub first_wait: Duration,
    /// The longest of those waits.
    pub longest_wait: Duration,
    /// Shortest wait after a 429; the vendor's advice is 2 to 5 seconds (calling.md 6.2).
    pub throttled_from: Duration,
    /// Longest wait after a 429.
    pub throttled_to: Duration,
}

impl Default for RetryPolicy {
    fn default() -> Self {
        Self {
            attempts: 4,
            first_wait: Duration::from_millis(250),
            longest_wait: Duration::from_secs(4),
            throttled_from: Duration::from_secs(2),
            throttled_to: Duration::from_secs(5),
        }
    }
}

/// A failed attempt.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Failed<'a> {
    /// Which attempt it was, from 1.
    pub attempt: u32,
    /// How it ended.
    pub ending: &'a CallError,
    /// `Retry-After` of the answer.
    pub retry_after: Option<Duration>,
    /// Time until the deadline of the whole call.
    pub left: Duration,
    /// A random number of 0 to 1000, so that clients do not come back in step.
    pub jitter: u32,
}

/// The wait before the next attempt; `None` when there is to be none. A write is never sent again.
pub(crate) fn wait(operation: &Operation, retry: &RetryPolicy, failed: &Failed<'_>) -> Option<Duration> {
    if !operation.is_repeatable() || failed.attempt >= retry.attempts {
        return None;
    }
    let wait = match may_pass(failed.ending)? {
        Passing::Throttled => failed.retry_after.unwrap_or_else(|| {
            let span = retry.throttled_to.saturating_sub(retry.throttled_from);
            retry.throttled_from + share(span, failed.jitter)
        }),
        Passing::Trouble => {
            let doublings = failed.attempt.saturating_sub(1).min(16);
            let wait = retry.first_wait.saturating_mul(1 << doublings).min(retry.longest_wait);
            failed.retry_after.unwrap_or_else(|| wait + share(wait / 2, failed.jitter))
        }
    };
    (wait < failed.left).then_some(wait)
}

/// That many thousandths of a span.
fn share(span: Duration, thousandths: u32) -> Duration {
    span.saturating_mul(thousandths.min(1000)) / 1000
}

/// A kind of failure that may be temporary.
enum Passing {
    Throttled,
    Trouble,
}

fn may_pass(ending: &CallError) -> Option<Passing> {
    match ending {
        CallError::NotConnected | CallError::TimedOut | CallError::Lost => Some(Passing::Trouble),
        CallError::Unreadable { status: 429 } | CallError::Refused { status: 429, .. } => {
            Some(Passing::Throttled)
        }
        CallError::Refused { code, .. } if is_one_of(code.as_deref(), &["CBC.0250", "APIG.0308"]) => {
            Some(Passing::Throttled)
        }
        CallError::Unreadable { status: 502..=504 } | CallError::Refused { status: 502..=504, .. } => {
            Some(Passing::Trouble)
        }
        CallError::Refused { code, .. } if is_one_of(code.as_deref(), &["CBC.0999"]) => {
            Some(Passing::Trouble)
        }
        CallError::Invalid
        | CallError::OverLimit
        | CallError::Paused
        | CallError::Unreadable { .. }
        | CallError::Refused { .. } => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::operations;
    use crate::operations::{PAY_ORDER, SHOW_ORDER};

    const LONG: Duration = Duration::from_secs(600);

    fn refused(status: u16, code: &str) -> CallError {
        CallError::Refused { status, code: Some(code.to_owned()) }
    }

    fn after(attempt: u32, ending: &CallError, jitter: u32) -> Option<Duration> {
        let failed = Failed { attempt, ending, retry_after: None, left: LONG, jitter };
        wait(&SHOW_ORDER, &RetryPolicy::default(), &failed)
    }

    fn endings() -> Vec<CallError> {
        vec![
            CallError::Invalid,
            CallError::OverLimit,
            CallError::Paused,
            CallError::NotConnected,
            CallError::TimedOut,
            CallError::Lost,
            CallError::Unreadable { status: 200 },
            CallError::Unreadable { status: 502 },
            refused(429, "APIG.0308"),
            refused(200, "CBC.0250"),
            refused(500, "CBC.0999"),
            refused(503, "APIG.0613"),
            refused(400, "CBC.0100"),
            refused(401, "APIG.0301"),
        ]
    }

    #[test]
    fn no_write_is_ever_sent_again() {
        for operation in operations::all().filter(|operation| !operation.is_repeatable()) {
            for ending in &endings() {
                for retry_after in [None, Some(Duration::ZERO)] {
                    let failed = Failed { attempt: 1, ending, retry_after, left: LONG, jitter: 0 };
                    assert_eq!(wait(operation, &RetryPolicy::default(), &failed), None, "{ending:?}");
                }
            }
        }
        assert!(!PAY_ORDER.is_repeatable());
    }

    #[test]
    fn reads_come_back_from_what_may_pass_only() {
        let again: Vec<bool> = endings().iter().map(|ending| after(1, ending, 0).is_some()).collect();
        let expected =
            [false, false, false, true, true, true, false, true, true, true, true, true, false, false];
        assert_eq!(again, expected);
    }

    #[test]
    fn waits_double_with_jitter_and_end_after_four_attempts() {
        let trouble = CallError::TimedOut;
        assert_eq!(after(1, &trouble, 0), Some(Duration::from_millis(250)));
        assert_eq!(after(1, &trouble, 1000), Some(Duration::from_millis(375)));
        assert_eq!(after(2, &trouble, 0), Some(Duration::from_millis(500)));
        assert_eq!(after(3, &trouble, 0), Some(Duration::from_secs(1)));
        assert_eq!(after(4, &trouble, 0), None);
    }

    #[test]
    fn throttled_reads_wait_two_to_five_seconds_or_as_told() {
        let throttled = refused(429, "APIG.0308");
        assert_eq!(after(1, &throttled, 0), Some(Duration::from_secs(2)));
        assert_eq!(after(1, &throttled, 1000), Some(Duration::from_secs(5)));
        let told = Some(Duration::from_secs(7));
        let failed = Failed { attempt: 1, ending: &throttled, retry_after: told, left: LONG, jitter: 0 };
        assert_eq!(wait(&SHOW_ORDER, &RetryPolicy::default(), &failed), told);
    }

    #[test]
    fn a_wait_past_the_deadline_is_not_begun() {
        let throttled = refused(429, "APIG.0308");
        let failed = Failed {
            attempt: 1,
            ending: &throttled,
            retry_after: None,
            left: Duration::from_secs(2),
            jitter: 0,
        };
        assert_eq!(wait(&SHOW_ORDER, &RetryPolicy::default(), &failed), None);
    }

    proptest::proptest! {
        #[test]
        fn waits_stay_within_their_bounds(attempt in 1u32..100, jitter: u32) {
            let retry = RetryPolicy { attempts: 1000, ..RetryPolicy::default() };
            let failed =
                Failed { attempt, ending: &CallError::Lost, retry_after: None, left: LONG, jitter };
            let wait = wait(&SHOW_ORDER, &retry, &failed);
            let bounds = retry.first_wait..=retry.longest_wait * 3 / 2;
            let within = wait.is_some_and(|wait| bounds.contains(&wait));
            proptest::prop_assert!(within, "{wait:?}");
        }
    }
}
