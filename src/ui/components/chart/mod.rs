//! Charts as SVG, drawn on the server: no script, in the colors of the theme, the same on paper. A chart
//! has a text that says what it shows, and its page has a table with the same numbers.

mod scale;

use crate::ui::format;
use leptos::prelude::*;
use model::money::{Currency, grouped};
use model::time::Timestamp;
use rust_decimal::Decimal;
use scale::{AmountScale, TimeScale};

/// The drawing, in its own units; it is scaled to its place.
const WIDTH: i64 = 720;
const HEIGHT: i64 = 300;
const LEFT: i64 = 100;
const RIGHT: i64 = 16;
const TOP: i64 = 40;
const BOTTOM: i64 = 34;
/// Days that are named below it, at most.
const DAYS: i64 = 6;

/// How a line is drawn, which is also what it means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineKind {
    /// What was read.
    Read,
    /// What is expected.
    Expected,
    /// What is assumed of the time before the first reading.
    Assumed,
}

impl LineKind {
    fn class(self) -> &'static str {
        match self {
            Self::Read => "line read",
            Self::Expected => "line expected",
            Self::Assumed => "line assumed",
        }
    }
}

/// A line of a chart.
#[derive(Clone, Debug)]
pub struct ChartLine {
    /// Its name in the legend.
    pub label: String,
    /// How it is drawn.
    pub kind: LineKind,
    /// Its points, from left to right.
    pub points: Vec<(Timestamp, Decimal)>,
}

/// An instant that is marked by an upright line.
#[derive(Clone, Debug)]
pub struct ChartMark {
    /// When, UTC.
    pub at: Timestamp,
    /// Its name, above the line.
    pub label: String,
    /// Whether money runs out there.
    pub risk: bool,
}

/// Amounts of one currency over time.
#[component]
pub fn TimeChart(
    /// What it shows, for who does not see it.
    #[prop(into)]
    summary: String,
    /// Of all its amounts.
    currency: Currency,
    lines: Vec<ChartLine>,
    #[prop(optional)] marks: Vec<ChartMark>,
    /// The left edge, UTC.
    from: Timestamp,
    /// The right edge, UTC.
    until: Timestamp,
) -> impl IntoView {
    let time = TimeScale::new(from, until, LEFT, WIDTH - LEFT - RIGHT);
    let amounts: Vec<Decimal> =
        lines.iter().flat_map(|line| &line.points).map(|(_, amount)| *amount).collect();
    let amount = AmountScale::new(amounts.iter().copied(), TOP, HEIGHT - TOP - BOTTOM);
    let legend = lines.iter().map(|line| legend(line.kind, line.label.clone())).collect_view();
    let unit = currency.to_string();
    view! {
        <figure class="chart">
            <figcaption>
                <ul class="legend">{legend}</ul>
            </figcaption>
            <svg viewBox=format!("0 0 {WIDTH} {HEIGHT}") role="img" aria-label=summary>
                <g class="grid">{levels(amount, &currency)}</g>
                <text class="unit" x="0" y="14">{unit}</text>
                <g class="days">{days(time)}</g>
                {lines.iter().map(|line| path(line, time, amount)).collect_view()}
                {marked(marks, time)}
            </svg>
        </figure>
    }
    .into_any()
}

fn legend(kind: LineKind, label: String) -> AnyView {
    view! {
        <li>
            <svg viewBox="0 0 28 8" aria-hidden="true">
                <path class=kind.class() d="M0 4H28"></path>
            </svg>
            {label}
        </li>
    }
    .into_any()
}

/// A line across at each round amount; zero is stronger.
fn levels(amount: AmountScale, currency: &Currency) -> Vec<AnyView> {
    let level = |tick: Decimal| {
        let y = amount.y(tick);
        let class = if tick.is_zero() { "zero" } else { "" };
        view! {
            <path class=class d=format!("M{LEFT} {y}H{}", WIDTH - RIGHT)></path>
            <text x=(LEFT - 8).to_string() y=(y + Decimal::from(5)).to_string() text-anchor="end">
                {named(tick, currency)}
            </text>
        }
        .into_any()
    };
    amount.ticks().into_iter().map(level).collect()
}

/// A round amount, without decimals where it has none.
fn named(tick: Decimal, currency: &Currency) -> String {
    let text = grouped(tick, currency);
    match text.split_once('.') {
        Some((whole, _)) if tick.is_integer() => whole.to_owned(),
        _ => text,
    }
}

fn days(time: TimeScale) -> Vec<AnyView> {
    let day = |at: Timestamp| {
        view! {
            <text x=time.x(at).to_string() y=(HEIGHT - 10).to_string() text-anchor="middle">
                {format::short_day(at)}
            </text>
        }
        .into_any()
    };
    time.days(DAYS).into_iter().map(day).collect()
}

fn path(line: &ChartLine, time: TimeScale, amount: AmountScale) -> AnyView {
    let place = |(at, value): &(Timestamp, Decimal)| format!("{} {}", time.x(*at), amount.y(*value));
    let places: Vec<String> = line.points.iter().map(place).collect();
    let d = format!("M{}", places.join("L"));
    let dots = line.points.iter().filter(|_| line.kind == LineKind::Read).map(|(at, value)| {
        view! { <circle cx=time.x(*at).to_string() cy=amount.y(*value).to_string() r="2.5"></circle> }
    });
    view! {
        <g class=line.kind.class()>
            <path d=d></path>
            {dots.collect_view()}
        </g>
    }
    .into_any()
}

/// Upright lines. Their names stand at two heights in turn, on the side with more room.
fn marked(marks: Vec<ChartMark>, time: TimeScale) -> Vec<AnyView> {
    let mark = |(index, mark): (i64, ChartMark)| {
        let x = time.x(mark.at);
        let y = 14 + 18 * (index % 2);
        let anchor = if x > (LEFT + WIDTH) / 2 { "end" } else { "start" };
        view! {
            <g class="mark" class:risk=mark.risk>
                <path d=format!("M{x} {}V{}", y + 5, HEIGHT - BOTTOM)></path>
                <text x=x.to_string() y=y.to_string() text-anchor=anchor>
                    {mark.label}
                </text>
            </g>
        }
        .into_any()
    };
    (0..).zip(marks).map(mark).collect()
}
