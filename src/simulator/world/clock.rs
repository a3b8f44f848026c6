//! Two clocks: the wall clock, and the simulated one that tests and demos can move.
//!
//! All times inside the simulator are whole seconds since 1970 (UTC).

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use jiff::Timestamp;

/// Where the wall time comes from.
pub type Wall = Arc<dyn Fn() -> Timestamp + Send + Sync>;

/// Which of the two clocks. A credential lives by the one that its caller's signature was dated
/// with, so that callers with a real clock and tests with a simulated one both see sensible times.
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
    /// `start` is the simulated time now; without it both clocks agree.
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

    /// By how many seconds the simulated time is ahead of the wall clock.
    pub fn offset(&self) -> i64 {
        self.offset_seconds.load(Ordering::Relaxed)
    }

    pub fn set_offset(&self, seconds: i64) {
        self.offset_seconds.store(seconds, Ordering::Relaxed);
    }

    /// Moves the simulated time on (or, negative, back).
    pub fn advance(&self, seconds: i64) {
        self.offset_seconds.fetch_add(seconds, Ordering::Relaxed);
    }

    /// Makes it this simulated time (seconds since 1970) now.
    pub fn set(&self, now: i64) {
        self.set_offset(now - self.wall());
    }

    /// Makes the gateway's own idea of the time wrong by so many seconds (signatures only).
    pub fn set_gateway_skew(&self, seconds: i64) {
        self.gateway_skew_seconds.store(seconds, Ordering::Relaxed);
    }

    pub fn gateway_skew(&self) -> i64 {
        self.gateway_skew_seconds.load(Ordering::Relaxed)
    }
}
