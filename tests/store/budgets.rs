//! Mirrored budgets: exact amounts, and the usage rate for the forecast.

use crate::builders::{at, budget, customer, customer_id, days, later, now};
use crate::support::{ALL, both};
use jiff::Timestamp;
use model::budgets::{Budget, BudgetType};
use model::customers::{Association, Customer};
use model::lists::{BudgetFilter, BudgetRow};
use partnerdesk::server::store::Store;

async fn read(store: &Store) -> BudgetRow {
    store.budget(&ALL, &customer_id("c1")).await.unwrap().unwrap()
}

fn package(amount: &str, used: &str) -> Budget {
    Budget { kind: Some(BudgetType::Package), ..budget("c1", amount, used) }
}

async fn forecast(store: &Store, told: Budget, at: Timestamp) -> Option<Timestamp> {
    store.upsert_budgets(&[told], at).await.unwrap();
    read(store).await.runs_out_at
}

#[tokio::test]
async fn a_one_time_budget_is_forecast_from_its_first_reading() {
    both(async |desk| {
        let store = &desk.store;
        store.upsert_customers(&[customer("c1", "One")], now()).await.unwrap();
        assert_eq!(forecast(store, package("100", "40"), now()).await, None, "one reading is no pace");
        // 10 in one day: 50 more take five days.
        assert_eq!(forecast(store, package("100", "50"), days(1)).await, Some(days(6)));
        // 20 in four days since the first reading.
        assert_eq!(forecast(store, package("100.00", "60"), days(4)).await, Some(days(12)));
        // A new amount: the rate is computed anew.
        assert_eq!(forecast(store, package("200", "60"), days(5)).await, None);
        assert_eq!(forecast(store, package("200", "130"), days(6)).await, Some(days(7)));
        // The used amount decreased: it is a new budget with the same amount.
        assert_eq!(forecast(store, package("200", "10"), days(7)).await, None);
        assert_eq!(forecast(store, package("200", "20"), days(8)).await, Some(days(26)));
        assert_eq!(
            forecast(store, package("200", "200"), days(9)).await,
            None,
            "used up: it does not run out any more"
        );
        // Another type.
        let monthly = Budget { kind: Some(BudgetType::Monthly), ..package("200", "100") };
        let half_way = at("2026-12-15T16:00:00Z");
        let month = [at("2026-11-30T16:00:00Z"), at("2026-12-30T16:00:00Z")];
        assert_eq!(half_way.as_second() - month[0].as_second(), month[1].as_second() - half_way.as_second());
        assert_eq!(forecast(store, monthly, half_way).await, Some(month[1]));
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
