//! What is known of one open connection, and when it has to make room.
//!
//! The numbers are chosen for people on bad lines: who is merely slow is served, who only holds a
//! connection open is not.

use std::net::IpAddr;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::time::Duration;
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

/// How long the head of a request may take, from its first byte, and the first byte of a new connection.
const FOR_HEAD: Duration = Duration::from_secs(10);
/// How long a connection that has served a request may wait for the next. Longer than proxies keep
/// theirs: one that is ended just when a proxy uses it costs that visitor an error.
const FOR_NEXT: Duration = Duration::from_secs(75);
/// Less than this in a second is no progress, in bytes. A telephone on a bad line does more.
const SLOWEST: u64 = 512;
/// How long a body or an answer may go without progress.
const FOR_PROGRESS: Duration = Duration::from_secs(20);
/// How often is looked.
pub const LOOKED_EVERY: Duration = Duration::from_secs(2);

/// One connection. Times are milliseconds since it was accepted.
#[derive(Debug)]
pub struct Connection {
    /// The other side of the socket.
    pub address: IpAddr,
    /// Ends it.
    pub end: CancellationToken,
    accepted: Instant,
    /// Requests that are being answered: none or one.
    answering: AtomicUsize,
    /// Whether it has answered any.
    used: AtomicBool,
    /// When the last answer ended.
    waiting_since: AtomicU64,
    /// When the head of the next request began, or 0.
    head_since: AtomicU64,
    /// Whether somebody waits for the other side to take or to send more.
    blocked: AtomicBool,
    /// Bytes taken and sent.
    moved: AtomicU64,
}

impl Connection {
    /// A connection that was just accepted.
    pub fn new(address: IpAddr) -> Self {
        Self {
            address,
            end: CancellationToken::new(),
            accepted: Instant::now(),
            answering: AtomicUsize::new(0),
            used: AtomicBool::new(false),
            waiting_since: AtomicU64::new(0),
            head_since: AtomicU64::new(0),
            blocked: AtomicBool::new(false),
            moved: AtomicU64::new(0),
        }
    }

    fn now(&self) -> u64 {
        u64::try_from(self.accepted.elapsed().as_millis()).unwrap_or(u64::MAX)
    }

    /// A request has arrived and is being answered.
    pub fn begin(&self) {
        self.answering.fetch_add(1, Ordering::Relaxed);
        self.used.store(true, Ordering::Relaxed);
        self.head_since.store(0, Ordering::Relaxed);
    }

    /// Its answer is over, or nobody makes it any more.
    pub fn done(&self) {
        self.waiting_since.store(self.now(), Ordering::Relaxed);
        self.answering.fetch_sub(1, Ordering::Relaxed);
    }

    /// Bytes were taken or sent.
    pub fn progress(&self, bytes: usize) {
        self.blocked.store(false, Ordering::Relaxed);
        self.moved.fetch_add(u64::try_from(bytes).unwrap_or(u64::MAX), Ordering::Relaxed);
    }

    /// Bytes arrived: of a body, or of the head of the next request.
    pub fn received(&self, bytes: usize) {
        self.progress(bytes);
        if self.answering.load(Ordering::Relaxed) == 0 {
            // From 1 on, since 0 is for no head.
            let now = self.now().max(1);
            self.head_since.compare_exchange(0, now, Ordering::Relaxed, Ordering::Relaxed).ok();
        }
    }

    /// The other side has to move first.
    pub fn block(&self) {
        self.blocked.store(true, Ordering::Relaxed);
    }

    /// How long nothing has been asked of it; `None` while it answers.
    pub fn idle(&self) -> Option<Duration> {
        let idle = self.now().saturating_sub(self.waiting_since.load(Ordering::Relaxed));
        (self.answering.load(Ordering::Relaxed) == 0).then(|| Duration::from_millis(idle))
    }

    /// Whether the next request, or the first, takes too long to come.
    fn is_late(&self) -> bool {
        let Some(idle) = self.idle() else { return false };
        match self.head_since.load(Ordering::Relaxed) {
            0 => idle > if self.used.load(Ordering::Relaxed) { FOR_NEXT } else { FOR_HEAD },
            since => Duration::from_millis(self.now().saturating_sub(since)) > FOR_HEAD,
        }
    }

    /// Returns when it has taken too long, and says what did.
    pub async fn too_slow(&self) -> &'static str {
        let (mut before, mut stuck) = (0, Duration::ZERO);
        loop {
            tokio::time::sleep(LOOKED_EVERY).await;
            if self.is_late() {
                return "no request came";
            }
            let moved = self.moved.load(Ordering::Relaxed);
            let slow = moved.saturating_sub(before) < SLOWEST * LOOKED_EVERY.as_secs();
            let held_up = self.idle().is_none() && self.blocked.load(Ordering::Relaxed);
            stuck = if held_up && slow { stuck + LOOKED_EVERY } else { Duration::ZERO };
            before = moved;
            if stuck > FOR_PROGRESS {
                return "a body or an answer made no progress";
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;

    fn connection() -> Arc<Connection> {
        Arc::new(Connection::new("192.0.2.1".parse().unwrap()))
    }

    /// Seconds until it is ended, if it is within ten minutes. `each_second` is what happens meanwhile.
    async fn lasts(connection: &Arc<Connection>, each_second: impl Fn(&Connection)) -> Option<u64> {
        let begun = Instant::now();
        let over = connection.too_slow();
        tokio::pin!(over);
        for _ in 0..600 {
            tokio::select! {
                biased;
                _ = &mut over => return Some(begun.elapsed().as_secs()),
                () = tokio::time::sleep(Duration::from_secs(1)) => each_second(connection),
            }
        }
        None
    }

    #[tokio::test(start_paused = true)]
    async fn who_asks_nothing_is_ended() {
        assert_eq!(lasts(&connection(), |_| {}).await, Some(12));
        let used = connection();
        used.begin();
        used.done();
        assert_eq!(lasts(&used, |_| {}).await, Some(76));
    }

    #[tokio::test(start_paused = true)]
    async fn a_head_that_drips_is_ended() {
        let ended = lasts(&connection(), |connection| connection.received(1)).await;
        assert_eq!(ended, Some(12));
    }

    #[tokio::test(start_paused = true)]
    async fn a_body_or_an_answer_that_drips_is_ended() {
        let slow = connection();
        slow.begin();
        slow.block();
        assert_eq!(lasts(&slow, |_| {}).await, Some(22));
        let dripping = connection();
        dripping.begin();
        let drip = |connection: &Connection| {
            connection.progress(10);
            connection.block();
        };
        assert_eq!(lasts(&dripping, drip).await, Some(22));
    }

    #[tokio::test(start_paused = true)]
    async fn who_is_merely_slow_and_who_waits_for_us_is_not() {
        let slow = connection();
        slow.begin();
        let slowly = |connection: &Connection| {
            connection.progress(2_000);
            connection.block();
        };
        assert_eq!(lasts(&slow, slowly).await, None);
        let waiting = connection();
        waiting.begin();
        assert_eq!(lasts(&waiting, |_| {}).await, None);
    }
}
