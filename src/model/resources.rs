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

/// Days of the grace period, in which an expired resource still works (transactions.yaml,
/// x-state-machines, resource, policy 0: about 15 days on the international site).
pub const GRACE_DAYS: i64 = 15;
/// Days of the retention period after it, in which the resource is frozen and its data kept (the same
/// place; also the days within which a frozen account with its resources has to be unfrozen:
/// customer_account_freeze).
pub const RETENTION_DAYS: i64 = 15;

/// When the data of a resource will be deleted, by the documented periods: always an estimate, since
/// their length depends on the level of the customer and the site.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Deletion {
    /// About then, UTC.
    About(Timestamp),
    /// Within [`RETENTION_DAYS`] of the day on which the account was frozen with its resources, which the
    /// partner API does not tell.
    AfterFreeze,
}

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
}

impl Resource {
    /// What to call it.
    pub fn display_name(&self) -> &str {
        match self.name.as_deref() {
            Some(name) if !name.is_empty() => name,
            _ => self.id.as_str(),
        }
    }

    /// True when its data is at risk: it is frozen or expired, or its end has passed and the vendor's
    /// status does not show it yet. What is closed is gone.
    pub fn is_at_risk(&self, now: Timestamp) -> bool {
        match self.status {
            Some(ResourceStatus::Frozen | ResourceStatus::Expired) => true,
            Some(ResourceStatus::Closed) => false,
            _ => self.expires_at.is_some_and(|end| end <= now),
        }
    }

    /// When its data is deleted after its end, whether or not that has come.
    pub(super) fn deleted_after_end(&self) -> Option<Timestamp> {
        let days = match self.expire_policy {
            Some(ExpirePolicy::Delete) => 0,
            // Frozen at once: there is no grace period.
            Some(ExpirePolicy::Freeze) => RETENTION_DAYS,
            _ => GRACE_DAYS + RETENTION_DAYS,
        };
        Some(super::time::plus_days(self.expires_at?, days))
    }

    /// When the data of a resource at risk will be deleted; `None` when it is not at risk, or its end is
    /// not known.
    pub fn deletion(&self, now: Timestamp) -> Option<Deletion> {
        if !self.is_at_risk(now) {
            return None;
        }
        // It is frozen before its end: then its account is frozen, with its resources.
        if self.status == Some(ResourceStatus::Frozen) && self.expires_at.is_some_and(|end| end > now) {
            return Some(Deletion::AfterFreeze);
        }
        self.deleted_after_end().map(Deletion::About)
    }

    /// What lists are sorted by: the estimated day of deletion, UTC, as of the reading at `now`. Of what is
    /// frozen with its account it is the last possible one: it was frozen before the reading.
    pub fn deletion_key(&self, now: Timestamp) -> Option<Timestamp> {
        match self.deletion(now)? {
            Deletion::About(day) => Some(day),
            Deletion::AfterFreeze => Some(super::time::plus_days(now, RETENTION_DAYS)),
        }
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
                .expires_at
                .is_some_and(|expires| super::time::days_between(now, expires) < AUTO_RENEWAL_WINDOW_DAYS)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::plus_days;

    fn resource(status: Option<ResourceStatus>, end: i64, policy: ExpirePolicy) -> Resource {
        Resource {
            id: ResourceId::parse("r-1").unwrap(),
            customer: CustomerId::parse("c-1").unwrap(),
            name: None,
            region: None,
            service_code: None,
            service_name: None,
            type_code: None,
            type_name: None,
            specification: None,
            parent: None,
            is_main: true,
            status,
            effective_at: None,
            expires_at: Some(plus_days(Timestamp::UNIX_EPOCH, end)),
            expire_policy: Some(policy),
        }
    }

    #[test]
    fn data_is_deleted_after_grace_and_retention() {
        use ExpirePolicy::{AutoRenew, Delete, Freeze, Grace};
        use ResourceStatus::{Closed, Expired, Frozen, InUse};
        let now = plus_days(Timestamp::UNIX_EPOCH, 100);
        let about = |day| Some(Deletion::About(plus_days(Timestamp::UNIX_EPOCH, day)));
        for (status, end, policy, deletion) in [
            (Some(InUse), 101, Grace, None),
            (Some(InUse), 99, Grace, about(129)),
            (None, 99, Grace, about(129)),
            (Some(Expired), 90, Grace, about(120)),
            (Some(Expired), 90, AutoRenew, about(120)),
            (Some(Frozen), 80, Grace, about(110)),
            (Some(Frozen), 95, Freeze, about(110)),
            (Some(Frozen), 130, Grace, Some(Deletion::AfterFreeze)),
            (Some(Closed), 60, Grace, None),
            (Some(InUse), 100, Delete, about(100)),
        ] {
            let resource = resource(status, end, policy);
            assert_eq!(resource.deletion(now), deletion, "{status:?} {end} {policy:?}");
            assert_eq!(resource.is_at_risk(now), deletion.is_some());
        }
    }
}
