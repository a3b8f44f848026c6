//! When a budget runs out, by the pace of spending so far. Every figure here is an estimate: the used
//! amount of the partner API is delayed by about ten minutes and approximate, and the zone of the
//! monthly reset is not documented (partner.yaml, x-domain-rules, budgets and month-boundary).

mod confidence;
mod readings;

pub use confidence::{Basis, Confidence, Evenness};
pub use readings::{BudgetDay, Reading};

use crate::budgets::{Budget, BudgetType};
use crate::money::Money;
use crate::time::{DAY_SECONDS, Timestamp, month_begin, next_month_begin};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// Seconds that a one-time budget has to be watched before there is a forecast.
const SHORTEST_WATCH: i64 = 3_600;
/// A forecast that is further away than so many seconds, about ten years, says nothing.
const FARTHEST: i64 = 3_650 * DAY_SECONDS;

/// What is expected of a budget at the pace so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Outlook {
    /// It is used up at this instant, UTC; now, if it is already.
    RunsOut(Timestamp),
    /// It lasts until it resets at this instant, UTC.
    LastsUntil(Timestamp),
}

impl Outlook {
    /// When it runs out, if it does.
    pub fn runs_out_at(self) -> Option<Timestamp> {
        match self {
            Self::RunsOut(at) => Some(at),
            Self::LastsUntil(_) => None,
        }
    }

    /// What is left of an expectation that was made from an older reading: nothing once its instant has
    /// passed, since what was read before a reset says nothing of the new month.
    pub fn still_at(self, now: Timestamp) -> Option<Self> {
        let (Self::RunsOut(at) | Self::LastsUntil(at)) = self;
        (at > now).then_some(self)
    }
}

/// Why there is no forecast.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum NoForecast {
    /// No budget is set.
    NotSet,
    /// Its type is not known, so neither is whether it resets.
    UnknownType,
    /// The month began less than a day ago: the used amount is late, and may still be last month's.
    JustReset,
    /// Watched for less than an hour.
    TooEarly,
    /// Nothing was spent since counting began.
    NothingSpent,
    /// It would last more than ten years.
    TooFar,
}

/// A forecast with what it is built on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Forecast {
    /// What is expected.
    pub outlook: Outlook,
    /// The same pace from the next reset on; `None` for budgets without a reset.
    pub next_month: Option<Outlook>,
    /// Spent in 24 hours on average.
    pub per_day: Money,
    /// Since when that is measured, UTC.
    pub since: Timestamp,
    /// The readings behind it.
    pub basis: Basis,
}

/// What the spending of a budget is counted from: for monthly budgets zero at the begin of the month,
/// for one-time ones the first reading since counting began.
pub fn counted_from(budget: &Budget, first: Reading, now: Timestamp) -> Option<Reading> {
    match budget.kind {
        Some(BudgetType::Monthly) => Some(Reading { at: month_begin(now)?, used: Decimal::ZERO }),
        _ => Some(first),
    }
}

/// What is expected of a budget that was read at `now`, if spending goes on as since `from`.
///
/// # Errors
/// [`NoForecast`] where there is nothing to build on.
pub fn outlook(budget: &Budget, from: Reading, now: Timestamp) -> Result<Outlook, NoForecast> {
    let remaining = budget.remaining().ok_or(NoForecast::NotSet)?.amount;
    if remaining <= Decimal::ZERO {
        return Ok(Outlook::RunsOut(now));
    }
    let pace = Pace::of(budget, from, now)?;
    let runs_out = pace.spends(remaining).and_then(|wait| after(now, wait));
    match (reset(budget, now)?, runs_out) {
        (Some(reset), Some(at)) if at < reset => Ok(Outlook::RunsOut(at)),
        (Some(reset), _) => Ok(Outlook::LastsUntil(reset)),
        (None, Some(at)) => Ok(Outlook::RunsOut(at)),
        (None, None) => Err(NoForecast::TooFar),
    }
}

/// The forecast of a budget that was read at `now`, from its readings, oldest first. Readings from
/// before `from` belong to an earlier counting and are not used.
///
/// # Errors
/// [`NoForecast`] where there is nothing to build on.
pub fn forecast(
    budget: &Budget,
    from: Reading,
    days: &[BudgetDay],
    now: Timestamp,
) -> Result<Forecast, NoForecast> {
    let outlook = outlook(budget, from, now)?;
    let pace = Pace::of(budget, from, now)?;
    let per_day = pace.per_day().unwrap_or_default().round_dp(budget.currency.decimals());
    let next_month = match (reset(budget, now)?, budget.amount) {
        (Some(reset), Some(amount)) => pace.month_after(reset, amount),
        _ => None,
    };
    Ok(Forecast {
        outlook,
        next_month,
        per_day: Money::new(per_day, budget.currency.clone()),
        since: from.at,
        basis: Basis::of(from, days),
    })
}

/// When the budget resets next, as of `now`; `None` for one-time budgets.
fn reset(budget: &Budget, now: Timestamp) -> Result<Option<Timestamp>, NoForecast> {
    match budget.kind {
        Some(BudgetType::Monthly) => Ok(next_month_begin(now)),
        Some(BudgetType::Package) => Ok(None),
        _ => Err(NoForecast::UnknownType),
    }
}

/// An amount spent in a number of seconds, both above zero.
#[derive(Clone, Copy, Debug)]
struct Pace {
    spent: Decimal,
    seconds: i64,
}

impl Pace {
    fn of(budget: &Budget, from: Reading, now: Timestamp) -> Result<Self, NoForecast> {
        let seconds = now.as_second() - from.at.as_second();
        let spent = budget.used.unwrap_or_default().checked_sub(from.used).ok_or(NoForecast::TooFar)?;
        match budget.kind {
            Some(BudgetType::Monthly) if seconds < DAY_SECONDS => Err(NoForecast::JustReset),
            _ if seconds < SHORTEST_WATCH => Err(NoForecast::TooEarly),
            _ if spent <= Decimal::ZERO => Err(NoForecast::NothingSpent),
            _ => Ok(Self { spent, seconds }),
        }
    }

    /// In how many seconds so much is spent; `None` beyond [`FARTHEST`].
    fn spends(self, amount: Decimal) -> Option<i64> {
        let wait = amount.checked_mul(Decimal::from(self.seconds))?.checked_div(self.spent)?;
        i64::try_from(wait.trunc()).ok().filter(|wait| *wait <= FARTHEST)
    }

    fn per_day(self) -> Option<Decimal> {
        self.spent.checked_mul(Decimal::from(DAY_SECONDS))?.checked_div(Decimal::from(self.seconds))
    }

    /// What this pace makes of a whole amount in the month that begins at a reset.
    fn month_after(self, reset: Timestamp, amount: Decimal) -> Option<Outlook> {
        let end = next_month_begin(reset)?;
        let runs_out = self.spends(amount).and_then(|wait| after(reset, wait)).filter(|at| *at < end);
        Some(runs_out.map_or(Outlook::LastsUntil(end), Outlook::RunsOut))
    }
}

fn after(at: Timestamp, seconds: i64) -> Option<Timestamp> {
    Timestamp::from_second(at.as_second().checked_add(seconds)?).ok()
}

#[cfg(test)]
mod tests;
