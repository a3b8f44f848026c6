//! Yearly/monthly resources.

use serde_json::{Value, json};

use crate::client::Sim;

const PATH: &str = "/v2/orders/suscriptions/resources/query";
const DAY: i64 = 86_400;

#[tokio::test]
async fn resources_are_filtered_and_paged() {
    let sim = Sim::start().await;
    let customer = sim.customer(&sim.id_of("aurora-freight").await).await;
    let all = sim.resources(&customer, json!({"limit": 500})).await;
    assert!(all.len() >= 12);
    let main = sim.resources(&customer, json!({"limit": 500, "only_main_resource": 1})).await;
    assert!(main.len() < all.len() && main.iter().all(|r| r["is_main_resource"] == 1));
    let attached = all.iter().find(|r| r["is_main_resource"] == 0).unwrap();
    assert!(main.iter().any(|r| r["resource_id"] == attached["parent_resource_id"]));
    let named = json!({"resource_ids": [attached["resource_id"]], "only_main_resource": 1});
    assert_eq!(sim.resources(&customer, named).await, std::slice::from_ref(attached));
    let soon = json!({"limit": 500, "expire_time_begin": "2026-03-10T00:00:00Z",
        "expire_time_end": "2026-03-17T23:59:59Z"});
    let soon = sim.resources(&customer, soon).await;
    assert!(!soon.is_empty() && soon.len() < all.len());
    let expired = sim.resources(&customer, json!({"limit": 500, "status_list": [4, 5]})).await;
    assert!(expired.iter().all(|r| r["status"] == 4 || r["status"] == 5));
    let second = sim.resources(&customer, json!({"limit": 2, "offset": 1})).await;
    assert_eq!(second, all[1..3]);
    for wrong in [
        json!({"limit": 501}),
        json!({"only_main_resource": 2}),
        json!({"status_list": [1]}),
        json!({"resource_ids": vec!["x"; 51]}),
        json!({"service_type_code": ""}),
        json!({"expire_time_end": "soon"}),
    ] {
        sim.call(&customer, "POST", PATH, wrong).await.refused(400, "CBC.0100");
    }
}

#[tokio::test]
async fn time_carries_a_resource_through_grace_and_retention() {
    let sim = Sim::start().await;
    let customer = sim.customer(&sim.id_of("fault-stale-budget").await).await;
    let main = sim.resources(&customer, json!({"only_main_resource": 1})).await;
    // The first machine of a fixed customer expires five days after the start, policy 0.
    let id = main[0]["resource_id"].clone();
    assert_eq!((&main[0]["status"], &main[0]["expire_policy"]), (&json!(2), &json!(0)));
    let one = json!({"resource_ids": [id], "status_list": [2, 3, 4, 5]});
    let mut seen = vec![2];
    for days in [6, 15, 15] {
        sim.advance(days * DAY).await;
        seen.push(sim.resources(&customer, one.clone()).await[0]["status"].as_i64().unwrap());
    }
    assert_eq!(seen, [2, 5, 4, 3]);
    assert!(sim.resources(&customer, json!({"resource_ids": [id]})).await.is_empty());
}

#[tokio::test]
async fn the_tenant_has_resources_in_every_condition() {
    let sim = Sim::start().await;
    let (mut policies, mut statuses, mut without) = ([0; 6], [0; 6], 0);
    for customer in sim.all_customers().await.iter().take(110) {
        if customer["label"] == "fault demo" {
            continue;
        }
        let id = customer["customer_id"].as_str().unwrap();
        let body = crate::client::assume(id, None);
        let path = "/v3.0/OS-CREDENTIAL/securitytokens";
        let made = sim.call(&crate::client::partner(), "POST", path, body).await;
        if made.status == 403 {
            continue;
        }
        let auth = sim.customer(id).await;
        let found = sim.resources(&auth, json!({"limit": 500})).await;
        assert!(found.len() <= 30);
        without += usize::from(found.is_empty());
        for resource in found {
            policies[resource["expire_policy"].as_u64().unwrap() as usize] += 1;
            statuses[resource["status"].as_u64().unwrap() as usize] += 1;
        }
    }
    assert!(policies.iter().all(|n| *n > 0), "{policies:?}");
    assert!([2, 4, 5].iter().all(|s| statuses[*s] > 0), "{statuses:?}");
    assert!((10..50).contains(&without), "{without}");
    let nothing: Value = Value::Null;
    assert_eq!(sim.control("GET", "state", nothing).await.json()["ledger_entries"], 0);
}
