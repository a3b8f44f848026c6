//! Renewal: prices side by side, and the stored intent to renew
//! (transactions.yaml, ListRenewRateOnPeriod and RenewalResources).

use super::error::PartnerFailure;
use super::ids::{CustomerId, OrderId, ResourceId};
use super::money::{Currency, Money};
use super::time::Timestamp;
use crate::intents::{Intent, IntentKind, IntentPayload, ResourceLock, Stage};
use crate::resources::{ExpirePolicy, Resource};
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

    /// Those that are compared where nobody chose any.
    pub const COMPARED: [Period; 3] = [Self::Months(1), Self::Months(6), Self::Years(1)];

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

    /// The next shorter period on offer.
    pub fn shorter(self) -> Option<Self> {
        Self::OFFERED.into_iter().rev().find(|period| period.months() < self.months())
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
    /// The error that the partner API returned for it.
    pub failure: PartnerFailure,
}

/// A price quote for a set of one customer's resources and one period. It does not bind the
/// order that a renewal makes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quote {
    /// Id of the customer.
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
    /// When the partner API answered, UTC.
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

/// The ends of some resources as one text, to be compared with what a page showed.
pub fn ends(resources: &[&Resource]) -> String {
    let mut ends: Vec<String> =
        resources.iter().map(|resource| end_text(&resource.id, resource.expires_at)).collect();
    ends.sort();
    ends.join(" ")
}

/// The same for one resource.
pub fn end_text(id: &ResourceId, end: Option<Timestamp>) -> String {
    format!("{id}:{}", end.map(|at| at.as_second().to_string()).unwrap_or_default())
}

/// Renewing a set of one customer's resources.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Renew {
    /// Main resources, sorted.
    pub resources: Vec<ResourceId>,
    /// For how long.
    pub period: Period,
    /// The net price that the person confirmed.
    pub agreed: Money,
    /// The current price, when it was no longer the confirmed one: then nothing was sent.
    #[serde(default)]
    pub moved_to: Option<Money>,
    /// The expiry policy of its resources when they were ordered: the orders carry it
    /// (RenewalResourcesReq, expire_policy). `None` before it was read.
    #[serde(default)]
    pub policy: Option<ExpirePolicy>,
    /// The ends that its resources had when they were ordered, UTC.
    #[serde(default)]
    pub ends: Vec<(ResourceId, Timestamp)>,
    /// Orders it made; each is paid once on its own page.
    #[serde(default)]
    pub orders: Vec<OrderId>,
    /// Orders that it may have made, as of the last reading, while that is not certain: several
    /// combinations match, or the sum is less than the confirmed price.
    #[serde(default)]
    pub candidates: Vec<OrderId>,
    /// Resources that the partner API rejected, and why.
    #[serde(default)]
    pub failures: Vec<ResourceFailure>,
}

impl IntentPayload for Renew {
    const KINDS: &'static [IntentKind] = &[IntentKind::Renew];
    const RELEASES_LATER: bool = true;

    fn kind(&self) -> IntentKind {
        IntentKind::Renew
    }

    /// The order carries the expiry policy (RenewalResourcesReq, expire_policy), so the policy is locked
    /// as well until the order is made.
    fn locks(&self) -> Vec<ResourceLock> {
        let both = |id: &ResourceId| [ResourceLock::Resource(id.clone()), ResourceLock::End(id.clone())];
        self.resources.iter().flat_map(both).collect()
    }

    /// Until its orders are paid and carried out, or canceled: renewed again before that, the same period
    /// would be bought twice.
    fn keeps(&self, stage: Stage) -> Vec<ResourceLock> {
        if !stage.had_effect() {
            return Vec::new();
        }
        self.renewed().into_iter().map(ResourceLock::Resource).collect()
    }

    /// No two renewals that were open at the same time have made the same order.
    fn takes(&self, stage: Stage) -> Vec<ResourceLock> {
        let made = self.orders.iter().filter(|_| stage.had_effect());
        made.cloned().map(ResourceLock::Made).collect()
    }
}

impl Renew {
    /// Its resources, without those that the partner API rejected.
    pub fn renewed(&self) -> Vec<ResourceId> {
        let failed = |id: &&ResourceId| self.failures.iter().any(|failure| failure.resource == **id);
        self.resources.iter().filter(|id| !failed(id)).cloned().collect()
    }

    /// Its resources that end later by now than when they were ordered: renewed, by this desk or elsewhere.
    pub fn renewed_since<'a>(&'a self, resources: &'a [Resource]) -> impl Iterator<Item = &'a Resource> {
        let then = |id: &ResourceId| self.ends.iter().find(|(known, _)| known == id).map(|(_, end)| *end);
        resources.iter().filter(move |resource| {
            then(&resource.id).zip(resource.expires_at).is_some_and(|(then, now)| now > then)
        })
    }

    /// What other intents may be about as well: its resources and the orders it made.
    pub fn touches(&self) -> Vec<ResourceLock> {
        let orders = self.orders.iter().cloned().map(ResourceLock::Order);
        orders.chain(self.locks()).collect()
    }
}

/// The expiry policy of a resource was changed since a renewal order of it was made: paying that
/// order may reset it, since some servers apply the policy of the order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PolicyReset {
    /// Name of the resource.
    pub name: String,
    /// Its expiry policy now.
    #[serde(rename = "stands")]
    pub current: ExpirePolicy,
    /// Its expiry policy when it was ordered.
    pub then: ExpirePolicy,
}

/// A stored intent to renew.
pub type Renewal = Intent<Renew>;

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
        assert_eq!(Period::Years(1).shorter(), Some(Period::Months(9)));
        assert_eq!(Period::Months(1).shorter(), None);
    }
}
