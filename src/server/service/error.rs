//! Why a service did not do what was asked, and what the caller learns of it.

use crate::server::store::StoreError;
use model::error::{AppError, PartnerFailure};
use model::ids::RequestId;

/// Why a service did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Refused, or the partner API failed: the user sees the error.
    #[error(transparent)]
    Refused(#[from] AppError),
    /// Our own database failed: logged once, at the boundary; the user gets the request id.
    #[error("database: {0}")]
    Broken(#[from] StoreError),
}

impl From<PartnerFailure> for Error {
    fn from(failure: PartnerFailure) -> Self {
        Self::Refused(AppError::Partner(Box::new(failure)))
    }
}

impl Error {
    /// The failure of the partner API, where that was the reason.
    ///
    /// # Errors
    /// The same error, when the reason was another.
    pub fn into_partner_failure(self) -> Result<PartnerFailure, Self> {
        match self {
            Self::Refused(AppError::Partner(failure)) => Ok(*failure),
            other => Err(other),
        }
    }

    /// The error for the caller. An internal error is logged here, once. Whether nothing was sent to the
    /// partner API is known, not assumed: [`AppError::Busy`] says so.
    pub fn into_app_error(self, request: &RequestId) -> AppError {
        match self {
            Self::Refused(refused) => refused,
            Self::Broken(cause) if cause.is_busy() && !partner::write_left() => {
                tracing::warn!(error = ?cause, %request, "the database is busy");
                AppError::Busy
            }
            Self::Broken(cause) => {
                tracing::error!(error = ?cause, %request, "the database failed");
                AppError::Internal(request.clone())
            }
        }
    }

    /// The failure of the partner API, where that was the reason.
    pub fn partner_failure(&self) -> Option<&PartnerFailure> {
        match self {
            Self::Refused(AppError::Partner(failure)) => Some(failure),
            _ => None,
        }
    }

    /// Its short code.
    pub fn partner_code(&self) -> Option<String> {
        self.partner_failure().and_then(PartnerFailure::short_code)
    }
}

/// What a service answers.
pub type Result<T, E = Error> = std::result::Result<T, E>;
