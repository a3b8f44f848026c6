//! Renewal: prices side by side, and the stored intention to renew
//! (transactions.yaml, ListRenewRateOnPeriod and RenewalResources).

use super::error::PartnerFailure;
use super::ids::{CustomerId, OrderId, RenewalId, ResourceId};
use super::money::{Currency, Money};
use super::time::Timestamp;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// A renewal period: months or years.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Period {
    /// That many months (`period_type` 2).
    Months(u8),
    /// That many years (`period_type` 3).
    Years(u8),
}

impl Period {
    /// The periods on offer, shortest first.
    pub const OFFERED: [Period; 8] = [
        Self::Months(1),
        Self::Months(2),
        Self::Months(3),
        Self::Months(6),
        Self::Months(9),
        Self::Years(1),
        Self::Years(2),
        Self::Years(3),
    ];

    /// `period_type`: 2 month, 3 year.
    pub fn wire_type(self) -> i64 {
        match self {
            Self::Months(_) => 2,
            Self::Years(_) => 3,
        }
    }

    /// `period_num`.
    pub fn wire_count(self) -> i64 {
        match self {
            Self::Months(count) | Self::Years(count) => i64::from(count),
        }
    }

    /// Length in months, to compare prices per month.
    pub fn months(self) -> u32 {
        match self {
            Self::Months(count) => u32::from(count),
            Self::Years(count) => u32::from(count) * 12,
        }
    }

    /// The form in a query string: `1m`, `2y`.
    pub fn code(self) -> String {
        match self {
            Self::Months(count) => format!("{count}m"),
            Self::Years(count) => format!("{count}y"),
        }
    }

    /// The reverse of [`Period::code`], for the periods on offer.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::OFFERED.into_iter().find(|period| period.code() == code)
    }
}

/// The price of one resource, attached ones included.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResourcePrice {
    /// The main resource.
    pub resource: ResourceId,
    /// What it costs for the period, before optional discounts.
    pub amount: Decimal,
}

/// Why one resource could not be priced or renewed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResourceFailure {
    /// The resource.
    pub resource: ResourceId,
    /// What the partner said of it.
    pub failure: PartnerFailure,
}

/// A price quote for a set of one customer's resources and one period. It does not bind the
/// order that a renewal makes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quote {
    /// Whose resources.
    pub customer: CustomerId,
    /// For how long.
    pub period: Period,
    /// Currency of every amount in it.
    pub currency: Currency,
    /// Per resource.
    pub prices: Vec<ResourcePrice>,
    /// List price of what could be priced.
    pub list_total: Option<Decimal>,
    /// Price with the best discount offered; the list price where none is.
    pub net_total: Option<Decimal>,
    /// Name of that discount.
    pub discount_name: Option<String>,
    /// What could not be priced, and why.
    pub failures: Vec<ResourceFailure>,
    /// When the partner answered, UTC.
    pub quoted_at: Timestamp,
}

impl Quote {
    /// The net total as money.
    pub fn net(&self) -> Option<Money> {
        self.net_total.map(|amount| Money::new(amount, self.currency.clone()))
    }

    /// The list total as money.
    pub fn list(&self) -> Option<Money> {
        self.list_total.map(|amount| Money::new(amount, self.currency.clone()))
    }
}

/// Where a renewal stands. Each change is stored before or after the remote call it belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum RenewalState {
    /// Confirmed by a person, not yet sent.
    Confirmed,
    /// The call may have left; no answer is stored.
    Sent,
    /// The partner named the orders it made.
    Ordered,
    /// The partner refused; nothing was made.
    Rejected,
    /// The outcome is not known: an order may exist. Settled by reading orders, never by sending again.
    Unknown,
}

impl RenewalState {
    /// The form in the database and in metrics.
    pub fn code(self) -> &'static str {
        match self {
            Self::Confirmed => "confirmed",
            Self::Sent => "sent",
            Self::Ordered => "ordered",
            Self::Rejected => "rejected",
            Self::Unknown => "unknown",
        }
    }

    /// The reverse of [`RenewalState::code`].
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Confirmed, Self::Sent, Self::Ordered, Self::Rejected, Self::Unknown]
            .into_iter()
            .find(|state| state.code() == code)
    }

    /// True while another renewal of the same resources could double it.
    pub fn is_live(self) -> bool {
        matches!(self, Self::Confirmed | Self::Sent | Self::Unknown)
    }
}

/// A stored intention to renew.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Renewal {
    /// Its id; the page of this renewal has it in its address.
    pub id: RenewalId,
    /// Whose resources.
    pub customer: CustomerId,
    /// Main resources, in the order chosen.
    pub resources: Vec<ResourceId>,
    /// For how long.
    pub period: Period,
    /// The net price the person agreed to.
    pub agreed: Money,
    /// Where it stands.
    pub state: RenewalState,
    /// Orders it made; each is paid once on its own page.
    pub orders: Vec<OrderId>,
    /// Resources the partner left out, and why.
    pub failures: Vec<ResourceFailure>,
    /// What the partner said when it refused or when the outcome stayed open.
    pub failure: Option<PartnerFailure>,
    /// Login name of who confirmed.
    pub created_by: String,
    /// Confirmed, UTC.
    pub created_at: Timestamp,
    /// Last change, UTC.
    pub changed_at: Timestamp,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn period_codes_read_back() {
        for period in Period::OFFERED {
            assert_eq!(Period::from_code(&period.code()), Some(period));
        }
        assert_eq!(Period::from_code("4m"), None);
        assert_eq!(Period::Years(2).months(), 24);
    }
}
