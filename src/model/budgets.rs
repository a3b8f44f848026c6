//! Budgets: what a resale customer may spend (partner.yaml, showSubCustomerBudget and x-domain-rules).

use super::amounts::{self, BadAmount};
use super::ids::CustomerId;
use super::money::{Currency, Money};
use super::time::Timestamp;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

open_text_enum!(
    /// `budget_type`. Only one budget exists at a time per customer.
    BudgetType {
        /// The used amount starts again on day 1 of each month; the amount is kept.
        Monthly = "MONTHLY",
        /// One-time: the used amount only grows, it never restores.
        Package = "PACKAGE",
    }
);

open_int_enum!(
    /// What happens when the budget runs out (`frozen_operate_type`). The partner API never returns which
    /// one is set.
    FreezeBehaviour {
        /// Purchases are restricted; the partner decides about freezing.
        Manual = 0,
        /// The system freezes the account.
        Automatic = 1,
    }
);

/// A customer's budget as it was last read from the partner API.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Budget {
    /// Id of the customer.
    pub customer: CustomerId,
    /// The amount as set; `None` or zero when none was ever set.
    pub amount: Option<Decimal>,
    /// Used so far: delayed by about ten minutes and approximate, so it may pass the amount.
    pub used: Option<Decimal>,
    /// Currency of both.
    pub currency: Currency,
    /// Monthly or one-time.
    pub kind: Option<BudgetType>,
}

closed_enum! {
    /// How much of a budget is used. The vendor alerts at 75, 90 and 100 %. Its code is used in query
    /// strings and stored in the mirror.
    #[derive(PartialOrd, Ord)]
    pub enum BudgetLevel {
        /// None was set.
        Unset = "unset",
        /// Below 75 %.
        Fine = "fine",
        /// 75 % and more.
        Over75 = "over75",
        /// 90 % and more.
        Over90 = "over90",
        /// 100 % and more: purchases are restricted.
        Exhausted = "exhausted",
    }
}

impl Budget {
    /// True when an amount above zero is set.
    pub fn is_set(&self) -> bool {
        self.amount.is_some_and(|amount| amount > Decimal::ZERO)
    }

    /// Amount minus used amount; negative when overspent; `None` when no budget is set.
    pub fn remaining(&self) -> Option<Money> {
        let amount = self.amount.filter(|_| self.is_set())?;
        let remaining = amount.checked_sub(self.used.unwrap_or_default())?;
        Some(Money::new(remaining, self.currency.clone()))
    }

    /// Share used in percent, rounded down to one decimal so that 100 is never shown too early.
    pub fn used_percent(&self) -> Option<Decimal> {
        let amount = self.amount.filter(|_| self.is_set())?;
        used_percent(self.used.unwrap_or_default(), amount)
    }

    /// How much of it is used.
    pub fn level(&self) -> BudgetLevel {
        match self.used_percent() {
            None => BudgetLevel::Unset,
            Some(percent) if percent >= Decimal::ONE_HUNDRED => BudgetLevel::Exhausted,
            Some(percent) if percent >= Decimal::from(90) => BudgetLevel::Over90,
            Some(percent) if percent >= Decimal::from(75) => BudgetLevel::Over75,
            Some(_) => BudgetLevel::Fine,
        }
    }
}

/// The share of an amount that is used, in percent, rounded down to one decimal so that 100 is never shown too
/// early; `None` for an amount of zero.
pub fn used_percent(used: Decimal, amount: Decimal) -> Option<Decimal> {
    let percent = used.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(amount)?;
    Some(percent.round_dp_with_strategy(1, rust_decimal::RoundingStrategy::ToZero))
}

/// An amount that a budget may be set to: above 0, at most 2147483647, at most two decimals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Decimal", into = "Decimal")]
pub struct BudgetAmount(Decimal);

impl BudgetAmount {
    /// The largest amount the API takes (partner.yaml, SetBudgetRequest).
    pub const MAX: i64 = 2_147_483_647;

    /// Most decimals the API takes, whatever the currency (partner.yaml, SetBudgetRequest).
    const DECIMALS: u32 = 2;

    /// Reads what a person typed ([`amounts::read`]). Whether the currency has so many decimals is
    /// known with the budget: [`BudgetAmount::in_currency`].
    ///
    /// # Errors
    /// [`BadAmount`] says what is wrong with it.
    pub fn parse(text: &str) -> Result<Self, BadAmount> {
        // Changes are written with a plus sign, and a budget is no change.
        if text.trim_start().starts_with(['+', '\u{ff0b}']) {
            return Err(BadAmount::NotANumber);
        }
        Self::try_from(amounts::read(text, Self::DECIMALS)?)
    }

    /// The amount, if the currency has the decimals that were typed.
    ///
    /// # Errors
    /// [`BadAmount::TooPrecise`].
    pub fn in_currency(self, currency: &Currency) -> Result<Self, BadAmount> {
        if self.0.scale() > currency.decimals() { Err(BadAmount::TooPrecise) } else { Ok(self) }
    }

    /// The amount.
    pub fn get(self) -> Decimal {
        self.0
    }
}

impl TryFrom<Decimal> for BudgetAmount {
    type Error = BadAmount;
    fn try_from(amount: Decimal) -> Result<Self, BadAmount> {
        if amount <= Decimal::ZERO {
            Err(BadAmount::NotPositive)
        } else if amount.normalize().scale() > Self::DECIMALS {
            Err(BadAmount::TooPrecise)
        } else if amount > Decimal::from(Self::MAX) {
            Err(BadAmount::TooLarge)
        } else {
            Ok(Self(amount))
        }
    }
}

impl From<BudgetAmount> for Decimal {
    fn from(amount: BudgetAmount) -> Decimal {
        amount.0
    }
}

/// One adjustment in the past (partner.yaml, listSubCustomerBudgetRecords).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BudgetRecord {
    /// The amount set.
    pub amount: Option<Money>,
    /// SETTING, or DELETE when the association ended.
    pub operation: Option<String>,
    /// When, UTC.
    pub at: Option<Timestamp>,
    /// Who; "system" for the vendor's own.
    pub operator: Option<String>,
    /// Monthly or one-time.
    pub kind: Option<BudgetType>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn budget(amount: &str, used: &str) -> Budget {
        Budget {
            customer: CustomerId::parse("c1").unwrap(),
            amount: Some(amount.parse().unwrap()),
            used: Some(used.parse().unwrap()),
            currency: Currency::usd(),
            kind: Some(BudgetType::Monthly),
        }
    }

    #[test]
    fn levels_change_exactly_at_the_vendor_s_thresholds() {
        for (used, level) in [
            ("74.99", BudgetLevel::Fine),
            ("75", BudgetLevel::Over75),
            ("89.99", BudgetLevel::Over75),
            ("90", BudgetLevel::Over90),
            ("99.99", BudgetLevel::Over90),
            ("100", BudgetLevel::Exhausted),
            ("130", BudgetLevel::Exhausted),
        ] {
            assert_eq!(budget("100", used).level(), level, "{used}");
        }
        assert_eq!(budget("0", "3").level(), BudgetLevel::Unset);
    }

    #[test]
    fn says_what_is_wrong_with_an_amount() {
        for (typed, why) in [
            ("", BadAmount::Empty),
            ("  ", BadAmount::Empty),
            ("0", BadAmount::NotPositive),
            ("0.00", BadAmount::NotPositive),
            ("-5", BadAmount::NotPositive),
            ("1.234", BadAmount::Ambiguous),
            ("0.001", BadAmount::TooPrecise),
            ("2147483647.01", BadAmount::TooLarge),
            ("99999999999999999999999999999999999", BadAmount::TooLarge),
            ("twelve", BadAmount::NotANumber),
        ] {
            assert_eq!(BudgetAmount::parse(typed), Err(why), "{typed}");
        }
    }

    #[test]
    fn takes_what_people_type() {
        for (typed, amount) in
            [("1500", "1500"), (" 1,500.50 ", "1500.50"), ("0.01", "0.01"), ("2147483647", "2147483647")]
        {
            let amount: Decimal = amount.parse().unwrap();
            assert_eq!(BudgetAmount::parse(typed).unwrap().get(), amount);
        }
    }

    #[test]
    fn yen_have_no_decimals() {
        let typed = |text| BudgetAmount::parse(text).unwrap();
        let yen = Currency::parse("JPY").unwrap();
        assert_eq!(typed("1500").in_currency(&yen).map(BudgetAmount::get), Ok(Decimal::from(1_500)));
        assert_eq!(typed("1500.00").in_currency(&yen), Err(BadAmount::TooPrecise));
        assert!(typed("1500.00").in_currency(&Currency::usd()).is_ok());
    }
}
