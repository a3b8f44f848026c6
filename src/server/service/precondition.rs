//! Compares what a page showed with the current value: nobody pays or sets anything based on a
//! value that changed.

use model::error::AppError;
use model::money::{Currency, Money};
use rust_decimal::Decimal;

/// An amount as a page showed it; `None` when it is none.
pub fn amount(text: &str) -> Option<Decimal> {
    text.trim().replace(',', "").parse().ok()
}

/// Money as a page showed it; `None` when it is none. No page shows a price below zero, and one that is
/// posted would make room for others under the limits of the day.
pub fn money(amount: &str, currency: &str) -> Option<Money> {
    let currency = Currency::parse(currency.trim()).ok()?;
    let amount = self::amount(amount).filter(|amount| !amount.is_sign_negative())?;
    Some(Money::new(amount, currency))
}

/// The current price, if it is the one that was shown.
///
/// # Errors
/// [`AppError::Stale`] with both.
pub fn agreed(seen: Option<&Money>, now: Option<Money>) -> Result<Money, AppError> {
    match (seen, now) {
        (Some(seen), Some(now)) if *seen == now => Ok(now),
        (seen, now) => Err(AppError::Stale { expected: seen.cloned(), actual: now }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_price_below_zero_was_never_shown() {
        let shown = |amount: &str| money(amount, "USD").map(|money| money.amount.to_string());
        assert_eq!(shown("1,500.50").as_deref(), Some("1500.50"));
        assert_eq!(shown("0").as_deref(), Some("0"));
        for text in ["-0.01", "-1000000", "", "USD"] {
            assert_eq!(shown(text), None, "{text}");
        }
    }
}
