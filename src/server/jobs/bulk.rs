//! Sets the budgets of the jobs that were confirmed. Each step is short, so that its lease
//! outlasts it and a stop does not wait for it.

use crate::server::service::{Error, bulk};
use crate::server::state::Desk;

/// One step.
pub async fn step(desk: &Desk) -> Result<(), Error> {
    bulk::work::step(desk).await
}
