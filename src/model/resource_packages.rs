//! Resource packages (billing.yaml, ListFreeResourceInfos, ListFreeResourceUsages,
//! ListFreeResourcesUsageRecords): usage that was bought or given in advance.

use super::time::Timestamp;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

open_int_enum!(
    /// The status of a package.
    PackageStatus {
        /// Not in force yet.
        ToCome = 0,
        /// In force.
        InForce = 1,
        /// Used up.
        UsedUp = 2,
        /// Expired.
        Expired = 3,
        /// Unsubscribed.
        Unsubscribed = 4,
    }
);

open_int_enum!(
    /// Whether a package begins anew (`quota_reuse_mode`).
    Reuse {
        /// With every cycle.
        EveryCycle = 1,
        /// Never reset.
        Never = 2,
    }
);

/// One package.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Package {
    /// Id of the package as bought.
    pub id: String,
    /// Its order; none for a gift.
    pub order: Option<String>,
    /// Product id.
    pub product: Option<String>,
    /// Its name.
    pub name: Option<String>,
    /// Its state.
    pub status: Option<PackageStatus>,
    /// Service type code.
    pub service_code: Option<String>,
    /// Service name.
    pub service_name: Option<String>,
    /// Region code.
    pub region: Option<String>,
    /// In force from, UTC.
    pub effective_at: Option<Timestamp>,
    /// In force until, UTC.
    pub expires_at: Option<Timestamp>,
    /// Whether it begins anew.
    pub reuse: Option<Reuse>,
    /// What is in it.
    pub items: Vec<PackageItem>,
}

/// One kind of usage in a package.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackageItem {
    /// Its id.
    pub id: String,
    /// Name of the kind of usage.
    pub usage_name: Option<String>,
    /// Left, in this cycle where the package refills.
    pub left: Option<Decimal>,
    /// In all, or in each cycle.
    pub original: Option<Decimal>,
    /// Unit of both.
    pub unit: Option<i64>,
    /// Begin of the cycle, UTC; only in answers to the query of remaining amounts.
    pub from: Option<Timestamp>,
    /// End of the cycle, UTC; as `from`.
    pub until: Option<Timestamp>,
}

/// What was taken from a package.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deduction {
    /// Item id.
    pub item: String,
    /// When, UTC.
    pub at: Option<Timestamp>,
    /// Name of the package.
    pub package_name: Option<String>,
    /// The resource that used it.
    pub resource: Option<String>,
    /// Kind of usage, its code.
    pub usage_code: Option<String>,
    /// There before.
    pub before: Option<Decimal>,
    /// Taken.
    pub used: Option<Decimal>,
    /// There after.
    pub after: Option<Decimal>,
    /// Unit of the three.
    pub unit: Option<i64>,
}
