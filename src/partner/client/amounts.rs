//! Amounts of bills, which come in the main unit or in cents, with one currency for all rows.

use rust_decimal::Decimal;

use super::wire::{Fields, Unreadable};
use model::money::{Currency, Money};

/// The unit that an amount is written in (`measure_id`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unit {
    /// 1: dollars.
    Main,
    /// 3: cents.
    Cents,
}

impl Unit {
    /// The unit of an amount. An unknown one makes the amount unreadable.
    fn read(fields: &Fields<'_>, name: &str, otherwise: Self) -> Result<Self, Unreadable> {
        match fields.text(name).as_deref() {
            None => Ok(otherwise),
            Some("1") => Ok(Self::Main),
            Some("3") => Ok(Self::Cents),
            Some(_) => Err(Unreadable),
        }
    }
}

/// How the amounts of an object are read.
#[derive(Clone, Debug)]
pub(crate) struct Amounts {
    unit: Unit,
    currency: Currency,
}

impl Amounts {
    /// With the currency and the unit of the answer; the site's and `otherwise` where it names none.
    pub fn of(answer: &Fields<'_>, unit: &str, otherwise: Unit, site: &Currency) -> Result<Self, Unreadable> {
        let currency = answer.currency("currency")?.unwrap_or_else(|| site.clone());
        Ok(Self { unit: Unit::read(answer, unit, otherwise)?, currency })
    }

    /// With the unit of a row, where it names one.
    pub fn in_row(&self, row: &Fields<'_>, unit: &str) -> Result<Self, Unreadable> {
        Ok(Self { unit: Unit::read(row, unit, self.unit)?, currency: self.currency.clone() })
    }

    /// An amount under the first of these names that has one.
    pub fn get(&self, row: &Fields<'_>, names: &[&str]) -> Result<Option<Money>, Unreadable> {
        for name in names {
            if let Some(amount) = row.exact(name)? {
                let amount = match self.unit {
                    Unit::Main => amount,
                    Unit::Cents => from_cents(amount)?,
                };
                return Ok(Some(Money::new(amount, self.currency.clone())));
            }
        }
        Ok(None)
    }
}

/// Moves the point by two places; an amount without room for that is refused.
fn from_cents(cents: Decimal) -> Result<Decimal, Unreadable> {
    let scale = cents.scale() + 2;
    if scale > 28 {
        return Err(Unreadable);
    }
    Decimal::try_from_i128_with_scale(cents.mantissa(), scale).map_err(|_| Unreadable)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str) -> Result<Option<String>, Unreadable> {
        let fields = Fields::parse(json.as_bytes())?;
        let amounts = Amounts::of(&fields, "measure_id", Unit::Cents, &Currency::usd())?;
        Ok(amounts.get(&fields, &["new", "old"])?.map(|money| money.amount.to_string()))
    }

    #[test]
    fn cents_become_the_main_unit_without_rounding() {
        for (json, expected) in [
            (r#"{"new":12345}"#, Some("123.45")),
            (r#"{"new":-1.5,"measure_id":3}"#, Some("-0.015")),
            (r#"{"old":12.50,"measure_id":1}"#, Some("12.50")),
            (r#"{"new":1,"old":2,"measure_id":"1"}"#, Some("1")),
            (r#"{"measure_id":1}"#, None),
        ] {
            assert_eq!(read(json).unwrap().as_deref(), expected, "{json}");
        }
        for json in [
            r#"{"new":1,"measure_id":2}"#,
            r#"{"new":"much"}"#,
            r#"{"new":0.1234567890123456789012345678}"#,
            r#"{"new":1,"currency":"dollars"}"#,
        ] {
            assert_eq!(read(json), Err(Unreadable), "{json}");
        }
    }
}
