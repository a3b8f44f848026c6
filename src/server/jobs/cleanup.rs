//! Deletes expired rows: ended sessions, old sign-in attempts, browsers that were not used
//! for a year, dry runs nobody confirmed, invitations that ended a month ago, sign-ins and set-ups
//! that nobody ended with a code, readings of budgets from before the last months.

use crate::server::service::Error;
use crate::server::service::users::{self, MEMORY};
use crate::server::state::Desk;

/// Days for which the readings of budgets are kept: a quarter, and the month before it.
const READINGS: i64 = 123;

/// One step.
pub async fn step(desk: &Desk) -> Result<(), Error> {
    let now = desk.clock.now();
    desk.store.delete_expired(now).await?;
    // Twice as long as they count: another server's clock may be late.
    let attempts = now.checked_sub(MEMORY * 2).unwrap_or(now);
    desk.store.delete_attempts_before(attempts).await?;
    desk.store.delete_browsers_before(model::time::plus_days(now, -365)).await?;
    let set_ups = now.checked_sub(MEMORY * 4).unwrap_or(now);
    desk.store.delete_set_ups_before(set_ups).await?;
    users::forget_given_up(desk).await?;
    // Kept for a month after their end, so that who comes late learns why.
    desk.store.delete_invitations_before(model::time::plus_days(now, -30)).await?;
    desk.store.delete_drafts_before(model::time::plus_days(now, -1)).await?;
    desk.store.delete_plans_before(model::time::plus_days(now, -1)).await?;
    desk.store.delete_budget_days_before(model::time::plus_days(now, -READINGS)).await?;
    Ok(())
}
