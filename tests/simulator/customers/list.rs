//! The customer query.

use std::collections::HashSet;

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::client::{Sim, options, partner};
use simulator::Options;

const PATH: &str = "/v2/partners/sub-customers/query";

#[tokio::test]
async fn every_customer_is_on_exactly_one_page() {
    let sim = Sim::start().await;
    let all = sim.all_customers().await;
    let ids: HashSet<_> = all.iter().map(|c| c["customer_id"].as_str().unwrap()).collect();
    assert_eq!((ids.len(), all.len()), (all.len(), 165));
    let default = sim.call(&partner(), "POST", PATH, json!({})).await.json();
    assert_eq!(default["count"], 165);
    assert_eq!(default["customer_infos"].as_array().unwrap().len(), 10);
    assert_eq!(default["customer_infos"][0]["customer"], "Aurora Freight Lines Pte. Ltd.");
    let beyond = sim.call(&partner(), "POST", PATH, json!({"offset": 165})).await.expect(200).json();
    assert_eq!((&beyond["count"], &beyond["customer_infos"]), (&json!(165), &json!([])));
}

#[tokio::test]
async fn filters_narrow_and_combine() {
    let sim = Sim::start().await;
    let all = sim.all_customers().await;
    let count = |wanted: &dyn Fn(&Value) -> bool| all.iter().filter(|c| wanted(c)).count();
    let referral = sim.customers(json!({"association_type": "1", "limit": 100})).await;
    assert_eq!(referral.len(), count(&|c| c["association_type"] == "1"));
    assert!(!referral.is_empty());
    let label = sim.customers(json!({"label": "demo", "limit": 100})).await;
    assert_eq!(label.len(), 21);
    assert!(sim.customers(json!({"label": "DEMO"})).await.is_empty());
    let both = json!({"label": "demo", "account_name": "late", "customer": "", "association_type": null});
    assert_eq!(sim.customers(both).await.len(), 1);
    let window = json!({"associated_on_begin": "2025-01-01T00:00:00Z",
        "associated_on_end": "2025-12-31T23:59:59Z", "limit": 100});
    let in_2025 = count(&|c| c["associated_on"].as_str().unwrap().starts_with("2025"));
    assert_eq!(sim.customers(window).await.len(), in_2025.min(100));
    let id = all[30]["customer_id"].clone();
    assert_eq!(sim.customers(json!({"customer_id": id})).await, [all[30].clone()]);
    assert!(sim.customers(json!({"customer_id": "unknown"})).await.is_empty());
}

#[tokio::test]
async fn wrong_parameters_are_named() {
    let sim = Sim::start().await;
    for (body, name) in [
        (json!({"limit": 101}), "limit"),
        (json!({"limit": 0}), "limit"),
        (json!({"limit": "10"}), "limit"),
        (json!({"offset": -1}), "offset"),
        (json!({"offset": 40_000_001}), "offset"),
        (json!({"account_name": "x".repeat(65)}), "account_name"),
        (json!({"account_name": "a b"}), "account_name"),
        (json!({"association_type": "333"}), "association_type"),
        (json!({"associated_on_begin": ""}), "associated_on_begin"),
        (json!({"associated_on_end": "2025-01-01"}), "associated_on_end"),
        (json!({"customer_id": 5}), "customer_id"),
        (json!([]), "request body"),
    ] {
        let answer = sim.call(&partner(), "POST", PATH, body.clone()).await;
        answer.refused(400, "CBC.0100");
        assert!(answer.text.contains(name), "{body}: {}", answer.text);
        assert!(answer.json().get("request_id").is_none());
    }
}

/// Same seed, same bytes: on every machine and in every later version of this code.
#[tokio::test]
async fn the_tenant_of_a_seed_never_changes() {
    let digest = |seed| async move {
        let sim = Sim::with(Options { seed, ..options() }).await;
        let mut hash = Sha256::new();
        for offset in [0, 100] {
            let body = json!({"offset": offset, "limit": 100});
            let page = sim.call(&partner(), "POST", PATH, body).await.expect(200);
            hash.update(&page.text);
        }
        let orders = "/v2/orders/customer-orders?limit=100";
        hash.update(sim.call(&partner(), "GET", orders, Value::Null).await.expect(200).text);
        let customer = sim.customer(&sim.id_of("aurora-freight").await).await;
        let path = "/v2/orders/suscriptions/resources/query";
        hash.update(sim.call(&customer, "POST", path, json!({"limit": 500})).await.text);
        hex::encode(hash.finalize())
    };
    let seven = digest(7).await;
    assert_eq!(seven, digest(7).await);
    assert_ne!(seven, digest(8).await);
    assert_eq!(seven, "a2ec12175129fa7aa11f4fac846f0f309fda2c0635b98e7bc5ef10b7fe2acea2");
}
