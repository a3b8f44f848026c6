//! Amounts in whole cents.

use std::str::FromStr;

use rust_decimal::Decimal;

/// An amount in cents of the partner's currency.
pub type Cents = i64;

/// The currency of every amount of the simulated (international) site.
pub const CURRENCY: &str = "USD";

/// As a JSON number: two decimals, the last one omitted when it is zero (`50.0`, `1500.25`), like
/// the published samples.
pub fn number(cents: Cents) -> String {
    let text = string(cents);
    match text.strip_suffix('0') {
        Some(short) => short.to_owned(),
        None => text,
    }
}

/// With exactly two decimals, for the operations that send amounts as strings.
pub fn string(cents: Cents) -> String {
    let sign = if cents < 0 { "-" } else { "" };
    let size = cents.unsigned_abs();
    format!("{sign}{}.{:02}", size / 100, size % 100)
}

/// An exact amount, possibly with fractions of a cent, as a JSON number.
pub fn exact(amount: Decimal) -> String {
    let text = amount.normalize().to_string();
    if text.contains('.') { text } else { format!("{text}.0") }
}

/// Parses the digits of a JSON number exactly; `None` when they are not whole cents.
pub fn parse(digits: &str) -> Option<Cents> {
    let amount = Decimal::from_str(digits).or_else(|_| Decimal::from_scientific(digits)).ok()?;
    let cents = amount.checked_mul(Decimal::ONE_HUNDRED)?;
    if !cents.fract().is_zero() {
        return None;
    }
    i64::try_from(cents.trunc().mantissa_in_units()?).ok()
}

trait Units {
    fn mantissa_in_units(&self) -> Option<i128>;
}

impl Units for Decimal {
    fn mantissa_in_units(&self) -> Option<i128> {
        let whole = self.normalize();
        let factor = 10i128.checked_pow(whole.scale())?;
        Some(whole.mantissa() / factor)
    }
}

/// A share of an amount in basis points, rounded half away from zero.
pub fn share(cents: Cents, basis_points: i64) -> Cents {
    let product = i128::from(cents) * i128::from(basis_points);
    let half = if product < 0 { -5_000 } else { 5_000 };
    ((product + half) / 10_000) as Cents
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_read_exactly() {
        for (digits, cents) in [
            ("1", Some(100)),
            ("1.5", Some(150)),
            ("1500.25", Some(150_025)),
            ("1500.250", Some(150_025)),
            ("0.001", None),
            ("1e3", Some(100_000)),
            ("2147483647", Some(214_748_364_700)),
            ("-3.1", Some(-310)),
            ("abc", None),
        ] {
            assert_eq!(parse(digits), cents, "{digits}");
        }
    }

    #[test]
    fn amounts_are_written_as_the_samples_do() {
        assert_eq!(number(5_000), "50.0");
        assert_eq!(number(150_025), "1500.25");
        assert_eq!(number(-31), "-0.31");
        assert_eq!(string(9_000), "90.00");
        assert_eq!(share(9_999, 850), 850);
    }
}
