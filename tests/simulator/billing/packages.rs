//! Resource packages: list, remaining amounts, deductions.

use serde_json::{Value, json};

use crate::client::{Sim, partner};

const LIST: &str = "/v3/payments/free-resources/query";
const LEFT: &str = "/v2/payments/free-resources/usages/details/query";
const RECORDS: &str = "/v2/bills/customer-bills/free-resources-usage-records";
const DAY: i64 = 86_400;

fn number(text: &Value) -> i64 {
    text.as_str().unwrap().parse().unwrap()
}

#[tokio::test]
async fn what_is_left_is_what_was_not_taken() {
    let sim = Sim::start().await;
    let auth = sim.customer(&sim.id_of("aurora-freight").await).await;
    let list = sim.call(&auth, "POST", LIST, json!({"limit": 1000})).await.expect(200).json();
    let packages = list["free_resource_packages"].as_array().unwrap();
    assert!(packages.len() >= 3);
    let old = sim.call(&auth, "POST", "/v2/payments/free-resources/query", json!({"limit": 1000})).await;
    assert_eq!(old.expect(200).json(), list);
    let package = packages.iter().find(|one| one["quota_reuse_mode"] == 1).unwrap();
    let item = &package["free_resources"][0];
    let id = item["free_resource_id"].as_str().unwrap();
    let left = sim.call(&auth, "POST", LEFT, json!({"free_resource_ids": [id, "of-nobody"]})).await;
    let left = left.expect(200).json();
    let rows = left["free_resources"].as_array().unwrap();
    assert_eq!(rows.len(), 1);
    assert!(rows[0]["amount"].is_number() && item["amount"].is_string());
    assert_eq!(rows[0]["amount"].as_f64().unwrap(), number(&item["amount"]) as f64);
    assert_eq!(rows[0]["start_time"], "2026-02-28T16:00:00Z");
    let taken = format!(
        "{RECORDS}?free_resource_id={id}&deduct_time_begin=2026-03-01&deduct_time_end=2026-03-10&limit=1000"
    );
    let taken = sim.call(&auth, "GET", &taken, Value::Null).await.expect(200).json();
    let records = taken["free_resource_records"].as_array().unwrap();
    let sum: i64 = records.iter().map(|row| number(&row["used_amount"])).sum();
    assert_eq!(number(&item["original_amount"]) - sum, number(&item["amount"]));
    assert!(sum > 0 && number(&records[0]["remaining_amount"]) == number(&item["amount"]));
    sim.advance(31 * DAY).await;
    let again = sim.call(&auth, "POST", LEFT, json!({"free_resource_ids": [id]})).await.expect(200).json();
    assert_eq!(again["free_resources"][0]["start_time"], "2026-03-31T16:00:00Z");
}

/// A package names the order that bought it; a gift names none.
#[tokio::test]
async fn the_order_of_a_package_is_its_own() {
    let sim = Sim::start().await;
    let id = sim.id_of("aurora-freight").await;
    let auth = sim.customer(&id).await;
    let list = sim.call(&auth, "POST", LIST, json!({"limit": 1000})).await.expect(200).json();
    let (mut orders, mut gifts) = (std::collections::BTreeSet::new(), 0);
    for package in list["free_resource_packages"].as_array().unwrap() {
        let order = package["order_id"].as_str().unwrap();
        if package["source_type"] == 1 {
            assert_eq!(order, "");
            gifts += 1;
            continue;
        }
        assert!(orders.insert(order.to_owned()), "{order} twice");
        let target = format!("/v2/orders/customer-orders/details/{order}");
        let details = sim.call(&auth, "GET", &target, Value::Null).await.expect(200).json();
        assert_eq!(details["order_info"]["customer_id"], id.as_str());
        assert_eq!((&details["order_info"]["order_type"], &details["total_count"]), (&json!(1), &json!(1)));
        let line = &details["order_line_items"][0];
        for (of_line, of_package) in [
            ("product_id", "product_id"),
            ("product_spec_desc", "product_name"),
            ("service_type_code", "service_type_code"),
            ("effective_time", "effective_time"),
            ("expire_time", "expire_time"),
        ] {
            assert_eq!(line[of_line], package[of_package], "{of_line}");
        }
        let found = sim.call(&auth, "POST", LIST, json!({"order_id": order})).await.expect(200).json();
        assert_eq!((&found["total_count"], &found["free_resource_packages"][0]), (&json!(1), package));
    }
    assert!(orders.len() >= 2 && gifts >= 1);
}

#[tokio::test]
async fn packages_are_filtered_and_leave_the_list() {
    let sim = Sim::start().await;
    let auth = sim.customer(&sim.id_of("aurora-freight").await).await;
    let count = |body: Value| {
        let (sim, auth) = (&sim, &auth);
        async move { sim.call(auth, "POST", LIST, body).await.expect(200).json()["total_count"].as_i64().unwrap() }
    };
    let all = count(json!({})).await;
    let list = sim.call(&auth, "POST", LIST, json!({"limit": 1})).await.expect(200).json();
    let one = &list["free_resource_packages"][0];
    for (filter, field) in
        [("region_code", "region_code"), ("product_id", "product_id"), ("order_id", "order_id")]
    {
        let found = count(json!({filter: one[field]})).await;
        assert!(found >= 1 && found < all, "{filter}");
    }
    let service = one["service_type_code"].as_str().unwrap().to_uppercase();
    assert!(count(json!({"service_type_code_list": [service]})).await >= 1);
    let by_status = [
        count(json!({"status": 0})).await,
        count(json!({"status": 1})).await,
        count(json!({"status": 2})).await,
        count(json!({"status": 3})).await,
        count(json!({"status": 4})).await,
    ];
    assert_eq!(by_status.iter().sum::<i64>(), all);
    assert_eq!(count(json!({"enterprise_project_id": "elsewhere"})).await, 0);
    sim.advance(4 * 365 * DAY).await;
    assert_eq!(count(json!({})).await, 0);
}

#[tokio::test]
async fn what_is_wrongly_asked_for_is_refused() {
    let sim = Sim::start().await;
    let auth = sim.customer(&sim.id_of("aurora-freight").await).await;
    for (path, body) in [
        (LIST, json!({"status": 5})),
        (LIST, json!({"limit": 0})),
        (LIST, json!({"offset": 1_000_000})),
        (LEFT, json!({})),
        (LEFT, json!({"free_resource_ids": []})),
        (LEFT, json!({"free_resource_ids": vec!["x"; 101]})),
        (LEFT, json!({"free_resource_ids": ["x".repeat(65)]})),
    ] {
        sim.call(&auth, "POST", path, body).await.refused(400, "CBC.0100");
    }
    for span in [
        "deduct_time_begin=2026-03-01",
        "deduct_time_begin=2026-03-02&deduct_time_end=2026-03-01",
        "deduct_time_begin=2025-12-01&deduct_time_end=2026-03-02",
        "deduct_time_begin=2026-3-1&deduct_time_end=2026-03-02",
    ] {
        sim.call(&auth, "GET", &format!("{RECORDS}?{span}"), Value::Null).await.refused(400, "CBC.0100");
    }
    sim.call(&partner(), "POST", LIST, json!({})).await.refused(403, "CBC.0151");
}
