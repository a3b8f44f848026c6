//! What is expected of a budget, in words: the day, next month apart, and how far it can be trusted.

use crate::tr;
use crate::ui::components::Section;
use crate::ui::format;
use crate::ui::pages::budgets::readings::Readings;
use leptos::prelude::*;
use model::budgets::{Budget, BudgetLevel};
use model::forecast::{Basis, BudgetDay, Confidence, Evenness, Forecast, NoForecast, Outlook};

/// The forecast, its chart and its readings. Nothing for a budget that was never set.
#[component]
pub fn ForecastSection(
    /// As it was read last.
    budget: Budget,
    /// The forecast, or why there is none.
    forecast: Result<Forecast, NoForecast>,
    /// Its readings, oldest first.
    days: Vec<BudgetDay>,
) -> impl IntoView {
    let exhausted = budget.level() == BudgetLevel::Exhausted;
    let lines = match &forecast {
        Err(NoForecast::NotSet) => return ().into_any(),
        Err(why) => vec![no_forecast(*why)],
        // What the page says above about a budget that is used up is no estimate.
        Ok(forecast) if exhausted => vec![rate(forecast)],
        Ok(forecast) => words(forecast),
    };
    let lines = lines.into_iter().map(|line| view! { <p>{line}</p> }).collect_view();
    view! {
        <Section title=tr!("budgets-forecast") id="forecast">
            <div class="forecast">{lines}</div>
            <Readings budget=budget forecast=forecast.ok().filter(|_| !exhausted) days=days />
        </Section>
    }
    .into_any()
}

fn words(forecast: &Forecast) -> Vec<String> {
    let first = match forecast.outlook {
        Outlook::RunsOut(at) => tr!("budgets-forecast-runs-out", day = format::day(at)),
        Outlook::LastsUntil(reset) => tr!("budgets-forecast-lasts", day = format::billing_instant(reset)),
    };
    let next = forecast.next_month.map(|next| match next {
        Outlook::RunsOut(at) => tr!("budgets-forecast-next-runs-out", day = format::day(at)),
        Outlook::LastsUntil(_) => tr!("budgets-forecast-next-lasts"),
    });
    let trust = confidence(&forecast.basis);
    [Some(first), next, Some(rate(forecast)), Some(trust)].into_iter().flatten().collect()
}

fn rate(forecast: &Forecast) -> String {
    let (amount, since) = (forecast.per_day.to_string(), format::day(forecast.since));
    tr!("budgets-forecast-rate", amount = amount, since = since)
}

/// "Rough estimate: 3 readings in 4 h, too few to see a pattern."
fn confidence(basis: &Basis) -> String {
    let (count, span) = (basis.readings, format::age(basis.span));
    let n = format::count(u64::from(count));
    let built = tr!("budgets-forecast-basis", count = count, n = n, span = span);
    let even = match basis.evenness() {
        Evenness::Even => tr!("budgets-forecast-even"),
        Evenness::Uneven => tr!("budgets-forecast-uneven"),
        Evenness::Jumps => tr!("budgets-forecast-jumps"),
        Evenness::Unknown => tr!("budgets-forecast-unknown"),
    };
    match basis.confidence() {
        Confidence::Good => tr!("budgets-forecast-good", basis = built, even = even),
        Confidence::Fair => tr!("budgets-forecast-fair", basis = built, even = even),
        Confidence::Rough => tr!("budgets-forecast-rough", basis = built, even = even),
    }
}

fn no_forecast(why: NoForecast) -> String {
    match why {
        NoForecast::NotSet | NoForecast::UnknownType => tr!("budgets-no-forecast-type"),
        NoForecast::JustReset => tr!("budgets-no-forecast-reset"),
        NoForecast::TooEarly => tr!("budgets-no-forecast-early"),
        NoForecast::NothingSpent => tr!("budgets-no-forecast-spent"),
        NoForecast::TooFar => tr!("budgets-no-forecast-far"),
    }
}
