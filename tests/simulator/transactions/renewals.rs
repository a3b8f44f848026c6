//! Quotes, renewals, automatic renewal.

use serde_json::{Value, json};

use crate::answer::{Answer, cents};
use crate::client::{Auth, Sim};

const QUOTE: &str = "/v2/bills/ratings/period-resources/renew-rate";
const RENEW: &str = "/v2/orders/subscriptions/resources/renew";
const DAY: i64 = 86_400;

/// A customer with a large budget, its first machine (policy 0, expires in five days), and an
/// attached disk of it.
async fn machine(sim: &Sim) -> (String, Auth, String, String) {
    let id = sim.id_of("musica-cafe").await;
    let body = json!({"customer_id": id, "budget_amount": 900_000});
    sim.set_budget(body).await.expect(204);
    let customer = sim.customer(&id).await;
    let all = sim.resources(&customer, json!({"limit": 500})).await;
    let main = all[0]["resource_id"].as_str().unwrap().to_owned();
    assert_eq!((&all[0]["is_main_resource"], &all[0]["expire_policy"]), (&json!(1), &json!(0)));
    let disk = all.iter().find(|r| r["parent_resource_id"] == main.as_str()).unwrap();
    (id, customer, main.clone(), disk["resource_id"].as_str().unwrap().to_owned())
}

fn request(ids: &[&str], kind: i64, count: i64) -> Value {
    json!({"resource_ids": ids, "period_type": kind, "period_num": count, "expire_policy": 0})
}

async fn renew(sim: &Sim, customer: &Auth, body: Value) -> Answer {
    sim.call(customer, "POST", RENEW, body).await
}

async fn expire(sim: &Sim, customer: &Auth, id: &str) -> String {
    let found = sim.resources(customer, json!({"resource_ids": [id]})).await;
    found[0]["expire_time"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn quote_renew_pay_and_the_expiry_moves_from_the_old_one() {
    let sim = Sim::start().await;
    let (_, customer, main, disk) = machine(&sim).await;
    let quote = sim.call(&customer, "POST", QUOTE, request(&[&main], 2, 1)).await.expect(200).json();
    assert_eq!(quote["renew_inquiry_results"][0]["resource_id"], main.as_str());
    let list = cents(&quote["official_website_rating_result"]["official_website_amount"]);
    let offer = &quote["optional_discount_rating_results"][0];
    assert!(offer["amount"].is_string());
    assert_eq!(cents(&offer["amount"]), list - cents(&offer["discount_amount"]));
    assert_eq!(expire(&sim, &customer, &main).await, "2026-03-15T15:59:59Z");

    let made = renew(&sim, &customer, request(&[&main], 2, 1)).await.expect(200).json();
    let order = made["order_ids"][0].as_str().unwrap().to_owned();
    let info = sim.order(&customer, &order).await;
    assert_eq!((&info["status"], &info["order_type"]), (&json!(6), &json!(2)));
    assert_eq!(cents(&info["amount_after_discount"]), cents(&offer["amount"]));

    renew(&sim, &customer, request(&[&main], 2, 1)).await.refused(400, "CBC.99003100");
    let locked = sim.call(&customer, "POST", QUOTE, request(&[&main], 2, 1)).await.expect(200).json();
    assert_eq!(locked["fail_resource_infos"][0]["error_code"], "CBC.30050010");
    assert!(locked.get("official_website_rating_result").is_none());

    sim.pay(&customer, &order).await.expect(204);
    assert_eq!(expire(&sim, &customer, &main).await, "2026-03-15T15:59:59Z");
    sim.advance(4).await;
    renew(&sim, &customer, request(&[&main], 2, 1)).await.refused(400, "CBC.99003144");
    sim.advance(10).await;
    assert_eq!(sim.status(&customer, &order).await, 5);
    for id in [&main, &disk] {
        assert_eq!(expire(&sim, &customer, id).await, "2026-04-15T15:59:59Z");
    }
    let ledger = sim.ledger().await;
    assert_eq!(ledger.len(), 2);
    assert_eq!((&ledger[0]["kind"], &ledger[1]["kind"]), (&json!("payment"), &json!("renewal")));
    assert_eq!(ledger[1]["old_expire_time"], "2026-03-15T15:59:59Z");
}

#[tokio::test]
async fn a_renewal_in_grace_counts_from_the_old_expiry() {
    let sim = Sim::start().await;
    let (_, customer, main, _) = machine(&sim).await;
    sim.advance(10 * DAY).await;
    let customer = match sim.resources(&customer, json!({"resource_ids": [main]})).await[0]["status"].as_i64()
    {
        Some(5) => customer,
        other => panic!("not in grace: {other:?}"),
    };
    let mut body = request(&[&main], 3, 1);
    body["is_auto_pay"] = json!(1);
    renew(&sim, &customer, body).await.expect(200);
    sim.advance(10).await;
    assert_eq!(expire(&sim, &customer, &main).await, "2027-03-15T15:59:59Z");
    let found = sim.resources(&customer, json!({"resource_ids": [main]})).await;
    assert_eq!(found[0]["status"], 2);
}

#[tokio::test]
async fn cancelling_a_renewal_order_frees_the_resource() {
    let sim = Sim::start().await;
    let (_, customer, main, _) = machine(&sim).await;
    let made = renew(&sim, &customer, request(&[&main], 2, 1)).await.expect(200).json();
    let body = json!({"order_id": made["order_ids"][0]});
    sim.call(&customer, "PUT", "/v2/orders/customer-orders/cancel", body).await.expect(204);
    let quote = sim.call(&customer, "POST", QUOTE, request(&[&main], 2, 1)).await.expect(200).json();
    assert!(quote.get("fail_resource_infos").is_none());
    renew(&sim, &customer, request(&[&main], 2, 1)).await.expect(200);
}

#[tokio::test]
async fn immediate_payment_that_fails_leaves_the_order_behind() {
    let sim = Sim::start().await;
    let (id, customer, main, _) = machine(&sim).await;
    sim.set_budget(json!({"customer_id": id, "budget_amount": 0.01})).await.expect(204);
    let mut body = request(&[&main], 2, 1);
    body["is_auto_pay"] = json!(1);
    renew(&sim, &customer, body).await.refused(400, "CBC.30050006");
    let target = "/v2/orders/customer-orders?status=6&order_type=2&order_by=-createTime&limit=1";
    let left = sim.call(&customer, "GET", target, Value::Null).await.expect(200).json();
    let order = left["order_infos"][0]["order_id"].as_str().unwrap();
    sim.set_budget(json!({"customer_id": id, "budget_amount": 900_000})).await.expect(204);
    sim.pay(&customer, order).await.expect(204);
}

#[tokio::test]
async fn what_cannot_be_renewed_is_said_for_each_resource() {
    let sim = Sim::start().await;
    let (_, customer, main, disk) = machine(&sim).await;
    let refused = |ids: Vec<String>, kind, count| {
        let (sim, customer) = (&sim, &customer);
        async move {
            let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
            renew(sim, customer, request(&ids, kind, count)).await
        }
    };
    refused(vec![disk.clone()], 2, 1).await.refused(400, "CBC.30010036");
    refused(vec!["gone".into()], 2, 1).await.refused(400, "CBC.99003016");
    refused(vec![main.clone()], 2, 12).await.refused(400, "CBC.0100");
    refused(vec![main.clone()], 3, 4).await.refused(400, "CBC.99000092");
    refused(vec![main.clone()], 3, 0).await.refused(400, "CBC.0100");
    refused(vec![main.clone()], 1, 1).await.refused(400, "CBC.0100");
    refused(vec![], 2, 1).await.refused(400, "CBC.0100");
    refused((0..11).map(|n| n.to_string()).collect(), 2, 1).await.refused(400, "CBC.0100");
    let twice = sim.call(&customer, "POST", QUOTE, request(&[&main, &main], 2, 1)).await;
    twice.refused(400, "CBC.30050012");
    let quote = sim.call(&customer, "POST", QUOTE, request(&[&disk, "gone", &main], 2, 1)).await;
    let quote = quote.expect(200).json();
    let codes: Vec<_> = quote["fail_resource_infos"]
        .as_array()
        .unwrap()
        .iter()
        .map(|f| f["error_code"].as_str().unwrap())
        .collect();
    assert_eq!(codes, ["CBC.30050007", "CBC.30050009"]);
    assert_eq!(quote["renew_inquiry_results"].as_array().unwrap().len(), 1);
    let partly = refused(vec![disk, main.clone()], 2, 1).await.expect(200).json();
    assert_eq!(partly["order_ids"].as_array().unwrap().len(), 1);
    assert_eq!(partly["fail_resource_infos"][0]["error_code"], "CBC.30010036");
}

/// The change history of 2024-02-23 puts the code on this operation.
#[tokio::test]
async fn a_pay_per_use_package_is_not_renewed() {
    let sim = Sim::start().await;
    let (_, customer, main, _) = machine(&sim).await;
    let packages = sim.call(&customer, "POST", "/v3/payments/free-resources/query", json!({})).await;
    let packages = packages.expect(200).json();
    let package = packages["free_resource_packages"][0]["order_instance_id"].as_str().unwrap();
    renew(&sim, &customer, request(&[package], 3, 1)).await.refused(400, "CBC.99003647");
    let partly = renew(&sim, &customer, request(&[package, &main], 3, 1)).await.expect(200).json();
    assert_eq!(partly["fail_resource_infos"][0]["error_code"], "CBC.99003647");
    assert_eq!(partly["order_ids"].as_array().unwrap().len(), 1);
    for owner in sim.all_customers().await.iter().filter(|c| c["label"] != "fault demo") {
        let Some(customer) = sim.try_customer(owner["customer_id"].as_str().unwrap()).await else {
            continue;
        };
        let body = json!({"only_main_resource": 1, "limit": 500});
        let all = sim.resources(&customer, body).await;
        let is_package = |row: &&Value| row["resource_type_code"] == "hws.resource.type.pkg.obs";
        if let Some(package) = all.iter().find(is_package) {
            let id = package["resource_id"].as_str().unwrap();
            let answer = renew(&sim, &customer, request(&[id], 3, 1)).await;
            // A frozen account is refused before its resources are looked at.
            if answer.code() != "CBC.99003626" {
                answer.refused(400, "CBC.99003647");
                return;
            }
        }
    }
    panic!("nobody has a package among its resources");
}

#[tokio::test]
async fn a_customer_sees_only_its_own_resources() {
    let sim = Sim::start().await;
    let (_, _, main, _) = machine(&sim).await;
    let other = sim.customer(&sim.id_of("aurora-freight").await).await;
    renew(&sim, &other, request(&[&main], 2, 1)).await.refused(400, "CBC.99003016");
    let path = format!("/v2/orders/subscriptions/resources/autorenew/{main}");
    sim.call(&other, "POST", &path, Value::Null).await.refused(400, "CBC.99003012");
}

#[tokio::test]
async fn automatic_renewal_is_switched_and_then_charges() {
    let sim = Sim::start().await;
    let (_, customer, main, disk) = machine(&sim).await;
    let path = format!("/v2/orders/subscriptions/resources/autorenew/{main}");
    sim.call(&customer, "DELETE", &path, Value::Null).await.refused(400, "CBC.99003605");
    let wrong = json!({"auto_renew_times": 100});
    sim.call(&customer, "POST", &path, wrong).await.refused(400, "CBC.0100");
    for _ in 0..2 {
        sim.call(&customer, "POST", &path, Value::Null).await.expect(204);
    }
    let policy = || async {
        let found = sim.resources(&customer, json!({"resource_ids": [disk]})).await;
        found[0]["expire_policy"].as_i64().unwrap()
    };
    assert_eq!(policy().await, 3);
    sim.call(&customer, "DELETE", &path, Value::Null).await.expect(204);
    assert_eq!(policy().await, 0);
    sim.call(&customer, "POST", &path, json!({})).await.expect(204);
    // 03:00 GMT+08:00 of the next day: the machine expires within seven days.
    sim.control("POST", "clock", json!({"set": "2026-03-10T19:01:00Z"})).await.expect(200);
    assert!(expire(&sim, &customer, &main).await.as_str() > "2026-03-15T15:59:59Z");
    let ledger = sim.ledger().await;
    let charged: Vec<_> = ledger.iter().filter(|e| e["resource_id"] == main.as_str()).collect();
    assert_eq!(charged.len(), 1);
    assert_eq!(charged[0]["by"], "system (automatic renewal)");
    let unknown = "/v2/orders/subscriptions/resources/autorenew/gone";
    sim.call(&customer, "POST", unknown, Value::Null).await.refused(400, "CBC.99003012");
    sim.advance(200 * DAY).await;
    let gone = sim.resources(&customer, json!({"status_list": [4, 5]})).await;
    if let Some(expired) = gone.iter().find(|r| r["is_main_resource"] == 1) {
        let id = expired["resource_id"].as_str().unwrap();
        let path = format!("/v2/orders/subscriptions/resources/autorenew/{id}");
        sim.call(&customer, "POST", &path, Value::Null).await.refused(400, "CBC.99003602");
    }
}

/// The result must not depend on how often the account was read.
#[tokio::test]
async fn time_passes_the_same_whether_watched_or_not() {
    let run = |steps: i64| async move {
        let sim = Sim::start().await;
        let (_, customer, main, _) = machine(&sim).await;
        let path = format!("/v2/orders/subscriptions/resources/autorenew/{main}");
        sim.call(&customer, "POST", &path, Value::Null).await.expect(204);
        for _ in 0..steps {
            sim.advance(1_100 * DAY / steps).await;
            sim.resources(&customer, json!({"limit": 500})).await;
        }
        let until = expire(&sim, &customer, &main).await;
        let entries: Vec<String> = sim.ledger().await.iter().map(Value::to_string).collect();
        (until, entries)
    };
    let (watched, unwatched) = (run(40).await, run(1).await);
    assert_eq!(watched, unwatched);
    assert!(watched.1.len() >= 6, "{watched:?}");
    assert!(watched.0.as_str() > "2029-03-15", "{}", watched.0);
}
