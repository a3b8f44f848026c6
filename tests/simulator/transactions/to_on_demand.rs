//! Changing to pay-per-use at expiry.

use serde_json::{Value, json};

use crate::answer::Answer;
use crate::client::{Auth, Sim, partner};

const PATH: &str = "/v2/orders/subscriptions/resources/to-on-demand";
const ON_DEMAND: &str = "/v2/partners/sub-customers/on-demand-resources/query";
const DAY: i64 = 86_400;

async fn machine(sim: &Sim) -> (String, Auth, String) {
    let id = sim.id_of("musica-cafe").await;
    let customer = sim.customer(&id).await;
    let main = sim.resources(&customer, json!({"only_main_resource": 1})).await[0]["resource_id"].clone();
    (id, customer, main.as_str().unwrap().to_owned())
}

async fn change(sim: &Sim, customer: &Auth, operation: &str, ids: &[&str]) -> Answer {
    sim.call(customer, "POST", PATH, json!({"operation": operation, "resource_ids": ids})).await
}

async fn bundle(sim: &Sim, customer: &Auth, main: &str) -> Vec<Value> {
    let all = sim.resources(customer, json!({"limit": 500, "status_list": [2, 3, 4, 5]})).await;
    all.into_iter().filter(|r| r["resource_id"] == main || r["parent_resource_id"] == main).collect()
}

#[tokio::test]
async fn at_expiry_the_resource_changes_lists() {
    let sim = Sim::start().await;
    let (id, customer, main) = machine(&sim).await;
    for _ in 0..2 {
        let done = change(&sim, &customer, "SET_UP", &[&main]).await.expect(200).json();
        assert_eq!(done["error_details"], json!([]));
    }
    let before = bundle(&sim, &customer, &main).await;
    assert!(before.len() >= 2 && before.iter().all(|r| r["expire_policy"] == 1));
    let on_demand = |status: i64| {
        let body = json!({"customer_id": id, "limit": 100, "status": status});
        let (sim, main) = (&sim, main.clone());
        async move {
            let found = sim.call(&partner(), "POST", ON_DEMAND, body).await.expect(200).json();
            found["resources"]
                .as_array()
                .unwrap()
                .iter()
                .filter(|r| r["resource_id"] == main.as_str())
                .count()
        }
    };
    assert_eq!(on_demand(1).await, 0);
    sim.advance(6 * DAY).await;
    assert!(bundle(&sim, &customer, &main).await.is_empty());
    let body = json!({"customer_id": id, "resource_ids": [main]});
    let found = sim.call(&partner(), "POST", ON_DEMAND, body).await.expect(200).json();
    let row = &found["resources"][0];
    assert_eq!((&found["total_count"], &row["status"]), (&json!(1), &json!(1)));
    assert_eq!(row["effective_time"], before[0]["expire_time"]);
    assert_eq!(row["resource_name"], before[0]["resource_name"]);
    change(&sim, &customer, "CANCEL", &[&main]).await.refused(400, "CBC.99003012");
    let body = json!({"resource_ids": [main], "unsubscribe_type": 1});
    let path = "/v2/orders/subscriptions/resources/unsubscribe";
    sim.call(&customer, "POST", path, body).await.refused(400, "CBC.30000067");
}

#[tokio::test]
async fn a_switch_is_withdrawn_and_other_policies_stay() {
    let sim = Sim::start().await;
    let (_, customer, main) = machine(&sim).await;
    let policy = || async { bundle(&sim, &customer, &main).await[0]["expire_policy"].clone() };
    change(&sim, &customer, "SET_UP", &[&main]).await.expect(200);
    assert_eq!(policy().await, 1);
    change(&sim, &customer, "CANCEL", &[&main]).await.expect(200);
    assert_eq!(policy().await, 0);
    let path = format!("/v2/orders/subscriptions/resources/autorenew/{main}");
    sim.call(&customer, "POST", &path, Value::Null).await.expect(204);
    change(&sim, &customer, "CANCEL", &[&main]).await.expect(200);
    assert_eq!(policy().await, 3);
}

#[tokio::test]
async fn refusals_come_alone_or_beside_what_was_done() {
    let sim = Sim::start().await;
    let (id, customer, main) = machine(&sim).await;
    let disk = bundle(&sim, &customer, &main).await[1]["resource_id"].as_str().unwrap().to_owned();
    change(&sim, &customer, "SET_UP", &["nope"]).await.refused(400, "CBC.99003012");
    change(&sim, &customer, "SET_UP", &[&disk]).await.refused(400, "CBC.99003609");
    let partly = change(&sim, &customer, "SET_UP", &["nope", &main]).await.expect(200).json();
    let details = partly["error_details"].as_array().unwrap();
    assert_eq!(details.len(), 1);
    assert_eq!((&details[0]["id"], &details[0]["error_code"]), (&json!("nope"), &json!("CBC.99003012")));
    assert_eq!(bundle(&sim, &customer, &main).await[0]["expire_policy"], 1);

    let other = sim.customer(&sim.id_of("aurora-freight").await).await;
    change(&sim, &other, "SET_UP", &[&main]).await.refused(400, "CBC.99003012");
    change(&sim, &partner(), "SET_UP", &[&main]).await.refused(403, "CBC.0151");
    for wrong in [
        json!({"resource_ids": [main]}),
        json!({"operation": "set_up", "resource_ids": [main]}),
        json!({"operation": "SET_UP", "resource_ids": []}),
        json!({"operation": "SET_UP", "resource_ids": vec!["x"; 101]}),
    ] {
        sim.call(&customer, "POST", PATH, wrong).await.refused(400, "CBC.0100");
    }

    sim.set_budget(json!({"customer_id": id, "budget_amount": 900_000})).await.expect(204);
    let body = json!({"resource_ids": [main], "period_type": 2, "period_num": 1});
    let renewed = sim.call(&customer, "POST", "/v2/orders/subscriptions/resources/renew", body).await;
    let order = renewed.expect(200).json()["order_ids"][0].clone();
    change(&sim, &customer, "CANCEL", &[&main]).await.refused(400, "CBC.99003623");
    let cancel = json!({"order_id": order});
    sim.call(&customer, "PUT", "/v2/orders/customer-orders/cancel", cancel).await.expect(204);
    change(&sim, &customer, "CANCEL", &[&main]).await.expect(200);

    // In the grace period the refusal is inside a 200 answer, even alone.
    sim.advance(6 * DAY).await;
    let late = change(&sim, &customer, "SET_UP", &[&main]).await.expect(200).json();
    assert_eq!(late["error_details"][0]["error_code"], "CBC.99003610");

    let body = json!({"customer_ids": [id], "reason": "test", "freeze_type": "ACCOUNT"});
    sim.call(&partner(), "POST", "/v2/partners/sub-customers/freeze", body).await.expect(200);
    change(&sim, &customer, "SET_UP", &[&main]).await.refused(400, "CBC.99003626");
}

/// Packages and trials.
#[tokio::test]
async fn the_kind_of_product_counts() {
    let sim = Sim::start().await;
    let mut seen = std::collections::BTreeSet::new();
    for owner in sim.all_customers().await {
        let Some(customer) = sim.try_customer(owner["customer_id"].as_str().unwrap()).await else {
            continue;
        };
        if seen.len() == 2 || owner["label"] == "fault demo" || owner["is_frozen"] != 0 {
            continue;
        }
        let mains = json!({"only_main_resource": 1, "limit": 500, "status_list": [2]});
        for resource in sim.resources(&customer, mains).await {
            let id = resource["resource_id"].as_str().unwrap();
            let code = match resource["resource_type_code"].as_str().unwrap() {
                "hws.resource.type.pkg.obs" => "CBC.99003611",
                "hws.resource.type.hss" => "CBC.99003609",
                _ => continue,
            };
            change(&sim, &customer, "SET_UP", &[id]).await.refused(400, code);
            seen.insert(code);
        }
    }
    assert_eq!(seen.len(), 2, "{seen:?}");
}
