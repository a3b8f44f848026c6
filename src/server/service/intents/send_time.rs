//! When something left: from the time that is stored on it is counted how long an effect may be waited
//! for, so it must not lie well before the call.

use crate::server::service::Result;
use crate::server::state::Desk;
use model::time::Timestamp;
use std::time::Duration;

/// How many seconds storing may take for the time that it stores to hold.
const PROMPTLY: i64 = 30;

/// The instant `pause` after `at`.
pub fn after(at: Timestamp, pause: Duration) -> Timestamp {
    let pause = jiff::SignedDuration::try_from(pause).unwrap_or(jiff::SignedDuration::MAX);
    at.checked_add(pause).unwrap_or(Timestamp::MAX)
}

/// True when so much time has passed since something left that an effect would be seen by now.
pub fn is_long_ago(desk: &Desk, left: Timestamp) -> bool {
    after(left, desk.settings.unpaid_after) <= desk.clock.now()
}

/// Has the time stored anew by `again` as long as storing it took long. False when `again` says that
/// nothing may leave any more.
///
/// # Errors
/// Those of `again`.
pub async fn promptly<F: Future<Output = Result<bool>>>(
    desk: &Desk,
    mut stored: Timestamp,
    again: impl Fn(Timestamp) -> F,
) -> Result<bool> {
    while desk.clock.now().as_second() - stored.as_second() > PROMPTLY {
        stored = desk.clock.now();
        if !again(stored).await? {
            return Ok(false);
        }
    }
    Ok(true)
}
