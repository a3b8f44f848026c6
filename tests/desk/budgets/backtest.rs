//! Forecasts played back: customers of the simulator spend for months, in even usage and in orders that
//! somebody pays, and each forecast is compared with what came of it. This is where the words "9 of 10"
//! and "7 of 10" on the page come from: on 1 December 2026 it was 98 and 91 of 100.

use crate::harness::TestDesk;
use model::budgets::{Budget, BudgetAmount, BudgetType};
use model::customers::Customer;
use model::forecast::{Confidence, Outlook, counted_from, forecast};
use model::time::{DAY_SECONDS, Timestamp};
use partnerdesk::server::service::mirror::Part;
use partnerdesk::server::store::Scope;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// Hours between two readings.
const STEP: i64 = 8;
/// Days that are played.
const DAYS: i64 = 100;

/// One customer's readings and forecasts.
struct Played {
    customer: Customer,
    /// How willing it is to place orders: 0 never, 3 often.
    orders: u64,
    readings: Vec<(Timestamp, Budget)>,
    forecasts: Vec<(Timestamp, Outlook, Confidence)>,
}

/// Numbers that are the same in each run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }
}

#[tokio::test]
async fn the_words_of_confidence_come_true() {
    let desk = TestDesk::of(90, 20, |_| {}).await;
    desk.read_customers().await;
    desk.read(Part::Budgets).await;
    let mut customers = desk.healthy_customers().await;
    customers.retain(|customer| customer.reseller.is_none());
    let mut played: Vec<Played> = (0..)
        .zip(customers)
        .map(|(index, customer)| Played {
            customer,
            orders: index % 4,
            readings: Vec::new(),
            forecasts: Vec::new(),
        })
        .collect();
    assert!(played.len() >= 15, "{}", played.len());
    let mut chance = Chance(7);
    for step in 0..(DAYS * 24 / STEP) {
        desk.advance_all_clocks(u64::try_from(STEP * 3_600).unwrap()).await;
        desk.read(Part::Budgets).await;
        for one in &mut played {
            read(&desk, one, step % 3 == 0).await;
            if step == 6 {
                fit(&desk, one, &mut chance).await;
            } else if step > 6 && one.orders > 0 && chance.below(3 * 24 / one.orders) == 0 {
                buy(&desk, one, &mut chance).await;
            }
        }
    }
    let mut tally: BTreeMap<Confidence, (u32, u32)> = BTreeMap::new();
    let mut ran_out = 0;
    for (confidence, outlook, right) in played.iter().flat_map(outcomes) {
        let (all, good) = tally.entry(confidence).or_default();
        *all += 1;
        *good += u32::from(right);
        ran_out += u32::from(outlook.runs_out_at().is_some());
    }
    println!("{tally:?}, of which {ran_out} were run-outs");
    let rate = |word| {
        let (all, good) = tally[&word];
        assert!(all >= 100, "{word:?}: {tally:?}");
        f64::from(good) / f64::from(all)
    };
    assert!(ran_out >= 100, "{ran_out}");
    assert!(rate(Confidence::Good) >= 0.9, "{tally:?}");
    assert!(rate(Confidence::Fair) >= 0.7, "{tally:?}");
}

/// Keeps the reading, and once a day the forecast.
async fn read(desk: &TestDesk, one: &mut Played, forecasts: bool) {
    let id = &one.customer.id;
    let row = desk.desk.store.budget(&Scope::All, id).await.unwrap().unwrap();
    one.readings.push((row.read_at, row.budget.clone()));
    if !forecasts || row.budget.remaining().is_none_or(|left| left.amount <= Decimal::ZERO) {
        return;
    }
    let history = desk.desk.store.budget_history(&Scope::All, id).await.unwrap().unwrap();
    let from = counted_from(&row.budget, history.first, row.read_at).unwrap();
    if let Ok(forecast) = forecast(&row.budget, from, &history.days, row.read_at) {
        assert_eq!(row.outlook, Some(forecast.outlook), "list and page say the same");
        one.forecasts.push((row.read_at, forecast.outlook, forecast.basis.confidence()));
    }
}

/// Sets a budget that is used up after 15 to 74 days at the pace of the first two days.
async fn fit(desk: &TestDesk, one: &mut Played, chance: &mut Chance) {
    let ((first, before), (last, now)) = (one.readings.first().unwrap(), one.readings.last().unwrap());
    let days = Decimal::from(last.as_second() - first.as_second()) / Decimal::from(DAY_SECONDS);
    let spent = (now.used.unwrap() - before.used.unwrap()).max(Decimal::ONE);
    let wanted = spent / days * Decimal::from(15 + chance.below(60));
    let kind = now.kind.clone().unwrap();
    let used = if kind == BudgetType::Package { now.used.unwrap() } else { Decimal::ZERO };
    let order = partner::SetBudget {
        customer: one.customer.id.clone(),
        reseller: one.customer.reseller.clone(),
        amount: BudgetAmount::try_from((used + wanted).max(Decimal::TEN).round_dp(2)).unwrap(),
        kind,
        freeze: None,
        lift_freeze: false,
    };
    desk.desk.partner.set_budget(&order).await.unwrap();
    one.readings.clear();
    one.forecasts.clear();
}

/// Pays an order of up to two days' spending.
async fn buy(desk: &TestDesk, one: &Played, chance: &mut Chance) {
    let Some((_, budget)) = one.readings.last() else { return };
    let part = budget.amount.unwrap() / Decimal::from(30 + chance.below(90));
    let amount: u32 = part.trunc().try_into().unwrap_or_default();
    let order = desk.unpaid_order(&one.customer, amount.max(1)).await;
    // Refused where the budget does not cover it: then it is not spent.
    desk.desk.partner.pay(&one.customer.id, &order).await.ok();
}

/// Whether each forecast came true, as far as it was played.
fn outcomes(one: &Played) -> Vec<(Confidence, Outlook, bool)> {
    let end = one.readings.last().unwrap().0;
    let judged = one.forecasts.iter().filter_map(|(made, outlook, confidence)| {
        let month_end = model::time::next_month_begin(*made).unwrap();
        let later = one.readings.iter().filter(|(at, _)| at > made);
        let counted =
            later.take_while(|(at, budget)| budget.kind == Some(BudgetType::Package) || *at < month_end);
        let mut used_up = counted.filter(|(_, budget)| budget.remaining().unwrap().amount <= Decimal::ZERO);
        let ran_out = used_up.next().map(|(at, _)| *at);
        let right = match outlook {
            Outlook::LastsUntil(reset) if *reset > end => return None,
            Outlook::LastsUntil(_) => ran_out.is_none(),
            Outlook::RunsOut(expected) => {
                let wait = expected.as_second() - made.as_second();
                let share = if *confidence == Confidence::Good { 4 } else { 2 };
                let tolerance = (wait / share).max(DAY_SECONDS) + STEP * 3_600;
                match ran_out {
                    Some(at) => (at.as_second() - expected.as_second()).abs() <= tolerance,
                    None if expected.as_second() + tolerance > end.as_second() => return None,
                    None => false,
                }
            }
        };
        Some((*confidence, *outlook, right))
    });
    judged.collect()
}
