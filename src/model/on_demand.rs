//! Pay-per-use resources (transactions.yaml and billing.yaml, ListCustomerOnDemandResources).
//! The vendor's data comes late, by a time that differs from service to service.

use super::ids::{CustomerId, ResourceId};
use super::time::Timestamp;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

open_int_enum!(
    /// Whether a pay-per-use resource works. Numbered otherwise than yearly/monthly ones.
    OnDemandStatus {
        /// Provisioned.
        Normal = 1,
        /// In grace.
        Grace = 2,
        /// Frozen, or being frozen.
        Frozen = 3,
        /// Being changed.
        Changing = 4,
        /// Being closed.
        Closing = 5,
        /// Closed.
        Closed = 6,
    }
);

/// One pay-per-use resource.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OnDemandResource {
    /// The resource.
    pub id: ResourceId,
    /// Id of the customer.
    pub customer: CustomerId,
    /// Name given by the customer.
    pub name: Option<String>,
    /// Region code.
    pub region: Option<String>,
    /// Availability zone code.
    pub zone: Option<String>,
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
    /// The specification in words.
    pub specification_text: Option<String>,
    /// Size of a linear product (GB of a disk, Mbit/s of a bandwidth); its unit is not documented.
    pub size: Option<Decimal>,
    /// Whether it works.
    pub status: Option<OnDemandStatus>,
    /// Begin, UTC.
    pub effective_at: Option<Timestamp>,
    /// End, UTC; far away where there is none.
    pub expires_at: Option<Timestamp>,
}
