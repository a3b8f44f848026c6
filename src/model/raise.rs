//! Raising a budget so that it covers a purchase: by how much it is short, to what it is raised, and what
//! for. The purchase itself is confirmed on its own page afterwards, never by the raise.

use crate::budgets::{Budget, BudgetAmount};
use crate::bulk::RoundUp;
use crate::ids::{OrderId, ResourceId};
use crate::money::Money;
use crate::renewals::Period;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// Most resources of one renewal (transactions.yaml, RenewalResources).
const MOST_RESOURCES: usize = 10;

/// A purchase that a budget is raised for. Its page is the way back after the raise, so that no text
/// from outside can lead anywhere else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum RaiseFor {
    /// Paying an order.
    Order(OrderId),
    /// Renewing these resources, which is reviewed before the order is placed.
    Renewal(Vec<ResourceId>, Period),
}

/// Why a text is not a [`RaiseFor`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a purchase that a budget is raised for")]
pub struct BadPurchase;

impl RaiseFor {
    /// Its form in addresses, forms and the store, the same for resources in any order: words with a blank
    /// between them, which no id holds.
    pub fn code(&self) -> String {
        match self {
            Self::Order(id) => format!("order {id}"),
            Self::Renewal(ids, period) => {
                let mut ids: Vec<&str> = ids.iter().map(ResourceId::as_str).collect();
                ids.sort_unstable();
                format!("renewal {} {}", period.code(), ids.join(" "))
            }
        }
    }

    /// The reverse of [`RaiseFor::code`].
    ///
    /// # Errors
    /// [`BadPurchase`] for anything else.
    pub fn parse(code: &str) -> Result<Self, BadPurchase> {
        let mut words = code.split(' ');
        match words.next() {
            Some("order") => match (words.next(), words.next()) {
                (Some(id), None) => OrderId::parse(id).map(Self::Order).map_err(|_| BadPurchase),
                _ => Err(BadPurchase),
            },
            Some("renewal") => {
                let period = words.next().and_then(Period::from_code).ok_or(BadPurchase)?;
                let ids: Result<Vec<ResourceId>, _> = words.map(ResourceId::parse).collect();
                let ids = ids.map_err(|_| BadPurchase)?;
                let fits = (1..=MOST_RESOURCES).contains(&ids.len());
                if fits { Ok(Self::Renewal(ids, period)) } else { Err(BadPurchase) }
            }
            _ => Err(BadPurchase),
        }
    }
}

impl std::str::FromStr for RaiseFor {
    type Err = BadPurchase;
    fn from_str(code: &str) -> Result<Self, BadPurchase> {
        Self::parse(code)
    }
}

impl TryFrom<String> for RaiseFor {
    type Error = BadPurchase;
    fn try_from(code: String) -> Result<Self, BadPurchase> {
        Self::parse(&code)
    }
}

impl From<RaiseFor> for String {
    fn from(what: RaiseFor) -> String {
        what.code()
    }
}

/// What a budget has to become to cover a cost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Raise {
    /// By how much the budget does not cover the cost.
    pub short: Money,
    /// The smallest budget that does: used amount and cost.
    pub exact: Money,
    /// That, rounded up to a multiple of ten.
    pub to: Money,
}

/// By how much a budget does not cover a cost, and what it has to become; `None` where it covers it, where
/// the two are in different currencies, and where no budget can be so high. A budget that was never set is
/// one of zero.
pub fn raise(budget: &Budget, cost: &Money) -> Option<Raise> {
    if budget.currency != cost.currency {
        return None;
    }
    let money = |amount: Decimal| Money::new(amount, budget.currency.clone());
    let exact = budget.used.unwrap_or_default().checked_add(cost.amount)?;
    let short = exact.checked_sub(budget.amount.unwrap_or_default())?;
    let to = RoundUp::Ten.apply(exact, &budget.currency)?;
    BudgetAmount::try_from(to).ok()?;
    (short > Decimal::ZERO).then(|| Raise { short: money(short), exact: money(exact), to: money(to) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::budgets::BudgetType;
    use crate::ids::CustomerId;
    use crate::money::Currency;
    use proptest::prelude::*;

    fn budget(amount: Option<Decimal>, used: Decimal) -> Budget {
        let customer = CustomerId::parse("c1").unwrap();
        Budget {
            customer,
            amount,
            used: Some(used),
            currency: Currency::usd(),
            kind: Some(BudgetType::Monthly),
        }
    }

    fn usd(text: &str) -> Money {
        Money::new(text.parse().unwrap(), Currency::usd())
    }

    #[test]
    fn is_raised_to_what_was_used_and_the_cost() {
        let of = |amount: Option<&str>, used: &str, cost: &str| {
            let budget = budget(amount.map(|text| text.parse().unwrap()), used.parse().unwrap());
            raise(&budget, &usd(cost)).map(|raise| [raise.short, raise.exact, raise.to])
        };
        let some = |short, exact, to| Some([usd(short), usd(exact), usd(to)]);
        assert_eq!(of(Some("5000"), "4600.50", "512.64"), some("113.14", "5113.14", "5120"));
        assert_eq!(of(Some("5000"), "4600", "400"), None, "exactly enough is enough");
        assert_eq!(of(Some("5000"), "4600", "400.01"), some("0.01", "5000.01", "5010"));
        assert_eq!(of(Some("100"), "130", "20"), some("50", "150", "150"), "over budget before");
        assert_eq!(of(None, "0", "20"), some("20", "20", "20"));
        assert_eq!(of(Some("5000"), "4600", "2147483640"), None, "no budget is so high");
        let euro = Money::new(Decimal::TEN, Currency::parse("EUR").unwrap());
        assert_eq!(raise(&budget(None, Decimal::ZERO), &euro), None);
    }

    #[test]
    fn a_purchase_reads_back_and_nothing_else_is_one() {
        let id = |text: &str| ResourceId::parse(text).unwrap();
        for what in [
            RaiseFor::Order(OrderId::parse("CS1").unwrap()),
            RaiseFor::Renewal(vec![id("a"), id("b:c,d")], Period::Years(2)),
        ] {
            assert_eq!(RaiseFor::parse(&what.code()), Ok(what));
        }
        let eleven = format!("renewal 1m {}", ["r"; 11].join(" "));
        for wrong in [
            "",
            "order",
            "order a b",
            "order  a",
            "renewal 1m",
            "renewal 5m a",
            "renewal a",
            &eleven,
            "/orders/1/pay",
        ] {
            assert_eq!(RaiseFor::parse(wrong), Err(BadPurchase), "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn the_raised_budget_covers_the_cost(amount in 0i64..1_000_000_000, used in -1_000i64..1_000_000_000, cost in 1i64..100_000_000) {
            let cents = |cents| Decimal::new(cents, 2);
            let (before, cost) = (budget(Some(cents(amount)), cents(used)), Money::new(cents(cost), Currency::usd()));
            match raise(&before, &cost) {
                None => prop_assert!(cents(amount) - cents(used) >= cost.amount),
                Some(raise) => {
                    let after = Budget { amount: Some(raise.to.amount), ..before };
                    prop_assert_eq!(super::raise(&after, &cost), None);
                    prop_assert!(raise.to.amount - raise.exact.amount < Decimal::TEN);
                    prop_assert!(raise.to.amount > cents(amount), "a raise, not a cut");
                }
            }
        }
    }
}
