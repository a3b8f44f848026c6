//! The audit log as a list.

use super::day::Day;
use super::macros::list;
use crate::audit::{AuditAction, AuditEntry, AuditOutcome};
use crate::ids::CustomerId;
use crate::intents::IntentRef;
use serde::{Deserialize, Serialize};

list! {
    /// Which entries of the audit log. Newest first, always.
    ActivityFilter of ActivityRow {
        name: "activity" at "/activity", for ReadAudit,
        search:
            /// Login name, customer, or subject (order id, resource id).
            search,
        filters: {
            /// What was done.
            action: AuditAction = "deed" Select,
            /// How it ended.
            outcome: AuditOutcome = "outcome" Select,
            /// Login name of the person who did it, or "system".
            actor: String = "person" Lookup,
            /// On this day or later.
            from: Day = "from" Day,
            /// On this day or earlier.
            until: Day = "until" Day,
            /// The error code that the action or one of its calls met.
            code: String = "code" Text,
            /// The id of the request to this desk, or of a request to HUAWEI CLOUD.
            request: String = "request" Text,
            /// About one customer.
            customer: CustomerId = "customer" Kept,
        },
        order: Descending,
    }
}

/// An entry in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActivityRow {
    /// The entry.
    pub entry: AuditEntry,
    /// Name of the customer, where it is about one.
    pub customer_name: Option<String>,
    /// The payment, renewal or change that it began or is about, in scope.
    pub intent: Option<IntentRef>,
}
