//! Amounts: exact decimals with a currency. No float anywhere.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::fmt;

/// An ISO 4217 code as the partner API sends it ("USD" on the international site).
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Currency(String);

/// Why a text is not a currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a currency code")]
pub struct BadCurrency;

impl Currency {
    /// Takes a code of 3 or 4 capital letters (partner.yaml declares up to 4 for budgets).
    ///
    /// # Errors
    /// [`BadCurrency`] for anything else.
    pub fn parse(text: &str) -> Result<Self, BadCurrency> {
        let fits = (3..=4).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_uppercase());
        if fits { Ok(Self(text.to_owned())) } else { Err(BadCurrency) }
    }

    /// US dollars, the international site's currency (calling.md 1).
    pub fn usd() -> Self {
        Self("USD".to_owned())
    }

    /// How many decimals its amounts have (ISO 4217, minor unit; two for codes that it does not list).
    pub fn decimals(&self) -> u32 {
        match self.code() {
            "BIF" | "CLP" | "DJF" | "GNF" | "ISK" | "JPY" | "KMF" | "KRW" | "PYG" | "RWF" | "UGX" | "VND"
            | "VUV" | "XAF" | "XOF" | "XPF" => 0,
            "BHD" | "IQD" | "JOD" | "KWD" | "LYD" | "OMR" | "TND" => 3,
            _ => 2,
        }
    }

    /// The code.
    pub fn code(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Currency {
    type Error = BadCurrency;
    fn try_from(text: String) -> Result<Self, BadCurrency> {
        Self::parse(&text)
    }
}

impl From<Currency> for String {
    fn from(currency: Currency) -> String {
        currency.0
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// An amount in the main unit of its currency (`measure_id` 1: dollars, not cents).
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Money {
    /// The amount, with the digits that the partner API sent.
    pub amount: Decimal,
    /// Its currency.
    pub currency: Currency,
}

impl Money {
    /// An amount in a currency.
    pub fn new(amount: Decimal, currency: Currency) -> Self {
        Self { amount, currency }
    }

    /// The sum, or `None` when the currencies differ or the sum leaves the range of a decimal.
    pub fn checked_add(&self, other: &Money) -> Option<Money> {
        if self.currency != other.currency {
            return None;
        }
        let amount = self.amount.checked_add(other.amount)?;
        Some(Money::new(amount, self.currency.clone()))
    }

    /// The difference, under the same conditions.
    pub fn checked_sub(&self, other: &Money) -> Option<Money> {
        if self.currency != other.currency {
            return None;
        }
        let amount = self.amount.checked_sub(other.amount)?;
        Some(Money::new(amount, self.currency.clone()))
    }

    /// True when nothing would be taken.
    pub fn is_zero(&self) -> bool {
        self.amount.is_zero()
    }
}

impl fmt::Display for Money {
    /// "USD 1,234.50", "JPY 1,235": the decimals of the currency, more when the partner API sent more.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.currency, grouped(self.amount, &self.currency))
    }
}

/// An amount for other programs, and to be read back: no thousands separators, a point, the
/// decimals of its currency at least, every other digit, no further zeros.
pub fn written(amount: Decimal, currency: &Currency) -> String {
    let mut amount = amount.normalize();
    if amount.scale() < currency.decimals() {
        amount.rescale(currency.decimals());
    }
    amount.to_string()
}

/// Digits with thousands separators and at least the decimals of the currency; nothing is rounded
/// away.
pub fn grouped(amount: Decimal, currency: &Currency) -> String {
    let text = written(amount.abs(), currency);
    let (whole, decimals) = text.split_once('.').map_or((text.as_str(), None), |(a, b)| (a, Some(b)));
    let mut grouped = String::with_capacity(text.len() + whole.len() / 3 + 3);
    if amount.is_sign_negative() && !amount.is_zero() {
        grouped.push('\u{2212}');
    }
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    if let Some(decimals) = decimals {
        grouped.push('.');
        grouped.push_str(decimals);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    fn usd(text: &str) -> Money {
        Money::new(text.parse().unwrap(), Currency::usd())
    }

    #[test]
    fn shows_at_least_two_decimals_and_never_rounds() {
        assert_eq!(usd("0").to_string(), "USD 0.00");
        assert_eq!(usd("50.0").to_string(), "USD 50.00");
        assert_eq!(usd("1234567.5").to_string(), "USD 1,234,567.50");
        assert_eq!(usd("0.0004").to_string(), "USD 0.0004");
        assert_eq!(usd("-1000").to_string(), "USD \u{2212}1,000.00");
        assert_eq!(usd("-0").to_string(), "USD 0.00");
    }

    #[test]
    fn shows_the_decimals_that_the_currency_has() {
        let shown =
            |text: &str, code| Money::new(text.parse().unwrap(), Currency::parse(code).unwrap()).to_string();
        assert_eq!(shown("1234567.0", "JPY"), "JPY 1,234,567");
        assert_eq!(shown("12.5", "JPY"), "JPY 12.5");
        assert_eq!(shown("0", "JPY"), "JPY 0");
        assert_eq!(shown("-1234.5", "KWD"), "KWD \u{2212}1,234.500");
    }

    #[test]
    fn is_written_with_the_decimals_of_the_currency() {
        let (usd, yen) = (Currency::usd(), Currency::parse("JPY").unwrap());
        for (amount, in_usd, in_yen) in
            [("5000.0000", "5000.00", "5000"), ("602.125", "602.125", "602.125"), ("1.5", "1.50", "1.5")]
        {
            let amount: Decimal = amount.parse().unwrap();
            assert_eq!((written(amount, &usd).as_str(), written(amount, &yen).as_str()), (in_usd, in_yen));
        }
    }

    #[test]
    fn never_adds_two_currencies() {
        let euro = Money::new(Decimal::ONE, Currency::parse("EUR").unwrap());
        assert_eq!(usd("1").checked_add(&euro), None);
        assert_eq!(usd("1").checked_add(&usd("0.1")), Some(usd("1.1")));
        assert_eq!(usd("1").checked_sub(&usd("0.1")), Some(usd("0.9")));
    }

    proptest::proptest! {
        #[test]
        fn grouping_loses_no_digit(mantissa in -10_000_000_000_000i64..10_000_000_000_000, scale in 0u32..8) {
            let amount = Decimal::new(mantissa, scale);
            let back: Decimal = grouped(amount, &Currency::usd()).replace(',', "").replace('\u{2212}', "-").parse().unwrap();
            proptest::prop_assert_eq!(back, amount);
        }
    }
}
