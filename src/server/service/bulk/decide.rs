//! Decides one row of a dry run: whether what a file says is true, and which budget is wanted.

use super::current_budgets::ReadBudget;
use super::file::Claims;
use super::line::{Line, Rule};
use crate::server::store::CustomerAndBudget;
use model::budgets::{BudgetAmount, BudgetType};
use model::bulk::{RoundUp, SkipReason, Target};
use model::money::{Currency, grouped, written};
use model::search::folded;
use rust_decimal::Decimal;

/// What a file says of a customer must be true: a list of which one column was sorted alone gives each
/// customer the budget of another. What differs is shown in the place of what was given.
pub(super) fn contradiction(
    line: &mut Line,
    known: &CustomerAndBudget,
    seen: Option<&ReadBudget>,
) -> Option<SkipReason> {
    let Claims { name, account, currency } = &line.claims;
    let customer = &known.customer;
    let differs = |claim: &str, real: &[&str]| {
        let claim = folded(claim);
        !claim.is_empty() && !real.iter().any(|real| folded(real) == claim)
    };
    if differs(name, &[customer.name.as_deref().unwrap_or_default(), customer.display_name()]) {
        line.given.clone_from(name);
        return Some(SkipReason::OtherName);
    }
    if differs(account, &[&customer.account_name]) {
        line.given.clone_from(account);
        return Some(SkipReason::OtherAccount);
    }
    if differs(currency, &[seen?.budget.currency.code()]) {
        line.given_amount = format!("{currency} {}", line.given_amount);
        return Some(SkipReason::OtherCurrency);
    }
    None
}

/// The wanted budget. The exact result of a computation that is rounded, or cannot be a budget, is
/// written to `given_amount`.
pub(super) fn decide(line: &mut Line, before: &Target, currency: &Currency) -> Result<Target, SkipReason> {
    let kept = || before.kind.clone().unwrap_or(BudgetType::Monthly);
    let target = |amount: BudgetAmount, kind| Target { amount: Some(amount.get()), kind: Some(kind) };
    let Line { rule, given_amount, behaviour, .. } = line;
    let mut computed = |exact: Option<Decimal>, rounding: RoundUp| {
        // HUAWEI CLOUD may send zeros that nobody typed.
        let exact = exact.ok_or(SkipReason::AmountTooLarge)?.normalize();
        let amount = rounding.apply(exact, currency).ok_or(SkipReason::AmountTooLarge)?;
        let fits = BudgetAmount::try_from(amount).and_then(|amount| amount.in_currency(currency));
        if fits.is_err() || amount != exact {
            *given_amount = grouped(exact, currency);
        }
        Ok(target(fits?, kept()))
    };
    match rule {
        Rule::To(amount, kind) => {
            let amount = amount.and_then(|amount| amount.in_currency(currency));
            let kind = kind.clone().unwrap_or_else(kept);
            let is_kept = before.kind.as_ref() == Some(&kind) && behaviour.is_none();
            match amount {
                Err(_) if is_kept && is_as_exported(given_amount, before, currency) => Err(SkipReason::Same),
                amount => Ok(target(amount?, kind)),
            }
        }
        Rule::Raise(more) => {
            let current = before.amount.ok_or(SkipReason::NoBudget)?;
            computed(current.checked_add(*more), RoundUp::Exact)
        }
        Rule::Percent(percent, rounding) => {
            let current = before.amount.ok_or(SkipReason::NoBudget)?;
            computed(raised(current, *percent), *rounding)
        }
        Rule::Restore { expected, to } => {
            if *before != *expected {
                return Err(SkipReason::Moved);
            }
            let amount = BudgetAmount::try_from(to.amount.ok_or(SkipReason::NoBudget)?)?;
            Ok(target(amount, to.kind.clone().unwrap_or(BudgetType::Monthly)))
        }
    }
}

/// Whether a cell is the current amount as our own file has it, to the letter. Such a row changes
/// nothing, even where the amount could not be set: HUAWEI CLOUD has budgets with three decimals.
fn is_as_exported(given: &str, before: &Target, currency: &Currency) -> bool {
    before.amount.is_some_and(|amount| written(amount, currency) == given.trim().replace(',', "."))
}

/// Exactly so many percent more; `None` where the exact result does not fit into a decimal.
fn raised(amount: Decimal, percent: Decimal) -> Option<Decimal> {
    let (amount, factor) = (amount.normalize(), Decimal::ONE_HUNDRED.checked_add(percent)?.normalize());
    // Dividing by a hundred moves the point; the scale shows that no digit was lost.
    let hundredfold = amount.checked_mul(factor)?;
    let exact = hundredfold.scale() == amount.scale() + factor.scale();
    let mut result = hundredfold;
    (exact && result.set_scale(hundredfold.scale() + 2).is_ok()).then(|| result.normalize())
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::amounts::BadAmount;
    use model::ids::CustomerId;

    fn monthly(amount: &str) -> Target {
        Target { amount: Some(amount.parse().unwrap()), kind: Some(BudgetType::Monthly) }
    }

    fn of_file(typed: &str) -> Line {
        let rule = Rule::To(BudgetAmount::parse(typed), None);
        Line { given_amount: typed.to_owned(), ..Line::about(2, CustomerId::parse("c1").unwrap(), rule) }
    }

    #[test]
    fn an_amount_that_stands_as_our_own_file_has_it_changes_nothing() {
        let usd = Currency::usd();
        for (before, typed, decided) in [
            ("602.125", "602.125", Err(SkipReason::Same)),
            ("602.125", "602,125", Err(SkipReason::Same)),
            ("602.125", "603.125", Err(SkipReason::AmountAmbiguous)),
            ("1.5", "1.500", Err(SkipReason::AmountAmbiguous)),
            ("1500", "1.500", Err(SkipReason::AmountAmbiguous)),
            ("1500.000", "1500.00", Ok(monthly("1500"))),
        ] {
            assert_eq!(decide(&mut of_file(typed), &monthly(before), &usd), decided, "{before} {typed}");
        }
        let mut other_type = of_file("602.125");
        other_type.rule = Rule::To(Err(BadAmount::Ambiguous), Some(BudgetType::Package));
        let decided = decide(&mut other_type, &monthly("602.125"), &usd);
        assert_eq!(decided, Err(SkipReason::AmountAmbiguous), "it would change something");
    }

    #[test]
    fn a_currency_without_decimals_takes_none() {
        let yen = Currency::parse("JPY").unwrap();
        let decided = decide(&mut of_file("1500.00"), &monthly("5"), &yen);
        assert_eq!(decided, Err(SkipReason::AmountTooPrecise));
        assert_eq!(decide(&mut of_file("1500"), &monthly("5"), &yen), Ok(monthly("1500")));
    }

    #[test]
    fn zeros_that_huawei_cloud_sends_are_no_decimals() {
        let (usd, id) = (Currency::usd(), CustomerId::parse("c1").unwrap());
        let mut line = Line::about(1, id, Rule::Raise("0.50".parse().unwrap()));
        assert_eq!(decide(&mut line, &monthly("5000.0000"), &usd), Ok(monthly("5000.5")));
        assert_eq!(line.given_amount, "");
    }

    #[test]
    fn a_rounded_amount_keeps_the_exact_one_beside_it() {
        let (usd, id) = (Currency::usd(), CustomerId::parse("c1").unwrap());
        let mut line = Line::about(1, id, Rule::Percent(Decimal::TEN, RoundUp::Ten));
        assert_eq!(decide(&mut line, &monthly("1234.56"), &usd), Ok(monthly("1360")));
        assert_eq!(line.given_amount, "1,358.016");
    }
}
