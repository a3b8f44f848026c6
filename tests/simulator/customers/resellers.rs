//! The two resellers, their customers, their quota and their permission.

use serde_json::{Value, json};

use crate::answer::cents;
use crate::client::{Sim, partner};

async fn resellers(sim: &Sim) -> Vec<String> {
    let path = "/v2/partners/indirect-partners/query";
    let found = sim.call(&partner(), "POST", path, json!({})).await.expect(200).json();
    assert_eq!(found["count"], 2);
    let list = found["indirect_partners"].as_array().unwrap().clone();
    list.iter().map(|r| r["indirect_partner_id"].as_str().unwrap().to_owned()).collect()
}

async fn resale_customer(sim: &Sim, reseller: &str) -> String {
    let query = json!({"indirect_partner_id": reseller, "association_type": "3", "limit": 100});
    let found = sim.customers(query).await;
    assert!(found.len() > 5);
    found[0]["customer_id"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn resellers_are_listed_filtered_and_paged() {
    let sim = Sim::start().await;
    let ids = resellers(&sim).await;
    let path = "/v2/partners/indirect-partners/query";
    for (body, count) in [
        (json!({"account_name": "harbour"}), 1),
        (json!({"account_name": "", "indirect_partner_id": ids[1]}), 1),
        (json!({"associated_on_begin": "2026-01-01T00:00:00Z"}), 0),
        (json!({"limit": 1, "offset": 1}), 2),
    ] {
        let found = sim.call(&partner(), "POST", path, body).await.expect(200).json();
        assert_eq!(found["count"], count);
    }
    sim.call(&partner(), "POST", path, json!({"limit": 0})).await.refused(400, "CBC.0100");
}

#[tokio::test]
async fn a_resellers_customers_need_the_resellers_id() {
    let sim = Sim::start().await;
    let ids = resellers(&sim).await;
    let id = resale_customer(&sim, &ids[0]).await;
    assert!(sim.customers(json!({"customer_id": id})).await.is_empty());
    let target = format!("/v2/partners/sub-customers/budget?customer_id={id}");
    sim.call(&partner(), "GET", &target, Value::Null).await.refused(400, "CBC.99000035");
    let with = format!("{target}&indirect_partner_id={}", ids[0]);
    sim.call(&partner(), "GET", &with, Value::Null).await.expect(200);
    let other = format!("{target}&indirect_partner_id={}", ids[1]);
    sim.call(&partner(), "GET", &other, Value::Null).await.refused(400, "CBC.99000035");
    let unknown = format!("{target}&indirect_partner_id=nobody");
    sim.call(&partner(), "GET", &unknown, Value::Null).await.refused(400, "CBC.99000037");
    let orders = format!("/v2/orders/customer-orders?customer_id={id}");
    let without = sim.call(&partner(), "GET", &orders, Value::Null).await.expect(200).json();
    assert_eq!(without["total_count"], 0);
    let orders = format!("/v2/orders/customer-orders?indirect_partner_id={}&limit=1", ids[0]);
    let theirs = sim.call(&partner(), "GET", &orders, Value::Null).await.expect(200).json();
    assert!(theirs["total_count"].as_i64().unwrap() > 0);
    let order = theirs["order_infos"][0]["order_id"].as_str().unwrap();
    let details = format!("/v2/orders/customer-orders/details/{order}");
    sim.call(&partner(), "GET", &details, Value::Null).await.refused(400, "CBC.30000010");
    let with = format!("{details}?indirect_partner_id={}", ids[0]);
    sim.call(&partner(), "GET", &with, Value::Null).await.expect(200);
}

#[tokio::test]
async fn one_reseller_has_a_quota_the_other_no_permission() {
    let sim = Sim::start().await;
    let ids = resellers(&sim).await;
    let id = resale_customer(&sim, &ids[0]).await;
    let target = format!("/v2/partners/sub-customers/budget?customer_id={id}&indirect_partner_id={}", ids[0]);
    let set = |amount: i64| {
        sim.set_budget(json!({"customer_id": id, "budget_amount": amount, "indirect_partner_id": ids[0]}))
    };
    set(10_000_000).await.refused(400, "CBC.50000030");
    set(100).await.expect(204);
    let budget = sim.call(&partner(), "GET", &target, Value::Null).await.json();
    assert_eq!(cents(&budget["budget_amount"]), 10_000);
    // 50,000 more than at the start may be granted: setting again does not use it up twice.
    for _ in 0..5 {
        set(40_000).await.expect(204);
    }
    let id = resale_customer(&sim, &ids[1]).await;
    let body = json!({"customer_id": id, "budget_amount": 5, "indirect_partner_id": ids[1]});
    sim.set_budget(body).await.refused(400, "CBC.50000033");
}
