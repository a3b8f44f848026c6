//! Budgets as amount and type: what a change makes of them, and its sums.

use crate::budgets::{Budget, BudgetType};
use crate::money::{Currency, Money};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// An amount with its type: a current, earlier or wanted budget. No budget and a budget of zero are
/// the same: the sheet does not say which of them the partner API returns.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Target {
    /// The amount, above zero; `None` for no budget.
    pub amount: Option<Decimal>,
    /// Monthly or one-time.
    pub kind: Option<BudgetType>,
}

impl Target {
    /// What a budget amounts to.
    pub fn of(budget: &Budget) -> Self {
        let amount = budget.amount.filter(|_| budget.is_set());
        Self { amount, kind: budget.kind.clone().filter(|_| amount.is_some()) }
    }

    /// How much more this permits to spend than the budget before, never below zero. A budget of another
    /// type counts whole, since its used amount is counted anew; so does a first one.
    pub fn raise_from(&self, before: &Target) -> Decimal {
        let after = self.amount.unwrap_or_default();
        if before.kind != self.kind {
            return after;
        }
        after.saturating_sub(before.amount.unwrap_or_default()).max(Decimal::ZERO)
    }
}

/// A cut of a budget that is confirmed or flagged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cut {
    /// Below what is used already: the customer cannot buy any more.
    BelowUsed,
    /// To less than half.
    ByMoreThanHalf,
}

impl Target {
    /// Whether this cuts a budget below its used amount, or by more than half. A budget of another
    /// type counts its used amount anew.
    pub fn cut_from(&self, before: &Target, used: Option<Decimal>) -> Option<Cut> {
        let (after, before_amount) = (self.amount?, before.amount?);
        if after >= before_amount {
            return None;
        }
        if before.kind == self.kind && used.is_some_and(|used| after < used) {
            return Some(Cut::BelowUsed);
        }
        (after < before_amount / Decimal::TWO).then_some(Cut::ByMoreThanHalf)
    }
}

/// Sums of the rows that are part of a job, in one currency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Total {
    /// Currency of both sums.
    pub currency: Currency,
    /// How many rows.
    pub count: u64,
    /// Their budgets before.
    pub before: Decimal,
    /// Their budgets after.
    pub after: Decimal,
    /// The sum of what each is raised by ([`Target::raise_from`]). `None` for jobs from before this was
    /// stored, for which the whole sum counts.
    #[serde(default)]
    pub raised: Option<Decimal>,
    /// How many rows cut a budget sharply ([`Target::cut_from`]).
    #[serde(default)]
    pub cuts: u64,
    /// How many rows change what happens when the budget runs out.
    #[serde(default)]
    pub freezes: u64,
}

impl Total {
    /// The sum before.
    pub fn before(&self) -> Money {
        Money::new(self.before, self.currency.clone())
    }

    /// The sum after.
    pub fn after(&self) -> Money {
        Money::new(self.after, self.currency.clone())
    }

    /// The sum of raises; `None` where it was not kept.
    pub fn raised(&self) -> Option<Money> {
        Some(Money::new(self.raised?, self.currency.clone()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cut_below_the_used_amount_or_by_more_than_half_is_one_to_confirm() {
        let target = |text: &str, kind| Target { amount: Some(text.parse().unwrap()), kind: Some(kind) };
        let monthly = |text| target(text, BudgetType::Monthly);
        let before = monthly("100");
        for (after, used, cut) in [
            (monthly("100"), "99", None),
            (monthly("99"), "99", None),
            (monthly("98.99"), "99", Some(Cut::BelowUsed)),
            (monthly("50"), "10", None),
            (monthly("49.99"), "10", Some(Cut::ByMoreThanHalf)),
            (monthly("130"), "150", None),
            (target("80", BudgetType::Package), "99", None),
            (target("40", BudgetType::Package), "99", Some(Cut::ByMoreThanHalf)),
        ] {
            let used = Some(used.parse().unwrap());
            assert_eq!(after.cut_from(&before, used), cut, "{after:?}");
        }
        assert_eq!(monthly("1").cut_from(&Target { amount: None, kind: None }, None), None);
    }

    #[test]
    fn a_raise_is_what_is_permitted_beyond_what_stood() {
        let target = |text: &str, kind| Target { amount: Some(text.parse().unwrap()), kind: Some(kind) };
        let none = Target { amount: None, kind: None };
        let monthly = |text| target(text, BudgetType::Monthly);
        let package = |text| target(text, BudgetType::Package);
        for (before, after, raise) in [
            (monthly("100.10"), monthly("250"), "149.90"),
            (monthly("100"), monthly("100.00"), "0"),
            (monthly("100"), monthly("40"), "0"),
            (none.clone(), monthly("40"), "40"),
            (monthly("100"), package("40"), "40"),
            (package("100"), monthly("140"), "140"),
            (monthly("100"), none, "0"),
        ] {
            let raise: Decimal = raise.parse().unwrap();
            assert_eq!(after.raise_from(&before), raise, "{before:?} {after:?}");
        }
    }
}
