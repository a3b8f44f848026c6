//! What products cost before they are bought, for a term and by usage (transactions.yaml,
//! ListRateOnPeriodDetail and ListOnDemandResourceRatings). A price is a quote: nothing is bound
//! to it.

use super::money::Currency;
use super::time::Timestamp;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

open_int_enum!(
    /// Unit of a linear product's size (`size_measure_id`).
    SizeUnit {
        /// Pieces.
        Pieces = 14,
        /// Mbit/s.
        Mbits = 15,
        /// GB.
        Gigabytes = 17,
    }
);

open_int_enum!(
    /// Unit of a term as price inquiry numbers it (`period_type`).
    TermUnit {
        /// Day.
        Day = 0,
        /// Month.
        Month = 2,
        /// Year.
        Year = 3,
        /// Hour.
        Hour = 4,
    }
);

open_int_enum!(
    /// Who grants a discount (`discount_type`).
    DiscountKind {
        /// A contract with Huawei Cloud.
        VendorContract = 605,
        /// A contract with the distributor.
        DistributorContract = 606,
        /// The partner.
        Partner = 607,
    }
);

/// Id of the unit "hour" (`usage_measure_id`); other units are in the vendor's unit catalog.
pub const HOUR: i64 = 4;

/// A product by the codes it is sold under, as the vendor's product catalog lists them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Product {
    /// Service type code.
    pub service_code: String,
    /// Resource type code.
    pub type_code: String,
    /// Specification code; of a virtual machine it ends in `.win` or `.linux`.
    pub specification: String,
    /// Region code.
    pub region: String,
    /// Needed for linear products (disk, bandwidth), which are sold by size.
    pub size: Option<(i64, SizeUnit)>,
}

/// A product for a term.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TermInquiry {
    /// Which.
    pub product: Product,
    /// Unit of the term.
    pub unit: TermUnit,
    /// How many of that unit.
    pub count: u32,
    /// How many pieces.
    pub quantity: u32,
}

/// A product by usage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UsageInquiry {
    /// Which.
    pub product: Product,
    /// What is metered, such as `Duration`.
    pub factor: String,
    /// How much of it.
    pub usage: Decimal,
    /// Unit of that, such as [`HOUR`].
    pub unit: i64,
    /// How many pieces.
    pub quantity: u32,
}

/// List price, discount and what is left.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Price {
    /// List price.
    pub list: Decimal,
    /// What the discount takes off.
    pub discount: Decimal,
    /// After the discount.
    pub net: Decimal,
}

/// A discount that a customer could buy with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TermOffer {
    /// Its id.
    pub discount_id: Option<String>,
    /// Who grants it.
    pub kind: Option<DiscountKind>,
    /// Its name.
    pub name: Option<String>,
    /// The vendor marks the one that saves most.
    pub is_best: bool,
    /// Everything that was asked about.
    pub total: Price,
    /// Each product, in the order in which they were asked about.
    pub products: Vec<Price>,
}

/// Prices of products for a term.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TermQuote {
    /// Currency of every amount in it.
    pub currency: Currency,
    /// List price of everything that was asked about.
    pub list_total: Decimal,
    /// List price of each product, in the order in which they were asked about.
    pub list: Vec<Decimal>,
    /// Discounts that could be used, one of them; none where there are none, or where the keys
    /// may not see them.
    pub offers: Vec<TermOffer>,
    /// When the partner API answered, UTC.
    pub quoted_at: Timestamp,
}

impl TermQuote {
    /// The offer that the vendor marks as best, else the cheapest.
    pub fn best(&self) -> Option<&TermOffer> {
        self.offers.iter().min_by_key(|offer| (!offer.is_best, offer.total.net))
    }
}

/// Prices of products by usage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UsageQuote {
    /// Currency of every amount in it.
    pub currency: Currency,
    /// Everything that was asked about.
    pub total: Price,
    /// Each product, in the order in which they were asked about.
    pub products: Vec<Price>,
    /// When the partner API answered, UTC.
    pub quoted_at: Timestamp,
}
