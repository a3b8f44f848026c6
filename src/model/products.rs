//! Products and units of measurement (billing.yaml, ListServiceTypes, ListResourceTypes,
//! ListServiceResources, ListUsageTypes, ListMeasureUnits, ListConversions). Names are in the
//! language of the answer.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// A cloud service.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServiceType {
    /// Its code: `hws.service.type.obs`.
    pub code: String,
    /// Its name.
    pub name: Option<String>,
    /// Its short name.
    pub short: Option<String>,
}

/// A resource type.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResourceType {
    /// Its code: `hws.resource.type.vm`.
    pub code: String,
    /// Its name.
    pub name: Option<String>,
    /// What it is.
    pub description: Option<String>,
    /// The service that it belongs to.
    pub service_code: Option<String>,
}

/// A kind of usage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UsageType {
    /// Its code: `Duration`.
    pub code: String,
    /// Its name.
    pub name: Option<String>,
    /// Resource type code.
    pub type_code: Option<String>,
    /// Service type code.
    pub service_code: Option<String>,
}

/// A unit of measurement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unit {
    /// Its id, as `measure_id` names it.
    pub id: i64,
    /// Its name.
    pub name: Option<String>,
    /// Its short form.
    pub short: Option<String>,
    /// What it measures, as the partner API sent it: 1 money, 2 duration, 3 traffic.
    pub kind: Option<i64>,
}

/// How one unit is turned into another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conversion {
    /// The unit.
    pub from: i64,
    /// What it is turned into.
    pub to: i64,
    /// One of the first makes so many of the second.
    pub factor: Decimal,
    /// What both measure.
    pub kind: Option<i64>,
}
