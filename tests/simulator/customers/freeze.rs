//! Freezing and unfreezing.

use serde_json::{Value, json};

use crate::client::{Sim, partner};

async fn freeze(sim: &Sim, word: &str, body: Value) -> crate::answer::Answer {
    sim.call(&partner(), "POST", &format!("/v2/partners/sub-customers/{word}"), body).await
}

async fn frozen(sim: &Sim, id: &str) -> i64 {
    sim.customers(json!({"customer_id": id})).await[0]["is_frozen"].as_i64().unwrap()
}

#[tokio::test]
async fn the_type_of_the_freeze_must_be_named_to_lift_it() {
    let sim = Sim::start().await;
    let id = sim.id_of("aurora-freight").await;
    let one = json!({"customer_ids": [id], "reason": "unpaid"});
    let done = freeze(&sim, "freeze", one.clone()).await.expect(200);
    assert_eq!(done.json(), json!({}));
    assert_eq!(frozen(&sim, &id).await, 1);
    let mut both = one.clone();
    both["unfreeze_type"] = json!("ACCOUNT_AND_RESOURCE");
    let failed = freeze(&sim, "unfreeze", both).await.expect(200).json();
    assert_eq!(failed["error_details"][0]["id"], id.as_str());
    assert_eq!(frozen(&sim, &id).await, 1);
    freeze(&sim, "unfreeze", one.clone()).await.expect(200);
    assert_eq!(frozen(&sim, &id).await, 0);
    let mut hard = one;
    hard["freeze_type"] = json!("ACCOUNT_AND_RESOURCE");
    freeze(&sim, "freeze", hard).await.expect(200);
    assert_eq!(frozen(&sim, &id).await, 2);
    let customer = sim.customer(&id).await;
    let resources = sim.resources(&customer, json!({"limit": 500})).await;
    assert!(resources.iter().all(|r| r["status"] != 2));
}

#[tokio::test]
async fn some_can_fail_while_others_do_not() {
    let sim = Sim::start().await;
    let good = sim.id_of("musica-cafe").await;
    let bad = sim.id_of("fault-partial-freeze").await;
    let referral = sim.customers(json!({"association_type": "1"})).await[0]["customer_id"].clone();
    let body = json!({"customer_ids": [good, bad, referral, "nobody"], "reason": "unpaid"});
    let answer = freeze(&sim, "freeze", body).await.expect(200).json();
    assert_eq!(answer["error_code"], Value::Null);
    let rows = answer["error_details"].as_array().unwrap();
    let codes: Vec<_> = rows.iter().map(|row| row["error_code"].as_str().unwrap()).collect();
    assert_eq!(codes, ["CBC.0999", "CBC.99005024", "CBC.99000035"]);
    assert_eq!((frozen(&sim, &good).await, frozen(&sim, &bad).await), (1, 0));
}

#[tokio::test]
async fn unfreezing_too_can_fail_for_some() {
    let sim = Sim::start().await;
    let (soft, hard) = (sim.id_of("musica-cafe").await, sim.id_of("aurora-freight").await);
    let bad = sim.id_of("fault-partial-freeze").await;
    freeze(&sim, "freeze", json!({"customer_ids": [soft], "reason": "r"})).await.expect(200);
    let both = json!({"customer_ids": [hard], "reason": "r", "freeze_type": "ACCOUNT_AND_RESOURCE"});
    freeze(&sim, "freeze", both).await.expect(200);
    let body = json!({"customer_ids": [hard, soft, bad], "reason": "settled"});
    let answer = freeze(&sim, "unfreeze", body).await.expect(200).json();
    let rows = answer["error_details"].as_array().unwrap();
    let failed: Vec<_> =
        rows.iter().map(|row| (row["id"].as_str().unwrap(), row["error_code"].as_str().unwrap())).collect();
    assert_eq!(failed, [(hard.as_str(), "CBC.0100"), (bad.as_str(), "CBC.0999")]);
    assert_eq!((frozen(&sim, &soft).await, frozen(&sim, &hard).await), (0, 2));
    let all_fail = json!({"customer_ids": ["nobody"], "reason": "r"});
    let answer = freeze(&sim, "unfreeze", all_fail).await.expect(200).json();
    assert_eq!(answer["error_details"][0]["error_code"], "CBC.99000035");
    assert_eq!(answer.get("error_code"), None);
}

#[tokio::test]
async fn at_most_ten_and_never_without_a_reason() {
    let sim = Sim::start().await;
    let eleven: Vec<String> = (0..11).map(|n| n.to_string()).collect();
    for body in [
        json!({"customer_ids": eleven, "reason": "r"}),
        json!({"customer_ids": [], "reason": "r"}),
        json!({"customer_ids": ["a"]}),
        json!({"customer_ids": ["a"], "reason": "r".repeat(257)}),
        json!({"customer_ids": ["a"], "reason": "r", "freeze_type": ""}),
        json!({"customer_ids": ["a"], "reason": "r", "freeze_type": "ALL"}),
    ] {
        freeze(&sim, "freeze", body).await.refused(400, "CBC.0100");
    }
}

#[tokio::test]
async fn a_frozen_account_can_neither_pay_nor_renew() {
    let sim = Sim::start().await;
    let id = sim.id_of("aurora-freight").await;
    let order = sim.make_order(&id, 5.0, 1_000).await;
    let customer = sim.customer(&id).await;
    freeze(&sim, "freeze", json!({"customer_ids": [id], "reason": "r"})).await.expect(200);
    sim.pay(&customer, &order).await.refused(400, "CBC.99003626");
    let resources = sim.resources(&customer, json!({"only_main_resource": 1})).await;
    let renew = json!({"resource_ids": [resources[0]["resource_id"]], "period_type": 2, "period_num": 1});
    let path = "/v2/orders/subscriptions/resources/renew";
    sim.call(&customer, "POST", path, renew).await.refused(400, "CBC.99003626");
    assert_eq!(sim.status(&customer, &order).await, 6);
    freeze(&sim, "unfreeze", json!({"customer_ids": [id], "reason": "r"})).await.expect(200);
    sim.pay(&customer, &order).await.expect(204);
}
