//! Records of the CSV files that the partner gets in a bucket (billing.yaml, `x-files`).
//!
//! Only some columns of these files are known. The others are kept with the name that the file
//! gives them ([`MoreColumns`]); a column whose type is not documented is a [`Cell`].

mod cells;
mod codes;

pub use cells::{Cell, FileTime, GuardedText, MoreColumns};
pub use codes::{BillMode, OldUsagePart, SettlementType, UsageBillType, UsageMode};

use super::ids::CustomerId;
use super::money::Money;
use super::month::BillingMonth;

/// A line of the bill of a month (`customerBill`, made once, on the 5th of the next month).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BillRecord {
    /// Month of the file that contains it, GMT+8.
    pub month: BillingMonth,
    /// Who spent.
    pub customer: CustomerId,
    /// Product id.
    pub product: Option<String>,
    /// Cloud service type code.
    pub product_type: Option<String>,
    /// Resource type code.
    pub resource_type: Option<String>,
    /// Region code.
    pub region: Option<String>,
    /// How it was charged.
    pub mode: Option<BillMode>,
    /// List price, in the currency of the site: no currency column is known. `None` when empty.
    pub list_price: Option<Money>,
    /// What the partner's discount depends on.
    pub settlement_type: Option<SettlementType>,
    /// Since 2021-02-08, as all below; partners in Asia Pacific do not see these columns.
    pub settlement_amount: Option<Cell>,
    /// Whether it holds an amount or an id is not known.
    pub partner_coupon: Option<Cell>,
    /// Values not known.
    pub scene: Option<String>,
    /// For the partner, before tax.
    pub amount_without_tax: Option<Cell>,
    /// Tax.
    pub tax: Option<Cell>,
    /// Usage type.
    pub usage_type_name: Option<String>,
    /// All other columns.
    pub more: MoreColumns,
}

/// A line of the usage of a month (`customerUsageV2`, made anew each day for the whole month:
/// each file replaces the one before, as records may change).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UsageRecord {
    /// Month of the record, GMT+8.
    pub month: BillingMonth,
    /// Who consumed.
    pub customer: CustomerId,
    /// When it was charged.
    pub charged_at: FileTime,
    /// How it was charged.
    pub mode: Option<UsageMode>,
    /// Kind of record.
    pub bill_type: Option<UsageBillType>,
    /// Name of the resource.
    pub resource_name: Option<GuardedText>,
    /// Tags of the resource.
    pub resource_tag: Option<GuardedText>,
    /// Unit of the price: currency per linear unit per time for linear products, else currency
    /// per time (history, 2021-08-31). How it is written is not known.
    pub unit: Option<String>,
    /// Name of the cloud service (history, 2024-01-29).
    pub product_type_name: Option<String>,
    /// Name of the resource type (history, 2024-01-29).
    pub resource_type_name: Option<String>,
    /// All other columns, amounts among them: no source names those.
    pub more: MoreColumns,
}

/// A line of the old usage archive (`customerUsage`, to be taken offline). Of its columns only
/// the two that the history added on 2024-01-29 are known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OldUsageRecord {
    /// Month of the file that contains it, GMT+8.
    pub month: BillingMonth,
    /// The CSV that contains it.
    pub part: OldUsagePart,
    /// Name of the cloud service.
    pub product_type_name: Option<String>,
    /// Name of the resource type.
    pub resource_type_name: Option<String>,
    /// All other columns.
    pub more: MoreColumns,
}
