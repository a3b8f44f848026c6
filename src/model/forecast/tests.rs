use super::*;
use crate::ids::CustomerId;
use crate::money::Currency;
use crate::time::plus_days;
use proptest::prelude::*;

fn budget(kind: BudgetType, amount: &str, used: &str) -> Budget {
    Budget {
        customer: CustomerId::parse("c1").unwrap(),
        amount: Some(amount.parse().unwrap()),
        used: Some(used.parse().unwrap()),
        currency: Currency::usd(),
        kind: Some(kind),
    }
}

fn monthly(amount: &str, used: &str) -> Budget {
    budget(BudgetType::Monthly, amount, used)
}

fn one_time(amount: &str, used: &str) -> Budget {
    budget(BudgetType::Package, amount, used)
}

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn reading(at: Timestamp, used: &str) -> Reading {
    Reading { at, used: used.parse().unwrap() }
}

/// November 2026 in GMT+8.
const BEGIN: &str = "2026-10-31T16:00:00Z";
const RESET: &str = "2026-11-30T16:00:00Z";

fn in_november(budget: &Budget, now: &str) -> Result<Outlook, NoForecast> {
    let now = at(now);
    outlook(budget, counted_from(budget, reading(now, "0"), now).unwrap(), now)
}

#[test]
fn a_monthly_budget_never_runs_out_after_its_reset() {
    // 10 of 30 days have passed.
    let now = "2026-11-10T16:00:00Z";
    assert_eq!(in_november(&monthly("100", "50"), now), Ok(Outlook::RunsOut(at("2026-11-20T16:00:00Z"))));
    assert_eq!(in_november(&monthly("100", "33"), now), Ok(Outlook::LastsUntil(at(RESET))));
    assert_eq!(in_november(&monthly("100", "33.33"), now), Ok(Outlook::LastsUntil(at(RESET))));
    assert_eq!(
        in_november(&monthly("100", "33.34"), now).unwrap().runs_out_at().map(|at| at < self::at(RESET)),
        Some(true)
    );
    // Nearly no spending: further away than a forecast goes, but the reset comes first.
    assert_eq!(in_november(&monthly("100", "0.0001"), now), Ok(Outlook::LastsUntil(at(RESET))));
    assert_eq!(in_november(&monthly("100", "120"), now), Ok(Outlook::RunsOut(at(now))));
}

#[test]
fn next_month_is_told_apart() {
    let now = at("2026-11-10T16:00:00Z");
    let next = |used| {
        let budget = monthly("100", used);
        let from = counted_from(&budget, reading(now, "0"), now).unwrap();
        forecast(&budget, from, &[], now).unwrap().next_month
    };
    // 5 a day: 20 days of December. 3 a day: all of its 31 days. 3.3: less than 31.
    assert_eq!(next("50"), Some(Outlook::RunsOut(at("2026-12-20T16:00:00Z"))));
    assert_eq!(next("30"), Some(Outlook::LastsUntil(at("2026-12-31T16:00:00Z"))));
    assert!(matches!(next("33"), Some(Outlook::RunsOut(_))));
    let package = one_time("100", "50");
    assert_eq!(forecast(&package, reading(at(BEGIN), "0"), &[], now).unwrap().next_month, None);
}

#[test]
fn a_one_time_budget_has_no_reset() {
    let now = at("2026-11-10T16:00:00Z");
    let from = reading(at(BEGIN), "10");
    assert_eq!(outlook(&one_time("100", "20"), from, now), Ok(Outlook::RunsOut(at("2027-01-29T16:00:00Z"))));
    assert_eq!(outlook(&one_time("100", "10"), from, now), Err(NoForecast::NothingSpent));
    assert_eq!(outlook(&one_time("1000000", "10.01"), from, now), Err(NoForecast::TooFar));
}

#[test]
fn where_there_is_nothing_to_build_on_there_is_no_forecast() {
    for (budget, now, why) in [
        (monthly("0", "3"), "2026-11-10T16:00:00Z", NoForecast::NotSet),
        (monthly("100", "0"), "2026-11-10T16:00:00Z", NoForecast::NothingSpent),
        (monthly("100", "-4"), "2026-11-10T16:00:00Z", NoForecast::NothingSpent),
        // It may still be what was used last month.
        (monthly("100", "99"), "2026-11-01T15:59:59Z", NoForecast::JustReset),
        (one_time("100", "99"), "2026-11-10T16:00:00Z", NoForecast::TooEarly),
        (
            budget(BudgetType::Other("YEARLY".into()), "100", "5"),
            "2026-11-10T16:00:00Z",
            NoForecast::TooEarly,
        ),
    ] {
        assert_eq!(in_november(&budget, now), Err(why), "{now} {budget:?}");
    }
    let unknown = budget(BudgetType::Other("YEARLY".into()), "100", "5");
    let long_ago = reading(at(BEGIN), "0");
    assert_eq!(outlook(&unknown, long_ago, at("2026-11-10T16:00:00Z")), Err(NoForecast::UnknownType));
}

#[test]
fn an_expectation_ends_with_its_month() {
    let reset = at(RESET);
    assert_eq!(Outlook::LastsUntil(reset).still_at(plus_days(reset, -1)), Some(Outlook::LastsUntil(reset)));
    assert_eq!(Outlook::LastsUntil(reset).still_at(reset), None);
}

/// A day with so many readings, from its begin to 20 hours later.
fn day(number: i64, used: [&str; 2], readings: u32) -> BudgetDay {
    let begin = plus_days(at(BEGIN), number);
    let later = Timestamp::from_second(begin.as_second() + 72_000).unwrap();
    BudgetDay { first: reading(begin, used[0]), last: reading(later, used[1]), readings, amount: None }
}

#[test]
fn confidence_follows_from_number_span_and_spread() {
    let from = reading(at(BEGIN), "0");
    let even = |days: i64, each: u32| -> Vec<BudgetDay> {
        let used = |number: i64| (number * 10).to_string();
        (0..days).map(|number| day(number, [&used(number), &used(number + 1)], each)).collect()
    };
    let word = |days: &[BudgetDay]| Basis::of(from, days).confidence();
    assert_eq!(word(&[]), Confidence::Rough);
    assert_eq!(word(&even(1, 3)), Confidence::Rough, "three readings on one day");
    assert_eq!(word(&even(3, 24)), Confidence::Rough, "many, but in less than three days");
    assert_eq!(word(&even(4, 1)), Confidence::Fair);
    assert_eq!(word(&even(7, 24)), Confidence::Fair, "less than a week");
    assert_eq!(word(&even(8, 1)), Confidence::Good);
    let mut jump = even(12, 4);
    jump[11].last.used = "1000".parse().unwrap();
    assert_eq!(Basis::of(from, &jump).evenness(), Evenness::Jumps);
    assert_eq!(word(&jump), Confidence::Rough);
    // What was read before counting began is of another month.
    let before = Reading { at: plus_days(at(BEGIN), 10), used: "0".parse().unwrap() };
    assert_eq!(Basis::of(before, &even(12, 4)).readings, 8);
}

proptest! {
    #[test]
    fn a_monthly_forecast_lies_within_its_month(
        amount in 1i64..10_000_000, used in -1_000i64..20_000_000, second in 0i64..(30 * DAY_SECONDS),
    ) {
        let now = Timestamp::from_second(at(BEGIN).as_second() + second).unwrap();
        let read = Budget {
            amount: Some(Decimal::new(amount, 2)), used: Some(Decimal::new(used, 2)), ..monthly("1", "1")
        };
        let from = counted_from(&read, Reading { at: now, used: Decimal::ZERO }, now).unwrap();
        match outlook(&read, from, now) {
            Ok(Outlook::RunsOut(then)) => prop_assert!(then >= now && then < at(RESET)),
            Ok(Outlook::LastsUntil(then)) => prop_assert_eq!(then, at(RESET)),
            Err(why) => prop_assert!(matches!(why, NoForecast::JustReset | NoForecast::NothingSpent), "{:?}", why),
        }
    }

    /// More left, or less spent, never means an earlier end.
    #[test]
    fn spending_more_never_lasts_longer(
        amount in 1i64..1_000_000, used in 1i64..1_000_000, more in 1i64..1_000_000, hours in 1i64..10_000,
    ) {
        let from = reading(at(BEGIN), "0");
        let now = Timestamp::from_second(at(BEGIN).as_second() + hours * 3_600).unwrap();
        let of = |used| Budget { amount: Some(Decimal::from(amount)), used: Some(Decimal::from(used)), ..one_time("1", "1") };
        let end = |used| outlook(&of(used), from, now).ok().and_then(Outlook::runs_out_at);
        if let (Some(slow), Some(fast)) = (end(used), end(used + more)) {
            prop_assert!(fast <= slow, "{} {}", fast, slow);
        }
    }

    /// Zero when even, at most two, whatever was read; growing counts never weaken the word.
    #[test]
    fn spread_is_between_zero_and_two(steps in proptest::collection::vec(0u32..1_000, 2..40), each in 1u32..30) {
        let mut used = Decimal::ZERO;
        let days: Vec<BudgetDay> = steps.iter().zip(0..).map(|(step, number)| {
            let before = used;
            used += Decimal::from(*step);
            day(number, [&before.to_string(), &used.to_string()], each)
        }).collect();
        let basis = Basis::of(reading(at(BEGIN), "0"), &days);
        prop_assert_eq!(basis.spread.is_some(), used > Decimal::ZERO);
        if let Some(spread) = basis.spread {
            prop_assert!(spread >= Decimal::ZERO && spread <= Decimal::TWO, "{}", spread);
        }
        let more = Basis { readings: basis.readings + 1, span: basis.span + DAY_SECONDS, ..basis };
        prop_assert!(more.confidence() >= basis.confidence());
    }
}
