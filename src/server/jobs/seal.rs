//! Seals the audit log.

use crate::server::service::{Error, audit_proof};
use crate::server::state::Desk;

/// One step: the rows that wait.
pub async fn step(desk: &Desk) -> Result<(), Error> {
    audit_proof::seal(desk).await
}
