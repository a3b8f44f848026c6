//! Stays below the rate limits of the partner API: calls wait here instead of being refused there.
//!
//! The limits count per operation and account (calling.md 7: "API, ParentUid"): the partner's own
//! calls share one limit, and each customer whose keys sign calls has its own.

use governor::clock::Clock;
use governor::middleware::NoOpMiddleware;
use governor::state::keyed::HashMapStateStore;
use governor::{Quota, RateLimiter};
use std::collections::{HashMap, VecDeque};
use std::num::NonZeroU32;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;
use tokio::time::{Instant, sleep};

use crate::operations;
use crate::operations::Operation;

/// The account that a rate limit counts for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Account {
    /// The partner.
    Partner,
    /// A customer, by id.
    Customer(String),
}

/// Accounts remembered per operation before idle ones are dropped.
const REMEMBERED: usize = 10_000;

pub(crate) struct Limits(HashMap<&'static str, Limit>);

/// The clock that `sleep` goes by: room and the wait for it must not be counted by two.
#[derive(Clone, Debug)]
struct Ticks {
    since: Instant,
}

impl Clock for Ticks {
    type Instant = Duration;

    fn now(&self) -> Duration {
        self.since.elapsed()
    }
}

/// The limit of one operation.
struct Limit {
    limiter: RateLimiter<Account, HashMapStateStore<Account>, Ticks, NoOpMiddleware<Duration>>,
    /// Most calls in any one second.
    most: u32,
    /// When the partner's own calls of the last second were let through: the limiter itself
    /// cannot be asked without using something up.
    partner: Mutex<VecDeque<Instant>>,
}

impl Limit {
    /// At `percent` of the documented figure; above 100 where the partner was granted more.
    fn of(operation: &Operation, percent: u32) -> Self {
        let (burst, steady) = shares(operation.per_second, percent);
        let quota = Quota::per_second(steady).allow_burst(burst);
        let limiter = RateLimiter::hashmap_with_clock(quota, Ticks { since: Instant::now() });
        Self { limiter, most: burst.get() + steady.get(), partner: Mutex::default() }
    }

    /// Records a call with the partner's own keys that may be sent now.
    fn record(&self) {
        let mut passed = self.partner.lock().unwrap_or_else(PoisonError::into_inner);
        forget_old(&mut passed);
        passed.push_back(Instant::now());
    }

    /// Calls that the partner's own account may still make in this second.
    fn room(&self) -> u32 {
        let mut passed = self.partner.lock().unwrap_or_else(PoisonError::into_inner);
        forget_old(&mut passed);
        self.most.saturating_sub(u32::try_from(passed.len()).unwrap_or(u32::MAX))
    }
}

/// Drops what was let through more than a second ago.
fn forget_old(passed: &mut VecDeque<Instant>) {
    while passed.front().is_some_and(|at| at.elapsed() >= Duration::from_secs(1)) {
        passed.pop_front();
    }
}

/// There is no room before the deadline.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct OverLimit;

impl Limits {
    /// Limits for every operation of the registry, at `percent` of the documented figures.
    pub fn new(percent: u32) -> Self {
        Self(operations::all().map(|operation| (operation.id, Limit::of(operation, percent))).collect())
    }

    /// Calls of an operation that the partner's own account may still make in this second.
    pub fn room(&self, operation: &Operation) -> Option<u32> {
        self.0.get(operation.id).map(Limit::room)
    }

    /// Waits for room. `jitter` (0 to 1000) spreads those who wait for the same room.
    ///
    /// # Errors
    /// [`OverLimit`] when there is none before the deadline; nothing is used up then.
    pub async fn wait(
        &self,
        operation: &Operation,
        account: &Account,
        deadline: Instant,
        jitter: impl Fn() -> u32,
    ) -> Result<(), OverLimit> {
        let Some(limit) = self.0.get(operation.id) else { return Ok(()) };
        let limiter = &limit.limiter;
        if limiter.len() > REMEMBERED {
            limiter.retain_recent();
        }
        while let Err(not_until) = limiter.check_key(account) {
            let wait = not_until.wait_time_from(limiter.clock().now());
            let wait = wait + Duration::from_micros(u64::from(jitter().min(1000)) * 50);
            if Instant::now() + wait >= deadline {
                return Err(OverLimit);
            }
            sleep(wait).await;
        }
        if *account == Account::Partner {
            limit.record();
        }
        Ok(())
    }
}

/// How many calls may go at once, and how many a second after that. Together they stay within
/// the documented figure in any one second, however it is counted at the other end.
fn shares(per_second: u32, percent: u32) -> (NonZeroU32, NonZeroU32) {
    let whole = (per_second.saturating_mul(percent.clamp(1, 10_000)) / 100).max(2);
    let burst = (whole / 4).max(1);
    let at_least_one = |number: u32| NonZeroU32::new(number).unwrap_or(NonZeroU32::MIN);
    (at_least_one(burst), at_least_one(whole - burst))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::operations::{LIST_CUSTOMERS, SHOW_BUDGET};

    #[test]
    fn no_second_sees_more_calls_than_documented() {
        for per_second in 2..200 {
            for percent in [1, 50, 90, 100] {
                let (burst, steady) = shares(per_second, percent);
                assert!(burst.get() + steady.get() <= per_second.max(2), "{per_second} {percent}");
            }
        }
        assert_eq!(shares(10, 90), (NonZeroU32::new(2).unwrap(), NonZeroU32::new(7).unwrap()));
    }

    async fn room(limits: &Limits, operation: &Operation, account: &Account, wait: Duration) -> bool {
        limits.wait(operation, account, Instant::now() + wait, || 0).await.is_ok()
    }

    #[tokio::test]
    async fn each_operation_and_each_account_has_its_own_room() {
        let limits = Limits::new(90);
        let partner = Account::Partner;
        for _ in 0..2 {
            assert!(room(&limits, &LIST_CUSTOMERS, &partner, Duration::from_millis(1)).await);
        }
        assert!(!room(&limits, &LIST_CUSTOMERS, &partner, Duration::from_millis(1)).await);
        assert!(room(&limits, &SHOW_BUDGET, &partner, Duration::from_millis(1)).await);
        let customer = Account::Customer("c1".into());
        assert!(room(&limits, &LIST_CUSTOMERS, &customer, Duration::from_millis(1)).await);
    }

    #[tokio::test(start_paused = true)]
    async fn tells_what_the_partner_has_left_in_this_second() {
        let limits = Limits::new(90);
        assert_eq!(limits.room(&LIST_CUSTOMERS), Some(9));
        let (partner, customer) = (Account::Partner, Account::Customer("c1".into()));
        for account in [&partner, &partner, &customer] {
            assert!(room(&limits, &LIST_CUSTOMERS, account, Duration::from_millis(1)).await);
        }
        assert_eq!(limits.room(&LIST_CUSTOMERS), Some(7), "a customer's call is its own affair");
        assert_eq!(limits.room(&SHOW_BUDGET), Some(9));
        tokio::time::advance(Duration::from_secs(1)).await;
        assert_eq!(limits.room(&LIST_CUSTOMERS), Some(9));
    }

    #[tokio::test]
    async fn waits_rather_than_fails() {
        let limits = Limits::new(90);
        let begun = Instant::now();
        for _ in 0..5 {
            assert!(room(&limits, &LIST_CUSTOMERS, &Account::Partner, Duration::from_secs(5)).await);
        }
        // Two at once, three more at seven a second.
        assert!(begun.elapsed() >= Duration::from_millis(400), "{:?}", begun.elapsed());
    }
}
