//! The only place with rules: each function authorises, decides, and audits what it changes.

pub mod approvals;
pub mod audit;
pub mod budgets;
pub mod bulk;
pub mod changes;
pub mod customers;
pub mod database_kind;
pub mod export;
pub mod health;
pub mod intents;
mod leaving;
pub mod mirror;
pub mod orders;
pub mod overview;
mod passwords;
pub mod payments;
pub mod prices;
mod raises;
mod read;
pub mod renewal_orders;
pub mod renewals;
pub mod search;
mod seen;
pub mod status;
pub mod sync;
pub mod users;

use crate::model::error::{AppError, PartnerFailure};
use crate::model::ids::RequestId;
use crate::server::store::StoreError;

/// Why a service did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Refused, or the partner failed: the user is told.
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
    /// The partner's failure, where that was the reason.
    ///
    /// # Errors
    /// The same error, when the reason was another.
    pub fn into_partner_failure(self) -> Result<PartnerFailure, Self> {
        match self {
            Self::Refused(AppError::Partner(failure)) => Ok(*failure),
            other => Err(other),
        }
    }

    /// What the caller is told. What broke on our side is logged here, once.
    pub fn told(self, request: &RequestId) -> AppError {
        match self {
            Self::Refused(refused) => refused,
            Self::Broken(cause) => {
                tracing::error!(error = ?cause, %request, "the database failed");
                AppError::Internal(request.clone())
            }
        }
    }

    /// A short code of the partner's failure, where that was the reason.
    pub fn partner_code(&self) -> Option<String> {
        match self {
            Self::Refused(AppError::Partner(failure)) => audit::Verdict::code(failure.as_ref()),
            _ => None,
        }
    }
}

/// What a service answers.
pub type Outcome<T> = Result<T, Error>;
