//! A charge, the record behind bills and usage files.

use crate::world::money::{CURRENCY, Cents};
use crate::world::tenant::catalogue::Code;
use crate::world::tenant::period::Period;

/// Charging mode. No customer has reserved instances.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mode {
    Subscription,
    PayPerUse,
    /// A savings plan: its purchase, its hourly price, and the usage it covers.
    SavingsPlan,
}

/// One charge. Amounts are in cents, refunds are negative; times are seconds since 1970.
#[derive(Clone, Debug)]
pub struct Charge {
    /// Time of the charge.
    pub at: i64,
    pub mode: Mode,
    /// `bill_type`: 1 new, 2 renewal, 3 change, 4 refund, 5 pay-per-use, 8 automatic renewal,
    /// 9 compensation, 23 covered by a savings plan. The hourly price of a plan has 5: the pages
    /// name 12, hourly billing, for requests only.
    pub bill_type: u8,
    pub code: Code,
    pub region: &'static str,
    /// Id, name and tags of the resource; empty for a resource that no longer exists.
    pub resource: String,
    pub name: String,
    pub tag: &'static str,
    /// List price.
    pub official: Cents,
    /// After discounts, including the part paid by coupons.
    pub net: Cents,
    /// The part paid by coupons.
    pub coupons: Cents,
    /// Id of the order, or of the transaction that charged a day's usage.
    pub trade: String,
    /// Index of the line within its order; for usage the number of its meter.
    pub place: usize,
    /// For what was ordered: its period, with start and end.
    pub period: Option<Period>,
    pub term: Option<(i64, i64)>,
    /// When the usage started; for what was ordered the time of the charge.
    pub used_from: i64,
}

/// What a `bill_type` is counted as: 1 expenditure, 2 refund, 3 adjustment.
pub fn kind(bill_type: u8) -> u8 {
    match bill_type {
        4 | 20 | 24 | 100 => 2,
        9 | 16 | 101 | 102 => 3,
        _ => 1,
    }
}

/// `bill_type` of usage that a savings plan covers.
pub const COVERED: u8 = 23;

impl Charge {
    /// The order that it paid; empty for usage.
    pub fn order_id(&self) -> &str {
        if self.is_usage() { "" } else { &self.trade }
    }

    /// Charged by the hour, not ordered.
    pub fn is_usage(&self) -> bool {
        self.period.is_none()
    }

    /// Unit of the price: currency per linear unit and time for products with a size, otherwise
    /// currency per time. The spelling is this simulator's.
    pub fn unit(&self) -> String {
        let time = if self.is_usage() { "hour" } else { "month" };
        match self.code {
            Code::Disk(_) => format!("{CURRENCY}/GB/{time}"),
            Code::Bandwidth => format!("{CURRENCY}/Mbit/{time}"),
            _ => format!("{CURRENCY}/{time}"),
        }
    }
}
