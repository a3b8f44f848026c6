//! From instants and amounts to places in a drawing. Whole numbers and decimals only, so that a chart shows
//! what the table beside it says.

use model::time::{DAY_SECONDS, Timestamp, day_begin};
use rust_decimal::Decimal;

/// Instants from left to right.
#[derive(Clone, Copy, Debug)]
pub(super) struct TimeScale {
    from: i64,
    until: i64,
    left: i64,
    width: i64,
}

impl TimeScale {
    /// An empty span is one second long.
    pub fn new(from: Timestamp, until: Timestamp, left: i64, width: i64) -> Self {
        let from = from.as_second();
        Self { from, until: until.as_second().max(from + 1), left, width }
    }

    /// The place of an instant; those outside are put at the edge.
    pub fn x(&self, at: Timestamp) -> i64 {
        let into = i128::from(at.as_second().clamp(self.from, self.until) - self.from);
        let place = into * i128::from(self.width) / i128::from(self.until - self.from);
        self.left + i64::try_from(place).unwrap_or_default()
    }

    /// Begins of days in GMT+8, as many as have room for their label.
    pub fn days(&self, most: i64) -> Vec<Timestamp> {
        let days = (self.until - self.from) / DAY_SECONDS + 1;
        let step = (days + most - 1).div_euclid(most).max(1);
        let begin = Timestamp::from_second(self.from).map_or(self.from, |at| day_begin(at).as_second());
        let places = (0..).map(|count| begin + count * step * DAY_SECONDS).take_while(|at| *at <= self.until);
        places.filter(|at| *at >= self.from).filter_map(|at| Timestamp::from_second(at).ok()).collect()
    }
}

/// Amounts from below to above.
#[derive(Clone, Copy, Debug)]
pub(super) struct AmountScale {
    low: Decimal,
    high: Decimal,
    step: Decimal,
    top: i64,
    height: i64,
}

impl AmountScale {
    /// Zero, and at least one step above it, are always part of it.
    pub fn new(amounts: impl Iterator<Item = Decimal> + Clone, top: i64, height: i64) -> Self {
        let low = amounts.clone().min().unwrap_or_default().min(Decimal::ZERO);
        let high = amounts.max().unwrap_or_default().max(Decimal::ZERO);
        let step = step(high.saturating_sub(low));
        let whole = |amount: Decimal, up: bool| {
            let steps = amount.checked_div(step).unwrap_or_default();
            if up { steps.ceil() } else { steps.floor() }.saturating_mul(step)
        };
        let high = whole(high, true).max(step);
        Self { low: whole(low, false), high, step, top, height }
    }

    /// The place of an amount.
    pub fn y(&self, amount: Decimal) -> Decimal {
        let below = self.high.saturating_sub(amount).saturating_mul(Decimal::from(self.height));
        let place = below.checked_div(self.high.saturating_sub(self.low)).unwrap_or_default();
        Decimal::from(self.top) + place.round_dp(1).clamp(Decimal::ZERO, Decimal::from(self.height))
    }

    /// The amounts to name at the edge, lowest first.
    pub fn ticks(&self) -> Vec<Decimal> {
        let all = std::iter::successors(Some(self.low), |amount| amount.checked_add(self.step));
        all.take_while(|amount| *amount <= self.high).take(12).collect()
    }
}

/// A round step, so that a range has five of them at most: 1, 2 or 5 and zeros.
fn step(range: Decimal) -> Decimal {
    let mut step = Decimal::new(1, 2);
    for factor in [Decimal::TWO, Decimal::new(25, 1), Decimal::TWO].into_iter().cycle().take(60) {
        if step.saturating_mul(Decimal::from(5)) >= range {
            break;
        }
        step = step.saturating_mul(factor);
    }
    step.normalize()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn amounts(texts: &[&str]) -> Vec<Decimal> {
        texts.iter().map(|text| text.parse().unwrap()).collect()
    }

    #[test]
    fn amounts_have_round_steps_and_zero_among_them() {
        for (shown, ticks) in [
            (&["4600.5", "812"][..], &["0", "1000", "2000", "3000", "4000", "5000"][..]),
            (&["-77.9", "100"], &["-100", "-50", "0", "50", "100"]),
            (&["0"], &["0.00", "0.01"]),
            (&["100"], &["0", "20", "40", "60", "80", "100"]),
        ] {
            let scale = AmountScale::new(amounts(shown).into_iter(), 0, 100);
            assert_eq!(scale.ticks(), amounts(ticks), "{shown:?}");
        }
    }

    #[test]
    fn instants_go_from_edge_to_edge() {
        let at = |second| Timestamp::from_second(second).unwrap();
        let scale = TimeScale::new(at(0), at(10 * DAY_SECONDS), 50, 500);
        assert_eq!(
            [scale.x(at(0)), scale.x(at(5 * DAY_SECONDS)), scale.x(at(10 * DAY_SECONDS))],
            [50, 300, 550]
        );
        assert_eq!([scale.x(at(-5)), scale.x(at(11 * DAY_SECONDS))], [50, 550], "nothing is drawn outside");
        let days = scale.days(4);
        assert!((2..=4).contains(&days.len()), "{days:?}");
        assert_eq!(TimeScale::new(at(7), at(7), 50, 500).x(at(7)), 50);
    }

    proptest! {
        #[test]
        fn every_amount_has_a_place_and_few_names(shown in proptest::collection::vec(-1_000_000_000i64..1_000_000_000_000, 1..9)) {
            let shown: Vec<Decimal> = shown.into_iter().map(|units| Decimal::new(units, 2)).collect();
            let scale = AmountScale::new(shown.iter().copied(), 10, 200);
            let ticks = scale.ticks();
            prop_assert!((2..=8).contains(&ticks.len()), "{:?}", ticks);
            prop_assert!(ticks.contains(&Decimal::ZERO));
            for amount in shown {
                prop_assert!((Decimal::from(10)..=Decimal::from(210)).contains(&scale.y(amount)));
                prop_assert!(ticks[0] <= amount && amount <= ticks[ticks.len() - 1]);
            }
        }
    }
}
