//! The time of sending: it starts the period after which a missing effect counts as none, so the
//! stored time must not be long before the call.

use crate::server::service::Result;
use crate::server::state::Desk;
use model::time::Timestamp;
use std::time::Duration;

/// Longest time that storing may take, in seconds, before the stored time is refreshed.
const MOST_DELAY_SECONDS: i64 = 30;

/// The instant `pause` after `at`.
pub fn after(at: Timestamp, pause: Duration) -> Timestamp {
    let pause = jiff::SignedDuration::try_from(pause).unwrap_or(jiff::SignedDuration::MAX);
    at.checked_add(pause).unwrap_or(Timestamp::MAX)
}

/// True when something was sent so long ago (setting `unpaid_after`) that an effect would be
/// visible by now.
pub fn is_long_ago(desk: &Desk, sent_at: Timestamp) -> bool {
    after(sent_at, desk.settings.unpaid_after) <= desk.clock.now()
}

/// Stores the time again with `store_again` until storing is quick. False when `store_again`
/// returns false: nothing may be sent any more.
///
/// # Errors
/// Those of `store_again`.
pub async fn refresh_send_time<F: Future<Output = Result<bool>>>(
    desk: &Desk,
    mut stored: Timestamp,
    store_again: impl Fn(Timestamp) -> F,
) -> Result<bool> {
    while desk.clock.now().as_second() - stored.as_second() > MOST_DELAY_SECONDS {
        stored = desk.clock.now();
        if !store_again(stored).await? {
            return Ok(false);
        }
    }
    Ok(true)
}
