//! Requests per second, per operation and account.
//!
//! A window opens with the first call and lasts a second, less a tolerance for calls that were
//! sent a second apart and arrive a little closer together.

use std::sync::atomic::{AtomicBool, Ordering};

use dashmap::DashMap;

const WINDOW_MILLISECONDS: i64 = 950;
/// Above so many windows the old ones are thrown away.
const MANY: usize = 50_000;

pub struct Limits {
    enabled: AtomicBool,
    windows: DashMap<(&'static str, u32), (i64, u32)>,
}

impl Default for Limits {
    fn default() -> Self {
        Self { enabled: AtomicBool::new(true), windows: DashMap::new() }
    }
}

impl Limits {
    pub fn enable(&self, enabled: bool) {
        self.enabled.store(enabled, Ordering::Relaxed);
    }

    /// Counts a call of an account (`u32::MAX` is the partner); false when it is one too many.
    pub fn admit(&self, operation: &'static str, account: u32, per_second: u32, now: i64) -> bool {
        if !self.enabled.load(Ordering::Relaxed) {
            return true;
        }
        if self.windows.len() > MANY {
            self.windows.retain(|_, (opened, _)| now - *opened < WINDOW_MILLISECONDS);
        }
        let mut window = self.windows.entry((operation, account)).or_insert((now, 0));
        if now - window.0 >= WINDOW_MILLISECONDS || now < window.0 {
            *window = (now, 0);
        }
        window.1 += 1;
        window.1 <= per_second
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
        limits.enable(false);
        assert!((0..100).all(|_| limits.admit("op", 1, 10, 6_000)));
    }
}
