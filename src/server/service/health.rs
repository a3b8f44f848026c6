//! Whether the desk works, and how old its mirror is.

use super::{Result, mirror::Part};
use crate::server::{state::Desk, store::Mark};
use model::time::Timestamp;

/// The desk's state of health.
#[derive(Clone, Debug)]
pub struct Health {
    /// Each part of the mirror and its mark.
    pub mirror: Vec<(Part, Mark)>,
    /// When this was asked, UTC.
    pub at: Timestamp,
}

/// Asks the database and reads the marks of the sync.
///
/// # Errors
/// When the database does not answer.
pub async fn check(desk: &Desk) -> Result<Health> {
    desk.store.ping().await?;
    let mut mirror = Vec::with_capacity(Part::ALL.len());
    for part in Part::ALL {
        mirror.push((part, desk.store.mark(part.key()).await?));
    }
    Ok(Health { mirror, at: desk.clock.now() })
}
