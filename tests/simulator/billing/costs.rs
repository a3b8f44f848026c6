//! Costs: dimensions, filters, amortization, refusals. A test of `records` checks that they agree
//! with the bills.

use serde_json::{Value, json};

use crate::answer::cents;
use crate::client::{Auth, Sim};

const COSTS: &str = "/v4/costs/cost-analysed-bills/query";

fn question() -> Value {
    json!({"time_condition": {"time_measure_id": 2, "begin_time": "2025-12", "end_time": "2026-02"},
        "groupby": [{"type": "dimension", "key": "CHARGING_MODE"}],
        "cost_type": "ORIGINAL_COST", "amount_type": "PAYMENT_AMOUNT"})
}

async fn total(sim: &Sim, auth: &Auth, body: &Value) -> i64 {
    let found = sim.call(auth, "POST", COSTS, body.clone()).await.expect(200).json();
    let rows = found["cost_data"].as_array().unwrap();
    assert_eq!(found["total_count"], rows.len());
    rows.iter().map(|row| cents(&row["amount_by_costs"])).sum()
}

#[tokio::test]
async fn costs_are_grouped_and_filtered_by_any_dimension() {
    let sim = Sim::start().await;
    let auth = sim.customer(&sim.id_of("aurora-freight").await).await;
    let whole = total(&sim, &auth, &question()).await;
    for key in ["REGION_CODE", "BILL_TYPE", "RES_SPEC_CODE", "ASSOCIATED_ACCOUNT", "BE_ID"] {
        let mut body = question();
        body["groupby"] = json!([{"type": "dimension", "key": key}, {"type": "tag", "key": "env"}]);
        body["limit"] = json!(1000);
        assert_eq!(total(&sim, &auth, &body).await, whole, "{key}");
    }
    let mut only = question();
    only["filters"] = json!([{"operator": 0, "filter_factor": {"key": "CHARGING_MODE", "value": ["3"]}}]);
    let mut but = question();
    but["filters"] = json!([{"operator": 1, "filter_factor": {"key": "CHARGING_MODE", "value": ["3"]}}]);
    assert_eq!(total(&sim, &auth, &only).await + total(&sim, &auth, &but).await, whole);
    let mut none = question();
    none["limit"] = json!(0);
    let none = sim.call(&auth, "POST", COSTS, none).await.expect(200).json();
    assert!(none["cost_data"].as_array().unwrap().is_empty() && none["total_count"].as_i64() > Some(0));
    assert_eq!(none["currency"], "USD");
}

#[tokio::test]
async fn what_was_paid_for_a_term_can_be_spread_over_it() {
    let sim = Sim::start().await;
    let auth = sim.customer(&sim.id_of("aurora-freight").await).await;
    let mut body = question();
    body["cost_type"] = json!("AMORTIZED_COST");
    let spread = total(&sim, &auth, &body).await;
    assert_ne!(spread, total(&sim, &auth, &question()).await);
    body["time_condition"] =
        json!({"time_measure_id": 1, "begin_time": "2025-12-01", "end_time": "2026-02-28"});
    assert_eq!(total(&sim, &auth, &body).await, spread);
    // Usage has no term: it belongs to the day of its charge.
    let usage = json!([{"operator": 0, "filter_factor": {"key": "CHARGING_MODE", "value": ["3"]}}]);
    body["filters"] = usage.clone();
    let mut original = question();
    original["filters"] = usage;
    assert_eq!(total(&sim, &auth, &body).await, total(&sim, &auth, &original).await);
}

#[tokio::test]
async fn what_is_wrongly_asked_for_is_refused() {
    let sim = Sim::start().await;
    let auth = sim.customer(&sim.id_of("aurora-freight").await).await;
    for (name, value) in [
        ("time_condition", Value::Null),
        ("time_condition", json!({"time_measure_id": 3, "begin_time": "2026-01", "end_time": "2026-02"})),
        ("time_condition", json!({"time_measure_id": 1, "begin_time": "2026-01", "end_time": "2026-02"})),
        ("time_condition", json!({"time_measure_id": 2, "begin_time": "2026-02", "end_time": "2026-01"})),
        ("time_condition", json!({"time_measure_id": 2, "begin_time": "2020-02", "end_time": "2020-03"})),
        ("groupby", json!([])),
        ("groupby", json!([{"type": "dimension", "key": "COLOUR"}])),
        ("groupby", json!([{"type": "colour", "key": "REGION_CODE"}])),
        ("cost_type", Value::Null),
        ("amount_type", json!("GROSS")),
        ("limit", json!(1001)),
        ("offset", json!(200_001)),
        ("filters", json!([{"operator": 2, "filter_factor": {"key": "REGION_CODE", "value": ["x"]}}])),
        ("filters", json!([{"operator": 0, "filter_factor": {"key": "COLOUR", "value": ["x"]}}])),
        ("filters", json!([{"operator": 0}])),
    ] {
        let mut body = question();
        body[name] = value;
        sim.call(&auth, "POST", COSTS, body).await.refused(400, "CBC.0100");
    }
}
