//! Pay-per-use resources.

use serde_json::{Value, json};

use crate::client::{Sim, partner};

const PATH: &str = "/v2/partners/sub-customers/on-demand-resources/query";

async fn query(sim: &Sim, body: Value) -> Value {
    sim.call(&partner(), "POST", PATH, body).await.expect(200).json()
}

fn rows(answer: &Value) -> &Vec<Value> {
    answer["resources"].as_array().unwrap()
}

#[tokio::test]
async fn the_list_is_filtered_and_paged() {
    let sim = Sim::start().await;
    let id = sim.id_of("aurora-freight").await;
    let all = query(&sim, json!({"customer_id": id, "limit": 100})).await;
    assert_eq!(all["total_count"], rows(&all).len());
    assert!(rows(&all).len() >= 3 && rows(&all).iter().all(|row| row["customer_id"] == id.as_str()));
    let second = query(&sim, json!({"customer_id": id, "limit": 1, "offset": 1})).await;
    assert_eq!((&rows(&second)[0], &second["total_count"]), (&rows(&all)[1], &all["total_count"]));
    let first = &rows(&all)[0];
    for (name, field) in
        [("region_code", "region_code"), ("service_type_code", "service_type_code"), ("status", "status")]
    {
        let mut body = json!({"customer_id": id, "limit": 100});
        body[name] = first[field].clone();
        let expected: Vec<_> = rows(&all).iter().filter(|row| row[field] == first[field]).cloned().collect();
        assert_eq!(rows(&query(&sim, body).await), &expected, "{name}");
    }
    let since = first["effective_time"].as_str().unwrap();
    let body = json!({"customer_id": id, "limit": 100, "effective_time_begin": since});
    let later = query(&sim, body).await;
    assert!(rows(&later).iter().all(|row| row["effective_time"].as_str().unwrap() >= since));
    let body = json!({"customer_id": id, "limit": 100, "effective_time_end": since});
    let earlier = query(&sim, body).await;
    assert_eq!(rows(&later).len() + rows(&earlier).len(), rows(&all).len() + 1);
    let body = json!({"customer_id": id, "resource_ids": [first["resource_id"], "nope"]});
    assert_eq!(rows(&query(&sim, body).await), std::slice::from_ref(first));
    assert_eq!(query(&Sim::start().await, json!({"customer_id": id, "limit": 100})).await, all);
}

#[tokio::test]
async fn sizes_stand_as_json_in_a_text_and_names_in_the_language_asked_for() {
    let sim = Sim::start().await;
    let mut sized = 0;
    for customer in sim.customers(json!({"limit": 100})).await {
        let id = customer["customer_id"].as_str().unwrap();
        if customer["label"] == "fault demo" {
            continue;
        }
        let found = sim.call(&partner(), "POST", PATH, json!({"customer_id": id, "limit": 100})).await;
        for row in found.json()["resources"].as_array().into_iter().flatten() {
            let kind = row["resource_type_code"].as_str().unwrap();
            let is_linear = kind.ends_with(".volume") || kind.ends_with(".bandwidth");
            assert_eq!(row["resource_info"].is_string(), is_linear, "{row}");
            if let Some(info) = row["resource_info"].as_str() {
                let info: Value = serde_json::from_str(info).unwrap();
                assert!(info["specSize"].as_f64().unwrap() >= 10.0);
                sized += 1;
            }
        }
    }
    assert!(sized > 3);
    let body = json!({"customer_id": sim.id_of("aurora-freight").await});
    let mut names = Vec::new();
    for language in ["en_US", "zh_CN"] {
        let extra = [("X-Language", language)];
        let found = sim.send(&partner(), "POST", PATH, body.clone(), &extra).await.unwrap();
        names.push(found.expect(200).json()["resources"][0]["service_type_name"].clone());
    }
    assert_ne!(names[0], names[1]);
}

#[tokio::test]
async fn only_the_partner_sees_its_resale_customers() {
    let sim = Sim::start().await;
    let id = sim.id_of("aurora-freight").await;
    let customer = sim.customer(&id).await;
    let body = json!({"customer_id": id});
    sim.call(&customer, "POST", PATH, body).await.refused(403, "CBC.0151");
    let owner = partner();
    let refused = |body: Value| sim.call(&owner, "POST", PATH, body);
    refused(json!({"customer_id": "0".repeat(32)})).await.refused(400, "CBC.99000035");
    let stranger = json!({"customer_id": id, "indirect_partner_id": "nobody"});
    refused(stranger).await.refused(400, "CBC.99000037");
    let all = sim.all_customers().await;
    let referral = all.iter().find(|c| c["cooperation_type"] == "0" || c["association_type"] == "1").unwrap();
    refused(json!({"customer_id": referral["customer_id"]})).await.refused(400, "CBC.99000035");
    for wrong in [
        json!({}),
        json!({"customer_id": id, "limit": 101}),
        json!({"customer_id": id, "status": 7}),
        json!({"customer_id": id, "effective_time_begin": "today"}),
        json!({"customer_id": id, "resource_ids": vec!["x"; 51]}),
    ] {
        refused(wrong).await.refused(400, "CBC.0100");
    }
}

#[tokio::test]
async fn frozen_resources_read_frozen() {
    let sim = Sim::start().await;
    let id = sim.id_of("aurora-freight").await;
    let body = json!({"customer_ids": [id], "reason": "test", "freeze_type": "ACCOUNT_AND_RESOURCE"});
    sim.call(&partner(), "POST", "/v2/partners/sub-customers/freeze", body).await.expect(200);
    let all = query(&sim, json!({"customer_id": id, "limit": 100})).await;
    assert!(rows(&all).iter().all(|row| row["status"] == 3 || row["status"] == 6));
    assert!(rows(&all).iter().any(|row| row["status"] == 3));
}
