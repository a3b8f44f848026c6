//! Throws away what is out of date: ended sessions, old sign-in attempts, dry runs nobody confirmed.

use crate::server::service::Error;
use crate::server::state::Desk;

/// One step.
pub async fn step(desk: &Desk) -> Result<(), Error> {
    let now = desk.clock.now();
    desk.store.delete_expired(now).await?;
    desk.store.delete_attempts_before(crate::model::time::plus_days(now, -2)).await?;
    desk.store.delete_drafts_before(crate::model::time::plus_days(now, -1)).await?;
    Ok(())
}
