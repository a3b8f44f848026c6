//! How far a forecast can be trusted, in three words. The one place with the rule; it is tested on
//! months that customers of the simulator play (`tests/desk/budgets/forecast.rs`).

use super::readings::{BudgetDay, Reading};
use crate::time::DAY_SECONDS;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// What a forecast is built on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Basis {
    /// Number of readings of the used amount.
    pub readings: u32,
    /// Seconds from the first of them to the last.
    pub span: i64,
    /// How far spending was from an even pace: 0 is even, 2 is everything at one moment. `None` where
    /// nothing was spent between readings, or there are fewer than three instants to compare.
    pub spread: Option<Decimal>,
}

/// How far a forecast can be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Confidence {
    /// Few readings, a short time, or spending in jumps.
    Rough,
    /// Some days of readings. Seven of ten came true.
    Fair,
    /// A week and more of even spending. Nine of ten came true.
    Good,
}

/// How spending was spread over the time that was watched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Evenness {
    /// About the same each day.
    Even,
    /// More on some days than on others.
    Uneven,
    /// Mostly at a few moments.
    Jumps,
    /// Too few readings to say.
    Unknown,
}

impl Basis {
    /// What the readings since a counting began tell. Days before it are ignored.
    pub(super) fn of(from: Reading, days: &[BudgetDay]) -> Self {
        let days: Vec<&BudgetDay> = days.iter().filter(|day| day.first.at >= from.at).collect();
        let readings = days.iter().fold(0u32, |sum, day| sum.saturating_add(day.readings));
        let span = match (days.first(), days.last()) {
            (Some(first), Some(last)) => last.last.at.as_second() - first.first.at.as_second(),
            _ => 0,
        };
        let ends = days.iter().map(|day| day.last).filter(|reading| reading.at > from.at);
        let points: Vec<Reading> = std::iter::once(from).chain(ends).collect();
        Self { readings, span, spread: spread(&points) }
    }

    /// The word for it.
    pub fn confidence(&self) -> Confidence {
        let days = self.span / DAY_SECONDS;
        match self.evenness() {
            Evenness::Even if self.readings >= 8 && days >= 7 => Confidence::Good,
            Evenness::Even | Evenness::Uneven if self.readings >= 4 && days >= 3 => Confidence::Fair,
            _ => Confidence::Rough,
        }
    }

    /// How even spending was.
    pub fn evenness(&self) -> Evenness {
        match self.spread {
            None => Evenness::Unknown,
            Some(spread) if spread <= Decimal::new(35, 2) => Evenness::Even,
            Some(spread) if spread <= Decimal::new(80, 2) => Evenness::Uneven,
            Some(_) => Evenness::Jumps,
        }
    }
}

/// The sum of what each step differs from an even pace, by all that was spent.
fn spread(points: &[Reading]) -> Option<Decimal> {
    let (first, last) = (points.first()?, points.last()?);
    if points.len() < 3 {
        return None;
    }
    let total = last.used.checked_sub(first.used).filter(|total| *total > Decimal::ZERO)?;
    let seconds = last.at.as_second() - first.at.as_second();
    let mut off = Decimal::ZERO;
    for pair in points.windows(2) {
        let [before, after] = pair else { continue };
        let share = Decimal::from(after.at.as_second() - before.at.as_second());
        let even = total.checked_mul(share)?.checked_div(Decimal::from(seconds))?;
        let step = after.used.checked_sub(before.used)?;
        off = off.checked_add(step.checked_sub(even)?.abs())?;
    }
    Some(off.checked_div(total)?.round_dp(4))
}
