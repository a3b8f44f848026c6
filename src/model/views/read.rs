//! A value that was read for a page.

use crate::error::PartnerFailure;
use crate::time::Freshness;
use serde::{Deserialize, Serialize};

/// A value with its age, and why it could not be read anew where that failed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Read<T> {
    /// The live value, else the last known one; `None` when there never was one.
    pub value: Option<T>,
    /// How old it is.
    pub freshness: Freshness,
    /// Why it is not live.
    pub failure: Option<PartnerFailure>,
}
