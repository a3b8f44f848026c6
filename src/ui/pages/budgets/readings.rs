//! The burn-down of a budget: what remained at each reading, where that leads, and the same numbers as a
//! table.

use crate::tr;
use crate::ui::components::chart::{ChartLine, ChartMark, LineKind, TimeChart};
use crate::ui::components::{Amount, Column, Instant, MaybeAmount, Row, Table};
use crate::ui::format;
use leptos::prelude::*;
use model::budgets::{Budget, BudgetType};
use model::forecast::{BudgetDay, Forecast, Outlook, Reading};
use model::money::Money;
use model::time::{DAY_SECONDS, Timestamp, month_begin, next_month_begin};
use rust_decimal::Decimal;

/// Days of readings in the table: those of a month.
const ROWS: usize = 31;
/// How many times as long as it was watched a one-time budget is drawn ahead, at most.
const AHEAD: i64 = 3;

/// The chart and the table; nothing where there is no reading.
#[component]
pub fn Readings(
    budget: Budget,
    /// `None` where there is none.
    forecast: Option<Forecast>,
    /// Oldest first.
    days: Vec<BudgetDay>,
) -> impl IntoView {
    let Some(burn) = BurnDown::of(&budget, forecast.as_ref(), &days) else { return ().into_any() };
    let rows = days.iter().rev().take(ROWS).map(|day| row(day, &budget)).collect();
    let columns = vec![
        Column::text("at", tr!("budgets-reading-at")).lead(),
        Column::number("used", tr!("budgets-used")),
        Column::number("left", tr!("budgets-left")),
    ];
    view! {
        <div class="burn-down">
            <TimeChart
                summary=tr!("budgets-chart", from = format::day(burn.from), until = format::day(burn.until))
                currency=budget.currency.clone()
                lines=burn.lines
                marks=burn.marks
                from=burn.from
                until=burn.until
            />
            <div class="readings">
                <Table caption=tr!("budgets-readings") columns=columns rows=rows />
            </div>
        </div>
    }
    .into_any()
}

/// The last reading of a day.
fn row(day: &BudgetDay, budget: &Budget) -> Row {
    let money = |amount: Decimal| Money::new(amount, budget.currency.clone());
    Row::new(vec![
        view! { <Instant at=day.last.at /> }.into_any(),
        view! { <Amount money=money(day.last.used) /> }.into_any(),
        view! { <MaybeAmount money=remaining(day.amount, day.last).map(money) /> }.into_any(),
    ])
}

fn remaining(amount: Option<Decimal>, reading: Reading) -> Option<Decimal> {
    amount?.checked_sub(reading.used)
}

/// What the chart draws.
struct BurnDown {
    lines: Vec<ChartLine>,
    marks: Vec<ChartMark>,
    from: Timestamp,
    until: Timestamp,
}

impl BurnDown {
    fn of(budget: &Budget, forecast: Option<&Forecast>, days: &[BudgetDay]) -> Option<Self> {
        let read: Vec<(Timestamp, Decimal)> = days.iter().flat_map(points).collect();
        let (first, last) = (*read.first()?, *read.last()?);
        let monthly = budget.kind == Some(BudgetType::Monthly);
        let month = month_begin(last.0).filter(|_| monthly);
        let reset = next_month_begin(last.0).filter(|_| monthly);
        let from = month.unwrap_or(first.0);
        let expected = forecast.and_then(|forecast| expected(forecast, from, last));
        let until = reset.or(expected.map(|(at, _)| at)).unwrap_or(last.0);
        // Used is zero at the begin of a month.
        let assumed = month.zip(days.first().and_then(|day| day.amount)).map(|begin| vec![begin, first]);
        let line = |label, kind, points| ChartLine { label, kind, points };
        let lines = [
            assumed.map(|points| line(tr!("budgets-chart-assumed"), LineKind::Assumed, points)),
            Some(line(tr!("budgets-chart-read"), LineKind::Read, read)),
            expected.map(|end| line(tr!("budgets-chart-expected"), LineKind::Expected, vec![last, end])),
        ];
        let mark = |at, label, risk| ChartMark { at, label, risk };
        let runs_out = forecast.and_then(|forecast| forecast.outlook.runs_out_at());
        let runs_out = runs_out.filter(|at| *at > last.0 && *at <= until);
        let marks = [
            Some(mark(last.0, tr!("budgets-chart-last"), false)),
            runs_out.map(|at| mark(at, tr!("budgets-chart-runs-out"), true)),
            reset.map(|at| mark(at, tr!("budgets-chart-reset"), false)),
        ];
        Some(Self {
            lines: lines.into_iter().flatten().collect(),
            marks: marks.into_iter().flatten().collect(),
            from,
            until,
        })
    }
}

/// The first and the last reading of a day, where they are two.
fn points(day: &BudgetDay) -> Vec<(Timestamp, Decimal)> {
    let both = [day.first, day.last].into_iter().skip(usize::from(day.first == day.last));
    both.filter_map(|reading| Some((reading.at, remaining(day.amount, reading)?))).collect()
}

/// Where the line of the forecast ends: at zero, at the reset, or as far ahead as is drawn.
fn expected(
    forecast: &Forecast,
    from: Timestamp,
    (last, left): (Timestamp, Decimal),
) -> Option<(Timestamp, Decimal)> {
    let (Outlook::RunsOut(end) | Outlook::LastsUntil(end)) = forecast.outlook;
    let watched = (last.as_second() - from.as_second()).max(DAY_SECONDS);
    let seconds = (end.as_second() - last.as_second()).min(watched * AHEAD);
    if seconds <= 0 {
        return None;
    }
    let spent = forecast
        .per_day
        .amount
        .checked_mul(Decimal::from(seconds))?
        .checked_div(Decimal::from(DAY_SECONDS))?;
    let there = Timestamp::from_second(last.as_second() + seconds).ok()?;
    Some((there, left.checked_sub(spent)?.max(Decimal::ZERO.min(left))))
}
