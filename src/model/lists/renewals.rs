//! The list of what expires.

use super::day::Day;
use super::macros::list;
use super::value::FilterValue;
use crate::ids::CustomerId;
use crate::resources::{Deletion, Resource, ResourceStatus};
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

list! {
    /// Which resources. Main ones only: attached ones go with them.
    RenewalFilter of ResourceRow {
        name: "renewals" at "/renewals", for Read,
        search:
            /// A resource id, part of a resource's name, or a customer as in [`super::CustomerFilter::search`].
            search,
        filters: {
            /// When it expires.
            window: ExpiryWindow = "window" Kept,
            /// Renewed by itself (`true`) or not (`false`).
            auto: bool = "auto" Select,
            /// What the vendor calls its status.
            status: ResourceStatus = "status" Select,
            /// Service type code.
            service: String = "service" Lookup,
            /// Expires on this day or later.
            expires_from: Day = "expires-from" Day,
            /// Expires on this day or earlier.
            expires_until: Day = "expires-until" Day,
            /// Of one customer.
            customer: CustomerId = "customer" Kept,
        },
        sorts: {
            "expires" Ascending,
            "deletion" Ascending,
            "customer" Ascending,
            "service" Ascending,
            "name" Ascending,
        },
    }
}

closed_enum! {
    /// When a resource expires. Its code is used in query strings.
    pub enum ExpiryWindow {
        /// Data at risk: expired or frozen, or past its end ([`Resource::is_at_risk`]).
        AtRisk = "past",
        /// Within 7 days.
        Week = "7",
        /// Within 30 days.
        Month = "30",
        /// Within 90 days.
        Quarter = "90",
    }
}

impl ExpiryWindow {
    /// Days ahead; 0 for what is at risk now.
    pub fn days(self) -> i64 {
        match self {
            Self::AtRisk => 0,
            Self::Week => 7,
            Self::Month => 30,
            Self::Quarter => 90,
        }
    }
}

impl FilterValue for ExpiryWindow {
    fn offered() -> Vec<Self> {
        Self::ALL.to_vec()
    }
    fn read(code: &str) -> Option<Self> {
        Self::from_code(code)
    }
    fn code(&self) -> String {
        (*self).code().to_owned()
    }
}

/// A resource in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResourceRow {
    /// The resource.
    pub resource: Resource,
    /// Name of the customer.
    pub customer_name: String,
    /// Resources attached to it, which are renewed with it.
    pub attached: u32,
    /// [`Resource::deletion_key`] when it was read, UTC.
    pub deletion_key: Option<Timestamp>,
}

impl ResourceRow {
    /// When its data will be deleted, as of the reading; lists and files have no clock of their own.
    pub fn deletion(&self) -> Option<Deletion> {
        let day = self.deletion_key?;
        let of_end = self.resource.deleted_after_end().map(Timestamp::as_second) == Some(day.as_second());
        Some(if of_end { Deletion::About(day) } else { Deletion::AfterFreeze })
    }
}
