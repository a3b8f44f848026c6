//! Budgets: show, set, many, history, month boundary, automatic freezing.

use serde_json::{Value, json};

use crate::answer::cents;
use crate::client::{Sim, partner};

const DAY: i64 = 86_400;

async fn frozen(sim: &Sim, id: &str) -> i64 {
    sim.customers(json!({"customer_id": id})).await[0]["is_frozen"].as_i64().unwrap()
}

#[tokio::test]
async fn a_budget_is_shown_set_and_remembered() {
    let sim = Sim::start().await;
    let id = sim.id_of("aurora-freight").await;
    let before = sim.budget(&id).await;
    assert_eq!(cents(&before["budget_amount"]), 500_000);
    let used = cents(&before["used_amount"]);
    assert!((410_000..415_000).contains(&used), "{before}");
    assert_eq!((&before["budget_type"], &before["currency"]), (&json!("MONTHLY"), &json!("USD")));
    let body = json!({"customer_id": id, "budget_amount": 6000.25, "budget_type": "MONTHLY"});
    let answer = sim.set_budget(body).await.expect(204);
    assert_eq!(answer.text, "");
    let after = sim.budget(&id).await;
    assert_eq!(cents(&after["budget_amount"]), 600_025);
    assert_eq!(after["used_amount"], before["used_amount"]);
    let target = format!("/v2/partners/sub-customers/budget/records?customer_id={id}&limit=1");
    let records = sim.call(&partner(), "GET", &target, Value::Null).await.expect(200).json();
    assert!(records["total_count"].as_i64().unwrap() >= 2);
    let record = &records["record_list"][0];
    assert_eq!(cents(&record["budget_amount"]), 600_025);
    assert_eq!(record["operation_type"], "SETTING");
}

#[tokio::test]
async fn amounts_and_choices_are_checked() {
    let sim = Sim::start().await;
    let id = sim.id_of("aurora-freight").await;
    for (name, value) in [
        ("budget_amount", json!(0)),
        ("budget_amount", json!(-1)),
        ("budget_amount", json!(0.001)),
        ("budget_amount", json!(2_147_483_648_i64)),
        ("budget_amount", json!("five")),
        ("budget_amount", Value::Null),
        ("budget_type", json!("")),
        ("budget_type", json!("YEARLY")),
        ("cancel_partner_frozen", json!("2")),
        ("frozen_operate_type", json!(2)),
        ("customer_id", json!("")),
    ] {
        let mut body = json!({"customer_id": id, "budget_amount": 10});
        body[name] = value;
        let answer = sim.set_budget(body).await;
        answer.refused(400, "CBC.0100");
        assert!(answer.text.contains(name), "{}", answer.text);
    }
    let biggest = json!({"customer_id": id, "budget_amount": 2_147_483_647_i64});
    sim.set_budget(biggest).await.expect(204);
    let loose = json!({"customer_id": id, "budget_amount": 1e3, "cancel_partner_frozen": 0,
        "frozen_operate_type": "", "budget_type": null});
    sim.set_budget(loose).await.expect(204);
    assert_eq!(cents(&sim.budget(&id).await["budget_amount"]), 100_000);
    let target = format!("/v2/partners/sub-customers/budget/records?customer_id={id}&budget_type=");
    sim.call(&partner(), "GET", &target, Value::Null).await.refused(400, "CBC.0100");
}

#[tokio::test]
async fn only_resale_customers_of_the_partner_have_budgets() {
    let sim = Sim::start().await;
    let referral = sim.customers(json!({"association_type": "1"})).await[0]["customer_id"].clone();
    let body = json!({"customer_id": referral, "budget_amount": 5});
    sim.set_budget(body).await.refused(400, "CBC.99005024");
    let target = format!("/v2/partners/sub-customers/budget?customer_id={}", referral.as_str().unwrap());
    sim.call(&partner(), "GET", &target, Value::Null).await.refused(400, "CBC.99005024");
    let body = json!({"customer_id": "nobody", "budget_amount": 5});
    sim.set_budget(body).await.refused(400, "CBC.99000035");
    let own = sim.id_of("musica-cafe").await;
    let body = json!({"customer_ids": [referral, "nobody", own]});
    let path = "/v2/partners/sub-customers/budget/query";
    let found = sim.call(&partner(), "POST", path, body).await.expect(200).json();
    assert_eq!(found["budget_infos"].as_array().unwrap().len(), 1);
    assert_eq!(found["budget_infos"][0]["customer_id"], own.as_str());
    let many: Vec<String> = (0..101).map(|n| n.to_string()).collect();
    for ids in [json!([]), json!(many), Value::Null] {
        let refused = sim.call(&partner(), "POST", path, json!({"customer_ids": ids})).await;
        refused.refused(400, "CBC.0100");
    }
}

#[tokio::test]
async fn a_monthly_budget_restarts_with_the_billing_month_and_a_package_does_not() {
    let sim = Sim::start().await;
    let (monthly, package) = (sim.id_of("aurora-freight").await, sim.id_of("musica-cafe").await);
    let before = cents(&sim.budget(&monthly).await["used_amount"]);
    let package_before = cents(&sim.budget(&package).await["used_amount"]);
    let set = |time: &'static str| sim.control("POST", "clock", json!({"set": time}));
    set("2026-03-31T15:59:00Z").await.expect(200);
    let late = cents(&sim.budget(&monthly).await["used_amount"]);
    assert!(late > before, "{late} {before}");
    set("2026-03-31T16:00:00Z").await.expect(200);
    assert_eq!(cents(&sim.budget(&monthly).await["used_amount"]), 0);
    assert_eq!(cents(&sim.budget(&monthly).await["budget_amount"]), 500_000);
    assert!(cents(&sim.budget(&package).await["used_amount"]) > package_before);
    set("2026-04-02T16:00:00Z").await.expect(200);
    assert!(cents(&sim.budget(&monthly).await["used_amount"]) > 0);
}

#[tokio::test]
async fn changing_the_type_changes_what_counts_as_used() {
    let sim = Sim::start().await;
    let id = sim.id_of("musica-cafe").await;
    let used = cents(&sim.budget(&id).await["used_amount"]);
    sim.set_budget(json!({"customer_id": id, "budget_amount": 12000})).await.expect(204);
    let month = sim.budget(&id).await;
    assert_eq!(month["budget_type"], "MONTHLY");
    assert!(cents(&month["used_amount"]) < used);
    let package = json!({"customer_id": id, "budget_amount": 12000, "budget_type": "PACKAGE"});
    sim.set_budget(package).await.expect(204);
    let from_this_month = cents(&sim.budget(&id).await["used_amount"]);
    assert_eq!(from_this_month, cents(&month["used_amount"]));
    sim.advance(60 * DAY).await;
    assert!(cents(&sim.budget(&id).await["used_amount"]) > from_this_month);
}

#[tokio::test]
async fn a_used_up_budget_freezes_by_itself_and_a_larger_one_lifts_that() {
    let sim = Sim::start().await;
    let id = sim.id_of("aurora-freight").await;
    let used = cents(&sim.budget(&id).await["used_amount"]) / 100;
    let automatic = json!({"customer_id": id, "budget_amount": used + 40, "frozen_operate_type": 1});
    sim.set_budget(automatic).await.expect(204);
    assert_eq!(frozen(&sim, &id).await, 0);
    sim.advance(5 * DAY).await;
    assert_eq!(frozen(&sim, &id).await, 1);
    let larger = json!({"customer_id": id, "budget_amount": 9000});
    sim.set_budget(larger.clone()).await.expect(204);
    assert_eq!(frozen(&sim, &id).await, 1);
    let mut lifting = larger;
    lifting["cancel_partner_frozen"] = json!("1");
    sim.set_budget(lifting).await.expect(204);
    assert_eq!(frozen(&sim, &id).await, 0);
}

#[tokio::test]
async fn the_quota_of_the_partner_adds_up() {
    let sim = Sim::start().await;
    let path = "/v2/partners/credit/consumption-quota";
    let quota = sim.call(&partner(), "GET", path, Value::Null).await.expect(200).json();
    let of = |name: &str| {
        assert!(quota[name].is_string(), "{name}");
        cents(&quota[name])
    };
    assert_eq!(
        of("used_consumption_quota"),
        of("due_amount") + of("unbilled_amount") - of("amount") - of("coupon_amount")
    );
    assert!(of("consumption_quota") > 0);
}
