//! Mirrored budgets: exact amounts, and the usage rate for the forecast.

use crate::builders::{at, budget, customer, customer_id, days, later, now};
use crate::support::{ALL, both};
use jiff::Timestamp;
use model::budgets::{Budget, BudgetType};
use model::customers::{Association, Customer};
use model::forecast::Outlook;
use model::lists::{BudgetFilter, BudgetRow};
use partnerdesk::server::store::Store;

async fn read(store: &Store) -> BudgetRow {
    store.budget(&ALL, &customer_id("c1")).await.unwrap().unwrap()
}

fn package(amount: &str, used: &str) -> Budget {
    Budget { kind: Some(BudgetType::Package), ..budget("c1", amount, used) }
}

fn monthly(amount: &str, used: &str) -> Budget {
    Budget { kind: Some(BudgetType::Monthly), ..package(amount, used) }
}

/// What is expected after another reading.
async fn outlook(store: &Store, told: Budget, at: Timestamp) -> Option<Outlook> {
    store.upsert_budgets(&[told], at).await.unwrap();
    read(store).await.outlook
}

#[tokio::test]
async fn a_one_time_budget_is_forecast_from_its_first_reading() {
    both(async |desk| {
        let store = &desk.store;
        let runs_out = |day: i64| Some(Outlook::RunsOut(days(day)));
        store.upsert_customers(&[customer("c1", "One")], now()).await.unwrap();
        assert_eq!(outlook(store, package("100", "40"), now()).await, None, "one reading is no pace");
        // 10 in one day: 50 more take five days.
        assert_eq!(outlook(store, package("100", "50"), days(1)).await, runs_out(6));
        // 20 in four days since the first reading.
        assert_eq!(outlook(store, package("100.00", "60"), days(4)).await, runs_out(12));
        // A raise leaves what was spent as it is: 20 in five days, and 140 more.
        assert_eq!(outlook(store, package("200", "60"), days(5)).await, runs_out(40));
        // The used amount decreased: it is a new budget with the same amount.
        assert_eq!(outlook(store, package("200", "10"), days(7)).await, None);
        assert_eq!(outlook(store, package("200", "20"), days(8)).await, runs_out(26));
        let out = outlook(store, package("200", "200"), days(9)).await;
        assert_eq!(out, None, "used up: it does not run out any more");
    })
    .await;
}

#[tokio::test]
async fn a_monthly_budget_lasts_until_its_reset_at_most() {
    both(async |desk| {
        let store = &desk.store;
        store.upsert_customers(&[customer("c1", "One")], now()).await.unwrap();
        assert_eq!(outlook(store, package("200", "150"), at("2026-12-10T08:00:00Z")).await, None);
        // Half of the time from the begin of December to this instant.
        let half_way = at("2026-12-15T16:00:00Z");
        let end = Outlook::RunsOut(at("2026-12-30T16:00:00Z"));
        assert_eq!(outlook(store, monthly("200", "100"), half_way).await, Some(end));
        let reset = Outlook::LastsUntil(at("2026-12-31T16:00:00Z"));
        assert_eq!(outlook(store, monthly("200", "90"), half_way).await, Some(reset));
        // In the new month the used amount may be last month's for a while; then it is counted anew.
        assert_eq!(outlook(store, monthly("200", "190"), at("2026-12-31T16:05:00Z")).await, None);
        let reset = Outlook::LastsUntil(at("2027-01-31T16:00:00Z"));
        assert_eq!(outlook(store, monthly("200", "5"), at("2027-01-01T16:00:00Z")).await, Some(reset));
    })
    .await;
}

#[tokio::test]
async fn readings_are_kept_by_day_and_not_mixed() {
    both(async |desk| {
        let store = &desk.store;
        store.upsert_customers(&[customer("c1", "One")], now()).await.unwrap();
        let used = async || -> Vec<(String, String, u32)> {
            let days = store.budget_history(&ALL, &customer_id("c1")).await.unwrap().unwrap().days;
            days.iter()
                .map(|day| (day.first.used.to_string(), day.last.used.to_string(), day.readings))
                .collect()
        };
        let row = |first: &str, last: &str, readings| (first.to_owned(), last.to_owned(), readings);
        let put = async |budget: Budget, when: &str| {
            store.upsert_budgets(&[budget], at(when)).await.unwrap();
        };
        // Two days in GMT+8, one in UTC.
        put(package("100", "1"), "2026-11-23T08:00:00Z").await;
        put(package("100", "2.50"), "2026-11-23T15:59:59Z").await;
        put(package("100", "3"), "2026-11-23T16:00:00Z").await;
        put(package("150", "3"), "2026-11-23T17:00:00Z").await;
        assert_eq!(used().await, [row("1", "2.50", 2), row("3", "3", 2)]);
        // Another type is another counting, from the middle of a day on.
        put(monthly("150", "40"), "2026-11-23T18:00:00Z").await;
        assert_eq!(used().await, [row("40", "40", 1)]);
        put(monthly("150", "50"), "2026-11-30T15:00:00Z").await;
        assert_eq!(used().await, [row("40", "40", 1), row("50", "50", 1)]);
        // The reset comes later than expected: what was read before it is of the old month.
        put(monthly("150", "50"), "2026-11-30T16:10:00Z").await;
        put(monthly("150", "0.5"), "2026-11-30T23:00:00Z").await;
        put(monthly("150", "0.6"), "2026-11-30T23:30:00Z").await;
        assert_eq!(used().await, [row("0.5", "0.6", 2)]);
        assert_eq!(store.delete_budget_days_before(at("2026-11-30T15:59:59Z")).await.unwrap(), 3);
        assert_eq!(used().await, [row("0.5", "0.6", 2)]);
        let nobody = store.budget_history(&ALL, &customer_id("c2")).await.unwrap();
        assert_eq!(nobody, None);
    })
    .await;
}

#[tokio::test]
async fn amounts_keep_their_digits_and_an_older_answer_does_not_overwrite() {
    both(async |desk| {
        let store = &desk.store;
        store.upsert_customers(&[customer("c1", "One")], now()).await.unwrap();
        let told = package("1500.50", "0.00040000");
        store.upsert_budgets(&[told.clone(), budget("stranger", "1", "1")], later(5)).await.unwrap();
        store.upsert_budgets(&[package("9", "9")], later(4)).await.unwrap();
        let row = read(store).await;
        assert_eq!((row.budget.clone(), row.read_at), (told, later(5)));
        assert_eq!(row.budget.used.unwrap().to_string(), "0.00040000");
        assert_eq!(row.budget.amount.unwrap().to_string(), "1500.50");
        let nothing = Budget {
            amount: None,
            used: None,
            kind: Some(BudgetType::Other("YEARLY".into())),
            ..package("1", "1")
        };
        store.upsert_budgets(std::slice::from_ref(&nothing), later(6)).await.unwrap();
        assert_eq!(read(store).await.budget, nothing);
        assert_eq!(store.list_budgets(&ALL, &BudgetFilter::default()).await.unwrap().total, 1);
    })
    .await;
}

#[tokio::test]
async fn only_resale_customers_have_one() {
    both(async |desk| {
        let store = &desk.store;
        let referral = Customer { association: Some(Association::Referral), ..customer("c1", "One") };
        store.upsert_customers(std::slice::from_ref(&referral), now()).await.unwrap();
        store.upsert_budgets(&[budget("c1", "100", "100")], now()).await.unwrap();
        assert_eq!(store.budget(&ALL, &customer_id("c1")).await.unwrap(), None);
        let resale = Customer { association: Some(Association::Resale), ..referral };
        store.upsert_customers(&[resale], later(1)).await.unwrap();
        assert_eq!(read(store).await.budget, budget("c1", "100", "100"));
    })
    .await;
}
