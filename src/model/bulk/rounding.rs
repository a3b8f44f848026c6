//! Raises by a percentage, rounded up.

use crate::money::Currency;
use rust_decimal::Decimal;

closed_enum! {
    /// What the result of a percentage is rounded up to.
    pub enum RoundUp {
        /// Not at all: a result with more decimals than the currency has is skipped.
        Exact = "exact",
        /// The smallest unit of the currency, such as a cent; two decimals at most.
        Cent = "cent",
        /// A whole unit.
        One = "1",
        /// A multiple of 10.
        Ten = "10",
        /// A multiple of 50.
        Fifty = "50",
    }
}

impl RoundUp {
    /// The next multiple at or above an amount; `None` where it leaves the range of a decimal.
    pub fn apply(self, amount: Decimal, currency: &Currency) -> Option<Decimal> {
        let step = match self {
            Self::Exact => return Some(amount),
            Self::Cent => Decimal::new(1, currency.decimals().min(2)),
            Self::One => Decimal::ONE,
            Self::Ten => Decimal::TEN,
            Self::Fifty => Decimal::from(50),
        };
        amount.checked_div(step)?.ceil().checked_mul(step).map(|rounded| rounded.normalize())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn rounds_up_to_what_was_chosen() {
        let (usd, yen) = (Currency::usd(), Currency::parse("JPY").unwrap());
        let rounded = |by: RoundUp, amount: &str, currency| {
            by.apply(amount.parse().unwrap(), currency).unwrap().to_string()
        };
        for (by, in_usd) in [
            (RoundUp::Exact, "1327.14125"),
            (RoundUp::Cent, "1327.15"),
            (RoundUp::One, "1328"),
            (RoundUp::Ten, "1330"),
            (RoundUp::Fifty, "1350"),
        ] {
            assert_eq!(rounded(by, "1327.14125", &usd), in_usd, "{by:?}");
        }
        assert_eq!(rounded(RoundUp::Cent, "1327.1", &yen), "1328");
        assert_eq!(rounded(RoundUp::Fifty, "1350", &usd), "1350", "what is round stays");
    }

    proptest! {
        #[test]
        fn never_down_and_by_less_than_a_step(units in 1i64..10_000_000_000_000, scale in 0u32..6) {
            let amount = Decimal::new(units, scale);
            for (by, step) in [(RoundUp::Cent, "0.01"), (RoundUp::One, "1"), (RoundUp::Ten, "10"), (RoundUp::Fifty, "50")] {
                let step: Decimal = step.parse().unwrap();
                let rounded = by.apply(amount, &Currency::usd()).unwrap();
                prop_assert!(rounded >= amount && rounded - amount < step, "{} {} {}", amount, rounded, step);
                prop_assert!((rounded % step).is_zero());
            }
        }
    }
}
