//! Whether the desk works, and what is known of its mirror.

use super::Result;
use super::mirror::Part;
use crate::server::state::Desk;
use crate::server::store::Scope;
use model::mirror::Coverage;
use model::time::Timestamp;

/// What is known of the mirror.
#[derive(Clone, Debug)]
pub struct Health {
    /// Each part, over every customer.
    pub mirror: Vec<Coverage>,
    /// When this was asked, UTC.
    pub at: Timestamp,
}

/// Asks whether the database answers.
///
/// # Errors
/// When it does not.
pub async fn check(desk: &Desk) -> Result<()> {
    Ok(desk.store.ping().await?)
}

/// The state of the mirror: the numbers that the pages show too.
///
/// # Errors
/// When the database does not answer.
pub async fn mirror(desk: &Desk) -> Result<Health> {
    let mut mirror = Vec::with_capacity(Part::ALL.len());
    for part in Part::ALL {
        mirror.push(desk.store.coverage(&Scope::All, part).await?);
    }
    Ok(Health { mirror, at: desk.clock.now() })
}
