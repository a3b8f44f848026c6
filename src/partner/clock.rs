//! The only place where the time of day is asked for. Everything else is given a [`Clock`].

use jiff::{SignedDuration, Timestamp};
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// The clock, UTC. Cheap to clone.
#[derive(Clone)]
pub struct Clock(Source);

#[derive(Clone)]
enum Source {
    System,
    Driven(Arc<Mutex<Timestamp>>),
}

impl Clock {
    /// The machine's clock.
    pub fn system() -> Self {
        Self(Source::System)
    }

    /// A clock that only moves when it is set.
    pub fn driven(start: Timestamp) -> (Self, Hand) {
        let shared = Arc::new(Mutex::new(start));
        (Self(Source::Driven(Arc::clone(&shared))), Hand(shared))
    }

    /// The present instant.
    #[expect(clippy::disallowed_methods)]
    pub fn now(&self) -> Timestamp {
        match &self.0 {
            Source::System => Timestamp::now(),
            Source::Driven(shared) => *shared.lock().unwrap_or_else(PoisonError::into_inner),
        }
    }
}

impl fmt::Debug for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.0 {
            Source::System => "Clock(system)",
            Source::Driven(_) => "Clock(driven)",
        })
    }
}

/// Moves a driven clock.
#[derive(Clone, Debug)]
pub struct Hand(Arc<Mutex<Timestamp>>);

impl Hand {
    /// Advances the clock; stops at the largest timestamp.
    pub fn advance(&self, by: Duration) {
        let mut now = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let by = SignedDuration::try_from(by).unwrap_or(SignedDuration::MAX);
        *now = now.checked_add(by).unwrap_or(Timestamp::MAX);
    }

    /// Sets the clock, backwards too.
    pub fn set(&self, instant: Timestamp) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = instant;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_driven_clock_moves_only_with_its_hand() {
        let start: Timestamp = "2024-02-23T08:15:00Z".parse().unwrap();
        let (clock, hand) = Clock::driven(start);
        let copy = clock.clone();
        assert_eq!(clock.now(), start);
        hand.advance(Duration::from_secs(90));
        assert_eq!(copy.now(), "2024-02-23T08:16:30Z".parse().unwrap());
        hand.set(start);
        assert_eq!(clock.now(), start);
        hand.advance(Duration::MAX);
        assert_eq!(clock.now(), Timestamp::MAX);
    }

    #[test]
    fn the_system_clock_goes_forward() {
        let clock = Clock::system();
        assert!(clock.now() <= clock.now());
    }
}
