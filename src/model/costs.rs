//! Costs by dimension (billing.yaml, ListCosts).

use super::money::Currency;
use super::month::BillingMonth;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

open_text_enum!(
    /// By what costs can be grouped and filtered.
    Dimension {
        /// Service.
        Service = "CLOUD_SERVICE_TYPE",
        /// Resource type.
        ResourceType = "RESOURCE_TYPE",
        /// Account.
        Account = "ASSOCIATED_ACCOUNT",
        /// Region.
        Region = "REGION_CODE",
        /// Availability zone.
        Zone = "AZ_CODE",
        /// Enterprise project.
        Project = "ENTERPRISE_PROJECT_ID",
        /// Specification.
        Specification = "RES_SPEC_CODE",
        /// How it is charged.
        Mode = "CHARGING_MODE",
        /// Kind of usage.
        Usage = "USAGE_TYPE",
        /// Kind of record.
        RecordType = "BILL_TYPE",
        /// Operating entity.
        Entity = "BE_ID",
        /// Who pays.
        Payer = "PAYER_ACCOUNT_ID",
        /// Resource.
        Resource = "RESOURCE_ID",
    }
);

/// From when to when, both ends included, and in what steps.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CostSpan {
    /// By month, GMT+8.
    Months(BillingMonth, BillingMonth),
    /// By day, each `YYYY-MM-DD` in GMT+8.
    Days(String, String),
}

/// Costs of one combination of the dimensions that were asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CostRow {
    /// Dimension and value, in the order asked for.
    pub dimensions: Vec<(String, String)>,
    /// Each day or month.
    pub steps: Vec<CostStep>,
    /// Over the span.
    pub total: Option<Decimal>,
    /// List price over the span.
    pub list_total: Option<Decimal>,
    /// Currency of every amount in it.
    pub currency: Currency,
}

/// One day or month.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CostStep {
    /// `YYYY-MM-DD` or `YYYY-MM`, as the partner API sent it.
    pub time: String,
    /// Cost.
    pub amount: Decimal,
    /// List price.
    pub list: Option<Decimal>,
}
