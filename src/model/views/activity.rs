//! What the page of an entry of the audit log shows.

use crate::audit::{ApiCall, AuditEntry};
use crate::intents::IntentRef;
use serde::{Deserialize, Serialize};

/// One entry of the audit log with its calls.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActivityView {
    /// The entry.
    pub entry: AuditEntry,
    /// Name of the customer, where it is about one.
    pub customer_name: Option<String>,
    /// The payment, renewal or change that it began or is about, in scope.
    pub intent: Option<IntentRef>,
    /// Its calls of the partner API, oldest first.
    pub calls: Vec<ApiCall>,
}
