//! Two clocks: the wall clock, and the simulated one, which tests and demos can move and stop.
//!
//! All times inside the simulator are whole seconds since 1970 (UTC).

use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

use jiff::Timestamp;

/// Where the wall time comes from.
pub type Wall = Arc<dyn Fn() -> Timestamp + Send + Sync>;

/// Selects one of the clocks. Credentials expire by the clock that the caller's signature was dated
/// with, so that callers with a real clock and tests with a simulated one both see consistent
/// times.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClockKind {
    Wall,
    Simulated,
}

/// How the simulated time passes.
#[derive(Clone, Copy)]
enum Pace {
    /// At the speed of the wall clock, this many seconds ahead of it.
    Running { offset_seconds: i64 },
    /// Not at all: it moves only when it is moved, so that what a test sees does not depend on the
    /// speed of the machine.
    Stopped { now: i64 },
}

impl Pace {
    /// The simulated time at a wall time; both in seconds since 1970.
    fn now(self, wall: i64) -> i64 {
        match self {
            Self::Running { offset_seconds } => wall + offset_seconds,
            Self::Stopped { now } => now,
        }
    }
}

/// Simulated time runs at the speed of the wall clock, shifted by an offset, until it is stopped.
pub struct Clock {
    wall: Wall,
    pace: RwLock<Pace>,
    gateway_skew_seconds: AtomicI64,
}

impl Clock {
    /// `start` is the simulated time now; `None` means that both clocks agree.
    pub fn new(wall: Wall, start: Option<Timestamp>) -> Self {
        let now = wall().as_second();
        let offset_seconds = start.map_or(0, |start| start.as_second() - now);
        let pace = RwLock::new(Pace::Running { offset_seconds });
        Self { wall, pace, gateway_skew_seconds: AtomicI64::new(0) }
    }

    /// Simulated seconds since 1970.
    pub fn now(&self) -> i64 {
        self.pace.read().unwrap_or_else(PoisonError::into_inner).now(self.wall())
    }

    /// Seconds since 1970 by one of the two clocks.
    pub fn read(&self, kind: ClockKind) -> i64 {
        match kind {
            ClockKind::Wall => self.wall(),
            ClockKind::Simulated => self.now(),
        }
    }

    /// Wall seconds since 1970.
    pub fn wall(&self) -> i64 {
        (self.wall)().as_second()
    }

    /// Wall milliseconds since 1970, for the rate limits.
    pub fn wall_milliseconds(&self) -> i64 {
        (self.wall)().as_millisecond()
    }

    /// Seconds that the simulated time is ahead of the wall clock.
    pub fn offset(&self) -> i64 {
        self.now() - self.wall()
    }

    pub fn set_offset(&self, seconds: i64) {
        self.set(self.wall() + seconds);
    }

    /// Moves the simulated time forward (or back, if negative).
    pub fn advance(&self, seconds: i64) {
        let mut pace = self.pace.write().unwrap_or_else(PoisonError::into_inner);
        match &mut *pace {
            Pace::Running { offset_seconds } => *offset_seconds += seconds,
            Pace::Stopped { now } => *now += seconds,
        }
    }

    /// Sets the simulated time (seconds since 1970).
    pub fn set(&self, time: i64) {
        let wall = self.wall();
        let mut pace = self.pace.write().unwrap_or_else(PoisonError::into_inner);
        match &mut *pace {
            Pace::Running { offset_seconds } => *offset_seconds = time - wall,
            Pace::Stopped { now } => *now = time,
        }
    }

    /// Whether the simulated time stands still until it is moved.
    pub fn is_stopped(&self) -> bool {
        matches!(*self.pace.read().unwrap_or_else(PoisonError::into_inner), Pace::Stopped { .. })
    }

    /// Stops the simulated time, or lets it run on from where it is.
    pub fn stop(&self, stopped: bool) {
        let wall = self.wall();
        let mut pace = self.pace.write().unwrap_or_else(PoisonError::into_inner);
        let now = pace.now(wall);
        *pace = if stopped { Pace::Stopped { now } } else { Pace::Running { offset_seconds: now - wall } };
    }

    /// Shifts the gateway's time by some seconds (for signatures only).
    pub fn set_gateway_skew(&self, seconds: i64) {
        self.gateway_skew_seconds.store(seconds, Ordering::Relaxed);
    }

    pub fn gateway_skew(&self) -> i64 {
        self.gateway_skew_seconds.load(Ordering::Relaxed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Mutex;

    #[test]
    fn stopped_time_moves_only_when_moved_and_runs_on_from_there() {
        let wall = Arc::new(Mutex::new(1_000));
        let hand = wall.clone();
        let clock =
            Clock::new(Arc::new(move || Timestamp::from_second(*hand.lock().unwrap()).unwrap()), None);
        let pass = |seconds| *wall.lock().unwrap() += seconds;
        clock.advance(500);
        clock.stop(true);
        pass(60);
        assert_eq!((clock.now(), clock.wall(), clock.is_stopped()), (1_500, 1_060, true));
        clock.advance(5);
        assert_eq!((clock.now(), clock.offset()), (1_505, 445));
        clock.stop(false);
        pass(10);
        assert_eq!((clock.now(), clock.is_stopped()), (1_515, false));
    }
}
