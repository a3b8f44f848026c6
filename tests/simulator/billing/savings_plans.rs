//! Savings plans in records, summaries, costs, orders, files and coupons; goods of KooGallery.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use simulator::{Destination, Options};

use crate::answer::cents;
use crate::billing::records::{Customer, customer, get, sum};
use crate::client::{Sim, options};
use crate::files::{deliver, unpack};

const FEES: &str = "/v2/bills/customer-bills/res-fee-records";
const DETAILS: &str = "/v2/bills/customer-bills/res-records/query";

/// The fee records of the two months before the start that match a filter.
async fn fees(sim: &Sim, of: &Customer, filter: &str) -> Vec<Value> {
    let mut all = Vec::new();
    for month in ["2026-01", "2026-02"] {
        let target = format!("{FEES}?cycle={month}&limit=1000{filter}");
        let page = get(sim, &of.auth, &target).await.expect(200).json();
        all.extend(page["fee_records"].as_array().unwrap().clone());
    }
    all
}

#[tokio::test]
async fn a_plan_is_bought_charged_by_the_hour_and_covers_usage() {
    let sim = Sim::start().await;
    let of = customer(&sim, "musica-cafe").await;
    let all = fees(&sim, &of, "&charge_mode=11").await;
    let types: BTreeSet<i64> = all.iter().map(|row| row["bill_type"].as_i64().unwrap()).collect();
    assert_eq!(types, [1, 5, 23].into());

    let bought: Vec<&Value> = all.iter().filter(|row| row["bill_type"] == 1).collect();
    assert_eq!(bought.len(), 1);
    assert!(cents(&bought[0]["amount"]) > 0 && bought[0]["period_num"] == 1);
    let order = bought[0]["order_id"].as_str().unwrap();
    let order = sim.order(&of.auth, order).await;
    assert_eq!(order["service_type_code"], bought[0]["cloud_service_type"]);
    assert_eq!(order["amount_after_discount"], bought[0]["amount"]);

    let plan = bought[0]["resource_id"].as_str().unwrap();
    let hourly: Vec<&Value> = all.iter().filter(|row| row["bill_type"] == 5).collect();
    assert!(hourly.iter().all(|row| row["resource_id"] == plan && row["order_id"] == ""));
    assert!(hourly.iter().all(|row| cents(&row["amount"]) > 0));

    let covered = fees(&sim, &of, "&bill_type=23").await;
    assert_eq!(covered.len(), all.len() - hourly.len() - 1);
    for row in &covered {
        assert_eq!((&row["charge_mode"], cents(&row["amount"])), (&json!("11"), 0));
        assert_eq!(row["official_amount"], row["discount_amount"]);
        assert!(row["usage"].is_number() && cents(&row["official_amount"]) > 0);
    }
    let without = fees(&sim, &of, "&bill_type=23&include_zero_record=false").await;
    assert!(without.is_empty());
    let ids: BTreeSet<&str> = all.iter().map(|row| row["id"].as_str().unwrap()).collect();
    assert_eq!(ids.len(), all.len());

    let body = json!({"resource_ids": [plan], "unsubscribe_type": 1});
    let path = "/v2/orders/subscriptions/resources/unsubscribe";
    sim.call(&of.auth, "POST", path, body).await.refused(400, "CBC.30000053");
}

#[tokio::test]
async fn every_view_of_a_month_tells_the_plan_apart() {
    let sim = Sim::start().await;
    let of = customer(&sim, "musica-cafe").await;
    let target = format!("{FEES}?cycle=2026-02&limit=1000&charge_mode=11");
    let fees = get(&sim, &of.auth, &target).await.expect(200).json();
    let expected = sum(fees["fee_records"].as_array().unwrap(), "amount");
    for grain in 1..=3 {
        let body = json!({"cycle": "2026-02", "charge_mode": 11, "statistic_type": grain, "limit": 1000});
        let found = sim.call(&of.auth, "POST", DETAILS, body).await.expect(200).json();
        let rows = found["monthly_records"].as_array().unwrap();
        assert_eq!(sum(rows, "consume_amount"), expected);
        let of_plan = rows.iter().filter(|row| row["payment_type"] == "PARTIAL_UPFRONT").count();
        let covered = rows.iter().filter(|row| row["bill_type"] == 23).count();
        assert!(of_plan > 0 && of_plan + covered == rows.len());
    }
    let target = "/v2/bills/customer-bills/monthly-sum?bill_cycle=2026-02&limit=1000";
    let month = get(&sim, &of.auth, target).await.expect(200).json();
    let rows = month["bill_sums"].as_array().unwrap().iter().filter(|row| row["charging_mode"] == 11);
    let rows: Vec<Value> = rows.cloned().collect();
    assert_eq!(sum(&rows, "consume_amount"), expected);
    let body = json!({"time_condition": {"time_measure_id": 2, "begin_time": "2026-02", "end_time": "2026-02"},
        "groupby": [{"type": "dimension", "key": "CHARGING_MODE"}], "cost_type": "ORIGINAL_COST",
        "amount_type": "PAYMENT_AMOUNT", "limit": 100});
    let costs = sim.call(&of.auth, "POST", "/v4/costs/cost-analysed-bills/query", body).await;
    let costs = costs.expect(200).json();
    let rows = costs["cost_data"].as_array().unwrap();
    let plan = rows.iter().find(|row| row["dimensions"][0]["value"] == "11").unwrap();
    assert_eq!(cents(&plan["amount_by_costs"]), expected);
}

/// The hourly price takes the place of usage, so that the budget counts both.
#[tokio::test]
async fn a_budget_counts_the_hourly_price_with_the_usage() {
    let sim = Sim::start().await;
    let of = customer(&sim, "musica-cafe").await;
    let target = format!("{FEES}?cycle=2026-03&limit=1000&bill_type=5");
    let rows = async || {
        let found = get(&sim, &of.auth, &target).await.expect(200).json();
        found["fee_records"].as_array().unwrap().clone()
    };
    let used = async || cents(&sim.budget(&of.id).await["used_amount"]);
    let before = sum(&rows().await, "amount") - used().await;
    sim.advance(3 * 86_400).await;
    let rows = rows().await;
    let modes: BTreeSet<&str> = rows.iter().map(|row| row["charge_mode"].as_str().unwrap()).collect();
    assert_eq!(modes, ["3", "11"].into());
    assert_eq!(sum(&rows, "amount") - used().await, before);
}

#[tokio::test]
async fn the_files_have_their_own_codes_for_plans_and_goods() {
    let folder = tempfile::tempdir().unwrap();
    let files = Some(Destination::folder(folder.path()));
    let sim = Sim::with(Options { customers: 25, files, ..options() }).await;
    deliver(&sim).await;
    let (mut modes, mut settlements) = (BTreeSet::new(), BTreeSet::new());
    for month in ["202512", "202601", "202602"] {
        let (_, rows) = unpack(&folder.path().join(format!("customerBill/customerBill_{month}.tar.gz")));
        assert_eq!((rows[0][5].as_str(), rows[0][7].as_str()), ("Billing Mode", "Settlement Product Type"));
        modes.extend(rows[1..].iter().map(|row| row[5].clone()));
        settlements.extend(rows[1..].iter().map(|row| row[7].clone()));
    }
    assert_eq!(modes, ["0", "1", "4", "5", "6"].map(str::to_owned).into());
    assert_eq!(settlements, ["", "60"].map(str::to_owned).into());
    let (_, rows) = unpack(&folder.path().join("customerUsage/customerUsageV2_202603_20260310.tar.gz"));
    assert_eq!((rows[0][3].as_str(), rows[0][4].as_str()), ("Billing Mode", "bill_type"));
    let kinds: BTreeSet<(&str, &str)> =
        rows[1..].iter().map(|row| (row[3].as_str(), row[4].as_str())).collect();
    assert!(kinds.contains(&("11", "5")) && kinds.contains(&("11", "23")), "{kinds:?}");
}

#[tokio::test]
async fn goods_of_the_marketplace_are_ordered_and_billed() {
    let sim = Sim::start().await;
    let of = customer(&sim, "chenxi-cloud-data").await;
    let all = fees(&sim, &of, "&cloud_service_type=hws.service.type.marketplace").await;
    assert_eq!(all.len(), 1);
    let order = sim.order(&of.auth, all[0]["order_id"].as_str().unwrap()).await;
    assert_eq!((&order["status"], &order["order_type"]), (&json!(5), &json!(1)));
    assert_eq!(order["service_type_name"], "KooGallery");
}
