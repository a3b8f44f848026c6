//! A circuit breaker for each service of HUAWEI CLOUD: after many calls in a row without an answer nothing is
//! sent for a while, then one call tries whether the service answers again.
//!
//! Who works at the desk is told at once instead of after a time-out, a service in trouble gets no load of
//! ours, and a write that would have an unknown outcome is not sent at all.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::time::Instant;

use super::error::CallError;
use crate::operations::Service;
use model::status::{Connection, ConnectionState};
use model::time::Timestamp;

/// When calls pause, and for how long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BreakerPolicy {
    /// So many calls in a row without an answer begin a pause.
    pub failures: u32,
    /// The first pause; each that follows without an answer between is twice as long.
    pub first_pause: Duration,
    /// The longest pause.
    pub longest_pause: Duration,
}

impl Default for BreakerPolicy {
    fn default() -> Self {
        Self { failures: 20, first_pause: Duration::from_secs(5), longest_pause: Duration::from_secs(60) }
    }
}

/// Permission for one call, returned to [`Breaker::ended`] with the outcome. A call that was dropped returns none; the
/// breaker then lets another one try after the pause.
#[derive(Debug)]
#[must_use]
pub(crate) struct Pass {
    /// It is the one call after a pause.
    trial: bool,
}

/// The breaker of one service.
#[derive(Debug)]
pub(crate) struct Breaker {
    service: Service,
    policy: BreakerPolicy,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    /// Calls in a row without an answer.
    failures: u32,
    /// The first of them ended at that time, UTC.
    since: Option<Timestamp>,
    /// Set while calls pause.
    pause: Option<Pause>,
}

#[derive(Clone, Copy, Debug)]
struct Pause {
    /// Nothing is sent before that.
    until: Instant,
    /// How long it is, or was.
    length: Duration,
}

impl Breaker {
    /// The breaker of a service of which nothing is known.
    pub fn new(service: Service, policy: BreakerPolicy) -> Self {
        Self { service, policy, state: Mutex::default() }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Allows a call, or refuses it with the time until the next try. After a pause one call is let through;
    /// others wait for its answer, at most as long as the pause was. No write is the one that tries: its outcome
    /// would be unknown if the service still does not answer. A read comes before most of them, and the jobs of the desk
    /// read all the time.
    pub fn pass(&self, writes: bool) -> Result<Pass, Duration> {
        let now = Instant::now();
        let mut state = self.state();
        let Some(pause) = &mut state.pause else { return Ok(Pass { trial: false }) };
        if now < pause.until {
            return Err(pause.until - now);
        }
        if writes {
            return Err(self.policy.first_pause);
        }
        pause.until = now + pause.length;
        Ok(Pass { trial: true })
    }

    /// Takes note of how a call ended that had been allowed; `at` is now, UTC.
    pub fn ended(&self, pass: Pass, ending: Option<&CallError>, at: Timestamp) {
        let mut state = self.state();
        if !ending.is_some_and(is_no_answer) {
            if state.pause.is_some() {
                tracing::info!(service = self.service.code(), "HUAWEI CLOUD responds again, calls go on");
            }
            *state = State::default();
            self.measure(&state);
            return;
        }
        state.failures = state.failures.saturating_add(1);
        state.since.get_or_insert(at);
        let length = match state.pause {
            Some(pause) if pass.trial => (pause.length * 2).min(self.policy.longest_pause),
            None if state.failures >= self.policy.failures => self.policy.first_pause,
            // A call from before the pause, or not enough of them yet.
            Some(_) | None => return,
        };
        state.pause = Some(Pause { until: Instant::now() + length, length });
        let (failures, seconds) = (state.failures, length.as_secs());
        let service = self.service.code();
        tracing::warn!(service, failures, seconds, "HUAWEI CLOUD does not respond, calls pause");
        self.measure(&state);
    }

    /// True while nothing is sent; not when it is time for the call that tries.
    pub fn is_paused(&self) -> bool {
        self.state().pause.is_some_and(|pause| Instant::now() < pause.until)
    }

    fn measure(&self, state: &State) {
        let paused = if state.pause.is_some() { 1.0 } else { 0.0 };
        metrics::gauge!("partner_calls_paused", "service" => self.service.code()).set(paused);
    }

    /// What the status page shows; `now` is now, UTC.
    pub fn read(&self, now: Timestamp) -> Connection {
        let state = self.state();
        let left = state.pause.map(|pause| pause.until.saturating_duration_since(Instant::now()));
        let state = match (left, state.since) {
            (Some(left), Some(since)) => ConnectionState::Paused {
                failures: state.failures,
                since,
                next_try_at: model::time::later(now, left),
            },
            (None, Some(since)) => ConnectionState::NotAnswering { failures: state.failures, since },
            (_, None) => ConnectionState::Open,
        };
        Connection { service: self.service, state }
    }
}

/// Whether a call brought no answer of the service behind it. One that says no is an answer, and so is one that
/// asks to slow down.
fn is_no_answer(ending: &CallError) -> bool {
    matches!(
        ending,
        CallError::NotConnected
            | CallError::TimedOut
            | CallError::Lost
            | CallError::Unreadable { status: 502..=504 }
            | CallError::Refused { status: 502..=504, .. }
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const POLICY: BreakerPolicy = BreakerPolicy {
        failures: 3,
        first_pause: Duration::from_secs(5),
        longest_pause: Duration::from_secs(15),
    };
    const NOW: Timestamp = Timestamp::UNIX_EPOCH;

    fn breaker() -> Breaker {
        Breaker::new(Service::Billing, POLICY)
    }

    /// Makes a call that ends so; false when it is not let through.
    fn call(breaker: &Breaker, ending: Option<CallError>) -> bool {
        let Ok(pass) = breaker.pass(false) else { return false };
        breaker.ended(pass, ending.as_ref(), NOW);
        true
    }

    fn silent(breaker: &Breaker) -> bool {
        call(breaker, Some(CallError::TimedOut))
    }

    async fn wait(seconds: u64) {
        tokio::time::advance(Duration::from_secs(seconds)).await;
    }

    #[tokio::test(start_paused = true)]
    async fn calls_pause_after_failures_in_a_row_only() {
        let breaker = breaker();
        for answer in [None, Some(CallError::Refused { status: 500, code: Some("CBC.0999".into()) })] {
            assert!(silent(&breaker) && silent(&breaker));
            assert!(call(&breaker, answer), "an answer, whatever it says, begins the count again");
        }
        assert_eq!(breaker.read(NOW).state, ConnectionState::Open);
        assert!(silent(&breaker) && silent(&breaker));
        let failing = ConnectionState::NotAnswering { failures: 2, since: NOW };
        assert_eq!(breaker.read(NOW).state, failing);
        assert!(silent(&breaker));
        assert_eq!(breaker.pass(false).unwrap_err(), Duration::from_secs(5));
        let next_try_at = NOW + Duration::from_secs(5);
        let paused = ConnectionState::Paused { failures: 3, since: NOW, next_try_at };
        assert_eq!(breaker.read(NOW).state, paused);
    }

    #[tokio::test(start_paused = true)]
    async fn one_call_tries_and_an_answer_lets_all_through() {
        let breaker = breaker();
        (0..3).for_each(|_| assert!(silent(&breaker)));
        wait(5).await;
        let trial = breaker.pass(false).unwrap();
        assert!(breaker.pass(false).is_err(), "others wait for its answer");
        breaker.ended(trial, None, NOW);
        assert_eq!(breaker.read(NOW).state, ConnectionState::Open);
        assert!(call(&breaker, None) && call(&breaker, None));
    }

    #[tokio::test(start_paused = true)]
    async fn no_write_is_the_call_that_tries() {
        let breaker = breaker();
        (0..3).for_each(|_| assert!(silent(&breaker)));
        wait(5).await;
        assert_eq!(breaker.pass(true).unwrap_err(), POLICY.first_pause);
        assert!(call(&breaker, None), "a read tries");
        breaker.ended(breaker.pass(true).unwrap(), None, NOW);
    }

    #[tokio::test(start_paused = true)]
    async fn pauses_double_up_to_the_longest() {
        let breaker = breaker();
        (0..3).for_each(|_| assert!(silent(&breaker)));
        for pause in [5, 10, 15, 15] {
            assert_eq!(breaker.pass(false).unwrap_err(), Duration::from_secs(pause));
            wait(pause).await;
            assert!(silent(&breaker));
        }
    }

    #[tokio::test(start_paused = true)]
    async fn a_trial_that_was_given_up_does_not_stop_calls_for_ever() {
        let breaker = breaker();
        (0..3).for_each(|_| assert!(silent(&breaker)));
        wait(5).await;
        drop(breaker.pass(false).unwrap());
        assert!(breaker.pass(false).is_err());
        wait(5).await;
        assert!(call(&breaker, None));
        assert_eq!(breaker.read(NOW).state, ConnectionState::Open);
    }

    #[tokio::test(start_paused = true)]
    async fn calls_from_before_a_pause_do_not_lengthen_it() {
        let breaker = breaker();
        let early: Vec<Pass> = (0..9).map(|_| breaker.pass(false).unwrap()).collect();
        early.into_iter().for_each(|pass| breaker.ended(pass, Some(&CallError::Lost), NOW));
        assert_eq!(breaker.pass(false).unwrap_err(), Duration::from_secs(5));
    }

    #[test]
    fn only_what_brings_no_answer_counts() {
        for (ending, counts) in [
            (CallError::NotConnected, true),
            (CallError::TimedOut, true),
            (CallError::Lost, true),
            (CallError::Unreadable { status: 502 }, true),
            (CallError::Refused { status: 503, code: Some("APIG.0613".into()) }, true),
            (CallError::Unreadable { status: 200 }, false),
            (CallError::Refused { status: 500, code: Some("CBC.0999".into()) }, false),
            (CallError::Refused { status: 429, code: None }, false),
            (CallError::Refused { status: 401, code: None }, false),
            (CallError::Invalid, false),
        ] {
            assert_eq!(is_no_answer(&ending), counts, "{ending:?}");
        }
    }
}
