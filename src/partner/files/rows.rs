//! From the cells of a record to its model type. Column names are those of billing.yaml,
//! `x-files.files`; the ones marked unverified there are optional here.

use super::names::FileKind;
use super::reading::Skip;
use super::table::Cells;
use model::files::{BillRecord, FileTime, GuardedText, OldUsagePart, OldUsageRecord, UsageRecord};
use model::money::{Currency, Money};
use model::month::BillingMonth;

/// What a record does not say itself.
#[derive(Clone, Debug)]
pub(super) struct Context {
    /// Month in the archive's name.
    pub month: BillingMonth,
    /// Currency of the site: the files are not known to name one.
    pub currency: Currency,
    /// Part of the old usage archive.
    pub part: Option<OldUsagePart>,
}

/// A kind of record.
pub(super) trait Row: Sized + Send + 'static {
    /// The file that contains it.
    const KIND: FileKind;
    /// Required columns.
    const NEEDED: &'static [&'static str];
    /// Columns that may be there.
    const OPTIONAL: &'static [&'static str];
    /// Makes a record of its cells.
    fn read(cells: &Cells<'_>, context: &Context) -> Result<Self, Skip>;
}

impl Row for BillRecord {
    const KIND: FileKind = FileKind::Bill;
    const NEEDED: &'static [&'static str] = &[
        "Customer ID",
        "Product ID",
        "Product Type Code",
        "Resource Type Code",
        "Cloud Service Region Code",
        "Billing Mode",
        "List price on the website",
    ];
    const OPTIONAL: &'static [&'static str] = &[
        "Settlement Product Type",
        "Settlement Amount",
        "Partner Coupon",
        "Scene",
        "Partner Amount Without Tax",
        "Tax Amount",
        "Usage Type Name",
    ];

    fn read(cells: &Cells<'_>, context: &Context) -> Result<Self, Skip> {
        let price = cells.amount("List price on the website")?;
        Ok(Self {
            month: context.month,
            customer: cells.customer()?,
            product: cells.code("Product ID"),
            product_type: cells.code("Product Type Code"),
            resource_type: cells.code("Resource Type Code"),
            region: cells.code("Cloud Service Region Code"),
            mode: cells.code("Billing Mode").map(Into::into),
            list_price: price.map(|price| Money::new(price, context.currency.clone())),
            settlement_type: cells.code("Settlement Product Type").map(Into::into),
            settlement_amount: cells.cell("Settlement Amount"),
            partner_coupon: cells.cell("Partner Coupon"),
            scene: cells.text("Scene"),
            amount_without_tax: cells.cell("Partner Amount Without Tax"),
            tax: cells.cell("Tax Amount"),
            usage_type_name: cells.text("Usage Type Name"),
            more: cells.more(),
        })
    }
}

impl Row for UsageRecord {
    const KIND: FileKind = FileKind::Usage;
    const NEEDED: &'static [&'static str] = &["Billing cycle", "Customer ID", "Transaction time"];
    const OPTIONAL: &'static [&'static str] = &[
        "Billing Mode",
        "bill_type",
        "Resource Name",
        "Resource Tag",
        "Unit",
        "Product Type Name",
        "Resource Type Name",
    ];

    fn read(cells: &Cells<'_>, _: &Context) -> Result<Self, Skip> {
        let cycle = cells.code("Billing cycle").unwrap_or_default();
        Ok(Self {
            month: BillingMonth::parse(&cycle).map_err(|_| Skip::BadMonth)?,
            customer: cells.customer()?,
            charged_at: FileTime::new(cells.code("Transaction time").unwrap_or_default()),
            mode: cells.code("Billing Mode").map(Into::into),
            bill_type: cells.code("bill_type").map(Into::into),
            resource_name: cells.text("Resource Name").map(GuardedText::new),
            resource_tag: cells.text("Resource Tag").map(GuardedText::new),
            unit: cells.text("Unit"),
            product_type_name: cells.text("Product Type Name"),
            resource_type_name: cells.text("Resource Type Name"),
            more: cells.more(),
        })
    }
}

impl Row for OldUsageRecord {
    const KIND: FileKind = FileKind::OldUsage;
    const NEEDED: &'static [&'static str] = &[];
    const OPTIONAL: &'static [&'static str] = &["Product Type Name", "Resource Type Name"];

    fn read(cells: &Cells<'_>, context: &Context) -> Result<Self, Skip> {
        Ok(Self {
            month: context.month,
            part: context.part.clone().unwrap_or(OldUsagePart::Other(String::new())),
            product_type_name: cells.text("Product Type Name"),
            resource_type_name: cells.text("Resource Type Name"),
            more: cells.more(),
        })
    }
}
