//! Rate limits: requests per second, per operation and account.
//!
//! A window starts with the first call and lasts a second, minus a tolerance for calls that are
//! sent a second apart and arrive slightly closer together.

use std::sync::atomic::{AtomicBool, AtomicU32, AtomicU64, Ordering};

use dashmap::DashMap;

const WINDOW_MILLISECONDS: i64 = 950;
/// When there are more windows than this, expired ones are removed.
const MOST_WINDOWS: usize = 50_000;

/// The rate limits of all operations and accounts.
pub struct Limits {
    enabled: AtomicBool,
    /// Multiple of the documented limits.
    times: AtomicU32,
    /// Number of refused calls.
    refused: AtomicU64,
    windows: DashMap<(&'static str, u32), (i64, u32)>,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            enabled: AtomicBool::new(true),
            times: AtomicU32::new(1),
            refused: AtomicU64::new(0),
            windows: DashMap::new(),
        }
    }
}

impl Limits {
    /// Switches the limits on or off.
    pub fn enable(&self, enabled: bool) {
        self.enabled.store(enabled, Ordering::Relaxed);
    }

    /// Multiplies the documented limits, as the vendor does on request.
    pub fn grant(&self, times: u32) {
        self.times.store(times, Ordering::Relaxed);
    }

    /// Number of refused calls since the start.
    pub fn refused(&self) -> u64 {
        self.refused.load(Ordering::Relaxed)
    }

    /// Counts a call of an account (`u32::MAX` is the partner) at a wall time in milliseconds.
    /// Returns false when it exceeds the limit.
    pub fn admit(&self, operation: &'static str, account: u32, per_second: u32, now: i64) -> bool {
        if !self.enabled.load(Ordering::Relaxed) {
            return true;
        }
        if self.windows.len() > MOST_WINDOWS {
            self.windows.retain(|_, (opened, _)| now - *opened < WINDOW_MILLISECONDS);
        }
        let mut window = self.windows.entry((operation, account)).or_insert((now, 0));
        if now - window.0 >= WINDOW_MILLISECONDS || now < window.0 {
            *window = (now, 0);
        }
        window.1 += 1;
        let admitted = window.1 <= per_second.saturating_mul(self.times.load(Ordering::Relaxed));
        if !admitted {
            self.refused.fetch_add(1, Ordering::Relaxed);
        }
        admitted
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_too_many_is_refused_until_the_second_is_over() {
        let limits = Limits::default();
        assert!((0..10).all(|_| limits.admit("op", 1, 10, 5_000)));
        assert!(!limits.admit("op", 1, 10, 5_400));
        assert!(limits.admit("op", 2, 10, 5_400));
        assert!(limits.admit("other", 1, 10, 5_400));
        assert!(limits.admit("op", 1, 10, 6_000));
        assert_eq!(limits.refused(), 1);
        limits.grant(2);
        assert!((0..20).all(|_| limits.admit("op", 3, 10, 6_000)));
        assert!(!limits.admit("op", 3, 10, 6_000));
        limits.enable(false);
        assert!((0..100).all(|_| limits.admit("op", 1, 10, 6_000)));
    }
}
