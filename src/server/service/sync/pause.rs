//! When a reading that failed is tried again: soon at first, then at growing intervals, and at the latest
//! when a good one would be read anew.

use jiff::SignedDuration;
use model::time::Timestamp;
use std::time::Duration;

/// The first pause, seconds.
const FIRST: i64 = 30;
/// Doublings after which no pause grows.
const MOST: u32 = 12;

/// The instant of the next try after so many failures in a row; `every` is the pause between good readings.
pub fn next_try(now: Timestamp, times: u32, every: Duration) -> Timestamp {
    let longest = i64::try_from(every.as_secs()).unwrap_or(i64::MAX).max(FIRST);
    let pause = (FIRST << times.saturating_sub(1).min(MOST)).min(longest);
    now.checked_add(SignedDuration::from_secs(pause)).unwrap_or(now)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failed_reading_is_tried_sooner_than_a_good_one_gets_old() {
        let hour = Duration::from_secs(3_600);
        let pause = |times| next_try(Timestamp::UNIX_EPOCH, times, hour).as_second();
        assert_eq!([1, 2, 3, 4].map(pause), [30, 60, 120, 240]);
        assert_eq!([7, 8, 40, u32::MAX].map(pause), [1_920, 3_600, 3_600, 3_600]);
        let short = next_try(Timestamp::UNIX_EPOCH, 9, Duration::from_secs(1)).as_second();
        assert_eq!(short, 30, "never in a rush");
    }
}
