//! Catalog queries: services, resource types, usage, units.

use serde_json::{Value, json};

use crate::client::{Auth, Sim, partner};

async fn get(sim: &Sim, auth: &Auth, target: &str, language: &str) -> Value {
    let answer = sim.send(auth, "GET", target, Value::Null, &[("x-language", language)]).await.unwrap();
    answer.expect(200).json()
}

#[tokio::test]
async fn products_are_listed_to_the_end_in_both_languages() {
    let sim = Sim::start().await;
    let customer = sim.customer(&sim.id_of("aurora-freight").await).await;
    for (path, rows, key) in [
        ("service-types", "service_types", "service_type_code"),
        ("resource-types", "resource_types", "resource_type_code"),
        ("usage-types", "usage_types", "code"),
    ] {
        let mut all = Vec::new();
        loop {
            let target = format!("/v2/products/{path}?offset={}&limit=4", all.len());
            let page = get(&sim, &partner(), &target, "en_US").await;
            let found = page[rows].as_array().unwrap();
            if found.is_empty() {
                assert_eq!(page["total_count"], all.len(), "{path}");
                break;
            }
            all.extend(found.clone());
        }
        assert!(all.len() > 10, "{path}");
        let chinese = get(&sim, &customer, &format!("/v2/products/{path}?limit=100"), "zh_CN").await;
        let chinese = chinese[rows].as_array().unwrap();
        assert_eq!(chinese.len(), all.len());
        assert!(all.iter().zip(chinese).all(|(one, other)| one[key] == other[key]) && &all != chinese);
    }
}

#[tokio::test]
async fn lists_are_filtered_and_wrong_questions_refused() {
    let sim = Sim::start().await;
    let named = get(&sim, &partner(), "/v2/products/service-types?service_type_name=STORAGE", "en_US").await;
    assert_eq!(named["service_types"][0]["service_type_code"], "hws.service.type.obs");
    assert_eq!(named["total_count"], 1);
    let of = "/v2/products/service-resources?service_type_code=hws.service.type.vpc";
    let infos = get(&sim, &partner(), of, "en_US").await;
    assert_eq!(infos["total_count"], 2);
    let owner = &infos["infos"][0]["basic_info"]["product_owner_service"];
    assert_eq!(owner, "hws.service.type.vpc");
    let of = "/v2/products/usage-types?resource_type_code=hws.resource.type.obs";
    assert_eq!(get(&sim, &partner(), of, "en_US").await["total_count"], 3);
    for target in [
        "/v2/products/service-types?limit=1001",
        "/v2/products/service-types?service_type_name=",
        "/v2/products/resource-types?offset=-1",
        "/v2/products/service-resources",
        "/v2/products/service-resources?service_type_code=x&limit=101",
        "/v2/products/usage-types?limit=101",
        "/v2/bases/conversions?measure_type=5",
    ] {
        sim.call(&partner(), "GET", target, Value::Null).await.refused(400, "CBC.0100");
    }
    let auth = partner();
    let wrong =
        sim.send(&auth, "GET", "/v2/bases/measurements", Value::Null, &[("x-language", "de_DE")]).await;
    wrong.unwrap().refused(400, "CBC.0100");
}

#[tokio::test]
async fn units_are_named_and_converted() {
    let sim = Sim::start().await;
    let units = get(&sim, &partner(), "/v2/bases/measurements", "en_US").await;
    let gigabyte =
        units["measure_units"].as_array().unwrap().iter().find(|unit| unit["measure_id"] == 10).unwrap();
    assert_eq!((&gigabyte["abbreviation"], &gigabyte["measure_type"]), (&json!("GB"), &json!(3)));
    let traffic = get(&sim, &partner(), "/v2/bases/conversions?measure_type=3", "en_US").await;
    let first = json!({"measure_id": 10, "ref_measure_id": 11, "conversion_ratio": 1024, "measure_type": 3});
    assert_eq!(traffic["conversions"][0], first);
    let all = get(&sim, &partner(), "/v2/bases/conversions", "en_US").await;
    assert!(all["conversions"].as_array().unwrap().len() > traffic["conversions"].as_array().unwrap().len());
}
