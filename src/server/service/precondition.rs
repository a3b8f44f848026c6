//! Compares what a page showed with the current value: nobody pays or sets anything based on a
//! value that changed.

use model::error::AppError;
use model::money::{Currency, Money};
use rust_decimal::Decimal;

/// An amount as a page showed it; `None` when it is none.
pub fn amount(text: &str) -> Option<Decimal> {
    text.trim().replace(',', "").parse().ok()
}

/// Money as a page showed it; `None` when it is none.
pub fn money(amount: &str, currency: &str) -> Option<Money> {
    let currency = Currency::parse(currency.trim()).ok()?;
    Some(Money::new(self::amount(amount)?, currency))
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
