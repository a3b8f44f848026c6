//! The time at which something leaves, as it is stored: from it on is counted how long an effect may
//! be waited for, so it must not lie well before the call.

use crate::model::time::Timestamp;
use crate::server::state::Desk;

/// How many seconds storing may take for the time that it stores to hold.
const PROMPTLY: i64 = 30;

/// True where storing the time took so long that it has to be stored anew.
pub fn took_long(desk: &Desk, stored: Timestamp) -> bool {
    desk.clock.now().as_second() - stored.as_second() > PROMPTLY
}
