//! How a reading went, and its mark.

use crate::server::service::Error;
use crate::server::service::mirror::Part;
use crate::server::state::Desk;
use model::error::PartnerFailure;

/// How the reading of a part went.
pub enum Step {
    /// At least some of it was read. What was not is recorded where it belongs.
    Read,
    /// There was nothing to read.
    Idle,
}

/// Marks that a reading failed.
pub async fn mark_failed(desk: &Desk, key: &str, error: &Error) -> Result<(), Error> {
    let failure = error.partner_failure();
    let code = failure.and_then(PartnerFailure::short_code).unwrap_or_else(|| "internal".to_owned());
    Ok(desk.store.mark_failed(key, desk.clock.now(), &code, failure).await?)
}

/// Marks how the reading of a part went.
pub async fn finish(desk: &Desk, part: Part, read: Result<Step, Error>) -> Result<(), Error> {
    match read {
        Ok(Step::Read) => Ok(desk.store.mark_ok(part.code(), desk.clock.now()).await?),
        Ok(Step::Idle) => Ok(()),
        Err(error) => {
            mark_failed(desk, part.code(), &error).await?;
            Err(error)
        }
    }
}
