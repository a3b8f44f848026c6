//! How a request for approval ended: told to the person who made it.

use super::time::Timestamp;
use crate::audit::AuditAction;
use crate::intents::IntentRef;
use serde::{Deserialize, Serialize};

/// The end of a request for approval. Names are login names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RequestEnd {
    /// Approved by this user, and carried out.
    Approved(String),
    /// Declined by this user.
    Declined(String),
    /// Withdrawn by the user who made it.
    Withdrawn,
    /// Nobody decided within a day.
    Expired,
    /// This user wanted to approve it, but the price or its object was no longer what it was.
    Changed(String),
}

/// A request that ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EndedRequest {
    /// The intent, in its stage now.
    pub held: IntentRef,
    /// What was asked for.
    pub action: AuditAction,
    /// The order or resource; `None` for several.
    pub subject: Option<String>,
    /// How it ended.
    pub end: RequestEnd,
    /// When, UTC.
    pub at: Timestamp,
}
