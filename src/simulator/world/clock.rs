//! Two clocks: the wall clock, and the simulated one, which tests and demos can move.
//!
//! All times inside the simulator are whole seconds since 1970 (UTC).

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

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

/// Simulated time runs at the speed of the wall clock, shifted by an offset.
pub struct Clock {
    wall: Wall,
    offset_seconds: AtomicI64,
    gateway_skew_seconds: AtomicI64,
}

impl Clock {
    /// `start` is the simulated time now; `None` means that both clocks agree.
    pub fn new(wall: Wall, start: Option<Timestamp>) -> Self {
        let now = wall().as_second();
        let offset = start.map_or(0, |start| start.as_second() - now);
        Self { wall, offset_seconds: AtomicI64::new(offset), gateway_skew_seconds: AtomicI64::new(0) }
    }

    /// Simulated seconds since 1970.
    pub fn now(&self) -> i64 {
        self.wall() + self.offset_seconds.load(Ordering::Relaxed)
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
        self.offset_seconds.load(Ordering::Relaxed)
    }

    pub fn set_offset(&self, seconds: i64) {
        self.offset_seconds.store(seconds, Ordering::Relaxed);
    }

    /// Moves the simulated time forward (or back, if negative).
    pub fn advance(&self, seconds: i64) {
        self.offset_seconds.fetch_add(seconds, Ordering::Relaxed);
    }

    /// Sets the simulated time (seconds since 1970).
    pub fn set(&self, now: i64) {
        self.set_offset(now - self.wall());
    }

    /// Shifts the gateway's time by some seconds (for signatures only).
    pub fn set_gateway_skew(&self, seconds: i64) {
        self.gateway_skew_seconds.store(seconds, Ordering::Relaxed);
    }

    pub fn gateway_skew(&self) -> i64 {
        self.gateway_skew_seconds.load(Ordering::Relaxed)
    }
}
