//! Yearly/monthly resources (transactions.yaml, ListPayPerUseCustomerResources: the id says
//! pay-per-use, the list is of yearly/monthly ones).

use super::ids::{CustomerId, ResourceId};
use super::time::Timestamp;
use serde::{Deserialize, Serialize};

open_int_enum!(
    /// Whether a resource works.
    ResourceStatus {
        /// In use.
        InUse = 2,
        /// Closed; the vendor's console no longer shows it.
        Closed = 3,
        /// Frozen: in retention, data kept.
        Frozen = 4,
        /// Expired: in grace, still usable.
        Expired = 5,
    }
);

open_int_enum!(
    /// What happens when it expires (`expire_policy`).
    ExpirePolicy {
        /// Grace, then retention, then deletion. The default.
        Grace = 0,
        /// Changes to pay-per-use.
        ToPayPerUse = 1,
        /// Deleted at once.
        Delete = 2,
        /// Auto-renewed: charged from 7 days before expiry, daily at 03:00 GMT+8 until it works.
        AutoRenew = 3,
        /// Frozen at once.
        Freeze = 4,
        /// Deleted after retention.
        DeleteAfterRetention = 5,
    }
);

/// Days before expiry from which the vendor tries to charge an auto-renewal.
pub const AUTO_RENEWAL_WINDOW_DAYS: i64 = 7;

/// One yearly/monthly resource.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Resource {
    /// The resource.
    pub id: ResourceId,
    /// Id of the customer.
    pub customer: CustomerId,
    /// Name given by the customer.
    pub name: Option<String>,
    /// Region code.
    pub region: Option<String>,
    /// Service type code.
    pub service_code: Option<String>,
    /// Its name in the asked language.
    pub service_name: Option<String>,
    /// Resource type code.
    pub type_code: Option<String>,
    /// Its name in the asked language.
    pub type_name: Option<String>,
    /// Specification code.
    pub specification: Option<String>,
    /// The resource it is attached to; `None` for a main one.
    pub parent: Option<ResourceId>,
    /// Only main resources can be priced and renewed; attached ones go with them.
    pub is_main: bool,
    /// Whether it works.
    pub status: Option<ResourceStatus>,
    /// Begin, UTC.
    pub effective_at: Option<Timestamp>,
    /// End, UTC.
    pub expires_at: Option<Timestamp>,
    /// What happens then.
    pub expire_policy: Option<ExpirePolicy>,
    /// That this desk renewed it, while HUAWEI CLOUD still shows the old end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub renewed_here: Option<RenewedHere>,
}

/// A renewal that this desk paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RenewedHere {
    /// When it was paid, UTC.
    pub at: Timestamp,
    /// The expected end, UTC: HUAWEI CLOUD decides the real one.
    pub to: Timestamp,
}

impl Resource {
    /// What to call it.
    pub fn display_name(&self) -> &str {
        match self.name.as_deref() {
            Some(name) if !name.is_empty() => name,
            _ => self.id.as_str(),
        }
    }

    /// Its end, UTC: the expected one where this desk renewed it and HUAWEI CLOUD still shows the old one.
    pub fn end(&self) -> Option<Timestamp> {
        self.renewed_here.map(|renewed| renewed.to).or(self.expires_at)
    }

    /// True when the vendor renews it by itself.
    pub fn auto_renews(&self) -> bool {
        self.expire_policy == Some(ExpirePolicy::AutoRenew)
    }

    /// True when an auto-renewal may charge it at any moment, so that renewing it by hand
    /// could buy the period twice (transactions.yaml, x-never-pay-twice).
    pub fn may_be_charged_by_itself(&self, now: Timestamp) -> bool {
        self.auto_renews()
            && self
                .end()
                .is_some_and(|expires| super::time::days_between(now, expires) < AUTO_RENEWAL_WINDOW_DAYS)
    }
}
